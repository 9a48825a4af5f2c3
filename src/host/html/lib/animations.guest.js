// Transitions, animations of style sheets and of script. @spec css-transitions, css-animations, web-animations
const idl = require('web-idl');
const { Event, EventTarget, internal: events } = require('event-target');
const { DOMException } = require('dom-exception');
const { internal: dom } = require('nodes');
const { TransitionEvent, AnimationEvent } = require('ui-events');
const { internal: css } = require('css');
const KEY = Symbol('animation');

/** What is under way, in the order it began. */
const running = [];
const styles = new WeakMap();
let plain = false;

const seconds = (text) => (text.endsWith('ms') ? Number.parseFloat(text) / 1000 : Number.parseFloat(text)) || 0;
const listOf = (element, name) => dom.computed(element, name).split(/,\s*(?![^(]*\))/);
/** @spec css-easing */
function easing(text) {
  const named = {
    ease: [0.25, 0.1, 0.25, 1],
    'ease-in': [0.42, 0, 1, 1],
    'ease-out': [0, 0, 0.58, 1],
    'ease-in-out': [0.42, 0, 0.58, 1],
  }[text];
  const curve = named ?? /^cubic-bezier\((.*)\)$/.exec(text)?.[1].split(',').map(Number);
  if (curve !== undefined) {
    const [x1, y1, x2, y2] = curve;
    const at = (a, b, t) => 3 * a * t * (1 - t) ** 2 + 3 * b * t * t * (1 - t) + t ** 3;
    return (p) => {
      let low = 0;
      let high = 1;
      for (let i = 0; i < 40; i++) {
        const mid = (low + high) / 2;
        if (at(x1, x2, mid) < p) low = mid;
        else high = mid;
      }
      return at(y1, y2, (low + high) / 2);
    };
  }
  const steps = /^steps\((\d+)(?:,\s*([-a-z]+))?\)$/.exec(
    text === 'step-end' ? 'steps(1)' : text === 'step-start' ? 'steps(1, start)' : text,
  );
  if (steps !== null) {
    const n = Number(steps[1]);
    return (p) => Math.min(1, (/start/.test(steps[2] ?? '') ? Math.floor(p * n) + 1 : Math.floor(p * n)) / n);
  }
  return (p) => p;
}
const NUMBER = /-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g;
/** A value between two; null when they can't be mixed. */
function between(from, to, p) {
  const shape = (text) => text.replace(NUMBER, '#');
  const widen = (text) => text.replace(/^rgb\(([^)]*)\)$/, 'rgba($1, 1)');
  const [a, b] = /^rgba?\(/.test(from) && /^rgba?\(/.test(to) ? [widen(from), widen(to)] : [from, to];
  if (shape(a) !== shape(b) || !NUMBER.test(a)) return null;
  NUMBER.lastIndex = 0;
  const ends = b.match(NUMBER).map(Number);
  let i = 0;
  const color = a.startsWith('rgba');
  const text = a.replace(NUMBER, (n) => {
    const end = ends[i++];
    const value = Number(n) + (end - Number(n)) * p;
    return String(color && i < 4 ? Math.round(value) : Number(value.toPrecision(6)));
  });
  return color ? text.replace(/^rgba\((.*), 1\)$/, 'rgb($1)') : text;
}
/** Works something out as if nothing moved. */
function unmoved(steps) {
  const outer = plain;
  plain = true;
  dom.version++;
  try {
    return steps();
  } finally {
    plain = outer;
    dom.version++;
  }
}
dom.animatedValue = (element, name) => {
  if (plain || running.length === 0) return undefined;
  for (let i = running.length - 1; i >= 0; i--) {
    const a = running[i];
    if (a.element !== element || !a.affects(name)) continue;
    const value = a.valueOf(name, binding.now());
    if (value !== undefined) return value;
  }
  return undefined;
};

/** Where in its run an animation is. @spec web-animations#animation-effect-phases-and-states */
function phaseOf(a, now) {
  // Until its first frame it stands at its beginning.
  const local = a.start === null ? 0 : now - a.start;
  if (local < a.delay) return { phase: 'before', progress: null };
  const active = a.duration * a.iterations;
  if (local >= a.delay + active) return { phase: 'after', progress: 1, iteration: a.iterations - 1 };
  const at = a.duration === 0 ? 0 : (local - a.delay) / a.duration;
  return { phase: 'active', progress: at - Math.floor(at), iteration: Math.floor(at) };
}
const tell = (a, C, type, init) => events.fire(a.element, new C(type, { bubbles: true, cancelable: true, ...init }));

// Transitions

const FIXED = [
  'transition-property',
  'transition-duration',
  'transition-delay',
  'transition-timing-function',
  'transition-behavior',
  'display',
];
function snapshot(element) {
  const durations = listOf(element, 'transition-duration').map(seconds);
  const delays = listOf(element, 'transition-delay').map(seconds);
  if (durations.every((d, i) => d + (delays[i] ?? delays[0]) <= 0)) return null;
  const names = listOf(element, 'transition-property');
  const wanted = new Map();
  const all = names.flatMap((name, i) => {
    const entry = {
      duration: durations[i % durations.length],
      delay: delays[i % delays.length],
      ease: listOf(element, 'transition-timing-function')[i] ?? 'ease',
    };
    const list =
      name === 'all'
        ? [...css.properties.keys()].filter(
            (p) =>
              !p.startsWith('-webkit-') && !FIXED.includes(p) && !/^(animation|transition)/.test(p) && MOVING.test(p),
          )
        : (css.SHORTHANDS.get(name)?.subs ?? [name]);
    return list.map((property) => [property, entry]);
  });
  for (const [property, entry] of all)
    if (css.properties.has(property)) wanted.set(property, { ...entry, value: dom.computed(element, property) });
  return wanted;
}
const MOVING =
  /^(opacity|color|background-color|width|height|(min|max)-(width|height)|top|right|bottom|left|transform|(margin|padding)-(top|right|bottom|left)|border-(top|right|bottom|left)-(width|color)|border-.*-radius|font-size|letter-spacing|line-height|outline-(color|width|offset)|flex-(grow|shrink|basis)|box-shadow|filter|visibility|z-index|scale|rotate|translate)$/;
function transition(element, property, from, entry) {
  const now = binding.now();
  const known = running.find((a) => a.kind === 'transition' && a.element === element && a.property === property);
  let start = from;
  if (known !== undefined) {
    start = known.valueOf(property, now) ?? from;
    cancel(known);
  }
  if (entry.duration + entry.delay <= 0 || start === entry.value || between(start, entry.value, 0.5) === null) return;
  const curve = easing(entry.ease);
  const made = {
    kind: 'transition',
    element,
    property,
    start: null,
    delay: entry.delay * 1000,
    duration: entry.duration * 1000,
    iterations: 1,
    told: 'none',
    affects: (name) => name === property,
    valueOf(_name, at) {
      const { phase, progress } = phaseOf(made, at);
      return phase === 'before' ? start : phase === 'after' ? undefined : between(start, entry.value, curve(progress));
    },
    step(at) {
      const { phase } = phaseOf(made, at);
      const init = { propertyName: property, elapsedTime: 0 };
      if (made.told === 'none') {
        made.told = 'run';
        tell(made, TransitionEvent, 'transitionrun', init);
      }
      if (made.told === 'run' && phase !== 'before') {
        made.told = 'start';
        tell(made, TransitionEvent, 'transitionstart', init);
      }
      if (phase !== 'after') return;
      drop(made);
      tell(made, TransitionEvent, 'transitionend', { propertyName: property, elapsedTime: entry.duration });
    },
    canceled() {
      tell(made, TransitionEvent, 'transitioncancel', {
        propertyName: property,
        elapsedTime: Math.max(0, (binding.now() - (made.start ?? binding.now()) - made.delay) / 1000),
      });
    },
  };
  add(made);
}
function drop(a) {
  const at = running.indexOf(a);
  if (at >= 0) running.splice(at, 1);
  dom.version++;
}
function add(a) {
  running.push(a);
  dom.version++;
  binding.requestFrame();
}
function cancel(a) {
  drop(a);
  binding.queueTask('DOM manipulation', 'animation', () => a.canceled?.());
}

// Animations of style sheets

const keyframesOf = (rule) =>
  rule._rules
    .flatMap((r) => r._selector.split(', ').map((key) => ({ offset: Number.parseFloat(key) / 100, map: r._map })))
    .sort((a, b) => a.offset - b.offset);
function animate(element, name, i) {
  const rule = dom.keyframes(element._document, name);
  if (rule === null) return null;
  const pick = (property) => {
    const list = listOf(element, property);
    return list[i % list.length];
  };
  const count = pick('animation-iteration-count');
  const frames = keyframesOf(rule).map(({ offset, map }) => ({
    offset,
    values: new Map([...map].map(([key, [value]]) => [key, value])),
  }));
  const fill = pick('animation-fill-mode');
  const made = effect(element, frames, {
    duration: seconds(pick('animation-duration')) * 1000,
    delay: seconds(pick('animation-delay')) * 1000,
    iterations: count === 'infinite' ? Number.POSITIVE_INFINITY : Number(count),
    direction: pick('animation-direction'),
    fill,
    ease: pick('animation-timing-function'),
  });
  made.kind = 'animation';
  made.name = name;
  const say = (type, elapsedTime) =>
    tell(made, AnimationEvent, type, { cancelable: true, animationName: name, elapsedTime });
  made.step = (at) => {
    const { phase, iteration } = phaseOf(made, at);
    if (phase === 'before') return;
    if (made.told === 'none') {
      made.told = 0;
      say('animationstart', 0);
    }
    if (phase === 'active' && iteration > made.told) {
      made.told = iteration;
      say('animationiteration', (iteration * made.duration) / 1000);
    }
    if (phase === 'after' && made.told !== 'end') {
      made.told = 'end';
      if (fill !== 'forwards' && fill !== 'both') drop(made);
      say('animationend', (made.duration * made.iterations) / 1000);
    }
  };
  made.canceled = () =>
    say('animationcancel', Math.max(0, (binding.now() - (made.start ?? binding.now()) - made.delay) / 1000));
  if (made.iterations === Number.POSITIVE_INFINITY) binding.notModelled('an animation without end, after it began');
  return made;
}
/** What keyframes make of an element's values. */
function effect(
  element,
  frames,
  { duration, delay = 0, iterations = 1, direction = 'normal', fill = 'none', ease = 'linear' },
) {
  const curve = easing(ease);
  const made = {
    element,
    start: null,
    delay,
    duration,
    iterations,
    told: 'none',
    affects: (name) => frames.some((f) => f.values.has(name)),
    valueOf(name, now) {
      const { phase, progress, iteration } = phaseOf(made, now);
      if (phase === 'before' && fill !== 'backwards' && fill !== 'both') return undefined;
      if (phase === 'after' && fill !== 'forwards' && fill !== 'both') return undefined;
      let p = phase === 'before' ? 0 : progress;
      const odd = (iteration ?? 0) % 2 === 1;
      if (direction === 'reverse' || (direction === 'alternate' && odd) || (direction === 'alternate-reverse' && !odd))
        p = 1 - p;
      const own = () => unmoved(() => dom.computed(element, name));
      const list = frames.filter((f) => f.values.has(name));
      const from = list.filter((f) => f.offset <= p).pop();
      const to = list.find((f) => f.offset > p) ?? (p >= 1 ? from : undefined);
      const a = from === undefined ? own() : from.values.get(name);
      const b = to === undefined ? own() : to.values.get(name);
      const span = (to?.offset ?? 1) - (from?.offset ?? 0);
      const q = span <= 0 ? 1 : (p - (from?.offset ?? 0)) / span;
      return between(a, b, curve(q)) ?? (q < 0.5 ? a : b);
    },
  };
  return made;
}

/** Compares styles with what they were; what changed starts to move. @spec css-transitions#starting */
let looking = false;
let seen = -1;
dom.flushStyle = () => {
  if (looking || !dom.animates || seen === dom.version) return;
  looking = true;
  try {
    unmoved(() => {
      for (const element of dom.elementsIn(globalThis.document)) {
        const before = styles.get(element);
        const rendered = dom.isRendered(element);
        const now = {
          wanted: rendered ? snapshot(element) : null,
          names: rendered ? listOf(element, 'animation-name').filter((n) => n !== 'none') : [],
        };
        if (before?.wanted && now.wanted)
          for (const [property, entry] of now.wanted) {
            const old = before.wanted.get(property);
            if (old !== undefined && old.value !== entry.value) transition(element, property, old.value, entry);
          }
        else if (before?.wanted && !rendered)
          for (const a of running.filter((r) => r.kind === 'transition' && r.element === element)) cancel(a);
        for (const name of before?.names ?? [])
          if (!now.names.includes(name))
            for (const a of running.filter((r) => r.element === element && r.name === name && r.kind === 'animation'))
              cancel(a);
        now.names.forEach((name, i) => {
          if (before?.names.includes(name)) return;
          const made = animate(element, name, i);
          if (made !== null) add(made);
        });
        if (now.wanted !== null || now.names.length > 0 || before !== undefined) styles.set(element, now);
      }
    });
  } finally {
    looking = false;
    seen = dom.version;
  }
};
/** Moves on what is under way, and tells of it. */
function frame(time) {
  const now = Math.max(time, binding.now());
  for (const a of running.slice()) {
    a.start ??= now;
    a.step(now);
  }
  if (running.length > 0) dom.version++;
  if (running.some((a) => a.iterations !== Number.POSITIVE_INFINITY && a.told !== 'end' && a.told !== 'idle'))
    binding.requestFrame();
}

// Animations of script @spec web-animations#the-animation-interface

class AnimationPlaybackEvent extends Event {
  #init;
  constructor(type, init) {
    super(type, init);
    this.#init = init ?? {};
  }
  get currentTime() {
    return this.#init.currentTime ?? null;
  }
  get timelineTime() {
    return this.#init.timelineTime ?? null;
  }
}
idl.define(AnimationPlaybackEvent, 'AnimationPlaybackEvent', { constructor: 'DOMString' });
class Animation extends EventTarget {
  #a;
  #state = 'running';
  #finished = Promise.withResolvers();
  #ready = Promise.withResolvers();
  constructor(key, a) {
    if (key !== KEY) binding.notModelled('new Animation()');
    super();
    this.#a = a;
    this.id = a?.id ?? '';
    this.#ready.resolve(this);
    if (!a) return;
    a.object = this;
    a.step = (now) => {
      const { phase } = phaseOf(a, now);
      a.told = 'running';
      if (phase === 'after') this.#finish(now, true);
    };
  }
  #finish(now, inFrame) {
    if (this.#state === 'finished') return;
    this.#state = 'finished';
    this.#a.told = 'end';
    if (!this.#a.fills) drop(this.#a);
    this.#finished.resolve(this);
    const event = new AnimationPlaybackEvent('finish', {
      currentTime: this.#a.delay + this.#a.duration * this.#a.iterations,
      timelineTime: now,
    });
    if (inFrame) {
      binding.checkpoint();
      events.fire(this, event);
    } else binding.queueTask('DOM manipulation', 'animation', () => events.fire(this, event));
  }
  get effect() {
    return {
      target: this.#a.element,
      getTiming: () => ({ duration: this.#a.duration, delay: this.#a.delay, iterations: this.#a.iterations }),
    };
  }
  get playState() {
    return this.#state;
  }
  get pending() {
    return false;
  }
  get currentTime() {
    return this.#state === 'idle'
      ? null
      : this.#state === 'finished'
        ? this.#a.delay + this.#a.duration * this.#a.iterations
        : this.#a.start === null
          ? 0
          : binding.now() - this.#a.start;
  }
  get playbackRate() {
    return 1;
  }
  get finished() {
    return this.#finished.promise;
  }
  get ready() {
    return this.#ready.promise;
  }
  cancel() {
    if (this.#state === 'idle') return;
    this.#state = 'idle';
    drop(this.#a);
    this.#finished.promise.catch(() => {});
    this.#finished.reject(new DOMException('The user aborted a request.', 'AbortError'));
    this.#finished = Promise.withResolvers();
    binding.queueTask('DOM manipulation', 'animation', () => events.fire(this, new AnimationPlaybackEvent('cancel')));
  }
  finish() {
    this.#a.start = binding.now() - this.#a.delay - this.#a.duration * this.#a.iterations;
    this.#finish(binding.now(), false);
  }
  pause() {
    binding.notModelled('Animation.pause');
    this.#state = 'paused';
    drop(this.#a);
  }
  play() {
    if (this.#state === 'running') return;
    this.#a.start = null;
    this.#state = 'running';
    this.#finished = Promise.withResolvers();
    add(this.#a);
  }
  reverse() {
    binding.notModelled('Animation.reverse');
  }
}
for (const type of ['finish', 'cancel', 'remove']) events.defineHandler(Animation.prototype, `on${type}`);
idl.define(Animation, 'Animation', { constructor: '' });
function framesOf(keyframes) {
  if (keyframes === null || keyframes === undefined) return [];
  const list = Array.isArray(keyframes)
    ? keyframes
    : (() => {
        const names = Object.keys(keyframes);
        const count = Math.max(...names.map((n) => (Array.isArray(keyframes[n]) ? keyframes[n].length : 1)));
        return Array.from({ length: count }, (_unused, i) =>
          Object.fromEntries(names.map((n) => [n, Array.isArray(keyframes[n]) ? keyframes[n][i] : keyframes[n]])),
        );
      })();
  return list.map((frame, i) => {
    const values = new Map();
    for (const [key, value] of Object.entries(frame)) {
      if (key === 'offset' || key === 'easing' || key === 'composite') continue;
      const name = css.resolveName(key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`));
      for (const [longhand, v] of name === null ? [] : (css.expand(name, `${value}`) ?? [])) values.set(longhand, v);
    }
    return { offset: frame.offset ?? (list.length === 1 ? 1 : i / (list.length - 1)), values };
  });
}
Object.assign(dom, {
  animate(element, keyframes, options) {
    const o = typeof options === 'number' ? { duration: options } : (options ?? {});
    const a = effect(element, framesOf(keyframes), {
      duration: Number(o.duration) || 0,
      delay: o.delay ?? 0,
      iterations: o.iterations ?? 1,
      direction: o.direction ?? 'normal',
      fill: o.fill ?? 'none',
      ease: o.easing ?? 'linear',
    });
    a.kind = 'script';
    a.id = o.id;
    a.fills = o.fill === 'forwards' || o.fill === 'both';
    const animation = new Animation(KEY, a);
    if (a.iterations === Number.POSITIVE_INFINITY) binding.notModelled('an animation without end, after it began');
    add(a);
    return animation;
  },
  animationsOf: (element) =>
    running.filter((a) => a.element === element).map((a) => a.object ?? new Animation(KEY, { ...a })),
  allAnimations: () => running.map((a) => a.object ?? new Animation(KEY, { ...a })),
  timeline: () => ({ currentTime: binding.now() }),
});
module.exports = { Animation, AnimationPlaybackEvent, internal: { frame } };
