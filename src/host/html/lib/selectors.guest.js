// CSS selectors. @spec selectors-4
const { DOMException } = require('dom-exception');
const idl = require('web-idl');
const { internal: dom } = require('nodes');
const cache = new Map();
/** How much a selector weighs: ids, classes, types in one number. */
const weights = new WeakMap();

/** A test of elements for a selector; throws what the operation that runs throws. */
function parse(text) {
  let known = cache.get(text);
  if (known === undefined) {
    const parser = new Parser(text);
    known = parser.list();
    cache.set(text, known);
  }
  return known;
}
/** The alternatives of a selector with their weights, for style rules; null when it is none. */
function alternatives(text) {
  try {
    const parser = new Parser(text, true);
    parser.list();
    return parser.found;
  } catch {
    return null;
  }
}

const siblingsOf = (e) => (e._parent === null ? [e] : e._parent._children.filter((n) => n._type === 1));
const sameType = (e) => siblingsOf(e).filter((s) => s._local === e._local && s._namespace === e._namespace);
const parentOf = (e) => (e._parent?._type === 1 ? e._parent : null);
const before = (e) => dom.elementSibling(e, -1);
const FORM = ['button', 'input', 'select', 'textarea', 'fieldset', 'optgroup', 'option'];
const isMutable = (e) =>
  (e._local === 'input' &&
    !e._attributes.has('readonly') &&
    !dom.isDisabled(e) &&
    !/^(checkbox|radio|button|submit|reset|image|file|hidden|color|range)$/.test(e.type)) ||
  (e._local === 'textarea' && !e._attributes.has('readonly') && !dom.isDisabled(e)) ||
  e.isContentEditable === true;
const validates = (e) => (e._internals ? e._definition?.formAssociated === true : e.willValidate === true);
const validityOf = (e) => (e._internals ?? e).validity;
/** Pseudo-classes without arguments. */
const SIMPLE = {
  'first-child': (e) => before(e) === null,
  'last-child': (e) => dom.elementSibling(e, 1) === null,
  'only-child': (e) => before(e) === null && dom.elementSibling(e, 1) === null,
  'first-of-type': (e) => sameType(e)[0] === e,
  'last-of-type': (e) => sameType(e).at(-1) === e,
  'only-of-type': (e) => sameType(e).length === 1,
  empty: (e) => !e._children.some((n) => n._type === 1 || (dom.isText(n) && n._data !== '')),
  root: (e) => e._parent?._type === 9,
  scope: (e, scope) =>
    scope === null || scope._type === 9 || scope._type === 11 ? e._parent?._type === 9 : e === scope,
  checked: (e) =>
    (e._local === 'input' && /^(checkbox|radio)$/.test(e.type) && e.checked) || (e._local === 'option' && e.selected),
  default: (e) =>
    (e._local === 'option' && e._attributes.has('selected')) || (e._local === 'input' && e._attributes.has('checked')),
  indeterminate: (e) => e.indeterminate === true || (e._local === 'progress' && !e._attributes.has('value')),
  disabled: (e) => FORM.includes(e._local) && dom.isDisabled(e),
  enabled: (e) => FORM.includes(e._local) && !dom.isDisabled(e),
  required: (e) => /^(input|select|textarea)$/.test(e._local) && e._attributes.has('required'),
  optional: (e) => /^(input|select|textarea)$/.test(e._local) && !e._attributes.has('required'),
  'read-only': (e) => !isMutable(e),
  'read-write': isMutable,
  valid: (e) =>
    e._local === 'form' || e._local === 'fieldset'
      ? [...e.elements].every((x) => !validates(x) || validityOf(x).valid)
      : validates(e) && validityOf(e).valid,
  invalid: (e) =>
    e._local === 'form' || e._local === 'fieldset'
      ? [...e.elements].some((x) => validates(x) && !validityOf(x).valid)
      : validates(e) && !validityOf(e).valid,
  'in-range': (e) =>
    e._local === 'input' &&
    validates(e) &&
    !e.validity.rangeUnderflow &&
    !e.validity.rangeOverflow &&
    (e._attributes.has('min') || e._attributes.has('max')),
  'out-of-range': (e) =>
    e._local === 'input' && validates(e) && (e.validity.rangeUnderflow || e.validity.rangeOverflow),
  'placeholder-shown': (e) =>
    /^(input|textarea)$/.test(e._local) && Boolean(e._attributes.get('placeholder')) && e.value === '',
  link: (e) => (e._local === 'a' || e._local === 'area') && e._attributes.has('href'),
  'any-link': (e) => (e._local === 'a' || e._local === 'area') && e._attributes.has('href'),
  focus: (e) => e._document._active === e,
  'focus-visible': (e) => e._document._active === e,
  'focus-within': (e) => Boolean(e._document._active) && dom.isComposedAncestor(e, e._document._active),
  defined: (e) => dom.isDefined(e),
  target: (e) => dom.targetOf?.(e._document) === e,
  open: (e) => (e._local === 'details' || e._local === 'dialog') && e._attributes.has('open'),
  modal: (e) => e._modal === true,
  'popover-open': (e) => e._popoverOpen === true,
  host: (e, scope) => scope?._host === e,
  'user-valid': () => false,
  'user-invalid': () => false,
};
for (const name of 'hover active visited target-within fullscreen autofill -webkit-autofill playing paused picture-in-picture local-link past future current'.split(
  ' ',
))
  SIMPLE[name] = () => false;
