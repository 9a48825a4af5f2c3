// Blobs, files, their readers and form data. @spec fileapi, xhr#interface-formdata
const idl = require('web-idl');
const { Event, EventTarget, ProgressEvent, internal } = require('event-target');
const { DOMException } = require('dom-exception');
const { TextEncoder, TextDecoder } = require('encoding');
const { fire, defineHandler } = internal;
const bytesOf = binding.shared('blob bytes', () => new WeakMap());
const isBlob = (value) => bytesOf.has(value);

idl.types.set('BlobPart', (value, place) =>
  isBlob(value) || ArrayBuffer.isView(value) || isBuffer(value) ? value : idl.converter('DOMString')(value, place),
);
const isBuffer = (value) =>
  idl.isObject(value) && /^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(value));
idl.enumeration('EndingType', ['transparent', 'native']);
idl.dictionary('BlobPropertyBag', { type: ['DOMString', ''], endings: ['EndingType', 'transparent'] });
idl.dictionary('FilePropertyBag', { lastModified: 'long long' }, 'BlobPropertyBag');
function toBytes(part) {
  if (isBlob(part)) return bytesOf.get(part);
  if (isBuffer(part)) return new Uint8Array(part.slice(0));
  if (ArrayBuffer.isView(part))
    return new Uint8Array(part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength));
  return new TextEncoder().encode(part);
}
function joined(parts) {
  const list = parts.map(toBytes);
  const all = new Uint8Array(list.reduce((n, b) => n + b.length, 0));
  let at = 0;
  for (const b of list) {
    all.set(b, at);
    at += b.length;
  }
  return all;
}
const typeText = (text) => (/[^\x20-\x7e]/.test(text) ? '' : text.toLowerCase());
function later(make, api = 'read') {
  return new Promise((resolve, reject) =>
    binding.queueTask('file reading', api, () => {
      try {
        resolve(make());
      } catch (error) {
        reject(error);
      }
    }),
  );
}
class Blob {
  #type = '';
  constructor(parts, options) {
    if (parts !== READY)
      [parts, options] = idl.constructing('Blob', 'sequence<BlobPart>=, BlobPropertyBag=', arguments);
    bytesOf.set(this, joined(parts ?? []));
    this.#type = typeText(options?.type ?? '');
    binding.markPlatform(this, 'Blob', serialize, 'files');
  }
  get size() {
    return bytesOf.get(this).length;
  }
  get type() {
    return this.#type;
  }
  arrayBuffer() {
    return later(() => bytesOf.get(this).slice().buffer);
  }
  bytes() {
    return later(() => bytesOf.get(this).slice());
  }
  slice(start = 0, end = this.size, type = '') {
    return new Blob([bytesOf.get(this).slice(start, end)], { type });
  }
  stream() {
    const bytes = bytesOf.get(this);
    const { ReadableStream } = require('streams');
    let sent = bytes.length === 0;
    return new ReadableStream({
      async pull(controller) {
        if (!sent) controller.enqueue(await later(() => bytes.slice()));
        sent = true;
        controller.close();
      },
    });
  }
  text() {
    return later(() => new TextDecoder().decode(bytesOf.get(this)));
  }
}
const READY = Symbol('ready');
/** What a copy of a blob or file needs. @spec fileapi#blob-section (serialization steps) */
function serialize(blob) {
  const { name, lastModified, type } = blob;
  return { bytes: bytesOf.get(blob), type, name, lastModified };
}
function deserialize({ bytes, type, name, lastModified }) {
  const parts = [Uint8Array.from(bytes)];
  return name === undefined ? new Blob(parts, { type }) : new File(parts, name, { type, lastModified });
}
class File extends Blob {
  #name;
  #modified;
  constructor(parts, name, options) {
    [parts, name, options] = idl.constructing('File', 'sequence<BlobPart>, USVString, FilePropertyBag=', arguments);
    super(parts, { type: options?.type ?? '' });
    this.#name = name;
    this.#modified = options?.lastModified ?? Date.now();
  }
  get name() {
    return this.#name;
  }
  get lastModified() {
    return this.#modified;
  }
  get lastModifiedDate() {
    return new Date(this.#modified);
  }
  get webkitRelativePath() {
    return '';
  }
}
idl.define(
  Blob,
  'Blob',
  {
    constructor: 'sequence<BlobPart>=',
    slice: '[Clamp] long long=, [Clamp] long long=, DOMString=',
    arrayBuffer: 'Promise ',
    bytes: 'Promise ',
    text: 'Promise ',
  },
  {},
  isBlob,
);
idl.define(File, 'File', { constructor: 'sequence<BlobPart>, USVString, FilePropertyBag=' });
class FileList {
  constructor(key) {
    if (key !== READY) throw idl.illegal('FileList');
  }
  get length() {
    return 0;
  }
  item() {
    return null;
  }
}
idl.define(FileList, 'FileList', { item: 'unsigned long' });
Object.defineProperty(FileList.prototype, Symbol.iterator, {
  value: Array.prototype.values,
  writable: true,
  configurable: true,
});
binding.isBlob = isBlob;

// URLs of blobs
const blobs = binding.shared('blob urls', () => new Map());
binding.createObjectURL = (blob) => {
  const url = `blob:http://localhost/${require('crypto').crypto.randomUUID()}`;
  blobs.set(url, blob);
  return url;
};
binding.revokeObjectURL = (url) => {
  blobs.delete(url.split('#')[0]);
};
/** The text behind a blob or data URL; null if there's none. */
binding.textOfURL = (url) => {
  if (url.startsWith('data:')) return new TextDecoder().decode(dataOf(url)?.bytes ?? new Uint8Array());
  const blob = blobs.get(url.split('#')[0]);
  return blob === undefined ? null : new TextDecoder().decode(Uint8Array.from(bytesOf.get(blob)));
};
/** @spec fetch#data-url-processor */
function dataOf(url) {
  const m = /^data:([^,]*?)(;\s*base64)?,([\s\S]*)$/i.exec(url.split('#')[0]);
  if (m === null) return null;
  const raw = [];
  for (const b of new TextEncoder().encode(m[3])) raw.push(b);
  const bytes = [];
  for (let i = 0; i < raw.length; i++) {
    const hex = raw[i] === 37 ? String.fromCharCode(raw[i + 1] ?? 0, raw[i + 2] ?? 0) : '';
    if (/^[0-9a-f]{2}$/i.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      i += 2;
    } else bytes.push(raw[i]);
  }
  let body = Uint8Array.from(bytes);
  if (m[2] !== undefined) {
    try {
      body = Uint8Array.from(require('encoding').atob(String.fromCharCode(...bytes)), (c) => c.charCodeAt(0));
    } catch {
      return null;
    }
  }
  let type = m[1].trim();
  if (type.startsWith(';')) type = `text/plain${type}`;
  if (!/^[^\s/;]+\/[^\s/;]+/.test(type)) type = 'text/plain;charset=US-ASCII';
  return { bytes: body, type: type.replace(/;\s*/g, ';') };
}

// FileReader
class FileReader extends EventTarget {
  #state = 0;
  #result = null;
  #error = null;
  #run = 0;
  get readyState() {
    return this.#state;
  }
  get result() {
    return this.#result;
  }
  get error() {
    return this.#error;
  }
  #read(blob, make) {
    if (this.#state === 1)
      throw new DOMException(idl.say('The object is already busy reading Blobs.'), 'InvalidStateError');
    this.#state = 1;
    this.#result = null;
    this.#error = null;
    const run = ++this.#run;
    const total = blob.size;
    const size = { loaded: total, total, lengthComputable: true };
    const task = (steps) =>
      binding.queueTask('file reading', 'FileReader', () => {
        if (run === this.#run) steps();
      });
    task(() => fire(this, new ProgressEvent('loadstart', { loaded: 0, total, lengthComputable: true })));
    if (total > 0) task(() => fire(this, new ProgressEvent('progress', size)));
    task(() => {
      this.#result = make(bytesOf.get(blob));
      this.#state = 2;
      fire(this, new ProgressEvent('load', size));
      if (this.#state !== 1) fire(this, new ProgressEvent('loadend', size));
    });
  }
  abort() {
    if (this.#state !== 1) {
      this.#result = null;
      return;
    }
    this.#run++;
    this.#state = 2;
    this.#result = null;
    this.#error = new DOMException('The user aborted a request.', 'AbortError');
    internal.fireNow(this, new ProgressEvent('abort'));
    if (this.#state !== 1) internal.fireNow(this, new ProgressEvent('loadend'));
  }
  readAsArrayBuffer(blob) {
    this.#read(blob, (b) => b.slice().buffer);
  }
  readAsBinaryString(blob) {
    this.#read(blob, (b) => String.fromCharCode(...b));
  }
  readAsDataURL(blob) {
    this.#read(
      blob,
      (b) =>
        `data:${blob.type || 'application/octet-stream'};base64,${require('encoding').btoa(String.fromCharCode(...b))}`,
    );
  }
  readAsText(blob, label = 'utf-8') {
    this.#read(blob, (b) => {
      try {
        return new TextDecoder(label).decode(b);
      } catch {
        return new TextDecoder().decode(b);
      }
    });
  }
}
idl.constants(FileReader, { EMPTY: 0, LOADING: 1, DONE: 2 });
for (const type of ['loadstart', 'progress', 'load', 'abort', 'error', 'loadend'])
  defineHandler(FileReader.prototype, `on${type}`);
idl.define(FileReader, 'FileReader', {
  constructor: '',
  readAsArrayBuffer: 'Blob',
  readAsBinaryString: 'Blob',
  readAsDataURL: 'Blob',
  readAsText: 'Blob, DOMString=',
});

// FormData
const entries = new WeakMap();
class FormData {
  constructor(form, submitter) {
    [form, submitter] = idl.constructing('FormData', 'HTMLFormElement=, HTMLElement?=', arguments);
    entries.set(this, []);
    if (form === undefined) return;
    const list = entryList(form, submitter ?? null, this);
    if (list === null)
      throw new DOMException(
        "Failed to construct 'FormData': The form is constructing entry list.",
        'InvalidStateError',
      );
  }
  append(name, value, filename) {
    entries.get(this).push([name, entryValue(value, filename)]);
  }
  delete(name) {
    entries.set(
      this,
      entries.get(this).filter((p) => p[0] !== name),
    );
  }
  get(name) {
    return entries.get(this).find((p) => p[0] === name)?.[1] ?? null;
  }
  getAll(name) {
    return entries
      .get(this)
      .filter((p) => p[0] === name)
      .map((p) => p[1]);
  }
  has(name) {
    return entries.get(this).some((p) => p[0] === name);
  }
  set(name, value, filename) {
    const list = entries.get(this);
    const made = [name, entryValue(value, filename)];
    const at = list.findIndex((p) => p[0] === name);
    if (at < 0) list.push(made);
    else
      entries.set(
        this,
        list.filter((p, i) => i <= at || p[0] !== name).map((p, i) => (i === at ? made : p)),
      );
  }
}
function entryValue(value, filename) {
  if (!isBlob(value)) return value;
  if (value instanceof File && filename === undefined) return value;
  return new File([value], filename ?? 'blob', {
    type: value.type,
    ...(value instanceof File ? { lastModified: value.lastModified } : {}),
  });
}
idl.types.set('Entry', (value) => (isBlob(value) ? value : `${value}`.toWellFormed()));
idl.types.set('HTMLFormElement', (value, place) => {
  if (!idl.isObject(value) || value._local !== 'form') throw place.wrong('HTMLFormElement');
  return value;
});
idl.iterable(FormData, 'FormData', (data) => entries.get(data));
idl.define(FormData, 'FormData', {
  constructor: '',
  append: 'USVString, Entry, USVString=',
  delete: 'USVString',
  get: 'USVString',
  getAll: 'USVString',
  has: 'USVString',
  set: 'USVString, Entry, USVString=',
  forEach: 'Function, any=',
});
idl.iterates(FormData, 'entries');
/** @spec html#constructing-the-form-data-set */
function entryList(form, submitter, data = new FormData()) {
  const { internal: forms } = require('forms');
  const { internal: dom } = require('nodes');
  const { FormDataEvent } = require('ui-events');
  if (form._constructing) return null;
  dom.hide(form, '_constructing', true);
  const list = entries.get(data);
  for (const e of forms.controlsOf(form)) {
    if (forms.isDisabled(e) || (e._parent && dom.ancestors(e).some((n) => n._local === 'datalist'))) continue;
    const name = (e._attributes.get('name') ?? '').toWellFormed();
    const type = e._local === 'input' ? forms.typeOf(e) : '';
    if (e._definition?.formAssociated) {
      const value = e._formValue;
      if (value instanceof FormData) list.push(...entries.get(value));
      else if (value !== null && value !== undefined && name !== '')
        list.push([name, isBlob(value) ? value : `${value}`]);
      continue;
    }
    if (e._local === 'button' || type === 'submit' || type === 'reset' || type === 'button' || type === 'image') {
      if (e !== submitter || name === '') continue;
    }
    if ((type === 'checkbox' || type === 'radio') && !forms.isChecked(e)) continue;
    if (name === '') continue;
    if (e._local === 'select') {
      for (const o of forms.chosenIn(e))
        if (!forms.isDisabled(o)) list.push([name, forms.optionValue(o).toWellFormed()]);
    } else if (type === 'checkbox' || type === 'radio')
      list.push([name, (e._attributes.get('value') ?? 'on').toWellFormed()]);
    else if (type === 'file') list.push([name, new File([], '', { type: 'application/octet-stream' })]);
    else if (type === 'hidden' && name.toLowerCase() === '_charset_') list.push([name, 'UTF-8']);
    else if (e._local === 'textarea') list.push([name, forms.areaValue(e).toWellFormed()]);
    else if (e._local === 'input') list.push([name, forms.valueOf(e).toWellFormed()]);
    else if (e._local === 'button') list.push([name, (e._attributes.get('value') ?? '').toWellFormed()]);
    const dir = e._attributes.get('dirname');
    if (dir) list.push([dir, 'ltr']);
  }
  internal.fireNow(form, new FormDataEvent('formdata', { bubbles: true, formData: data }));
  dom.hide(form, '_constructing', false);
  return data;
}
void Event;
module.exports = {
  Blob,
  File,
  FileList,
  FileReader,
  FormData,
  internal: { blobs, bytesOf, dataOf, deserialize, entries, entryList, isBlob, isBuffer, later, toBytes },
};
