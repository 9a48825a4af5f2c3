// Forms, their controls and constraint validation. @spec html#forms
const idl = require('web-idl');
const { internal: dom } = require('nodes');
const { HTMLElement, internal } = require('html-elements');
const simple = require('simple-elements').internal;
const { internal: events, Event } = require('event-target');
const { internal: collections, HTMLCollection, RadioNodeList } = require('collections');
const { SubmitEvent, FormDataEvent, InputEvent } = require('ui-events');
const { KEY, HTML, setAttribute, removeAttribute } = dom;
const { known } = internal;
const element = (...args) => {
  const made = internal.element(...args);
  exports[made.name] = made;
  return made;
};
const member = (members, operations = {}, attributes = {}) => ({ members, operations, attributes });
const LISTED = ['button', 'fieldset', 'input', 'object', 'output', 'select', 'textarea'];
const SUBMITTABLE = ['button', 'input', 'select', 'textarea'];
const isListed = (e) => e._namespace === HTML && (LISTED.includes(e._local) || e._definition?.formAssociated === true);

/** @spec html#form-owner */
function formOf(e) {
  const id = e._attributes.get('form');
  if (id !== undefined && dom.isConnected(e) && e._local !== 'img') {
    const found = id === '' ? null : dom.elementsIn(dom.root(e)).find((x) => x._attributes.get('id') === id);
    return found?._local === 'form' ? found : null;
  }
  for (let n = e._parent; n !== null; n = n._parent) if (n._local === 'form' && n._namespace === HTML) return n;
  return null;
}
function controlsOf(form) {
  const all = dom.elementsIn(dom.root(form));
  return all.filter((e) => isListed(e) && !(e._local === 'input' && typeOf(e) === 'image') && formOf(e) === form);
}
/** @spec html#concept-fe-disabled */
function isDisabled(e) {
  if (e._local === 'option')
    return e._attributes.has('disabled') || (e._parent?._local === 'optgroup' && e._parent._attributes.has('disabled'));
  if (e._attributes.has('disabled')) return true;
  if (e._local === 'optgroup') return false;
  for (let n = e._parent, child = e; n !== null; child = n, n = n._parent)
    if (
      n._local === 'fieldset' &&
      n._attributes.has('disabled') &&
      n._children.find((c) => c._local === 'legend') !== child
    )
      return true;
  return false;
}
dom.isDisabled = isDisabled;
const labelsOf = (e) =>
  e._labels ??
  dom.hide(
    e,
    '_labels',
    collections.liveList(() => dom.elementsIn(dom.root(e)).filter((l) => l._local === 'label' && controlOf(l) === e)),
  );
const LABELABLE = ['button', 'meter', 'output', 'progress', 'select', 'textarea'];
const isLabelable = (e) =>
  LABELABLE.includes(e._local) ||
  (e._local === 'input' && typeOf(e) !== 'hidden') ||
  e._definition?.formAssociated === true;
function controlOf(label) {
  const id = label._attributes.get('for');
  if (id === undefined) return dom.elementsIn(label).find(isLabelable) ?? null;
  const found = dom.elementsIn(dom.root(label)).find((e) => e._attributes.get('id') === id);
  return found !== undefined && isLabelable(found) ? found : null;
}

// Values

const TYPES =
  'hidden text search tel url email password date month week time datetime-local number range color checkbox radio file submit image reset button'.split(
    ' ',
  );
function typeOf(e) {
  const value = e._attributes.get('type')?.toLowerCase();
  return TYPES.includes(value) ? value : 'text';
}
const NUMBER = /^-?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function isDate(text) {
  const m = /^(\d{4,})-(\d\d)-(\d\d)$/.exec(text);
  if (m === null || Number(m[1]) < 1) return false;
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])];
  const leap = month === 2 && (year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0)) ? 1 : 0;
  return month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1] + leap;
}
const isTime = (text) => /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?$/.test(text);
/** @spec html#value-sanitization-algorithm */
function sanitize(e, value) {
  switch (typeOf(e)) {
    case 'text':
    case 'search':
    case 'tel':
    case 'password':
      return value.replace(/[\r\n]/g, '');
    case 'url':
      return value.replace(/[\r\n]/g, '').trim();
    case 'email':
      return e._attributes.has('multiple')
        ? value
            .replace(/[\r\n]/g, '')
            .split(',')
            .map((part) => part.trim())
            .join(',')
        : value.replace(/[\r\n]/g, '').trim();
    case 'number':
      return NUMBER.test(value) && Number.isFinite(Number(value)) ? value : '';
    case 'range': {
      const low = numberOr(e, 'min', 0);
      const high = Math.max(low, numberOr(e, 'max', 100));
      let number = NUMBER.test(value) ? Number(value) : low + (high - low) / 2;
      number = Math.min(high, Math.max(low, number));
      const step = stepOf(e);
      if (step !== null) {
        const base = stepBase(e);
        number = base + Math.round((number - base) / step) * step;
        if (number > high) number -= step;
        number = Number(number.toPrecision(12));
      }
      return String(number);
    }
    case 'color':
      return colorText(value);
    case 'date':
      return isDate(value) ? value : '';
    case 'month':
      return /^\d{4,}-(0[1-9]|1[0-2])$/.test(value) ? value : '';
    case 'week':
      return /^\d{4,}-W(0[1-9]|[1-4]\d|5[0-3])$/.test(value) ? value : '';
    case 'time':
      return isTime(value) ? value : '';
    case 'datetime-local': {
      const [date, time] = value.split(/[T ]/);
      return time !== undefined && isDate(date) && isTime(time)
        ? `${date}T${time.replace(/:00(\.0+)?$/, (all) => (time.length > 5 ? '' : all))}`
        : '';
    }
    default:
      return value;
  }
}
/** A color as a control keeps it. */
function colorText(text) {
  const color = require('css-colors').parseColor(text);
  return color === null
    ? '#000000'
    : `#${color
        .slice(0, 3)
        .map((n) => n.toString(16).padStart(2, '0'))
        .join('')}`;
}
function numberOr(e, name, initial) {
  const value = e._attributes.get(name);
  return value !== undefined && NUMBER.test(value) ? Number(value) : initial;
}
const valueMode = (type) =>
  type === 'hidden' || type === 'submit' || type === 'image' || type === 'reset' || type === 'button'
    ? 'default'
    : type === 'checkbox' || type === 'radio'
      ? 'default/on'
      : type === 'file'
        ? 'filename'
        : 'value';
