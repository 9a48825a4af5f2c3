// FormData, and how it is written as a body.
const { Blob, File } = require('internal/blob');
const { need, iteration } = require('internal/headers');
const custom = Symbol.for('nodejs.util.inspect.custom');
const lists = new WeakMap();
function of(data) {
  const list = lists.get(data);
  if (list === undefined) throw require('internal/errors').coded(TypeError, 'ERR_INVALID_THIS', 'Illegal invocation');
  return list;
}

function entry(name, value, filename) {
  if (value instanceof Blob) {
    if (!(value instanceof File)) value = new File([value], filename ?? 'blob', { type: value.type });
    else if (filename !== undefined)
      value = new File([value], filename, { type: value.type, lastModified: value.lastModified });
  } else value = `${value}`.toWellFormed();
  return [`${name}`.toWellFormed(), value];
}
function checked(method, args) {
  need(`FormData.${method}`, 2, args);
  if (args.length > 2 && !(args[1] instanceof Blob))
    throw new TypeError(`Failed to execute '${method}' on 'FormData': parameter 2 is not of type 'Blob'`);
}

class FormData {
  constructor(form = undefined) {
    if (form !== undefined)
      throw new TypeError('FormData constructor: Argument 1 could not be converted to: undefined.');
    lists.set(this, []);
  }
  append(name, value, filename = undefined) {
    const list = of(this);
    checked('append', arguments);
    list.push(entry(name, value, filename));
  }
  delete(name) {
    need('FormData.delete', 1, arguments);
    lists.set(
      this,
      of(this).filter((pair) => pair[0] !== `${name}`),
    );
  }
  get(name) {
    need('FormData.get', 1, arguments);
    return of(this).find((pair) => pair[0] === `${name}`)?.[1] ?? null;
  }
  getAll(name) {
    need('FormData.getAll', 1, arguments);
    return of(this)
      .filter((pair) => pair[0] === `${name}`)
      .map((pair) => pair[1]);
  }
  has(name) {
    need('FormData.has', 1, arguments);
    return of(this).some((pair) => pair[0] === `${name}`);
  }
  set(name, value, filename = undefined) {
    const list = of(this);
    checked('set', arguments);
    const made = entry(name, value, filename);
    const at = list.findIndex((pair) => pair[0] === made[0]);
    if (at < 0) list.push(made);
    else lists.set(this, [...list.slice(0, at), made, ...list.slice(at + 1).filter((pair) => pair[0] !== made[0])]);
  }
  [custom](_depth, options, inspect) {
    const shown = { __proto__: null };
    for (const [name, value] of of(this)) {
      if (!(name in shown)) shown[name] = value;
      else if (Array.isArray(shown[name])) shown[name].push(value);
      else shown[name] = [shown[name], value];
    }
    return `FormData ${inspect(shown, options).replace(/^\[[^\]]*\] /, '')}`;
  }
}
for (const name of ['append', 'delete', 'get', 'getAll', 'has', 'set'])
  Object.defineProperty(FormData.prototype, name, { enumerable: true });
iteration(FormData, 'FormData', of);
Object.defineProperty(FormData.prototype, Symbol.toStringTag, { value: 'FormData', configurable: true });

const quoted = (text) => text.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22');
/** The body of a form, as a blob of bytes. @spec html#multipart-form-data */
function encode(data, boundary) {
  const parts = [];
  for (const [name, value] of of(data)) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name.replace(/\r\n|\r|\n/g, '\r\n'))}"`;
    if (typeof value === 'string') parts.push(`${head}\r\n\r\n${value.replace(/\r\n|\r|\n/g, '\r\n')}\r\n`);
    else
      parts.push(
        `${head}; filename="${quoted(value.name)}"\r\nContent-Type: ${value.type || 'application/octet-stream'}\r\n\r\n`,
        value,
        '\r\n',
      );
  }
  parts.push(`--${boundary}--\r\n`);
  return new Blob(parts);
}
/** Reads a form's body. */
function decode(bytes, boundary) {
  const data = new FormData();
  const text = Buffer.from(bytes).toString('latin1');
  const utf8 = (part) => Buffer.from(part, 'latin1').toString();
  for (const part of text.split(`--${boundary}`).slice(1, -1)) {
    const at = part.indexOf('\r\n\r\n');
    const head = utf8(part.slice(2, at));
    const body = part.slice(at + 4, -2);
    const unquoted = (field) =>
      new RegExp(`[; ]${field}="([^"]*)"`)
        .exec(head)?.[1]
        .replace(/%(0A|0D|22)/g, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    const name = unquoted('name');
    if (name === undefined) throw new TypeError('Failed to parse body as FormData.');
    const filename = unquoted('filename');
    if (filename === undefined) data.append(name, utf8(body));
    else {
      const type = /content-type:\s*([^\r\n]*)/i.exec(head)?.[1] ?? 'text/plain';
      data.append(name, new File([Buffer.from(body, 'latin1')], filename, { type }));
    }
  }
  return data;
}
module.exports = { FormData, encode, decode };
