// Mutation observers, storage, custom elements, fetch, blobs and the like.
const { Event, EventTarget, ProgressEvent, internal } = require('event-target');
const { DOMException } = require('dom-exception');
const dom = require('dom');
const { tag, defineHandler, fire } = internal;
const { observers, custom, walk } = dom.internal;

// Mutation observers
const watching = [];
let scheduled = false;
class MutationObserver {
  #callback;
  #records = [];
  constructor(callback) {
    if (typeof callback !== 'function')
      throw new TypeError("Failed to construct 'MutationObserver': parameter 1 is not of type 'Function'.");
    this.#callback = callback;
  }
  observe(target, options = {}) {
    const o = { ...options };
    if ((o.attributeOldValue || o.attributeFilter) && o.attributes === undefined) o.attributes = true;
    if (o.characterDataOldValue && o.characterData === undefined) o.characterData = true;
    if (!o.childList && !o.attributes && !o.characterData)
      throw new TypeError(
        "Failed to execute 'observe' on 'MutationObserver': The options object must set at least one of 'attributes', 'characterData', or 'childList' to true.",
      );
    const at = watching.findIndex((w) => w.observer === this && w.target === target);
    const entry = {
      observer: this,
      target,
      options: o,
      push: (r) => this.#records.push(r),
      deliver: () => this.#deliver(),
    };
    if (at >= 0) watching[at] = entry;
    else watching.push(entry);
  }
  disconnect() {
    for (let i = watching.length - 1; i >= 0; i--) if (watching[i].observer === this) watching.splice(i, 1);
    this.#records = [];
  }
  takeRecords() {
    return this.#records.splice(0);
  }
  #deliver() {
    const records = this.takeRecords();
    if (records.length > 0) this.#callback.call(this, records, this);
  }
}
tag(MutationObserver, 'MutationObserver');
class MutationRecord {}
tag(MutationRecord, 'MutationRecord');
observers.mutated = (change) => {
  const told = new Set();
  for (const w of watching) {
    if (told.has(w.observer)) continue;
    let inside = false;
    for (let n = change.target; n; n = w.options.subtree ? n._parent : null)
      if (n === w.target) {
        inside = true;
        break;
      }
    if (!inside || !w.options[change.type]) continue;
    if (w.options.attributeFilter && !w.options.attributeFilter.includes(change.attributeName)) continue;
    told.add(w.observer);
    const old = change.type === 'attributes' ? w.options.attributeOldValue : w.options.characterDataOldValue;
    w.push(
      Object.assign(new MutationRecord(), {
        addedNodes: [],
        removedNodes: [],
        previousSibling: null,
        nextSibling: null,
        attributeName: null,
        attributeNamespace: null,
        ...change,
        oldValue: old ? change.oldValue : null,
      }),
    );
    if (!scheduled) {
      scheduled = true;
      binding.queueMutationMicrotask(() => {
        scheduled = false;
        const seen = new Set();
        for (const entry of watching.slice()) {
          if (seen.has(entry.observer)) continue;
          seen.add(entry.observer);
          try {
            entry.deliver();
          } catch (error) {
            binding.reportError(error);
          }
        }
      });
    }
  }
};

