// Event interfaces of windows and documents.
const idl = require('web-idl');
const { internal, Event } = require('event-target');
const { eventClass, states } = internal;

idl.types.set('Node target', (value, place) => {
  if (value !== null && value !== undefined && !internal.isTarget(value)) throw place.wrong('EventTarget');
  return value ?? null;
});
const text = (initial = '') => ['DOMString', initial];
const flag = ['boolean', false];
const number = (initial = 0) => ['double', initial];
const whole = (initial = 0) => ['long', initial];

const UIEvent = eventClass('UIEvent', {
  view: ['Window?', null],
  detail: whole(),
  sourceCapabilities: null,
  which: ['unsigned long', 0],
});
const MODIFIERS = { ctrlKey: flag, shiftKey: flag, altKey: flag, metaKey: flag };
const STATES = {
  modifierAltGraph: flag,
  modifierCapsLock: flag,
  modifierFn: flag,
  modifierFnLock: flag,
  modifierHyper: flag,
  modifierNumLock: flag,
  modifierScrollLock: flag,
  modifierSuper: flag,
  modifierSymbol: flag,
  modifierSymbolLock: flag,
};
const MouseEvent = eventClass(
  'MouseEvent',
  {
    screenX: number(),
    screenY: number(),
    clientX: number(),
    clientY: number(),
    ...MODIFIERS,
    button: ['short', 0],
    buttons: ['unsigned short', 0],
    relatedTarget: ['Node target', null],
    movementX: number(),
    movementY: number(),
    ...STATES,
  },
  UIEvent,
);
const PointerEvent = eventClass(
  'PointerEvent',
  {
    pointerId: whole(),
    width: number(1),
    height: number(1),
    pressure: number(),
    tangentialPressure: number(),
    tiltX: whole(),
    tiltY: whole(),
    azimuthAngle: number(),
    altitudeAngle: number(Math.PI / 2),
    twist: whole(),
    pointerType: text(),
    isPrimary: flag,
    persistentDeviceId: whole(),
  },
  MouseEvent,
);
const WheelEvent = eventClass(
  'WheelEvent',
  { deltaX: number(), deltaY: number(), deltaZ: number(), deltaMode: ['unsigned long', 0] },
  MouseEvent,
);
const DragEvent = eventClass('DragEvent', { dataTransfer: null }, MouseEvent);
const KeyboardEvent = eventClass(
  'KeyboardEvent',
  {
    key: text(),
    code: text(),
    location: ['unsigned long', 0],
    ...MODIFIERS,
    repeat: flag,
    isComposing: flag,
    charCode: ['unsigned long', 0],
    keyCode: ['unsigned long', 0],
    ...STATES,
  },
  UIEvent,
);
const FocusEvent = eventClass('FocusEvent', { relatedTarget: ['Node target', null] }, UIEvent);
const InputEvent = eventClass(
  'InputEvent',
  { data: ['DOMString?', null], isComposing: flag, inputType: text(), dataTransfer: null },
  UIEvent,
);
const CompositionEvent = eventClass('CompositionEvent', { data: text() }, UIEvent);
const TouchEvent = eventClass(
  'TouchEvent',
  {
    ...MODIFIERS,
    touches: ['sequence<any>', Object.freeze([])],
    targetTouches: ['sequence<any>', Object.freeze([])],
    changedTouches: ['sequence<any>', Object.freeze([])],
  },
  UIEvent,
);
const StorageEvent = eventClass('StorageEvent', {
  key: ['DOMString?', null],
  oldValue: ['DOMString?', null],
  newValue: ['DOMString?', null],
  url: ['USVString', ''],
  storageArea: null,
});
const PopStateEvent = eventClass('PopStateEvent', { state: null, hasUAVisualTransition: flag });
const HashChangeEvent = eventClass('HashChangeEvent', { oldURL: ['USVString', ''], newURL: ['USVString', ''] });
const PageTransitionEvent = eventClass('PageTransitionEvent', { persisted: flag });
const SubmitEvent = eventClass('SubmitEvent', { submitter: null });
const FormDataEvent = eventClass('FormDataEvent', { formData: ['any', idl.REQUIRED] }, Event, true);
const ToggleEvent = eventClass('ToggleEvent', { oldState: text(), newState: text(), source: null });
const AnimationEvent = eventClass('AnimationEvent', {
  animationName: text(),
  elapsedTime: number(),
  pseudoElement: text(),
});
const TransitionEvent = eventClass('TransitionEvent', {
  propertyName: text(),
  elapsedTime: number(),
  pseudoElement: text(),
});
const MediaQueryListEvent = eventClass('MediaQueryListEvent', { media: text(), matches: flag });
const SecurityPolicyViolationEvent = eventClass('SecurityPolicyViolationEvent', {
  documentURI: text(),
  violatedDirective: text(),
});
const ClipboardEvent = eventClass('ClipboardEvent', { clipboardData: null });
const TrackEvent = eventClass('TrackEvent', { track: null });
class BeforeUnloadEvent extends Event {
  constructor(key) {
    if (key !== internal.hooks) throw idl.illegal('BeforeUnloadEvent');
    super('beforeunload', { cancelable: true });
  }
}
internal.tag(BeforeUnloadEvent, 'BeforeUnloadEvent');