function valueOf(e) {
  const content = e._attributes.get('value');
  switch (valueMode(typeOf(e))) {
    case 'default':
      return content ?? '';
    case 'default/on':
      return content ?? 'on';
    case 'filename':
      return '';
    default:
      return e._dirty ? e._value : sanitize(e, content ?? '');
  }
}
function setValue(e, value) {
  const mode = valueMode(typeOf(e));
  if (mode === 'default' || mode === 'default/on') setAttribute(e, 'value', value);
  else if (mode === 'filename') {
    if (value !== '')
      throw dom.fault(
        'InvalidStateError',
        'This input element accepts a filename, which may only be programmatically set to the empty string.',
      );
  } else {
    const before = valueOf(e);
    dom.hide(e, '_dirty', true);
    dom.hide(e, '_value', sanitize(e, value));
    dom.version++;
    if (before !== e._value) moveCaret(e, e._value.length);
  }
}
function isChecked(e) {
  return e._checked ?? e._attributes.has('checked');
}
function setChecked(e, on) {
  dom.hide(e, '_checked', on);
  dom.version++;
  if (on && typeOf(e) === 'radio') for (const other of groupOf(e)) if (other !== e) dom.hide(other, '_checked', false);
}
function groupOf(e) {
  const name = e._attributes.get('name');
  if (!name) return [e];
  const form = formOf(e);
  return dom
    .elementsIn(dom.root(e))
    .filter(
      (x) => x._local === 'input' && typeOf(x) === 'radio' && x._attributes.get('name') === name && formOf(x) === form,
    );
}
dom.steps.push((e, name, old, value, namespace) => {
  if (namespace !== null) return;
  if (e._local === 'input') {
    if (name === 'type' && old !== value) {
      const kind = (text) => (TYPES.includes(text?.toLowerCase()) ? text.toLowerCase() : 'text');
      const before = valueMode(kind(old));
      const now = valueMode(kind(value));
      if (before === 'value' && now !== 'value' && now !== 'filename' && e._dirty && e._value !== '') {
        const kept = e._value;
        dom.hide(e, '_dirty', false);
        setAttribute(e, 'value', kept);
      } else if (before !== 'value' && now === 'value') dom.hide(e, '_dirty', false);
      if (e._dirty) dom.hide(e, '_value', sanitize(e, e._value));
    }
    if (name === 'checked' && value !== null && e._checked === undefined && typeOf(e) === 'radio')
      for (const other of groupOf(e)) if (other !== e) dom.hide(other, '_checked', false);
  }
  if (name === 'disabled' && e._definition?.formAssociated) dom.formReaction(e, 'formDisabledCallback', value !== null);
});
dom.cloned = (node, copy) => {
  if (node._type !== 1) return;
  if (node._dirty) {
    dom.hide(copy, '_dirty', true);
    dom.hide(copy, '_value', node._value);
  }
  if (node._checked !== undefined) dom.hide(copy, '_checked', node._checked);
  if (node._content)
    for (const child of node._content._children)
      dom.insert(dom.contentOf(copy), dom.clone(child, true, copy._document), null, true);
  if (node._shadow?._init.clonable) {
    const shadow = dom.attachShadow(copy, node._shadow._init);
    for (const child of node._shadow._children) dom.insert(shadow, dom.clone(child, true, copy._document), null, true);
  }
};

// Numbers and dates