// Custom elements
class CustomElementRegistry {
  #waiting = new Map();
  define(name, constructor) {
    if (!/^[a-z][a-z0-9._]*-[a-z0-9._-]*$/.test(name))
      throw new DOMException(
        `Failed to execute 'define' on 'CustomElementRegistry': "${name}" is not a valid custom element name`,
        'SyntaxError',
      );
    if (custom.definitions.has(name))
      throw new DOMException(
        `Failed to execute 'define' on 'CustomElementRegistry': the name "${name}" has already been used with this registry`,
        'NotSupportedError',
      );
    custom.definitions.set(name, constructor);
    custom.names.set(constructor, name);
    for (const node of walk(document)) {
      if (node._local !== name || node instanceof constructor) continue;
      upgrade(node, constructor);
    }
    this.#waiting.get(name)?.resolve(constructor);
  }
  get(name) {
    return custom.definitions.get(name);
  }
  getName(constructor) {
    return custom.names.get(constructor) ?? null;
  }
  whenDefined(name) {
    if (custom.definitions.has(name)) return Promise.resolve(custom.definitions.get(name));
    if (!this.#waiting.has(name)) {
      const entry = {};
      entry.promise = new Promise((resolve) => {
        entry.resolve = resolve;
      });
      this.#waiting.set(name, entry);
    }
    return this.#waiting.get(name).promise;
  }
  upgrade() {}
}
function upgrade(node, constructor) {
  const made = new constructor();
  for (const [name, value] of node._attributes) {
    made._attributes.set(name, value);
    if (constructor.observedAttributes?.includes(name)) made.attributeChangedCallback?.(name, null, value, null);
  }
  for (const child of node._children.slice()) dom.internal.insert(made, child, null);
  const parent = node._parent;
  const next = node.nextSibling;
  dom.internal.detach(node);
  dom.internal.insert(parent, made, next);
}
observers.connected = (element, fromHtml) => {
  if (custom.definitions.has(element._local)) element.connectedCallback?.();
  else if (element._local === 'iframe' || (!fromHtml && !observers.parsing)) binding.connected(element);
};
observers.disconnected = (node) => {
  for (const n of walk(node)) {
    if (n._type !== 1) continue;
    if (n._local === 'iframe') binding.frameRemoved(n);
    if (custom.definitions.has(n._local)) n.disconnectedCallback?.();
  }
};

// Storage
class Storage {
  constructor() {
    const map = new Map();
    const methods = {
      getItem: (key) => map.get(String(key)) ?? null,
      setItem: (key, value) => {
        map.set(String(key), String(value));
      },
      removeItem: (key) => {
        map.delete(String(key));
      },
      clear: () => map.clear(),
      key: (i) => [...map.keys()][i] ?? null,
    };
    return new Proxy(this, {
      get: (target, key) =>
        key === 'length'
          ? map.size
          : typeof key === 'string' && Object.hasOwn(methods, key)
            ? methods[key]
            : typeof key === 'string' && map.has(key)
              ? map.get(key)
              : Reflect.get(target, key),
      set: (_target, key, value) => (map.set(String(key), String(value)), true),
      has: (target, key) => map.has(key) || key in methods || Reflect.has(target, key),
      deleteProperty: (_target, key) => (map.delete(key), true),
      ownKeys: () => [...map.keys()],
      getOwnPropertyDescriptor: (_target, key) =>
        map.has(key) ? { value: map.get(key), writable: true, enumerable: true, configurable: true } : undefined,
    });
  }
}
tag(Storage, 'Storage');