/** Attributes that are worked out from others, and operations. */
function extend(C, members) {
  for (const key of Reflect.ownKeys(members))
    Object.defineProperty(C.prototype, key, { ...Object.getOwnPropertyDescriptor(members, key), enumerable: true });
}
const STATE_NAMES = {
  Alt: 'altKey',
  Control: 'ctrlKey',
  Meta: 'metaKey',
  Shift: 'shiftKey',
};
const modified = (C) => ({
  getModifierState(name) {
    const own = C._values(this);
    return Boolean(own[STATE_NAMES[name] ?? `modifier${name}`]);
  },
});
for (const C of [MouseEvent, KeyboardEvent]) for (const name of Object.keys(STATES)) delete C.prototype[name];
const rounded = (name) => ({
  get() {
    return Math.trunc(MouseEvent._values(this)[name]);
  },
});
const alias = (name, of, fractional = false) =>
  Object.getOwnPropertyDescriptor(
    {
      get [name]() {
        const value = MouseEvent._values(this)[of];
        return fractional || this instanceof PointerEvent ? value : Math.trunc(value);
      },
    },
    name,
  );
for (const name of ['screenX', 'screenY', 'clientX', 'clientY'])
  Object.defineProperty(MouseEvent.prototype, name, { ...alias(name, name), enumerable: true, configurable: true });
for (const [name, of] of Object.entries({
  x: 'clientX',
  y: 'clientY',
  pageX: 'clientX',
  pageY: 'clientY',
  offsetX: 'clientX',
  offsetY: 'clientY',
  layerX: 'clientX',
  layerY: 'clientY',
}))
  Object.defineProperty(MouseEvent.prototype, name, { ...alias(name, of), enumerable: true, configurable: true });
void rounded;
extend(MouseEvent, {
  ...modified(MouseEvent),
  get fromElement() {
    return this.relatedTarget;
  },
  get toElement() {
    return this.target;
  },
  initMouseEvent(
    type,
    bubbles = false,
    cancelable = false,
    view = null,
    detail = 0,
    screenX = 0,
    screenY = 0,
    clientX = 0,
    clientY = 0,
    ctrlKey = false,
    altKey = false,
    shiftKey = false,
    metaKey = false,
    button = 0,
    relatedTarget = null,
  ) {
    if (states.get(this).dispatching) return;
    this.initUIEvent(type, bubbles, cancelable, view, detail);
    Object.assign(MouseEvent._values(this), {
      screenX,
      screenY,
      clientX,
      clientY,
      ctrlKey,
      altKey,
      shiftKey,
      metaKey,
      button,
    });
    states.get(this).related = relatedTarget;
  },
});
extend(PointerEvent, {
  getCoalescedEvents() {
    return [];
  },
  getPredictedEvents() {
    return [];
  },
});
extend(KeyboardEvent, {
  ...modified(KeyboardEvent),
  initKeyboardEvent(
    type,
    bubbles = false,
    cancelable = false,
    view = null,
    key = '',
    location = 0,
    ctrlKey = false,
    altKey = false,
    shiftKey = false,
    metaKey = false,
  ) {
    if (states.get(this).dispatching) return;
    this.initUIEvent(type, bubbles, cancelable, view, 0);
    Object.assign(KeyboardEvent._values(this), { key, location, ctrlKey, altKey, shiftKey, metaKey });
  },
});
extend(UIEvent, {
  initUIEvent(type, bubbles = false, cancelable = false, view = null, detail = 0) {
    if (states.get(this).dispatching) return;
    this.initEvent(type, bubbles, cancelable);
    Object.assign(UIEvent._values(this), { view, detail });
  },
});
extend(InputEvent, {
  getTargetRanges() {
    return [];
  },
});
Object.defineProperty(UIEvent.prototype, 'which', {
  get() {
    if (this instanceof MouseEvent) return MouseEvent._values(this).button + 1;
    if (this instanceof KeyboardEvent) return KeyboardEvent._values(this).keyCode;
    return UIEvent._values(this).which;
  },
  enumerable: true,
  configurable: true,
});
idl.constants(KeyboardEvent, {
  DOM_KEY_LOCATION_STANDARD: 0,
  DOM_KEY_LOCATION_LEFT: 1,
  DOM_KEY_LOCATION_RIGHT: 2,
  DOM_KEY_LOCATION_NUMPAD: 3,
});
idl.constants(WheelEvent, { DOM_DELTA_PIXEL: 0, DOM_DELTA_LINE: 1, DOM_DELTA_PAGE: 2 });

module.exports = {
  UIEvent,
  MouseEvent,
  PointerEvent,
  WheelEvent,
  DragEvent,
  KeyboardEvent,
  FocusEvent,
  InputEvent,
  CompositionEvent,
  TouchEvent,
  StorageEvent,
  PopStateEvent,
  HashChangeEvent,
  PageTransitionEvent,
  SubmitEvent,
  FormDataEvent,
  ToggleEvent,
  AnimationEvent,
  TransitionEvent,
  MediaQueryListEvent,
  SecurityPolicyViolationEvent,
  ClipboardEvent,
  TrackEvent,
  BeforeUnloadEvent,
};
