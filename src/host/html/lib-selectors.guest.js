// CSS selectors, as far as querySelector and matches need them.
const { DOMException } = require('dom-exception');
const cache = new Map();

function parse(text, method) {
  const source = String(text);
  let known = cache.get(source);
  if (known === undefined) {
    known = new Parser(source, method).list();
    cache.set(source, known);
  }
  return known;
}

class Parser {
  constructor(text, method) {
    this.text = text;
    this.at = 0;
    this.method = method;
  }
  fail() {
    const on = this.method === 'matches' || this.method === 'closest' ? 'Element' : 'Document';
    const problem = this.text === '' ? 'The provided selector is empty.' : `'${this.text}' is not a valid selector.`;
    throw new DOMException(`Failed to execute '${this.method}' on '${on}': ${problem}`, 'SyntaxError');
  }
  space() {
    const start = this.at;
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
    return this.at > start;
  }
  list(end = '') {
    const alternatives = [];
    do {
      this.space();
      alternatives.push(this.complex(end));
      this.space();
    } while (this.text[this.at] === ',' && ++this.at);
    if ((this.text[this.at] ?? '') !== end) this.fail();
    return (element, scope) => alternatives.some((match) => match(element, scope));
  }
  complex(end) {
    let match = null;
    let combinator = '';
    for (;;) {
      if (/[>+~]/.test(this.text[this.at] ?? '') && match === null && combinator === '') {
        combinator = this.text[this.at++];
        this.space();
        match = (_e, _s) => true;
      }
      const compound = this.compound();
      match = match === null ? compound : combine(match, combinator, compound);
      const spaced = this.space();
      const c = this.text[this.at] ?? '';
      if (c === '' || c === ',' || c === end) return match;
      if (/[>+~]/.test(c)) {
        combinator = c;
        this.at++;
        this.space();
      } else if (spaced) combinator = ' ';
      else this.fail();
    }
  }
  name() {
    const m = /^(?:[-\w\u0080-\uffff]|\\.)+/.exec(this.text.slice(this.at));
    if (!m) this.fail();
    this.at += m[0].length;
    return m[0].replace(/\\(.)/g, '$1');
  }
  compound() {
    const tests = [];
    for (;;) {
      const c = this.text[this.at] ?? '';
      if (c === '*') this.at++;
      else if (c === '#') {
        this.at++;
        const id = this.name();
        tests.push((e) => e.getAttribute('id') === id);
      } else if (c === '.') {
        this.at++;
        const name = this.name();
        tests.push((e) => e.classList.contains(name));
      } else if (c === '[') tests.push(this.attribute());
      else if (c === ':') tests.push(this.pseudo());
      else if (/[-\w\\\u0080-\uffff]/.test(c)) {
        const tag = this.name().toLowerCase();
        tests.push((e) => e.localName === tag);
      } else {
        if (tests.length === 0 && this.text[this.at - 1] !== '*') this.fail();
        return (e, scope) => tests.every((t) => t(e, scope));
      }
    }
  }
  attribute() {
    this.at++;
    this.space();
    const name = this.name().toLowerCase();
    this.space();
    const m = /^([~|^$*]?=)/.exec(this.text.slice(this.at));
    if (!m) {
      if (this.text[this.at++] !== ']') this.fail();
      return (e) => e.hasAttribute(name);
    }
    this.at += m[0].length;
    this.space();
    let value;
    const quote = this.text[this.at];
    if (quote === '"' || quote === "'") {
      const end = this.text.indexOf(quote, this.at + 1);
      if (end < 0) this.fail();
      value = this.text.slice(this.at + 1, end);
      this.at = end + 1;
    } else value = this.name();
    this.space();
    const flag = /^[is]\s*(?=\])/i.exec(this.text.slice(this.at));
    if (flag) this.at += flag[0].length;
    if (this.text[this.at++] !== ']') this.fail();
    const fold = flag && /i/i.test(flag[0]) ? (s) => s.toLowerCase() : (s) => s;
    const want = fold(value);
    return (e) => {
      const raw = e.getAttribute(name);
      if (raw === null) return false;
      const got = fold(raw);
      switch (m[1]) {
        case '=':
          return got === want;
        case '~=':
          return got.split(/\s+/).includes(want);
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
  pseudo() {
    this.at++;
    const name = this.name().toLowerCase();
    const argument = () => {
      if (this.text[this.at++] !== '(') this.fail();
      const start = this.at;
      let depth = 1;
      while (this.at < this.text.length && depth > 0) {
        if (this.text[this.at] === '(') depth++;
        if (this.text[this.at] === ')') depth--;
        this.at++;
      }
      return this.text.slice(start, this.at - 1).trim();
    };
    const siblings = (e) => (e.parentNode ? [...e.parentNode.childNodes].filter((n) => n.nodeType === 1) : [e]);
    const same = (e) => siblings(e).filter((s) => s.localName === e.localName);
    switch (name) {
      case 'not': {
        const inner = parse(argument(), this.method);
        return (e, s) => !inner(e, s);
      }
      case 'is':
      case 'where': {
        const inner = parse(argument(), this.method);
        return inner;
      }
      case 'has': {
        const inner = argument();
        return (e) => e.querySelector(inner.replace(/^\s*>/, ':scope >')) !== null;
      }
      case 'first-child':
        return (e) => siblings(e)[0] === e;
      case 'last-child':
        return (e) => siblings(e).at(-1) === e;
      case 'only-child':
        return (e) => siblings(e).length === 1;
      case 'first-of-type':
        return (e) => same(e)[0] === e;
      case 'last-of-type':
        return (e) => same(e).at(-1) === e;
      case 'nth-child': {
        const test = nth(argument());
        return (e) => test(siblings(e).indexOf(e) + 1);
      }
      case 'nth-last-child': {
        const test = nth(argument());
        return (e) => test(siblings(e).length - siblings(e).indexOf(e));
      }
      case 'nth-of-type': {
        const test = nth(argument());
        return (e) => test(same(e).indexOf(e) + 1);
      }
      case 'empty':
        return (e) => ![...e.childNodes].some((n) => n.nodeType === 1 || (n.nodeType === 3 && n.data !== ''));
      case 'root':
        return (e) => e.parentNode?.nodeType === 9;
      case 'scope':
        return (e, scope) => e === scope || (scope?.nodeType === 9 && e.parentNode === scope);
      case 'checked':
        return (e) => e.checked === true || e.selected === true;
      case 'disabled':
        return (e) => e.disabled === true;
      case 'enabled':
        return (e) => e.disabled === false;
      case 'focus':
        return (e) => e.ownerDocument.activeElement === e;
      default:
        return this.fail();
    }
  }
}

function nth(text) {
  const t = text.toLowerCase().replace(/\s+/g, '');
  if (t === 'odd') return (n) => n % 2 === 1;
  if (t === 'even') return (n) => n % 2 === 0;
  const m = /^([+-]?\d*)n([+-]\d+)?$/.exec(t);
  if (!m) return (n) => n === Number(t);
  const a = m[1] === '' || m[1] === '+' ? 1 : m[1] === '-' ? -1 : Number(m[1]);
  const b = Number(m[2] ?? 0);
  return (n) => (a === 0 ? n === b : (n - b) / a >= 0 && (n - b) % a === 0);
}

function combine(left, combinator, right) {
  return (element, scope) => {
    if (!right(element, scope)) return false;
    switch (combinator) {
      case '>':
        return element.parentNode?.nodeType === 1 ? left(element.parentNode, scope) : false;
      case '+':
        return element.previousElementSibling !== null && left(element.previousElementSibling, scope);
      case '~':
        for (let e = element.previousElementSibling; e; e = e.previousElementSibling) if (left(e, scope)) return true;
        return false;
      default:
        for (let e = element.parentNode; e && e.nodeType === 1; e = e.parentNode) if (left(e, scope)) return true;
        return false;
    }
  };
}
module.exports = { parse };