SIMPLE.paused = (e) => e._local === 'audio' || e._local === 'video';
const ELEMENTS =
  /^(before|after|first-line|first-letter|marker|placeholder|selection|backdrop|file-selector-button|details-content|-webkit-.+|part|slotted|cue|highlight|view-transition.*)$/;

class Parser {
  constructor(text, elements = false) {
    this.text = text;
    this.at = 0;
    this.elements = elements;
    this.found = [];
  }
  fail() {
    const problem = this.text === '' ? 'The provided selector is empty.' : `'${this.text}' is not a valid selector.`;
    throw new DOMException(idl.say(problem), 'SyntaxError');
  }
  get next() {
    return this.text[this.at] ?? '';
  }
  space() {
    const start = this.at;
    while (/[\t\n\f\r ]/.test(this.next)) this.at++;
    return this.at > start;
  }
  list(end = '', relative = false) {
    const alternatives = [];
    do {
      this.space();
      const made = this.complex(end, relative);
      alternatives.push(made);
      this.space();
    } while (this.next === ',' && ++this.at);
    if (this.next !== end) this.fail();
    if (end === '') this.found = alternatives.map((test) => ({ test, ...weights.get(test) }));
    const test = (element, scope = null) => alternatives.some((match) => match(element, scope));
    weights.set(test, { weight: Math.max(...alternatives.map((a) => weights.get(a).weight)) });
    return test;
  }
  complex(end, relative) {
    let match = null;
    let combinator = '';
    let weight = 0;
    let pseudo = '';
    if (relative) {
      combinator = ' ';
      if (/[>+~]/.test(this.next)) {
        combinator = this.text[this.at++];
        this.space();
      }
      match = (e, scope) => e === scope;
    }
    for (;;) {
      const compound = this.compound();
      const own = weights.get(compound);
      weight += own.weight;
      pseudo = own.pseudo;
      match = match === null ? compound : combine(match, combinator, compound);
      const spaced = this.space();
      const c = this.next;
      if (c === '' || c === ',' || c === end) {
        const made = match;
        const test = (e, scope) => made(e, scope);
        weights.set(test, { weight, pseudo });
        return test;
      }
      if (pseudo !== '') this.fail();
      if (/[>+~]/.test(c)) {
        combinator = c;
        this.at++;
        this.space();
      } else if (spaced) combinator = ' ';
      else this.fail();
    }
  }
  name() {
    const m =
      /^(?:--|-?(?:[A-Za-z_\u0080-\u{10ffff}]|\\(?:[0-9a-fA-F]{1,6}\s?|[^\n0-9a-fA-F])))(?:[-\w\u0080-\u{10ffff}]|\\(?:[0-9a-fA-F]{1,6}\s?|[^\n0-9a-fA-F]))*/u.exec(
        this.text.slice(this.at),
      );
    if (!m) this.fail();
    this.at += m[0].length;
    return unescape(m[0]);
  }
  hash() {
    const m = /^(?:[-\w\u0080-\u{10ffff}]|\\(?:[0-9a-fA-F]{1,6}\s?|[^\n0-9a-fA-F]))+/u.exec(this.text.slice(this.at));
    if (!m || /^\d/.test(m[0])) this.fail();
    this.at += m[0].length;
    return unescape(m[0]);
  }
  compound() {
    const tests = [];
    let weight = 0;
    let pseudo = '';
    let any = false;
    const start = this.at;
    for (;;) {
      const c = this.next;
      if (c === '*' && this.at === start) {
        this.at++;
        any = true;
        if (this.next === '|') this.fail();
      } else if (c === '&') {
        this.at++;
        any = true;
        tests.push(SIMPLE.scope);
      } else if (c === '#') {
        this.at++;
        const id = this.hash();
        weight += 1e6;
        tests.push((e) => e._attributes.get('id') === id);
      } else if (c === '.') {
        this.at++;
        const name = this.name();
        weight += 1e3;
        tests.push((e) => {
          const own = e._attributes.get('class');
          return own !== undefined && (own === name || own.split(/[\t\n\f\r ]+/).includes(name));
        });
      } else if (c === '[') {
        weight += 1e3;
        tests.push(this.attribute());
      } else if (c === ':') {
        if (this.text[this.at + 1] === ':') {
          this.at += 2;
          pseudo = this.name().toLowerCase();
          if (!ELEMENTS.test(pseudo)) this.fail();
          if (this.next === '(') this.argument();
          weight += 1;
          any = true;
          continue;
        }
        const made = this.pseudo();
        if (typeof made === 'string') {
          pseudo = made;
          any = true;
          continue;
        }
        weight += weights.get(made)?.weight ?? 1e3;
        tests.push(made);
      } else if (this.at === start && /[-A-Za-z_\\\u0080-\uffff]/.test(c)) {
        const raw = this.name();
        const tag = raw.toLowerCase();
        weight += 1;
        tests.push((e) => e._local === (e._namespace === dom.HTML && e._document._html ? tag : raw));
      } else {
        if (tests.length === 0 && !any) this.fail();
        const all =
          tests.length === 1 ? (e, scope) => tests[0](e, scope) : (e, scope) => tests.every((t) => t(e, scope));
        const made = pseudo === '' || this.elements ? all : () => false;
        weights.set(made, { weight, pseudo });
        return made;
      }
      if (pseudo !== '' && this.next !== ':' && !/[\s,>+~)]|^$/.test(this.next)) this.fail();
    }
  }
  attribute() {
    this.at++;
    this.space();
    if (this.next === '*' && this.text[this.at + 1] === '|') this.at += 2;
    const raw = this.name();
    const lower = raw.toLowerCase();
    const nameFor = (e) => (e._namespace === dom.HTML ? lower : raw);
    this.space();
    const m = /^([~|^$*]?=)/.exec(this.text.slice(this.at));
    if (!m) {
      if (this.text[this.at++] !== ']') this.fail();
      return (e) => e._attributes.has(nameFor(e));
    }
    this.at += m[0].length;
    this.space();
    const quote = this.next;
    let value;
    if (quote === '"' || quote === "'") {
      const rest = /^(["'])((?:\\[\s\S]|(?!\1)[^\\\n])*)(?:\1|$)/.exec(this.text.slice(this.at));
      if (!rest) this.fail();
      value = unescape(rest[2]);
      this.at += rest[0].length;
    } else value = this.name();
    this.space();
    const flag = /^([is])\s*(?=\]|$)/i.exec(this.text.slice(this.at));
    if (flag) this.at += flag[0].length;
    if (this.next === ']') this.at++;
    else if (this.next !== '') this.fail();
    const folds = flag ? /i/i.test(flag[1]) : lower === 'type';
    const fold = (s) => (folds ? s.toLowerCase() : s);
    const want = fold(value);
    return (e) => {
      const own = e._attributes.get(nameFor(e));
      if (own === undefined) return false;
      const got = fold(own);
      switch (m[1]) {
        case '=':
          return got === want;
        case '~=':
          return want !== '' && got.split(/[\t\n\f\r ]+/).includes(want);
        case '|=':
          return got === want || got.startsWith(`${want}-`);
        case '^=':
          return want !== '' && got.startsWith(want);
        case '$=':
          return want !== '' && got.endsWith(want);
        default:
          return want !== '' && got.includes(want);
      }
    };
  }
  argument() {
    if (this.text[this.at++] !== '(') this.fail();
    const start = this.at;
    let depth = 1;
    let quote = '';
    while (this.at < this.text.length && depth > 0) {
      const c = this.text[this.at++];
      if (quote !== '') quote = c === quote ? '' : quote;
      else if (c === '"' || c === "'") quote = c;
      else if (c === '(' || c === '[') depth++;
      else if (c === ')' || c === ']') depth--;
    }
    return this.text.slice(start, depth === 0 ? this.at - 1 : this.at).trim();
  }
  /** A selector list as an argument; `forgiving`: alternatives that are none are dropped. */
  inner(forgiving, relative = false) {
    const text = this.argument();
    const parts = forgiving ? splitList(text) : [text];
    const tests = [];
    for (const part of parts) {
      try {
        tests.push(new Parser(part, this.elements).list('', relative));
      } catch {
        if (!forgiving) this.fail();
      }
    }
    const test = (e, scope) => tests.some((t) => t(e, scope));
    weights.set(test, { weight: Math.max(0, ...tests.map((t) => weights.get(t).weight)) });
    return test;
  }
  pseudo() {
    this.at++;
    const name = this.name().toLowerCase();
    const called = this.next === '(';
    if (!called) {
      if (['before', 'after', 'first-line', 'first-letter'].includes(name)) return name;
      if (!Object.hasOwn(SIMPLE, name)) this.fail();
      return SIMPLE[name];
    }
    switch (name) {
      case 'not': {
        const inner = this.inner(false);
        const test = (e, s) => !inner(e, s);
        weights.set(test, weights.get(inner));
        return test;
      }
      case 'is':
      case '-webkit-any':
      case 'matches':
        return this.inner(true);
      case 'where': {
        const inner = this.inner(true);
        const test = (e, s) => inner(e, s);
        weights.set(test, { weight: 0 });
        return test;
      }
      case 'has': {
        const inner = this.inner(false, true);
        const test = (e) => {
          const where = e._parent ?? e;
          return dom.elementsIn(where).some((x) => x !== e && inner(x, e));
        };
        weights.set(test, weights.get(inner));
        return test;
      }
      case 'host': {
        const inner = this.inner(false);
        return (e, scope) => scope?._host === e && inner(e, null);
      }
      case 'nth-child':
      case 'nth-last-child': {
        const [formula, of] = this.argument().split(/\s+of\s+/);
        const test = nth(formula) ?? this.fail();
        const inner = of === undefined ? null : new Parser(of).list();
        return (e, s) => {
          if (inner !== null && !inner(e, s)) return false;
          const all = siblingsOf(e).filter((x) => inner === null || inner(x, s));
          const at = all.indexOf(e);
          return test(name === 'nth-child' ? at + 1 : all.length - at);
        };
      }
      case 'nth-of-type':
      case 'nth-last-of-type': {
        const test = nth(this.argument()) ?? this.fail();
        return (e) => {
          const all = sameType(e);
          const at = all.indexOf(e);
          return test(name === 'nth-of-type' ? at + 1 : all.length - at);
        };
      }
      case 'lang': {
        const wanted = this.argument()
          .replace(/^["']|["']$/g, '')
          .toLowerCase();
        return (e) => {
          for (let n = e; n !== null && n._type === 1; n = n._parent) {
            const own = n._attributes.get('lang')?.toLowerCase();
            if (own !== undefined) return own === wanted || own.startsWith(`${wanted}-`);
          }
          return false;
        };
      }
      case 'dir': {
        const wanted = this.argument().toLowerCase();
        return (e) => {
          for (let n = e; n !== null && n._type === 1; n = n._parent) {
            const own = n._attributes.get('dir')?.toLowerCase();
            if (own === 'ltr' || own === 'rtl') return own === wanted;
          }
          return wanted === 'ltr';
        };
      }
      case 'state': {
        const state = this.argument();
        return (e) => e._internals?.states.has(state) === true;
      }
      default:
        return this.fail();
    }
  }
}
function splitList(text) {
  const parts = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(' || text[i] === '[') depth++;
    else if (text[i] === ')' || text[i] === ']') depth--;
    else if (text[i] === ',' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((p) => p.trim());
}
function unescape(text) {
  return text.replace(/\\([0-9a-fA-F]{1,6})\s?|\\([\s\S])/g, (_all, hex, c) =>
    hex ? String.fromCodePoint(Number.parseInt(hex, 16) || 0xfffd) : c,
  );
}
function nth(text) {
  const t = text.toLowerCase().trim();
  if (t === 'odd') return (n) => n % 2 === 1;
  if (t === 'even') return (n) => n % 2 === 0;
  const m = /^([+-]?\d*)n\s*(?:([+-])\s*(\d+))?$/.exec(t);
  if (!m) return /^[+-]?\d+$/.test(t) ? (n) => n === Number(t) : null;
  const a = m[1] === '' || m[1] === '+' ? 1 : m[1] === '-' ? -1 : Number(m[1]);
  const b = m[3] === undefined ? 0 : Number(m[2] + m[3]);
  return (n) => (a === 0 ? n === b : (n - b) / a >= 0 && (n - b) % a === 0);
}
function combine(left, combinator, right) {
  switch (combinator) {
    case '>':
      return (e, scope) => {
        if (!right(e, scope)) return false;
        const parent = parentOf(e);
        return parent !== null && left(parent, scope);
      };
    case '+':
      return (e, scope) => {
        if (!right(e, scope)) return false;
        const previous = before(e);
        return previous !== null && left(previous, scope);
      };
    case '~':
      return (e, scope) => {
        if (!right(e, scope)) return false;
        for (let p = before(e); p !== null; p = before(p)) if (left(p, scope)) return true;
        return false;
      };
    default:
      return (e, scope) => {
        if (!right(e, scope)) return false;
        for (let p = parentOf(e); p !== null; p = parentOf(p)) if (left(p, scope)) return true;
        return false;
      };
  }
}
module.exports = { parse, alternatives };