/** A value as the number its type counts in: days and times are milliseconds, months are months. */
function toNumber(type, value) {
  switch (type) {
    case 'number':
    case 'range':
      return NUMBER.test(value) ? Number(value) : Number.NaN;
    case 'date':
      return isDate(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
    case 'time':
      return isTime(value) ? Date.parse(`1970-01-01T${value}Z`) : Number.NaN;
    case 'datetime-local':
      return value === '' ? Number.NaN : Date.parse(`${value}Z`);
    case 'month': {
      const m = /^(\d+)-(\d\d)$/.exec(value);
      return m ? (Number(m[1]) - 1970) * 12 + Number(m[2]) - 1 : Number.NaN;
    }
    case 'week': {
      const m = /^(\d+)-W(\d\d)$/.exec(value);
      if (!m) return Number.NaN;
      const fourth = Date.UTC(Number(m[1]), 0, 4);
      const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * 864e5;
      return monday + (Number(m[2]) - 1) * 7 * 864e5;
    }
    default:
      return Number.NaN;
  }
}
const two = (n) => String(n).padStart(2, '0');
function fromNumber(type, number) {
  switch (type) {
    case 'number':
    case 'range':
      return String(number);
    case 'date':
      return new Date(number).toISOString().slice(0, 10);
    case 'time': {
      const text = new Date(((number % 864e5) + 864e5) % 864e5).toISOString().slice(11, 23);
      return text.endsWith('00.000') ? text.slice(0, 5) : text.replace(/\.000$/, '');
    }
    case 'datetime-local': {
      const text = new Date(number).toISOString().slice(0, 23);
      return text.endsWith(':00.000') ? text.slice(0, 16) : text.replace(/\.000$/, '');
    }
    case 'month':
      return `${String(1970 + Math.floor(number / 12)).padStart(4, '0')}-${two((((number % 12) + 12) % 12) + 1)}`;
    case 'week': {
      const date = new Date(number);
      const thursday = new Date(date.getTime() + (3 - ((date.getUTCDay() + 6) % 7)) * 864e5);
      const year = thursday.getUTCFullYear();
      return `${year}-W${two(Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * 864e5)) + 1)}`;
    }
    default:
      return '';
  }
}
const STEPS = {
  number: [1, 1],
  range: [1, 1],
  date: [1, 864e5],
  month: [1, 1],
  week: [1, 6048e5],
  time: [60, 1000],
  'datetime-local': [60, 1000],
};
const counts = (type) => type in STEPS;
function stepOf(e) {
  const [initial, scale] = STEPS[typeOf(e)];
  const text = e._attributes.get('step');
  if (text?.toLowerCase() === 'any') return null;
  const value = text !== undefined && NUMBER.test(text) ? Number(text) : 0;
  return (value > 0 ? value : initial) * scale;
}
function limitOf(e, name) {
  const type = typeOf(e);
  const number = toNumber(type, e._attributes.get(name) ?? '');
  if (!Number.isNaN(number)) return number;
  return type === 'range' ? (name === 'min' ? 0 : 100) : null;
}
function stepBase(e) {
  const low = toNumber(typeOf(e), e._attributes.get('min') ?? '');
  if (!Number.isNaN(low)) return low;
  const value = toNumber(typeOf(e), e._attributes.get('value') ?? '');
  return Number.isNaN(value) ? (typeOf(e) === 'week' ? -2592e5 : 0) : value;
}
/** @spec html#dom-input-stepup */
function stepBy(e, count) {
  const type = typeOf(e);
  if (!counts(type)) throw dom.fault('InvalidStateError', 'This form element is not steppable.');
  const step = stepOf(e);
  if (step === null) throw dom.fault('InvalidStateError', 'This form element does not have an allowed value step.');
  const low = limitOf(e, 'min');
  const high = limitOf(e, 'max');
  if (low !== null && high !== null && low > high) return;
  let value = toNumber(type, valueOf(e));
  if (Number.isNaN(value)) value = 0;
  const before = value;
  const base = stepBase(e);
  const off = Math.abs(Math.round((value - base) / step) * step - (value - base)) > 1e-9;
  if (off)
    value =
      base +
      (count > 0 ? Math.ceil((value - base) / step) : Math.floor((value - base) / step)) * step +
      (Math.abs(count) > 1 ? (count - Math.sign(count)) * step : 0);
  else value += step * count;
  if (low !== null && value < low) value = base + Math.ceil((low - base) / step) * step;
  if (high !== null && value > high) value = base + Math.floor((high - base) / step) * step;
  if (count > 0 ? value < before : value > before) return;
  setValue(e, fromNumber(type, Number(value.toPrecision(12))));
}

// Validity

const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
const TEXTUAL = ['text', 'search', 'url', 'tel', 'email', 'password'];
/** Which constraints a control fails. @spec html#constraints */
function failures(e) {
  const failed = {};
  if (e._internals) return e._internals._flags ?? failed;
  if (e._custom) failed.customError = true;
  if (e._local === 'select') {
    if (e._attributes.has('required') && (selectedIndex(e) < 0 || isPlaceholder(e, optionsOf(e)[selectedIndex(e)])))
      failed.valueMissing = true;
    return failed;
  }
  if (e._local === 'textarea') {
    if (e._attributes.has('required') && !e._attributes.has('readonly') && areaValue(e) === '')
      failed.valueMissing = true;
    return failed;
  }
  if (e._local !== 'input') return failed;
  const type = typeOf(e);
  const value = valueOf(e);
  const mutable = !e._attributes.has('readonly');
  if (e._attributes.has('required')) {
    const missing =
      type === 'checkbox'
        ? !isChecked(e)
        : type === 'radio'
          ? false
          : type === 'file'
            ? true
            : valueMode(type) === 'value' && mutable && type !== 'range' && type !== 'color' && value === '';
    if (missing) failed.valueMissing = true;
  }
  if (type === 'radio' && groupOf(e).some((x) => x._attributes.has('required')) && !groupOf(e).some(isChecked))
    failed.valueMissing = true;
  if (value === '') return failed;
  if (type === 'email') {
    const list = e._attributes.has('multiple') ? value.split(',') : [value];
    if (!list.every((text) => EMAIL.test(text))) failed.typeMismatch = true;
  }
  if (type === 'url' && binding.parseURL(value) === null) failed.typeMismatch = true;
  const pattern = e._attributes.get('pattern');
  if (pattern !== undefined && TEXTUAL.includes(type)) {
    try {
      if (!new RegExp(`^(?:${pattern})$`, 'v').test(value)) failed.patternMismatch = true;
    } catch {}
  }
  if (counts(type)) {
    const number = toNumber(type, value);
    const low = limitOf(e, 'min');
    const high = limitOf(e, 'max');
    if (type === 'time' && low !== null && high !== null && high < low) {
      if (number > high && number < low) failed.rangeUnderflow = failed.rangeOverflow = true;
    } else {
      if (low !== null && number < low) failed.rangeUnderflow = true;
      if (high !== null && number > high) failed.rangeOverflow = true;
    }
    const step = stepOf(e);
    if (step !== null) {
      const rest = (number - stepBase(e)) / step;
      if (Math.abs(rest - Math.round(rest)) > 1e-7) failed.stepMismatch = true;
    }
  }
  return failed;
}
function isPlaceholder(select, option) {
  return (
    option !== undefined &&
    !select._attributes.has('multiple') &&
    sizeOf(select) === 1 &&
    option === optionsOf(select)[0] &&
    option._parent === select &&
    optionValue(option) === ''
  );
}
/** @spec html#barred-from-constraint-validation */
function willValidate(e) {
  if (isDisabled(e)) return false;
  for (let n = e._parent; n !== null; n = n._parent) if (n._local === 'datalist') return false;
  if (e._local === 'button') return buttonType(e) === 'submit';
  if (e._local === 'input')
    return (
      !['hidden', 'reset', 'button'].includes(typeOf(e)) &&
      !(
        e._attributes.has('readonly') &&
        !['checkbox', 'radio', 'file', 'range', 'color', 'submit', 'image'].includes(typeOf(e))
      )
    );
  if (e._local === 'textarea') return !e._attributes.has('readonly');
  return e._local === 'select' || e._definition?.formAssociated === true;
}
const FLAGS = [
  'valueMissing',
  'typeMismatch',
  'patternMismatch',
  'tooLong',
  'tooShort',
  'rangeUnderflow',
  'rangeOverflow',
  'stepMismatch',
  'badInput',
  'customError',
];
class ValidityState {
  constructor(key, control, read) {
    if (key !== KEY) throw idl.illegal('ValidityState');
    dom.hide(this, '_read', read ?? (() => failures(control)));
  }
  get valid() {
    const failed = this._read();
    return FLAGS.every((flag) => !failed[flag]);
  }
}
for (const flag of FLAGS)
  Object.defineProperty(
    ValidityState.prototype,
    flag,
    Object.getOwnPropertyDescriptor(
      {
        get [flag]() {
          return this._read()[flag] === true;
        },
      },
      flag,
    ),
  );
idl.define(ValidityState, 'ValidityState');
exports.ValidityState = ValidityState;
const isValid = (e) => !willValidate(e) || Object.keys(failures(e)).length === 0;
/** What Chromium tells a person. */
function messageFor(e) {
  if (!willValidate(e)) return '';
  const failed = failures(e);
  if (failed.customError) return e._custom;
  const type = e._local === 'input' ? typeOf(e) : '';
  if (failed.valueMissing) {
    if (type === 'checkbox') return 'Please check this box if you want to proceed.';
    if (type === 'radio') return 'Please select one of these options.';
    if (type === 'file') return 'Please select a file.';
    return e._local === 'select' ? 'Please select an item in the list.' : 'Please fill out this field.';
  }
  const value = type === '' ? '' : valueOf(e);
  if (failed.typeMismatch) {
    if (type === 'url') return 'Please enter a URL.';
    if (!value.includes('@')) return `Please include an '@' in the email address. '${value}' is missing an '@'.`;
    const [local, domain] = [value.slice(0, value.indexOf('@')), value.slice(value.indexOf('@') + 1)];
    if (local === '') return `Please enter a part followed by '@'. '${value}' is incomplete.`;
    if (domain === '') return `Please enter a part following '@'. '${value}' is incomplete.`;
    const wrong = /[^a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]/.exec(local)?.[0];
    if (wrong !== undefined) return `A part followed by '@' should not contain the symbol '${wrong}'.`;
    return `A part following '@' should not contain the symbol '${/[^\w.-]/.exec(domain)?.[0] ?? domain[0]}'.`;
  }
  if (failed.patternMismatch)
    return e._attributes.get('title')
      ? `Please match the requested format.\n${e._attributes.get('title')}`
      : 'Please match the requested format.';
  if (failed.rangeUnderflow)
    return (
      `Value must be ${type === 'number' || type === 'range' ? 'greater than or equal to' : ''}${type === 'number' || type === 'range' ? '' : `${fromNumber(type, limitOf(e, 'min'))} or later`} ${type === 'number' || type === 'range' ? e._attributes.get('min') : ''}`.trimEnd() +
      '.'
    );
  if (failed.rangeOverflow)
    return `Value must be ${type === 'number' || type === 'range' ? `less than or equal to ${e._attributes.get('max')}` : `${fromNumber(type, limitOf(e, 'max'))} or earlier`}.`;
  if (failed.stepMismatch) {
    const step = stepOf(e);
    const base = stepBase(e);
    const low = base + Math.floor((toNumber(type, value) - base) / step) * step;
    const high = low + step;
    const limit = limitOf(e, 'max');
    const show = (n) => fromNumber(type, Number(n.toPrecision(12)));
    return limit !== null && high > limit
      ? `Please enter a valid value. The nearest valid value is ${show(low)}.`
      : `Please enter a valid value. The two nearest valid values are ${show(low)} and ${show(high)}.`;
  }
  return '';
}
/** @spec html#check-validity-steps */
function checkValidity(e) {
  if (isValid(e)) return true;
  events.fireNow(e, new Event('invalid', { cancelable: true }));
  return false;
}
function reportValidity(e) {
  if (isValid(e)) return true;
  if (events.fireNow(e, new Event('invalid', { cancelable: true })) && dom.isFocusable(e)) dom.focusOn(e._document, e);
  return false;
}
const Validated = {
  get willValidate() {
    return willValidate(this);
  },
  get validity() {
    return this._validity ?? dom.hide(this, '_validity', new ValidityState(KEY, this));
  },
  get validationMessage() {
    return messageFor(this);
  },
  checkValidity() {
    return checkValidity(this);
  },
  reportValidity() {
    return reportValidity(this);
  },
  setCustomValidity(message) {
    dom.hide(this, '_custom', message);
    dom.version++;
  },
};
const VALIDATED = { setCustomValidity: 'DOMString' };
const Owned = {
  get form() {
    return formOf(this);
  },
};
const Labelled = {
  get labels() {
    return this._local === 'input' && typeOf(this) === 'hidden' ? null : labelsOf(this);
  },
};
/** Members of several kinds in one object. */
function all(...parts) {
  const made = {};
  for (const part of parts) Object.defineProperties(made, Object.getOwnPropertyDescriptors(part));
  return made;
}

// Selection in text controls @spec html#textFieldSelection

const SELECTABLE = ['text', 'search', 'url', 'tel', 'password'];
const hasCaret = (e) => e._local === 'textarea' || SELECTABLE.includes(typeOf(e));
const textIn = (e) => (e._local === 'textarea' ? areaValue(e) : valueOf(e));
function moveCaret(e, at) {
  dom.hide(e, '_selection', { start: at, end: at, direction: 'forward' });
}
function caretOf(e) {
  const { length } = textIn(e);
  const s = e._selection ?? dom.hide(e, '_selection', { start: 0, end: 0, direction: 'none' });
  return { start: Math.min(s.start, length), end: Math.min(s.end, length), direction: s.direction };
}
function select(e, start, end, direction) {
  const { length } = textIn(e);
  const to = Math.min(end, length);
  const before = caretOf(e);
  const made = {
    start: Math.min(start, to),
    end: to,
    direction: direction === 'forward' || direction === 'backward' ? direction : 'none',
  };
  dom.hide(e, '_selection', made);
  if (before.start === made.start && before.end === made.end && before.direction === made.direction) return;
  binding.queueTask('user interaction', 'select', () => events.fire(e, new Event('select', { bubbles: true })));
  dom.selectionChanged?.(e);
}
function noCaret(e, what) {
  return dom.fault('InvalidStateError', `The input element's type ('${typeOf(e)}') does not support selection.`, what);
}
const Selectable = {
  get selectionStart() {
    return hasCaret(this) ? caretOf(this).start : null;
  },
  set selectionStart(value) {
    if (!hasCaret(this)) throw noCaret(this);
    const { end, direction } = caretOf(this);
    select(this, value ?? 0, Math.max(end, value ?? 0), direction);
  },
  get selectionEnd() {
    return hasCaret(this) ? caretOf(this).end : null;
  },
  set selectionEnd(value) {
    if (!hasCaret(this)) throw noCaret(this);
    const { start, direction } = caretOf(this);
    select(this, start, value ?? 0, direction);
  },
  get selectionDirection() {
    return hasCaret(this) ? caretOf(this).direction : null;
  },
  set selectionDirection(value) {
    if (!hasCaret(this)) throw noCaret(this);
    const { start, end } = caretOf(this);
    select(this, start, end, value ?? 'none');
  },
  select() {
    if (hasCaret(this)) select(this, 0, textIn(this).length, 'none');
  },
  setRangeText(text, start, end, mode = 'preserve') {
    if (!hasCaret(this)) throw noCaret(this);
    const caret = caretOf(this);
    const from = Math.min(start ?? caret.start, textIn(this).length);
    const to = Math.min(end ?? caret.end, textIn(this).length);
    if (from > to)
      throw dom.fault(
        'IndexSizeError',
        `The provided start value (${start}) is larger than the provided end value (${end}).`,
      );
    const value = textIn(this);
    dom.hide(this, '_dirty', true);
    dom.hide(this, '_value', value.slice(0, from) + text + value.slice(to));
    dom.version++;
    const finish = from + text.length;
    const shift = (at) =>
      at > to ? at + text.length - (to - from) : at > from ? (at === caret.start ? from : finish) : at;
    if (mode === 'select') select(this, from, finish, 'none');
    else if (mode === 'start') select(this, from, from, 'none');
    else if (mode === 'end') select(this, finish, finish, 'none');
    else select(this, shift(caret.start), shift(caret.end), caret.direction);
  },
  setSelectionRange(start, end, direction) {
    if (!hasCaret(this)) throw noCaret(this);
    select(this, start ?? 0, end ?? 0, direction);
  },
};
idl.enumeration('SelectionMode', ['select', 'start', 'end', 'preserve']);
const SELECTION = {
  operations: {
    setRangeText: 'DOMString, unsigned long=, unsigned long=, SelectionMode=',
    setSelectionRange: 'unsigned long?, unsigned long?, DOMString=',
  },
  attributes: { selectionStart: 'unsigned long?', selectionEnd: 'unsigned long?', selectionDirection: 'DOMString?' },
};

// Controls

const METHODS = {
  formMethod: known('formmethod', ['get', 'post', 'dialog'], '', 'get'),
  formEnctype: known(
    'formenctype',
    ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'],
    '',
    'application/x-www-form-urlencoded',
  ),
  formNoValidate: 'flag formnovalidate',
  formTarget: 'text formtarget',
  formAction: {
    get: (e) =>
      e._attributes.get('formaction')
        ? binding.parseURL(e._attributes.get('formaction'), dom.baseURL(e._document))?.href
        : dom.baseURL(e._document),
    set: (e, value) => setAttribute(e, 'formaction', value),
    type: 'USVString',
  },
};
const Popping = {
  get popoverTargetElement() {
    const id = this._attributes.get('popovertarget');
    return id === undefined
      ? null
      : (dom.elementsIn(dom.root(this)).find((e) => e._attributes.get('id') === id) ?? null);
  },
  get popoverTargetAction() {
    const value = this._attributes.get('popovertargetaction')?.toLowerCase();
    return value === 'show' || value === 'hide' ? value : 'toggle';
  },
  set popoverTargetAction(value) {
    setAttribute(this, 'popovertargetaction', `${value}`);
  },
};
element(
  'HTMLInputElement',
  ['input'],
  {
    accept: 'text',
    alt: 'text',
    autocomplete: 'text',
    defaultChecked: 'flag checked',
    dirName: 'text dirname',
    disabled: 'flag',
    ...METHODS,
    height: 'count',
    max: 'text',
    maxLength: 'limit maxlength',
    min: 'text',
    minLength: 'limit minlength',
    multiple: 'flag',
    name: 'text',
    pattern: 'text',
    placeholder: 'text',
    readOnly: 'flag readonly',
    required: 'flag',
    size: {
      get: (e) => Number.parseInt(e._attributes.get('size') ?? '20', 10) || 20,
      set(e, v) {
        if (v === 0) throw dom.fault('IndexSizeError', 'The value provided is 0, which is an invalid size.');
        setAttribute(e, 'size', String(v));
      },
      type: 'unsigned long',
    },
    src: 'url',
    step: 'text',
    type: { get: typeOf, set: (e, value) => setAttribute(e, 'type', value), type: 'DOMString' },
    defaultValue: 'text value',
    width: 'count',
    align: 'text',
    useMap: 'text usemap',
  },
  HTMLElement,
  member(
    all(Owned, Validated, Labelled, Selectable, Popping, {
      get checked() {
        return isChecked(this);
      },
      set checked(value) {
        setChecked(this, value);
      },
      get indeterminate() {
        return this._indeterminate === true;
      },
      set indeterminate(value) {
        dom.hide(this, '_indeterminate', value);
      },
      get files() {
        return typeOf(this) === 'file'
          ? (this._files ?? dom.hide(this, '_files', dom.makeFileList?.([]) ?? null))
          : null;
      },
      set files(value) {},
      get list() {
        const id = this._attributes.get('list');
        const found =
          id === undefined ? null : dom.elementsIn(dom.root(this)).find((e) => e._attributes.get('id') === id);
        return found?._local === 'datalist' ? found : null;
      },
      get value() {
        return valueOf(this);
      },
      set value(value) {
        setValue(this, value);
      },
      get valueAsNumber() {
        const type = typeOf(this);
        return counts(type) ? toNumber(type, valueOf(this)) : Number.NaN;
      },
      set valueAsNumber(value) {
        const type = typeOf(this);
        if (!Number.isFinite(value) && !Number.isNaN(value))
          throw new TypeError(idl.say('The value provided is infinite.'));
        if (!counts(type)) throw dom.fault('InvalidStateError', 'This input element does not support Number values.');
        setValue(this, Number.isNaN(value) ? '' : fromNumber(type, value));
      },
      get valueAsDate() {
        const type = typeOf(this);
        if (!['date', 'month', 'week', 'time'].includes(type)) return null;
        const number = toNumber(type, valueOf(this));
        if (Number.isNaN(number)) return null;
        return new Date(type === 'month' ? Date.UTC(1970, number) : number);
      },
      set valueAsDate(value) {
        const type = typeOf(this);
        if (!['date', 'month', 'week', 'time'].includes(type))
          throw dom.fault('InvalidStateError', 'This input element does not support Date values.');
        if (value === null) setValue(this, '');
        else {
          const number = +value;
          const date = new Date(number);
          setValue(
            this,
            fromNumber(type, type === 'month' ? (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth() : number),
          );
        }
      },
      showPicker() {
        throw dom.fault('NotAllowedError', 'HTMLInputElement::showPicker() requires a user gesture.');
      },
      stepDown(n = 1) {
        stepBy(this, -n);
      },
      stepUp(n = 1) {
        stepBy(this, n);
      },
    }),
    { ...VALIDATED, ...SELECTION.operations, stepDown: 'long=', stepUp: 'long=' },
    {
      ...SELECTION.attributes,
      checked: 'boolean',
      indeterminate: 'boolean',
      value: 'DOMString or null as empty',
      valueAsNumber: 'unrestricted double',
    },
  ),
);
const buttonType = (e) => {
  const value = e._attributes.get('type')?.toLowerCase();
  return value === 'reset' || value === 'button' ? value : 'submit';
};
element(
  'HTMLButtonElement',
  ['button'],
  {
    disabled: 'flag',
    ...METHODS,
    name: 'text',
    value: 'text',
    type: { get: buttonType, set: (e, v) => setAttribute(e, 'type', v), type: 'DOMString' },
  },
  HTMLElement,
  member(all(Owned, Validated, Labelled, Popping), VALIDATED),
);
const areaText = (e) =>
  e._children
    .filter(dom.isText)
    .map((c) => c._data)
    .join('');
const areaValue = (e) => (e._dirty ? e._value : areaText(e).replace(/\r\n?/g, '\n'));
element(
  'HTMLTextAreaElement',
  ['textarea'],
  {
    autocomplete: 'text',
    cols: {
      get: (e) => Number.parseInt(e._attributes.get('cols') ?? '20', 10) || 20,
      set: (e, v) => setAttribute(e, 'cols', String(v)),
      type: 'unsigned long',
    },
    dirName: 'text dirname',
    disabled: 'flag',
    maxLength: 'limit maxlength',
    minLength: 'limit minlength',
    name: 'text',
    placeholder: 'text',
    readOnly: 'flag readonly',
    required: 'flag',
    rows: {
      get: (e) => Number.parseInt(e._attributes.get('rows') ?? '2', 10) || 2,
      set: (e, v) => setAttribute(e, 'rows', String(v)),
      type: 'unsigned long',
    },
    wrap: 'text',
  },
  HTMLElement,
  member(
    all(Owned, Validated, Labelled, Selectable, {
      get type() {
        return 'textarea';
      },
      get defaultValue() {
        return areaText(this);
      },
      set defaultValue(value) {
        this.textContent = value;
      },
      get value() {
        return areaValue(this);
      },
      set value(value) {
        dom.hide(this, '_dirty', true);
        dom.hide(this, '_value', value.replace(/\r\n?/g, '\n'));
        moveCaret(this, this._value.length);
        dom.version++;
      },
      get textLength() {
        return areaValue(this).length;
      },
    }),
    { ...VALIDATED, ...SELECTION.operations },
    { ...SELECTION.attributes, defaultValue: 'DOMString', value: 'DOMString or null as empty' },
  ),
);

// Selects

const optionsOf = (select) =>
  select._children.flatMap((c) =>
    c._local === 'option' ? [c] : c._local === 'optgroup' ? c._children.filter((o) => o._local === 'option') : [],
  );
const selectOf = (option) => {
  const parent = option._parent;
  return parent?._local === 'select'
    ? parent
    : parent?._local === 'optgroup' && parent._parent?._local === 'select'
      ? parent._parent
      : null;
};
const optionText = (o) => {
  let text = '';
  const visit = (n) => {
    for (const c of n._children)
      if (dom.isText(c)) text += c._data;
      else if (c._type === 1 && c._local !== 'script') visit(c);
  };
  visit(o);
  return text.replace(/[\t\n\f\r ]+/g, ' ').trim();
};
const optionValue = (o) => o._attributes.get('value') ?? optionText(o);
const sizeOf = (select) =>
  Number.parseInt(select._attributes.get('size') ?? '', 10) || (select._attributes.has('multiple') ? 4 : 1);
const isChosen = (o) => o._selected ?? o._attributes.has('selected');
/** Options that are selected, after what a select asks for when none or several are. @spec html#selectedness-setting-algorithm */
function chosenIn(select) {
  const options = optionsOf(select);
  const chosen = options.filter(isChosen);
  if (select._attributes.has('multiple')) return chosen;
  if (chosen.length > 0) {
    // Of several, the one chosen last by script, or else the last in the tree.
    const latest = chosen.filter((o) => o._chosenAt !== undefined).sort((a, b) => a._chosenAt - b._chosenAt);
    return [latest.length > 0 ? latest[latest.length - 1] : chosen[chosen.length - 1]];
  }
  if (select._none || sizeOf(select) !== 1) return [];
  const first = options.find((o) => !isDisabled(o));
  return first === undefined ? [] : [first];
}
const selectedIndex = (select) => {
  const [first] = chosenIn(select);
  return first === undefined ? -1 : optionsOf(select).indexOf(first);
};
let choices = 0;
function choose(option, on) {
  const select = selectOf(option);
  dom.hide(option, '_selected', on);
  dom.hide(option, '_chosenAt', on ? ++choices : undefined);
  dom.version++;
  if (select === null || select._attributes.has('multiple')) return;
  if (on) {
    dom.hide(select, '_none', false);
    for (const other of optionsOf(select)) if (other !== option) dom.hide(other, '_selected', false);
  }
}
function chooseOnly(select, option) {
  for (const o of optionsOf(select)) {
    dom.hide(o, '_selected', o === option);
    dom.hide(o, '_chosenAt', o === option ? ++choices : undefined);
  }
  dom.hide(select, '_none', option === undefined);
  dom.version++;
}
class HTMLOptionsCollection extends HTMLCollection {
  get length() {
    return collections.itemsOf(this).length;
  }
  set length(count) {
    const options = collections.itemsOf(this);
    const select = optionOwners.get(this);
    for (let i = options.length - 1; i >= count; i--) dom.remove(options[i]);
    for (let i = options.length; i < count; i++)
      dom.insert(select, dom.makeElement(select._document, 'option', HTML, null), null);
  }
  get selectedIndex() {
    return selectedIndex(optionOwners.get(this));
  }
  set selectedIndex(value) {
    chooseOnly(optionOwners.get(this), collections.itemsOf(this)[value]);
  }
  add(option, before) {
    addOption(optionOwners.get(this), option, before);
  }
  remove(index) {
    const option = collections.itemsOf(this)[index];
    if (option) dom.remove(option);
  }
}
const optionOwners = new WeakMap();
idl.types.set('Option', (value, place) => {
  if (!dom.isNode(value) || (value._local !== 'option' && value._local !== 'optgroup'))
    throw place.error("The provided value is not of type '(HTMLOptGroupElement or HTMLOptionElement)'.");
  return value;
});
idl.types.set('Option place', (value) => (value === null || dom.isNode(value) ? value : value | 0));
idl.define(
  HTMLOptionsCollection,
  'HTMLOptionsCollection',
  { add: 'Option, Option place=', remove: 'long' },
  { length: 'unsigned long', selectedIndex: 'long' },
);
exports.HTMLOptionsCollection = HTMLOptionsCollection;
function addOption(select, option, before) {
  const reference = typeof before === 'number' ? (optionsOf(select)[before] ?? null) : (before ?? null);
  dom.preInsert(reference?._parent ?? select, option, reference);
}
function optionList(select) {
  if (select._optionList) return select._optionList;
  const list = collections.collection(() => optionsOf(select), HTMLOptionsCollection, {
    setIndexed(index, option) {
      const options = optionsOf(select);
      if (option === null || option === undefined) {
        if (options[index]) dom.remove(options[index]);
        return;
      }
      for (let i = options.length; i < index; i++)
        dom.insert(select, dom.makeElement(select._document, 'option', HTML, null), null);
      if (options[index]) dom.replace(options[index]._parent, option, options[index]);
      else dom.preInsert(select, option, null);
    },
  });
  optionOwners.set(list, select);
  return dom.hide(select, '_optionList', list);
}
element(
  'HTMLSelectElement',
  ['select'],
  { autocomplete: 'text', disabled: 'flag', multiple: 'flag', name: 'text', required: 'flag', size: 'count' },
  HTMLElement,
  member(
    all(Owned, Validated, Labelled, {
      get type() {
        return this._attributes.has('multiple') ? 'select-multiple' : 'select-one';
      },
      get options() {
        return optionList(this);
      },
      get length() {
        return optionsOf(this).length;
      },
      set length(count) {
        optionList(this).length = count;
      },
      get selectedOptions() {
        return (
          this._selectedList ??
          dom.hide(
            this,
            '_selectedList',
            collections.collection(() => chosenIn(this)),
          )
        );
      },
      get selectedIndex() {
        return selectedIndex(this);
      },
      set selectedIndex(value) {
        chooseOnly(this, optionsOf(this)[value]);
      },
      get value() {
        const [first] = chosenIn(this);
        return first === undefined ? '' : optionValue(first);
      },
      set value(value) {
        chooseOnly(
          this,
          optionsOf(this).find((o) => optionValue(o) === value),
        );
      },
      add(option, before) {
        addOption(this, option, before);
      },
      item(index) {
        return optionsOf(this)[index] ?? null;
      },
      namedItem(name) {
        return collections.byName(optionsOf(this), name) ?? null;
      },
      remove(index) {
        if (index === undefined) dom.remove(this);
        else if (optionsOf(this)[index]) dom.remove(optionsOf(this)[index]);
      },
      showPicker() {
        throw dom.fault('NotAllowedError', 'HTMLSelectElement::showPicker() requires a user gesture.');
      },
    }),
    { ...VALIDATED, add: 'Option, Option place=', item: 'unsigned long', namedItem: 'DOMString', remove: 'long=' },
    { length: 'unsigned long', selectedIndex: 'long', value: 'DOMString' },
  ),
);
collections.arrayLike(exports.HTMLSelectElement);
element(
  'HTMLOptionElement',
  ['option'],
  {
    disabled: 'flag',
    defaultSelected: 'flag selected',
    label: {
      get: (e) => e._attributes.get('label') || optionText(e),
      set: (e, v) => setAttribute(e, 'label', v),
      type: 'DOMString',
    },
    value: { get: optionValue, set: (e, v) => setAttribute(e, 'value', v), type: 'DOMString' },
  },
  HTMLElement,
  member(
    {
      get form() {
        const select = selectOf(this);
        return select === null ? null : formOf(select);
      },
      get selected() {
        const select = selectOf(this);
        return select === null ? isChosen(this) : chosenIn(select).includes(this);
      },
      set selected(value) {
        choose(this, value);
      },
      get text() {
        return optionText(this);
      },
      set text(value) {
        this.textContent = value;
      },
      get index() {
        const select = selectOf(this);
        return select === null ? 0 : optionsOf(select).indexOf(this);
      },
    },
    {},
    { selected: 'boolean', text: 'DOMString' },
  ),
);
exports.Option = simple.legacyConstructor(
  'Option',
  exports.HTMLOptionElement,
  (text, value, defaultSelected, selected) => {
    const made = globalThis.document.createElement('option');
    if (text !== undefined && `${text}` !== '') made.append(`${text}`);
    if (value !== undefined) made.setAttribute('value', value);
    if (defaultSelected) made.setAttribute('selected', '');
    dom.hide(made, '_selected', Boolean(selected));
    if (selected) dom.hide(made, '_chosenAt', ++choices);
    return made;
  },
);
element('HTMLOptGroupElement', ['optgroup'], { disabled: 'flag', label: 'text' });
element(
  'HTMLDataListElement',
  ['datalist'],
  {},
  HTMLElement,
  member({
    get options() {
      return (
        this._list ??
        dom.hide(
          this,
          '_list',
          collections.collection(() => dom.elementsIn(this).filter((e) => e._local === 'option')),
        )
      );
    },
  }),
);
element(
  'HTMLLegendElement',
  ['legend'],
  { align: 'text' },
  HTMLElement,
  member({
    get form() {
      return this._parent?._local === 'fieldset' ? formOf(this._parent) : null;
    },
  }),
);
element(
  'HTMLFieldSetElement',
  ['fieldset'],
  { disabled: 'flag', name: 'text' },
  HTMLElement,
  member(
    all(Owned, Validated, {
      get type() {
        return 'fieldset';
      },
      get elements() {
        return (
          this._list ??
          dom.hide(
            this,
            '_list',
            collections.collection(() => dom.elementsIn(this).filter(isListed)),
          )
        );
      },
    }),
    VALIDATED,
  ),
);
element(
  'HTMLLabelElement',
  ['label'],
  { htmlFor: 'text for' },
  HTMLElement,
  member({
    get form() {
      const control = controlOf(this);
      return control === null ? null : formOf(control);
    },
    get control() {
      return controlOf(this);
    },
  }),
);
element(
  'HTMLOutputElement',
  ['output'],
  { htmlFor: 'tokens for', name: 'text' },
  HTMLElement,
  member(
    all(Owned, Validated, Labelled, {
      get type() {
        return 'output';
      },
      get defaultValue() {
        return this._default ?? dom.textOf(this);
      },
      set defaultValue(value) {
        if (this._default === undefined) this.textContent = value;
        else dom.hide(this, '_default', value);
      },
      get value() {
        return dom.textOf(this);
      },
      set value(value) {
        if (this._default === undefined) dom.hide(this, '_default', dom.textOf(this));
        this.textContent = value;
      },
    }),
    VALIDATED,
    { defaultValue: 'DOMString', value: 'DOMString' },
  ),
);
const fraction = (e, name, initial) => numberOr(e, name, initial);
element(
  'HTMLProgressElement',
  ['progress'],
  {},
  HTMLElement,
  member(
    all(Labelled, {
      get value() {
        return Math.min(this.max, Math.max(0, fraction(this, 'value', 0)));
      },
      set value(v) {
        setAttribute(this, 'value', String(v));
      },
      get max() {
        const value = fraction(this, 'max', 1);
        return value > 0 ? value : 1;
      },
      set max(v) {
        setAttribute(this, 'max', String(v));
      },
      get position() {
        return this._attributes.has('value') ? this.value / this.max : -1;
      },
    }),
    {},
    { value: 'double', max: 'double' },
  ),
);
const between = (n, low, high) => Math.max(low, Math.min(high, n));
element(
  'HTMLMeterElement',
  ['meter'],
  {},
  HTMLElement,
  member(
    all(Labelled, {
      get min() {
        return fraction(this, 'min', 0);
      },
      set min(v) {
        setAttribute(this, 'min', String(v));
      },
      get max() {
        return Math.max(this.min, fraction(this, 'max', 1));
      },
      set max(v) {
        setAttribute(this, 'max', String(v));
      },
      get value() {
        return between(fraction(this, 'value', 0), this.min, this.max);
      },
      set value(v) {
        setAttribute(this, 'value', String(v));
      },
      get low() {
        return between(fraction(this, 'low', this.min), this.min, this.max);
      },
      set low(v) {
        setAttribute(this, 'low', String(v));
      },
      get high() {
        return between(fraction(this, 'high', this.max), this.low, this.max);
      },
      set high(v) {
        setAttribute(this, 'high', String(v));
      },
      get optimum() {
        return between(fraction(this, 'optimum', (this.min + this.max) / 2), this.min, this.max);
      },
      set optimum(v) {
        setAttribute(this, 'optimum', String(v));
      },
    }),
    {},
    { min: 'double', max: 'double', value: 'double', low: 'double', high: 'double', optimum: 'double' },
  ),
);

// Forms

class HTMLFormControlsCollection extends HTMLCollection {
  namedItem(name) {
    return namedControl(collections.itemsOf(this), name) ?? null;
  }
}
idl.define(HTMLFormControlsCollection, 'HTMLFormControlsCollection', { namedItem: 'DOMString' });
exports.HTMLFormControlsCollection = HTMLFormControlsCollection;
function namedControl(items, name) {
  if (name === '') return undefined;
  const found = () => items.filter((e) => e._attributes.get('id') === name || e._attributes.get('name') === name);
  const list = found();
  if (list.length <= 1) return list[0];
  return collections.liveList(
    () => items.filter((e) => e._attributes.get('id') === name || e._attributes.get('name') === name),
    RadioNodeList,
  );
}
const listOf = (form) =>
  form._controls ??
  dom.hide(
    form,
    '_controls',
    collections.collection(() => controlsOf(form), HTMLFormControlsCollection, {
      named: (name) => namedControl(controlsOf(form), name),
    }),
  );
element(
  'HTMLFormElement',
  ['form'],
  {
    acceptCharset: 'text accept-charset',
    action: {
      get: (e) =>
        e._attributes.get('action')
          ? (binding.parseURL(e._attributes.get('action'), dom.baseURL(e._document))?.href ??
            e._attributes.get('action'))
          : dom.baseURL(e._document),
      set: (e, v) => setAttribute(e, 'action', v),
      type: 'USVString',
    },
    autocomplete: known('autocomplete', ['on', 'off'], 'on'),
    enctype: known(
      'enctype',
      ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'],
      'application/x-www-form-urlencoded',
    ),
    encoding: known(
      'enctype',
      ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'],
      'application/x-www-form-urlencoded',
    ),
    method: known('method', ['get', 'post', 'dialog'], 'get'),
    name: 'text',
    noValidate: 'flag novalidate',
    target: 'text',
    rel: 'text',
    relList: 'tokens rel',
  },
  HTMLElement,
  member(
    {
      get elements() {
        return listOf(this);
      },
      get length() {
        return controlsOf(this).length;
      },
      checkValidity() {
        return validate(this).length === 0;
      },
      reportValidity() {
        return interactivelyValidate(this);
      },
      requestSubmit(submitter = null) {
        if (submitter !== null) {
          if (!isSubmitButton(submitter)) throw new TypeError(idl.say('The specified element is not a submit button.'));
          if (formOf(submitter) !== this)
            throw dom.fault('NotFoundError', 'The specified element is not owned by this form element.');
        }
        submitForm(this, submitter);
      },
      reset() {
        resetForm(this);
      },
      submit() {
        if (dom.isConnected(this)) navigateForm(this, null);
      },
    },
    { requestSubmit: 'HTMLElement?=' },
  ),
);
collections.arrayLike(exports.HTMLFormElement);
/** Controls that share a name are one property of their form, a list, which is ready before it is asked for. */
const { slotted, unslotted } = dom;
/** What a select shows when its options change is chosen from then on. */
function settle(parent) {
  const select = parent._local === 'optgroup' ? parent._parent : parent;
  if (select?._local !== 'select' || select._attributes.has('multiple')) return;
  const [chosen] = chosenIn(select);
  if (chosen !== undefined && !isChosen(chosen)) dom.hide(chosen, '_selected', true);
}
dom.unslotted = (parent, node, slot) => {
  unslotted(parent, node, slot);
  settle(parent);
  if (node._type === 1) followForm(node);
};
/** Custom elements of forms hear of the form they come to belong to. */
function followForm(node) {
  for (const e of dom.walk(node)) {
    if (e._type !== 1 || !e._definition?.formAssociated) continue;
    const form = formOf(e);
    if (form === (e._formOwner ?? null)) continue;
    dom.hide(e, '_formOwner', form);
    dom.formReaction(e, 'formAssociatedCallback', form);
  }
}
dom.slotted = (parent, added) => {
  slotted(parent, added);
  settle(parent);
  for (const node of added) if (node._type === 1) followForm(node);
  let form = added.some((n) => n._local === 'form') ? added.find((n) => n._local === 'form') : parent;
  while (form !== null && form._local !== 'form') form = form._parent;
  if (form === null) return;
  const names = new Map();
  for (const e of dom.elementsIn(form)) {
    const name = isListed(e) ? e._attributes.get('name') : undefined;
    if (name) names.set(name, (names.get(name) ?? 0) + 1);
  }
  for (const [name, count] of names) {
    if (count < 2) continue;
    const lists = form._lists ?? dom.hide(form, '_lists', new Map());
    if (!lists.has(name))
      lists.set(
        name,
        collections.liveList(
          () => controlsOf(form).filter((e) => e._attributes.get('id') === name || e._attributes.get('name') === name),
          RadioNodeList,
        ),
      );
  }
};
const isSubmitButton = (e) =>
  (e._local === 'button' && buttonType(e) === 'submit') ||
  (e._local === 'input' && (typeOf(e) === 'submit' || typeOf(e) === 'image'));
/** Controls that fail, told of it. @spec html#statically-validate-the-constraints */
function validate(form) {
  const invalid = controlsOf(form).filter(
    (e) => (SUBMITTABLE.includes(e._local) || e._definition?.formAssociated) && !isValid(e),
  );
  return invalid.filter(
    (e) => events.fireNow(e, new Event('invalid', { cancelable: true })) || ((e._handled = true), true),
  );
}
function interactivelyValidate(form) {
  const invalid = controlsOf(form).filter(
    (e) => (SUBMITTABLE.includes(e._local) || e._definition?.formAssociated) && !isValid(e),
  );
  let focused = false;
  for (const e of invalid) {
    const unhandled = events.fireNow(e, new Event('invalid', { cancelable: true }));
    if (unhandled && !focused && dom.isFocusable(e)) {
      focused = true;
      dom.focusOn(e._document, e);
    }
  }
  return invalid.length === 0;
}
/** @spec html#concept-form-submit */
function submitForm(form, submitter) {
  if (!dom.isConnected(form) || form._submitting) return;
  dom.hide(form, '_submitting', true);
  try {
    const unchecked = form._attributes.has('novalidate') || submitter?._attributes.has('formnovalidate');
    if (!unchecked && !interactivelyValidate(form)) return;
    const event = new SubmitEvent('submit', {
      bubbles: true,
      cancelable: true,
      composed: submitter !== null,
      submitter,
    });
    if (!events.fireNow(form, event)) return;
  } finally {
    dom.hide(form, '_submitting', false);
  }
  navigateForm(form, submitter);
}
function navigateForm(form, submitter) {
  if (form._constructing || !dom.isConnected(form)) return;
  const method = (submitter?._attributes.get('formmethod') ?? form._attributes.get('method') ?? 'get').toLowerCase();
  if (method === 'dialog') {
    const dialog = form.closest('dialog');
    if (dialog?._attributes.has('open')) dom.closeDialog(dialog, submitter?._attributes.get('value'));
    return;
  }
  const data = require('files').internal.entryList(form, submitter);
  if (data === null) return;
  const target = submitter?._attributes.get('formtarget') ?? form._attributes.get('target') ?? '';
  const action = submitter?._attributes.get('formaction') ?? form._attributes.get('action') ?? '';
  dom.submitted(form, { method, action, target, data });
}
function resetForm(form) {
  if (form._resetting) return;
  dom.hide(form, '_resetting', true);
  if (events.fireNow(form, new Event('reset', { bubbles: true, cancelable: true })))
    for (const e of controlsOf(form)) resetControl(e);
  dom.hide(form, '_resetting', false);
}
function resetControl(e) {
  dom.version++;
  if (e._local === 'input' || e._local === 'textarea') {
    dom.hide(e, '_dirty', false);
    dom.hide(e, '_checked', undefined);
    moveCaret(e, textIn(e).length);
  } else if (e._local === 'select') {
    dom.hide(e, '_none', false);
    for (const o of optionsOf(e)) {
      dom.hide(o, '_selected', undefined);
      dom.hide(o, '_chosenAt', undefined);
    }
  } else if (e._local === 'output') {
    const text = e._default ?? dom.textOf(e);
    dom.hide(e, '_default', undefined);
    e.textContent = text;
  } else dom.formReaction(e, 'formResetCallback');
}

// Clicking @spec html#activation-behavior

events.hooks.activation = (path, event) => {
  if (event.type !== 'click' || !isMouse(event)) return null;
  for (let i = 0; i < path.length; i++) {
    const { target } = path[i];
    if (i > 0 && !event.bubbles) return null;
    if (!dom.isNode(target) || target._type !== 1) continue;
    const behaviour = behaviourOf(target, event, path[0].target);
    if (behaviour !== null) return behaviour;
  }
  return null;
};
const isMouse = (event) => event instanceof require('ui-events').MouseEvent;
function behaviourOf(e, event, origin) {
  if (e._namespace !== HTML) return null;
  switch (e._local) {
    case 'input':
      return inputBehaviour(e);
    case 'button':
      return {
        after() {
          if (isDisabled(e)) return;
          const form = formOf(e);
          if (form !== null && buttonType(e) === 'submit') {
            submitForm(form, e);
            return;
          }
          if (form !== null && buttonType(e) === 'reset') {
            resetForm(form);
            return;
          }
          activatePopover(e);
        },
      };
    case 'a':
    case 'area':
      return e._attributes.has('href') ? { after: () => dom.follow(e) } : null;
    case 'label': {
      const control = controlOf(e);
      if (control === null) return null;
      return {
        after() {
          for (let n = origin; n !== null && n !== e; n = n._parent)
            if (n === control || (n._type === 1 && isInteractive(n))) return;
          if (control === origin || dom.isAncestor(control, origin) || isDisabled(control)) return;
          if (dom.isFocusable(control)) dom.focusOn(control._document, control);
          control.click();
        },
      };
    }
    case 'summary': {
      const details = e._parent;
      if (details?._local !== 'details' || details._children.find((c) => c._local === 'summary') !== e) return null;
      return { after: () => internal.toggle(details, 'open', !details._attributes.has('open')) };
    }
    case 'option':
      return null;
    default:
      return null;
  }
}
const isInteractive = (e) =>
  ['button', 'select', 'textarea', 'details', 'iframe', 'embed'].includes(e._local) ||
  (e._local === 'a' && e._attributes.has('href')) ||
  (e._local === 'input' && typeOf(e) !== 'hidden');
function activatePopover(e) {
  const popover = e.popoverTargetElement;
  if (!popover || popover.popover === null) return;
  const action = e.popoverTargetAction;
  const open = popover._popoverOpen === true;
  if (action === 'show' ? !open : action === 'hide' ? open : true) popover.togglePopover(!open);
}
function inputBehaviour(e) {
  const type = typeOf(e);
  if (type === 'checkbox' || type === 'radio') {
    let before = null;
    return {
      before() {
        const group = type === 'radio' ? groupOf(e).find((x) => x !== e && isChecked(x)) : undefined;
        before = { checked: isChecked(e), indeterminate: e._indeterminate === true, other: group };
        setChecked(e, type === 'radio' ? true : !before.checked);
        dom.hide(e, '_indeterminate', false);
      },
      canceled() {
        setChecked(e, before.checked);
        dom.hide(e, '_indeterminate', before.indeterminate);
        if (before.other) setChecked(before.other, true);
      },
      after() {
        if (!dom.isConnected(e) || isChecked(e) === before.checked) return;
        events.fireNow(e, new Event('input', { bubbles: true, composed: true }));
        events.fireNow(e, new Event('change', { bubbles: true }));
      },
    };
  }
  return {
    after() {
      if (isDisabled(e)) return;
      const form = formOf(e);
      if (form !== null && (type === 'submit' || type === 'image')) submitForm(form, e);
      else if (form !== null && type === 'reset') resetForm(form);
      else if (type === 'button') activatePopover(e);
    },
  };
}

// Custom elements in forms @spec html#the-elementinternals-interface

class ElementInternals {
  constructor(key, element) {
    if (key !== KEY) throw idl.illegal('ElementInternals');
    dom.hide(this, '_element', element);
  }
  get shadowRoot() {
    return this._element._shadow ?? null;
  }
  get form() {
    return ownedBy(this);
  }
  get willValidate() {
    ownedBy(this);
    return willValidate(this._element);
  }
  get validity() {
    ownedBy(this);
    return this._validity ?? dom.hide(this, '_validity', new ValidityState(KEY, null, () => this._flags ?? {}));
  }
  get validationMessage() {
    ownedBy(this);
    return this._message ?? '';
  }
  get labels() {
    ownedBy(this);
    return labelsOf(this._element);
  }
  get states() {
    return this._states ?? dom.hide(this, '_states', new Set());
  }
  checkValidity() {
    ownedBy(this);
    if (this.validity.valid) return true;
    events.fireNow(this._element, new Event('invalid', { cancelable: true }));
    return false;
  }
  reportValidity() {
    return this.checkValidity();
  }
  setFormValue(value) {
    ownedBy(this);
    dom.hide(this._element, '_formValue', value);
  }
  setValidity(flags, message) {
    ownedBy(this);
    dom.hide(this, '_flags', flags ?? {});
    if (FLAGS.some((flag) => flags?.[flag]) && !message)
      throw new TypeError(
        idl.say('The second argument should not be empty if one or more flags in the first argument are true.'),
      );
    dom.hide(this, '_message', message ?? '');
  }
}
function ownedBy(internals) {
  if (!internals._element._definition?.formAssociated)
    throw dom.fault('NotSupportedError', 'The target element is not a form-associated custom element.');
  return formOf(internals._element);
}
idl.define(ElementInternals, 'ElementInternals', { setFormValue: 'any, any=', setValidity: 'any=, DOMString=, any=' });
exports.ElementInternals = ElementInternals;
dom.attachInternals = (e) => {
  const definition = e._definition;
  if (!definition || definition.localName !== definition.name)
    throw dom.fault('NotSupportedError', 'Unable to attach ElementInternals to non-custom elements.');
  if (definition.disableInternals)
    throw dom.fault('NotSupportedError', 'ElementInternals is disabled by disabledFeature static field.');
  if (e._internals)
    throw dom.fault('NotSupportedError', 'ElementInternals for the specified element was already attached.');
  return dom.hide(e, '_internals', new ElementInternals(KEY, e));
};
dom.formAssociated = (e) => {
  if (!e._definition.formAssociated) return;
  followForm(e);
};
exports.internal = {
  buttonType,
  controlsOf,
  formOf,
  isChecked,
  isDisabled,
  isSubmitButton,
  optionValue,
  chosenIn,
  typeOf,
  valueOf,
  areaValue,
};
void FormDataEvent;
void InputEvent;
void removeAttribute;