// Blobs
const bytesOf = new WeakMap();
const { TextEncoder, TextDecoder } = require('encoding');
const { ReadableStream } = require('streams');
function toBytes(part) {
  if (bytesOf.has(part)) return bytesOf.get(part);
  if (part instanceof ArrayBuffer) return new Uint8Array(part.slice(0));
  if (ArrayBuffer.isView(part))
    return new Uint8Array(part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength));
  return new TextEncoder().encode(String(part));
}
function join(parts) {
  const list = parts.map(toBytes);
  const all = new Uint8Array(list.reduce((n, b) => n + b.length, 0));
  let at = 0;
  for (const b of list) {
    all.set(b, at);
    at += b.length;
  }
  return all;
}
class Blob {
  #type;
  constructor(parts = [], options = {}) {
    if (parts === null || typeof parts !== 'object' || typeof parts[Symbol.iterator] !== 'function')
      throw new TypeError("Failed to construct 'Blob': The provided value cannot be converted to a sequence.");
    bytesOf.set(this, join([...parts]));
    this.#type = String(options.type ?? '').toLowerCase();
  }
  get size() {
    return bytesOf.get(this).length;
  }
  get type() {
    return this.#type;
  }
  slice(start, end, type) {
    return new Blob([bytesOf.get(this).slice(start, end)], { type });
  }
  text() {
    return later(() => new TextDecoder().decode(bytesOf.get(this)));
  }
  arrayBuffer() {
    return later(() => bytesOf.get(this).slice().buffer);
  }
  bytes() {
    return later(() => bytesOf.get(this).slice());
  }
  stream() {
    const bytes = bytesOf.get(this);
    let sent = bytes.length === 0;
    return new ReadableStream({
      async pull(controller) {
        if (!sent) controller.enqueue(await later(() => bytes.slice()));
        sent = true;
        controller.close();
      },
    });
  }
}
tag(Blob, 'Blob');
class File extends Blob {
  #name;
  #modified;
  constructor(parts, name, options = {}) {
    super(parts, options);
    this.#name = String(name);
    this.#modified = options.lastModified ?? Date.now();
  }
  get name() {
    return this.#name;
  }
  get lastModified() {
    return this.#modified;
  }
}
tag(File, 'File');
function later(make) {
  return new Promise((resolve, reject) =>
    binding.queueTask('file reading', 'read', () => {
      try {
        resolve(make());
      } catch (error) {
        reject(error);
      }
    }),
  );
}
const blobs = new Map();
let nextBlob = 1;
binding.createObjectURL = (blob) => {
  const url = `blob:${location.origin}/00000000-0000-4000-8000-${String(nextBlob++).padStart(12, '0')}`;
  blobs.set(url, blob);
  return url;
};
/** The text behind a blob or data URL; null if there's none. */
binding.textOfURL = (url) => {
  if (url.startsWith('data:')) {
    const [, head, body] = /^data:([^,]*),(.*)$/s.exec(url) ?? [null, '', ''];
    return /;base64$/.test(head) ? atob(body) : decodeURIComponent(body);
  }
  const blob = blobs.get(url);
  return blob === undefined ? null : new TextDecoder().decode(Uint8Array.from(bytesOf.get(blob)));
};
binding.revokeObjectURL = (url) => blobs.delete(url);
class FileReader extends EventTarget {
  readyState = 0;
  result = null;
  error = null;
  #run = 0;
  #read(name, blob, make) {
    if (!(blob instanceof Blob))
      throw new TypeError(`Failed to execute '${name}' on 'FileReader': parameter 1 is not of type 'Blob'.`);
    if (this.readyState === 1)
      throw new DOMException(
        `Failed to execute '${name}' on 'FileReader': The object is already busy reading Blobs.`,
        'InvalidStateError',
      );
    this.readyState = 1;
    this.result = null;
    this.error = null;
    const run = ++this.#run;
    const size = { loaded: blob.size, total: blob.size, lengthComputable: true };
    const task = (steps) =>
      binding.queueTask('file reading', 'FileReader', () => {
        if (run === this.#run) steps();
      });
    task(() => fire(this, new ProgressEvent('loadstart', { loaded: 0, total: blob.size, lengthComputable: true })));
    if (blob.size > 0) task(() => fire(this, new ProgressEvent('progress', size)));
    task(() => {
      this.result = make(bytesOf.get(blob));
      this.readyState = 2;
      fire(this, new ProgressEvent('load', size));
      if (this.readyState !== 1) fire(this, new ProgressEvent('loadend', size));
    });
  }
  readAsText(blob) {
    this.#read('readAsText', blob, (b) => new TextDecoder().decode(b));
  }
  readAsArrayBuffer(blob) {
    this.#read('readAsArrayBuffer', blob, (b) => b.slice().buffer);
  }
  readAsDataURL(blob) {
    this.#read(
      'readAsDataURL',
      blob,
      (b) => `data:${blob.type || 'application/octet-stream'};base64,${btoa(String.fromCharCode(...b))}`,
    );
  }
  readAsBinaryString(blob) {
    this.#read('readAsBinaryString', blob, (b) => String.fromCharCode(...b));
  }
  abort() {
    if (this.readyState !== 1) {
      this.result = null;
      return;
    }
    this.#run++;
    this.readyState = 2;
    this.result = null;
    this.error = new DOMException('The user aborted a request.', 'AbortError');
    internal.fireNow(this, new ProgressEvent('abort'));
    if (this.readyState !== 1) internal.fireNow(this, new ProgressEvent('loadend'));
  }
}
for (const [name, value] of [
  ['EMPTY', 0],
  ['LOADING', 1],
  ['DONE', 2],
]) {
  Object.defineProperty(FileReader, name, { value, enumerable: true });
  Object.defineProperty(FileReader.prototype, name, { value, enumerable: true });
}
tag(FileReader, 'FileReader');
for (const type of ['load', 'loadend', 'loadstart', 'error', 'progress', 'abort'])
  defineHandler(FileReader.prototype, `on${type}`);

