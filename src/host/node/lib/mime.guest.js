// util.MIMEType: media types and their parameters.
const { coded } = require('internal/errors');

const TOKEN = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const TEXT = /[^\t\u0020-~\u0080-\u00FF]/;
function refuse(production, text, at) {
  const place = at < 0 ? '' : ` at ${at}`;
  return coded(
    TypeError,
    'ERR_INVALID_MIME_SYNTAX',
    `The MIME syntax for a ${production} in "${text}" is invalid${place}`,
  );
}
function requireToken(text, production, whole = text) {
  const at = text.search(TOKEN);
  if (text === '' || at >= 0) throw refuse(production, whole, at);
  return text;
}

class MIMEParams {
  #data = new Map();
  get(name) {
    return this.#data.get(String(name)) ?? null;
  }
  has(name) {
    return this.#data.has(String(name));
  }
  delete(name) {
    this.#data.delete(String(name));
  }
  set(name, value) {
    const [key, text] = [String(name), String(value)];
    requireToken(key, 'parameter name');
    const at = text.search(TEXT);
    if (at >= 0) throw refuse('parameter value', text, at);
    this.#data.set(key, text);
  }
  *entries() {
    yield* this.#data.entries();
  }
  *keys() {
    yield* this.#data.keys();
  }
  *values() {
    yield* this.#data.values();
  }
  toString() {
    return [...this.#data]
      .map(([name, value]) =>
        value === '' || TOKEN.test(value) ? `${name}="${value.replace(/["\\]/g, '\\$&')}"` : `${name}=${value}`,
      )
      .join(';');
  }
  toJSON() {
    return this.toString();
  }
  /** Reads what follows the essence; what is wrong is passed over. */
  static read(text) {
    const params = new MIMEParams();
    for (const [, name, quoted, plain] of text.matchAll(
      /;[\t\n\r ]*([^;=]*)(?:=(?:"((?:[^"\\]|\\.)*)"?[^;]*|([^;]*)))?/gs,
    )) {
      const key = name.toLowerCase();
      const value = quoted !== undefined ? quoted.replace(/\\(.)/gs, '$1') : plain?.replace(/[\t\n\r ]+$/, '');
      if (key === '' || TOKEN.test(key) || value === undefined || (quoted === undefined && value === '')) continue;
      if (!TEXT.test(value) && !params.has(key)) params.#data.set(key, value);
    }
    return params;
  }
}
Object.defineProperty(MIMEParams.prototype, Symbol.iterator, {
  value: MIMEParams.prototype.entries,
  writable: true,
  configurable: true,
});

class MIMEType {
  #type;
  #subtype;
  #parameters;
  constructor(input) {
    const text = String(input);
    const slash = text.search(/[^\t\n\r ]/) < 0 ? -1 : text.indexOf('/');
    const type = (slash < 0 ? text : text.slice(0, slash)).replace(/^[\t\n\r ]+/, '');
    if (slash < 0) throw refuse('type', text, type.search(TOKEN));
    this.#type = requireToken(type, 'type', text).toLowerCase();
    const semicolon = text.indexOf(';', slash);
    const subtype = text.slice(slash + 1, semicolon < 0 ? text.length : semicolon).replace(/[\t\n\r ]+$/, '');
    this.#subtype = requireToken(subtype, 'subtype', text).toLowerCase();
    this.#parameters = MIMEParams.read(semicolon < 0 ? '' : text.slice(semicolon));
  }
  get type() {
    return this.#type;
  }
  set type(value) {
    this.#type = requireToken(String(value), 'type').toLowerCase();
  }
  get subtype() {
    return this.#subtype;
  }
  set subtype(value) {
    this.#subtype = requireToken(String(value), 'subtype').toLowerCase();
  }
  get essence() {
    return `${this.#type}/${this.#subtype}`;
  }
  get params() {
    return this.#parameters;
  }
  toString() {
    const parameters = this.#parameters.toString();
    return parameters === '' ? this.essence : `${this.essence};${parameters}`;
  }
  toJSON() {
    return this.toString();
  }
}
module.exports = { MIMEType, MIMEParams };