// Fetch
class Headers {
  #map = new Map();
  constructor(init) {
    if (init instanceof Headers) for (const [k, v] of init) this.append(k, v);
    else if (init && typeof init[Symbol.iterator] === 'function') for (const [k, v] of init) this.append(k, v);
    else if (init) for (const k of Object.keys(init)) this.append(k, init[k]);
  }
  #key(name) {
    const key = String(name).toLowerCase();
    if (!/^[!#$%&'*+\-.^_`|~0-9a-z]+$/.test(key))
      throw new TypeError(`Failed to execute 'append' on 'Headers': Invalid name`);
    return key;
  }
  append(name, value) {
    const k = this.#key(name);
    const v = String(value).trim();
    this.#map.set(k, this.#map.has(k) ? `${this.#map.get(k)}, ${v}` : v);
  }
  set(name, value) {
    this.#map.set(this.#key(name), String(value).trim());
  }
  get(name) {
    return this.#map.get(this.#key(name)) ?? null;
  }
  has(name) {
    return this.#map.has(this.#key(name));
  }
  delete(name) {
    this.#map.delete(this.#key(name));
  }
  forEach(callback, self) {
    for (const [k, v] of this) callback.call(self, v, k, this);
  }
  *entries() {
    for (const k of [...this.#map.keys()].sort()) yield [k, this.#map.get(k)];
  }
  *keys() {
    for (const [k] of this.entries()) yield k;
  }
  *values() {
    for (const [, v] of this.entries()) yield v;
  }
  [Symbol.iterator]() {
    return this.entries();
  }
}
tag(Headers, 'Headers');
const bodies = new WeakMap();
class Body {
  get bodyUsed() {
    return bodies.get(this).used;
  }
  get body() {
    return bodies.get(this).bytes;
  }
  #take() {
    const b = bodies.get(this);
    if (b.used)
      return Promise.reject(
        new TypeError(`Failed to execute 'text' on '${this.constructor.name}': body stream already read`),
      );
    b.used = b.bytes !== null;
    return later(() => b.bytes ?? new Uint8Array());
  }
  text() {
    return this.#take().then((b) => new TextDecoder().decode(b));
  }
  json() {
    return this.#take().then((b) => JSON.parse(new TextDecoder().decode(b)));
  }
  arrayBuffer() {
    return this.#take().then((b) => b.slice().buffer);
  }
  bytes() {
    return this.#take();
  }
  blob() {
    return this.#take().then((b) => new Blob([b], { type: this.headers.get('content-type') ?? '' }));
  }
}
function fill(target, body, headers) {
  if (body === null || body === undefined) bodies.set(target, { bytes: null, used: false });
  else {
    const type =
      typeof body === 'string'
        ? 'text/plain;charset=UTF-8'
        : body instanceof Blob
          ? body.type
          : body instanceof URLSearchParams
            ? 'application/x-www-form-urlencoded;charset=UTF-8'
            : '';
    if (type && !headers.has('content-type')) headers.append('content-type', type);
    bodies.set(target, { bytes: toBytes(body), used: false });
  }
}
class Response extends Body {
  #o;
  constructor(body = null, init = {}) {
    super();
    const status = init.status ?? 200;
    if (status < 200 || status > 599)
      throw new RangeError(
        `Failed to construct 'Response': The status provided (${status}) is outside the range [200, 599].`,
      );
    if (body !== null && body !== undefined && [204, 205, 304].includes(status))
      throw new TypeError("Failed to construct 'Response': Response with null body status cannot have body");
    this.#o = { status, statusText: init.statusText ?? '', type: 'default', url: '', redirected: false };
    Object.defineProperty(this, 'headers', { value: new Headers(init.headers), enumerable: true });
    fill(this, body, this.headers);
  }
  get status() {
    return this.#o.status;
  }
  get statusText() {
    return this.#o.statusText;
  }
  get ok() {
    return this.#o.status >= 200 && this.#o.status < 300;
  }
  get type() {
    return this.#o.type;
  }
  get url() {
    return this.#o.url;
  }
  get redirected() {
    return false;
  }
  clone() {
    if (this.bodyUsed) throw new TypeError("Failed to execute 'clone' on 'Response': Response body is already used");
    const copy = new Response(bodies.get(this).bytes, {
      status: this.status,
      statusText: this.statusText,
      headers: this.headers,
    });
    copy._set(this.#o);
    return copy;
  }
  _set(values) {
    Object.assign(this.#o, values);
  }
  static json(data, init = {}) {
    const r = new Response(JSON.stringify(data), init);
    if (!new Headers(init.headers).has('content-type')) r.headers.set('content-type', 'application/json');
    return r;
  }
  static error() {
    const r = new Response();
    r._set({ type: 'error', status: 0 });
    return r;
  }
}
Object.defineProperty(Response.prototype, '_set', { enumerable: false });
tag(Response, 'Response');
class Request extends Body {
  constructor(input, init = {}) {
    super();
    const from = input instanceof Request ? input : null;
    const url = from ? from.url : binding.parseURL(String(input), binding.baseURL())?.href;
    if (url === undefined) throw new TypeError(`Failed to construct 'Request': Failed to parse URL from ${input}`);
    const method = String(init.method ?? from?.method ?? 'GET').toUpperCase();
    if ((method === 'GET' || method === 'HEAD') && init.body !== undefined && init.body !== null)
      throw new TypeError("Failed to construct 'Request': Request with GET/HEAD method cannot have body.");
    for (const [name, value] of Object.entries({
      url,
      method,
      headers: new Headers(init.headers ?? from?.headers),
      signal: init.signal ?? from?.signal ?? new AbortController().signal,
      mode: init.mode ?? 'cors',
      credentials: init.credentials ?? 'same-origin',
    }))
      Object.defineProperty(this, name, { value, enumerable: true });
    fill(this, init.body ?? (from ? bodies.get(from).bytes : null), this.headers);
  }
  clone() {
    return new Request(this);
  }
}
tag(Request, 'Request');
function respond(url) {
  if (url.startsWith('data:')) {
    const m = /^data:([^,]*?)(;base64)?,(.*)$/s.exec(url);
    if (!m) return null;
    const raw = decodeURIComponent(m[3]);
    const bytes = m[2] ? Uint8Array.from(atob(raw), (c) => c.charCodeAt(0)) : new TextEncoder().encode(raw);
    return { bytes, type: m[1] === '' ? 'text/plain;charset=US-ASCII' : m[1], status: 200 };
  }
  if (url.startsWith('blob:')) {
    const blob = blobs.get(url);
    return blob ? { bytes: bytesOf.get(blob), type: blob.type, status: 200 } : null;
  }
  const file = binding.readFile(url);
  return file === null
    ? url.startsWith(location.origin)
      ? { bytes: new Uint8Array(), type: 'text/html', status: 404 }
      : null
    : { bytes: Uint8Array.from(file.bytes), type: file.type, status: 200 };
}
function fetch(input, init) {
  return new Promise((resolve, reject) => {
    let request;
    try {
      request = new Request(input, init);
    } catch (error) {
      reject(
        error instanceof TypeError && /parse URL/.test(error.message)
          ? new TypeError(`Failed to execute 'fetch' on 'Window': Failed to parse URL from ${input}`)
          : error,
      );
      return;
    }
    const { signal } = request;
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    let done = false;
    signal.addEventListener('abort', () => {
      if (!done) reject(signal.reason);
      done = true;
    });
    binding.network(() => {
      if (done) return;
      done = true;
      const found = respond(request.url.split('#')[0]);
      if (found === null) {
        reject(new TypeError('Failed to fetch'));
        return;
      }
      const headers = found.type ? { 'content-type': found.type } : {};
      const response = new Response(found.bytes, {
        status: found.status,
        statusText:
          found.status === 404
            ? 'Not Found'
            : request.url.startsWith('data:') || request.url.startsWith('blob:')
              ? 'OK'
              : 'OK',
        headers,
      });
      response._set({ type: 'basic', url: request.url });
      resolve(response);
    });
  });
}
class FormData {
  #list = [];
  constructor(form) {
    if (form)
      for (const e of form.elements) {
        if (
          !e.name ||
          e.disabled ||
          ((e.type === 'checkbox' || e.type === 'radio') && !e.checked) ||
          e._local === 'button'
        )
          continue;
        this.#list.push([e.name, e.value]);
      }
  }
  append(name, value) {
    this.#list.push([String(name), value instanceof Blob ? value : String(value)]);
  }
  get(name) {
    return this.#list.find((p) => p[0] === name)?.[1] ?? null;
  }
  getAll(name) {
    return this.#list.filter((p) => p[0] === name).map((p) => p[1]);
  }
  has(name) {
    return this.#list.some((p) => p[0] === name);
  }
  delete(name) {
    this.#list = this.#list.filter((p) => p[0] !== name);
  }
  set(name, value) {
    this.delete(name);
    this.append(name, value);
  }
  *entries() {
    yield* this.#list;
  }
  *keys() {
    for (const [k] of this.#list) yield k;
  }
  *values() {
    for (const [, v] of this.#list) yield v;
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  forEach(callback) {
    for (const [k, v] of this.#list) callback(v, k, this);
  }
}
tag(FormData, 'FormData');

// XMLHttpRequest, asynchronous
class XMLHttpRequest extends EventTarget {
  readyState = 0;
  status = 0;
  statusText = '';
  responseType = '';
  timeout = 0;
  #url = '';
  #bytes = null;
  #type = '';
  #run = 0;
  #async = true;
  #sent = false;
  open(method, url, asynchronous = true) {
    if (/^(connect|trace|track)$/i.test(String(method)))
      throw new DOMException(
        `Failed to execute 'open' on 'XMLHttpRequest': '${method}' HTTP method is unsupported.`,
        'SecurityError',
      );
    if (!/^[!#$%&'*+\-.^_`|~0-9a-z]+$/i.test(String(method)))
      throw new DOMException(
        `Failed to execute 'open' on 'XMLHttpRequest': '${method}' is not a valid HTTP method.`,
        'SyntaxError',
      );
    this.#sent = false;
    this.#run++;
    this.#async = asynchronous !== false;
    this.#bytes = null;
    this.status = 0;
    this.statusText = '';
    this.#url = binding.parseURL(String(url), binding.baseURL())?.href ?? String(url);
    this.#state(1);
  }
  setRequestHeader() {}
  getResponseHeader(name) {
    return String(name).toLowerCase() === 'content-type' ? this.#type : null;
  }
  getAllResponseHeaders() {
    return this.#type ? `content-type: ${this.#type}\r\n` : '';
  }
  overrideMimeType() {}
  get responseURL() {
    return this.#url;
  }
  get responseText() {
    return this.#bytes === null ? '' : new TextDecoder().decode(this.#bytes);
  }
  get response() {
    if (this.readyState < 4 || this.#bytes === null)
      return this.responseType === '' || this.responseType === 'text' ? '' : null;
    switch (this.responseType) {
      case 'json':
        try {
          return JSON.parse(this.responseText);
        } catch {
          return null;
        }
      case 'arraybuffer':
        return this.#bytes.slice().buffer;
      case 'blob':
        return new Blob([this.#bytes], { type: this.#type });
      default:
        return this.responseText;
    }
  }
  #state(value) {
    this.readyState = value;
    (value === 1 ? internal.fireNow : fire)(this, new Event('readystatechange'));
  }
  send() {
    if (this.readyState !== 1 || this.#sent)
      throw new DOMException(
        "Failed to execute 'send' on 'XMLHttpRequest': The object's state must be OPENED.",
        'InvalidStateError',
      );
    this.#sent = true;
    if (!this.#async) {
      this.#sendNow();
      return;
    }
    const run = this.#run;
    internal.fireNow(this, new ProgressEvent('loadstart'));
    binding.network(() => {
      if (run !== this.#run) return;
      const found = respond(this.#url.split('#')[0]);
      if (found === null) {
        this.#state(4);
        fire(this, new ProgressEvent('error'));
        fire(this, new ProgressEvent('loadend'));
        return;
      }
      this.#take(found);
      this.#state(2);
      const size = { loaded: found.bytes.length, total: found.bytes.length, lengthComputable: true };
      this.#bytes = found.bytes;
      this.#state(3);
      fire(this, new ProgressEvent('progress', size));
      this.#state(4);
      fire(this, new ProgressEvent('load', size));
      fire(this, new ProgressEvent('loadend', size));
    });
  }
  #take(found) {
    this.status = found.status;
    this.statusText = 'OK';
    this.#type = found.type;
  }
  /** The synchronous way: nothing else runs until the response is there. */
  #sendNow() {
    const found = respond(this.#url.split('#')[0]);
    if (found === null) {
      this.readyState = 4;
      throw new DOMException(
        `Failed to execute 'send' on 'XMLHttpRequest': Failed to load '${this.#url}'.`,
        'NetworkError',
      );
    }
    this.#take(found);
    this.#bytes = found.bytes;
    const size = { loaded: found.bytes.length, total: found.bytes.length, lengthComputable: true };
    this.readyState = 4;
    internal.fireNow(this, new Event('readystatechange'));
    internal.fireNow(this, new ProgressEvent('load', size));
    internal.fireNow(this, new ProgressEvent('loadend', size));
  }
  abort() {
    this.#run++;
    this.#bytes = null;
    this.status = 0;
    this.statusText = '';
    if ((this.readyState === 1 && this.#sent) || this.readyState === 2 || this.readyState === 3) {
      this.readyState = 4;
      this.#sent = false;
      internal.fireNow(this, new Event('readystatechange'));
      internal.fireNow(this, new ProgressEvent('abort'));
      internal.fireNow(this, new ProgressEvent('loadend'));
    }
    if (this.readyState === 4) this.readyState = 0;
  }
}
tag(XMLHttpRequest, 'XMLHttpRequest');
for (const [name, value] of Object.entries({ UNSENT: 0, OPENED: 1, HEADERS_RECEIVED: 2, LOADING: 3, DONE: 4 }))
  for (const t of [XMLHttpRequest, XMLHttpRequest.prototype]) Object.defineProperty(t, name, { value });
for (const type of ['readystatechange', 'load', 'loadend', 'loadstart', 'error', 'progress', 'abort', 'timeout'])
  defineHandler(XMLHttpRequest.prototype, `on${type}`);

// Locks
const held = [];
const waiting = [];
function grant() {
  for (let i = 0; i < waiting.length; i++) {
    const w = waiting[i];
    const conflict =
      held.some((h) => h.name === w.name && (h.mode === 'exclusive' || w.mode === 'exclusive')) ||
      waiting.slice(0, i).some((p) => p.name === w.name && (p.mode === 'exclusive' || w.mode === 'exclusive'));
    if (conflict) continue;
    waiting.splice(i--, 1);
    run(w);
  }
}
function run(w) {
  const lock = { name: w.name, mode: w.mode };
  Object.defineProperty(lock, 'reject', { value: w.reject });
  held.push(lock);
  binding.queueTask('web locks', 'locks.request', () => {
    const done = () => {
      if (held.includes(lock)) held.splice(held.indexOf(lock), 1);
      grant();
    };
    let result;
    try {
      result = w.callback(lock);
    } catch (error) {
      w.reject(error);
      done();
      return;
    }
    Promise.resolve(result).then(
      (v) => {
        done();
        w.resolve(v);
      },
      (e) => {
        done();
        w.reject(e);
      },
    );
  });
}
const locks = {
  request(name, options, callback) {
    if (typeof options === 'function') [options, callback] = [{}, options];
    return new Promise((resolve, reject) => {
      const mode = options.mode ?? 'exclusive';
      if (String(name).startsWith('-'))
        throw new DOMException(
          "Failed to execute 'request' on 'LockManager': Names starting with '-' are reserved.",
          'NotSupportedError',
        );
      if (options.signal?.aborted) throw options.signal.reason;
      const w = { name: String(name), mode, callback, resolve, reject };
      const busy =
        held.some((h) => h.name === w.name && (h.mode === 'exclusive' || mode === 'exclusive')) ||
        waiting.some((p) => p.name === w.name);
      if (options.ifAvailable && busy) {
        binding.queueTask('web locks', 'locks.request', () => Promise.resolve(callback(null)).then(resolve, reject));
        return;
      }
      if (options.steal) {
        for (const h of held.filter((x) => x.name === w.name)) {
          held.splice(held.indexOf(h), 1);
          h.reject?.(new DOMException("Lock broken by another request with the 'steal' option.", 'AbortError'));
        }
        waiting.unshift(w);
        grant();
        return;
      }
      options.signal?.addEventListener('abort', () => {
        const at = waiting.indexOf(w);
        if (at >= 0) {
          waiting.splice(at, 1);
          reject(options.signal.reason);
          grant();
        }
      });
      waiting.push(w);
      grant();
    });
  },
  query() {
    return later(() => ({
      held: held.map((h) => ({ ...h })),
      pending: waiting.map((w) => ({ name: w.name, mode: w.mode })),
    }));
  },
};

class DOMParser {
  parseFromString(text) {
    const doc = new dom.HTMLDocument();
    const html = doc.createElement('html');
    doc.append(html);
    html.append(doc.createElement('head'), doc.createElement('body'));
    doc.body.innerHTML = text;
    return doc;
  }
}
class XMLSerializer {
  serializeToString(node) {
    return dom.internal.serialize(node);
  }
}
function unmodelled(name) {
  return {
    [name]: class {
      constructor() {
        binding.notModelled(name);
      }
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  }[name];
}
Object.assign(exports, {
  MutationObserver,
  CustomElementRegistry,
  customElements: new CustomElementRegistry(),
  Storage,
  Blob,
  File,
  FileReader,
  Headers,
  Request,
  Response,
  FormData,
  fetch,
  XMLHttpRequest,
  locks,
  DOMParser,
  XMLSerializer,
  IntersectionObserver: unmodelled('IntersectionObserver'),
  ResizeObserver: unmodelled('ResizeObserver'),
  NodeFilter: {
    FILTER_ACCEPT: 1,
    FILTER_REJECT: 2,
    FILTER_SKIP: 3,
    SHOW_ALL: 0xffffffff,
    SHOW_ELEMENT: 1,
    SHOW_TEXT: 4,
    SHOW_COMMENT: 128,
  },
  // No picture is ever decoded.
  createImageBitmap: () =>
    later(() => {
      throw new DOMException('The source image could not be decoded.', 'InvalidStateError');
    }),
  CSS: { escape: (s) => String(s).replace(/[^\w-]/g, '\\$&'), supports: () => true },
  matchMedia: (media) =>
    Object.assign(new EventTarget(), { media, matches: false, addListener() {}, removeListener() {} }),
  createTreeWalker(root, what = 0xffffffff, filter = null) {
    const accepts = (n) =>
      ((1 << (n.nodeType - 1)) & what) !== 0 &&
      (filter === null ? true : (typeof filter === 'function' ? filter(n) : filter.acceptNode(n)) === 1);
    const all = () => [...walk(root)];
    return {
      root,
      currentNode: root,
      nextNode() {
        const list = all();
        for (let i = list.indexOf(this.currentNode) + 1; i < list.length; i++)
          if (accepts(list[i])) return (this.currentNode = list[i]);
        return null;
      },
      previousNode() {
        const list = all();
        for (let i = list.indexOf(this.currentNode) - 1; i >= 0; i--)
          if (list[i] !== root && accepts(list[i])) return (this.currentNode = list[i]);
        return null;
      },
    };
  },
});
