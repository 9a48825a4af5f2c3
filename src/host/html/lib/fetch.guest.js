// fetch, its requests and responses, and XMLHttpRequest. @spec fetch, xhr
const idl = require('web-idl');
const { Event, EventTarget, ProgressEvent, internal } = require('event-target');
const { DOMException } = require('dom-exception');
const { TextEncoder, TextDecoder } = require('encoding');
const { URLSearchParams } = require('url');
const { AbortController } = require('abort');
const { ReadableStream } = require('streams');
const { Blob, FormData, internal: files } = require('files');
const { bytesOf, isBlob, isBuffer } = files;
/** What a body holds is there already: nobody else has to be asked. */
const later = (make) => files.later(make, 'body');
const { fire, defineHandler } = internal;

// Headers
const stateOf = new WeakMap();
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const FORBIDDEN =
  /^(accept-charset|accept-encoding|access-control-request-headers|access-control-request-method|connection|content-length|cookie|cookie2|date|dnt|expect|host|keep-alive|origin|referer|te|trailer|transfer-encoding|upgrade|via|set-cookie|proxy-.*|sec-.*)$/i;
const trim = (value) => value.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
function checkName(name) {
  if (!TOKEN.test(name)) throw new TypeError(idl.say('Invalid name'));
}
function checkValue(value) {
  if (/[\0\r\n]/.test(value)) throw new TypeError(idl.say('Invalid value'));
}
/** Whether headers take a change; some silently don't. */
function mutable(headers, name) {
  const { guard } = stateOf.get(headers);
  if (guard === 'immutable') throw new TypeError(idl.say('Headers are immutable'));
  return !(guard === 'request' && FORBIDDEN.test(name)) && !(guard === 'response' && /^set-cookie2?$/i.test(name));
}
function append(headers, name, value) {
  const plain = trim(value);
  checkName(name);
  checkValue(plain);
  if (mutable(headers, name)) stateOf.get(headers).list.push([name.toLowerCase(), plain]);
}
const combined = (list, name) => {
  const values = list.filter((p) => p[0] === name).map((p) => p[1]);
  return values.length === 0 ? null : values.join(', ');
};
function sorted(headers) {
  const { list } = stateOf.get(headers);
  const names = [...new Set(list.map((p) => p[0]))].sort();
  return names.flatMap((name) =>
    name === 'set-cookie' ? list.filter((p) => p[0] === name) : [[name, combined(list, name)]],
  );
}
class Headers {
  constructor(init) {
    [init] = idl.constructing('Headers', 'HeadersInit=', arguments);
    stateOf.set(this, { list: [], guard: 'none' });
    if (init !== undefined) idl.at("Failed to construct 'Headers'", () => fillHeaders(this, init));
  }
  append(name, value) {
    append(this, name, value);
  }
  delete(name) {
    checkName(name);
    if (!mutable(this, name)) return;
    const state = stateOf.get(this);
    state.list = state.list.filter((p) => p[0] !== name.toLowerCase());
  }
  get(name) {
    checkName(name);
    return combined(stateOf.get(this).list, name.toLowerCase());
  }
  getSetCookie() {
    return stateOf
      .get(this)
      .list.filter((p) => p[0] === 'set-cookie')
      .map((p) => p[1]);
  }
  has(name) {
    checkName(name);
    return stateOf.get(this).list.some((p) => p[0] === name.toLowerCase());
  }
  set(name, value) {
    const plain = trim(value);
    checkName(name);
    checkValue(plain);
    if (!mutable(this, name)) return;
    const { list } = stateOf.get(this);
    const key = name.toLowerCase();
    const at = list.findIndex((p) => p[0] === key);
    if (at < 0) list.push([key, plain]);
    else {
      list[at] = [key, plain];
      for (let i = list.length - 1; i > at; i--) if (list[i][0] === key) list.splice(i, 1);
    }
  }
}
function fillHeaders(headers, init) {
  for (const [name, value] of init) append(headers, name, value);
}
idl.types.set('HeadersInit', (value, place) => {
  if (!idl.isObject(value))
    throw place.error(
      "The provided value is not of type '(record<ByteString, ByteString> or sequence<sequence<ByteString>>)'.",
    );
  const method = value[Symbol.iterator];
  if (method !== undefined && method !== null)
    return idl
      .converter('sequence<sequence<ByteString>>')(value, place)
      .map((pair) => {
        if (pair.length !== 2) throw place.error('Invalid value');
        return pair;
      });
  return idl.converter('record<ByteString, ByteString>')(value, place);
});
idl.iterable(Headers, 'Headers', sorted);
idl.define(Headers, 'Headers', {
  constructor: '',
  append: 'ByteString, ByteString',
  delete: 'ByteString',
  get: 'ByteString',
  has: 'ByteString',
  set: 'ByteString, ByteString',
  forEach: 'Function, any=',
});
idl.iterates(Headers, 'entries');

// Bodies
const bodies = new WeakMap();
const isStream = (value) => value instanceof ReadableStream;
/** A body from what a program gives: its bytes or stream, and the type that says what it is. @spec fetch#concept-bodyinit-extract */
function extract(value) {
  if (isStream(value)) {
    if (value.locked) throw new TypeError(idl.say('Response body object should not be disturbed or locked'));
    return { bytes: null, stream: value, type: null };
  }
  if (isBlob(value)) return { bytes: bytesOf.get(value), type: value.type || null };
  if (ArrayBuffer.isView(value) || isBuffer(value)) return { bytes: files.toBytes(value), type: null };
  if (value instanceof URLSearchParams)
    return { bytes: new TextEncoder().encode(`${value}`), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
  if (value instanceof FormData) return multipart(value);
  return { bytes: new TextEncoder().encode(`${value}`.toWellFormed()), type: 'text/plain;charset=UTF-8' };
}
function multipart(data) {
  let boundary = '----WebKitFormBoundary';
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  for (let i = 0; i < 16; i++) boundary += letters[Math.floor(Math.random() * letters.length)];
  const escape = (text) => text.replace(/\r\n|\r|\n/g, '%0D%0A').replace(/"/g, '%22');
  const parts = [];
  for (const [name, value] of files.entries.get(data)) {
    const file = isBlob(value);
    parts.push(
      `--${boundary}\r\nContent-Disposition: form-data; name="${escape(name)}"${file ? `; filename="${escape(value.name)}"` : ''}\r\n${file ? `Content-Type: ${value.type || 'application/octet-stream'}\r\n` : ''}\r\n`,
      value,
      '\r\n',
    );
  }
  parts.push(`--${boundary}--\r\n`);
  return { bytes: bytesOf.get(new Blob(parts)), type: `multipart/form-data; boundary=${boundary}` };
}
const isUsed = (object) => {
  const b = bodies.get(object);
  return b.used || (b.stream?._disturbed?.() ?? false);
};
async function drain(stream) {
  const reader = stream.getReader();
  const parts = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (!(value instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
    parts.push(value);
  }
  return bytesOf.get(new Blob(parts));
}
/** All of a body, once. */
function take(object, make) {
  const b = bodies.get(object);
  if (b.used) throw new TypeError(idl.say('body stream already read'));
  if (b.stream?.locked) throw new TypeError(idl.say('body stream is locked'));
  if (b.bytes === null && b.stream === undefined) return later(() => make(new Uint8Array()));
  b.used = true;
  // The request was aborted while the body was on its way.
  if (b.failure !== undefined) return Promise.reject(b.failure.reason);
  if (b.bytes === null || b.stream?._read) return drain(b.stream).then(make);
  return later(() => {
    if (b.failure !== undefined) throw b.failure.reason;
    return make(b.bytes);
  });
}
const typeOf = (object) => object.headers.get('content-type');
const Body = {
  get body() {
    const b = bodies.get(this);
    if (b.bytes === null && b.stream === undefined) return null;
    if (b.stream === undefined) {
      let sent = false;
      b.stream = new ReadableStream(
        {
          type: 'bytes',
          async pull(controller) {
            b.used = true;
            if (b.failure !== undefined && !sent) controller.error(b.failure.reason);
            else if (sent || b.bytes.length === 0) controller.close();
            else {
              sent = true;
              controller.enqueue(await later(() => b.bytes.slice()));
            }
          },
          cancel() {
            b.used = true;
          },
        },
        { highWaterMark: 0 },
      );
      b.made = true;
    }
    return b.stream;
  },
  get bodyUsed() {
    return isUsed(this);
  },
  arrayBuffer() {
    return take(this, (bytes) => bytes.slice().buffer);
  },
  blob() {
    return take(this, (bytes) => new Blob([bytes], { type: typeOf(this) ?? '' }));
  },
  bytes() {
    return take(this, (bytes) => bytes.slice());
  },
  formData() {
    return take(this, (bytes) => parseForm(bytes, typeOf(this) ?? ''));
  },
  json() {
    return take(this, (bytes) => JSON.parse(new TextDecoder().decode(bytes)));
  },
  text() {
    return take(this, (bytes) => new TextDecoder().decode(bytes));
  },
};
const BODY = {
  arrayBuffer: 'Promise ',
  blob: 'Promise ',
  bytes: 'Promise ',
  formData: 'Promise ',
  json: 'Promise ',
  text: 'Promise ',
};
function parseForm(bytes, type) {
  const data = new FormData();
  const text = new TextDecoder().decode(bytes);
  if (/^application\/x-www-form-urlencoded/i.test(type)) {
    for (const [name, value] of new URLSearchParams(text)) data.append(name, value);
    return data;
  }
  const boundary = /boundary=("?)([^";]+)\1/i.exec(type)?.[2];
  if (!/^multipart\/form-data/i.test(type) || boundary === undefined) throw new TypeError('Failed to fetch');
  for (const part of text.split(`--${boundary}`).slice(1, -1)) {
    const at = part.indexOf('\r\n\r\n');
    const head = part.slice(0, at);
    const value = part.slice(at + 4, -2);
    const name = /[; ]name="([^"]*)"/i.exec(head)?.[1] ?? '';
    const filename = /filename="([^"]*)"/i.exec(head)?.[1];
    if (filename === undefined) data.append(name, value);
    else
      data.append(
        name,
        new Blob([value], { type: /content-type:\s*(\S+)/i.exec(head)?.[1] ?? 'text/plain' }),
        filename,
      );
  }
  return data;
}
function mixin(C) {
  for (const key of Object.getOwnPropertyNames(Body))
    Object.defineProperty(C.prototype, key, Object.getOwnPropertyDescriptor(Body, key));
}
function makeHeaders(list, guard) {
  const headers = new Headers();
  stateOf.set(headers, { list, guard });
  return headers;
}

// Responses
const responses = new WeakMap();
idl.dictionary('ResponseInit', {
  status: ['unsigned short', 200],
  statusText: ['ByteString', ''],
  headers: 'HeadersInit',
});
class Response {
  constructor(body, init) {
    [body, init] = idl.constructing('Response', 'any=, ResponseInit=', arguments);
    const { status = 200, statusText = '', headers } = init ?? {};
    idl.at("Failed to construct 'Response'", () => {
      if (status < 200 || status > 599)
        throw new RangeError(idl.say(`The status provided (${status}) is outside the range [200, 599].`));
      if (/[^\t\x20-\x7e\x80-\xff]/.test(statusText)) throw new TypeError(idl.say('Invalid statusText'));
      const own = makeHeaders([], 'response');
      if (headers !== undefined) fillHeaders(own, headers);
      responses.set(this, { status, statusText, type: 'default', url: '', redirected: false, headers: own });
      if (body === undefined || body === null) {
        bodies.set(this, { bytes: null, used: false });
        return;
      }
      if ([101, 204, 205, 304].includes(status))
        throw new TypeError(idl.say('Response with null body status cannot have body'));
      const { type, ...made } = extract(body);
      bodies.set(this, { used: false, ...made });
      if (type !== null && !own.has('content-type')) own.append('content-type', type);
    });
  }
  get type() {
    return responses.get(this).type;
  }
  get url() {
    return responses.get(this).url.split('#')[0];
  }
  get redirected() {
    return responses.get(this).redirected;
  }
  get status() {
    return responses.get(this).status;
  }
  get ok() {
    const { status } = responses.get(this);
    return status >= 200 && status < 300;
  }
  get statusText() {
    return responses.get(this).statusText;
  }
  get headers() {
    return responses.get(this).headers;
  }
  clone() {
    if (isUsed(this) || bodies.get(this).stream?.locked) throw new TypeError(idl.say('Response body is already used'));
    const own = responses.get(this);
    const copy = new Response();
    responses.set(copy, {
      ...own,
      headers: makeHeaders(stateOf.get(own.headers).list.slice(), stateOf.get(own.headers).guard),
    });
    copyBody(this, copy);
    return copy;
  }
  static error() {
    const made = new Response();
    Object.assign(responses.get(made), { type: 'error', status: 0, headers: makeHeaders([], 'immutable') });
    return made;
  }
  static json(data, init) {
    const text = JSON.stringify(data);
    if (text === undefined) throw new TypeError(idl.say('The data is not JSON serializable'));
    const made = new Response(text, init);
    const { list } = stateOf.get(made.headers);
    const own = init?.headers !== undefined && new Headers(init.headers).has('content-type');
    if (!own)
      list.splice(
        list.findIndex((p) => p[0] === 'content-type'),
        1,
        ['content-type', 'application/json'],
      );
    return made;
  }
  static redirect(url, status = 302) {
    const parsed = binding.parseURL(url, binding.baseURL());
    if (parsed === null) throw new TypeError(idl.say('Invalid URL'));
    if (![301, 302, 303, 307, 308].includes(status)) throw new RangeError(idl.say('Invalid status code'));
    const made = new Response();
    Object.assign(responses.get(made), { status, headers: makeHeaders([['location', parsed.href]], 'immutable') });
    return made;
  }
}
function copyBody(from, to) {
  const b = bodies.get(from);
  if (b.stream !== undefined && !b.made) {
    const [first, second] = b.stream.tee();
    b.stream = first;
    bodies.set(to, { bytes: null, stream: second, used: false });
  } else bodies.set(to, { bytes: b.bytes, used: false });
}
mixin(Response);
idl.define(Response, 'Response', {
  ...BODY,
  constructor: '',
  'static error': '',
  'static json': 'any, any=',
  'static redirect': 'USVString, unsigned short=',
});

// Requests
const requests = new WeakMap();
const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH'];
idl.enumeration('RequestMode', ['same-origin', 'no-cors', 'cors', 'navigate']);
idl.enumeration('RequestCredentials', ['omit', 'same-origin', 'include']);
idl.enumeration('RequestCache', ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached']);
idl.enumeration('RequestRedirect', ['follow', 'error', 'manual']);
idl.types.set('AbortSignal?', (value, place) => {
  if (value === null) return null;
  if (!internal.hooks.isSignal(value)) throw place.wrong('AbortSignal');
  return value;
});
idl.dictionary('RequestInit', {
  method: 'ByteString',
  headers: 'HeadersInit',
  body: 'any',
  referrer: 'USVString',
  referrerPolicy: 'DOMString',
  mode: 'RequestMode',
  credentials: 'RequestCredentials',
  cache: 'RequestCache',
  redirect: 'RequestRedirect',
  integrity: 'DOMString',
  keepalive: 'boolean',
  signal: 'AbortSignal?',
  duplex: 'DOMString',
});
idl.types.set('RequestInfo', (value) => (requests.has(value) ? value : `${value}`));
class Request {
  constructor(input, init) {
    [input, init] = idl.constructing('Request', 'RequestInfo, RequestInit=', arguments);
    idl.at("Failed to construct 'Request'", () => build(this, input, init ?? {}));
  }
  get method() {
    return requests.get(this).method;
  }
  get url() {
    return requests.get(this).url;
  }
  get headers() {
    return requests.get(this).headers;
  }
  get destination() {
    return '';
  }
  get referrer() {
    return requests.get(this).referrer;
  }
  get referrerPolicy() {
    return requests.get(this).referrerPolicy;
  }
  get mode() {
    return requests.get(this).mode;
  }
  get credentials() {
    return requests.get(this).credentials;
  }
  get cache() {
    return requests.get(this).cache;
  }
  get redirect() {
    return requests.get(this).redirect;
  }
  get integrity() {
    return requests.get(this).integrity;
  }
  get keepalive() {
    return requests.get(this).keepalive;
  }
  get signal() {
    return requests.get(this).signal;
  }
  get duplex() {
    return 'half';
  }
  get isHistoryNavigation() {
    return false;
  }
  clone() {
    if (isUsed(this)) throw new TypeError(idl.say('Request body is already used'));
    const own = requests.get(this);
    const copy = new Request(own.url);
    requests.set(copy, {
      ...own,
      headers: makeHeaders(stateOf.get(own.headers).list.slice(), 'request'),
      signal: following(own.signal),
    });
    copyBody(this, copy);
    return copy;
  }
}
function following(signal) {
  const { AbortSignal } = require('abort');
  return signal === null ? new AbortController().signal : AbortSignal.any([signal]);
}
function build(request, input, init) {
  const from = requests.has(input) ? requests.get(input) : null;
  let url;
  if (from === null) {
    const parsed = binding.parseURL(input, binding.baseURL());
    if (parsed === null) throw new TypeError(idl.say(`Failed to parse URL from ${input}`));
    if (parsed.username !== '' || parsed.password !== '')
      throw new TypeError(idl.say(`Request cannot be constructed from a URL that includes credentials: ${input}`));
    url = parsed.href;
  } else url = from.url;
  let method = from?.method ?? 'GET';
  if (init.method !== undefined) {
    if (!TOKEN.test(init.method)) throw new TypeError(idl.say(`'${init.method}' is not a valid HTTP method.`));
    if (/^(connect|trace|track)$/i.test(init.method))
      throw new TypeError(idl.say(`'${init.method}' HTTP method is unsupported.`));
    const upper = init.method.toUpperCase();
    method = METHODS.includes(upper) && upper !== 'PATCH' ? upper : init.method;
  }
  if (init.mode === 'navigate')
    throw new TypeError(
      idl.say("Cannot construct a Request with a RequestInit whose mode member is set as 'navigate'."),
    );
  const headers = makeHeaders([], 'request');
  if (init.headers !== undefined) fillHeaders(headers, init.headers);
  else if (from !== null) stateOf.get(headers).list.push(...stateOf.get(from.headers).list);
  const body = init.body ?? null;
  const old = from === null ? null : bodies.get(input);
  if (
    (body !== null || (old !== null && (old.bytes !== null || old.stream !== undefined))) &&
    (method === 'GET' || method === 'HEAD')
  )
    throw new TypeError(idl.say('Request with GET/HEAD method cannot have body.'));
  if (body === null && old?.used)
    throw new TypeError(idl.say('Cannot construct a Request with a Request object that has already been used.'));
  requests.set(request, {
    url,
    method,
    headers,
    referrer: init.referrer ?? from?.referrer ?? 'about:client',
    referrerPolicy: init.referrerPolicy ?? from?.referrerPolicy ?? '',
    mode: init.mode ?? from?.mode ?? 'cors',
    credentials: init.credentials ?? from?.credentials ?? 'same-origin',
    cache: init.cache ?? from?.cache ?? 'default',
    redirect: init.redirect ?? from?.redirect ?? 'follow',
    integrity: init.integrity ?? from?.integrity ?? '',
    keepalive: init.keepalive ?? from?.keepalive ?? false,
    signal: following(init.signal === undefined ? (from?.signal ?? null) : init.signal),
  });
  if (body !== null) {
    if (isStream(body) && init.duplex === undefined)
      throw new TypeError(idl.say('The `duplex` member must be specified for a request with a streaming body'));
    const { type, ...made } = extract(body);
    bodies.set(request, { used: false, ...made });
    if (type !== null && !headers.has('content-type')) stateOf.get(headers).list.push(['content-type', type]);
  } else if (old !== null) {
    bodies.set(request, { ...old });
    if (old.bytes !== null || old.stream !== undefined) old.used = true;
  } else bodies.set(request, { bytes: null, used: false });
}
mixin(Request);
idl.define(Request, 'Request', { ...BODY, constructor: 'RequestInfo' });

// Fetching
/** What a URL stands for here: data, a blob, a file beside the page. Null where the network would be needed. */
function respond(url) {
  if (url.startsWith('data:')) {
    const found = files.dataOf(url);
    return found === null ? null : { ...found, status: 200, statusText: 'OK', headers: [['content-type', found.type]] };
  }
  if (url.startsWith('blob:')) {
    const blob = files.blobs.get(url);
    if (blob === undefined) return null;
    const bytes = bytesOf.get(blob);
    return {
      bytes,
      type: blob.type,
      status: 200,
      statusText: 'OK',
      headers: [['content-length', String(bytes.length)], ...(blob.type ? [['content-type', blob.type]] : [])],
    };
  }
  if (!url.startsWith('http://localhost/')) {
    if (/^https?:/.test(url)) binding.notModelled(`a request to ${url}`);
    return null;
  }
  const file = binding.readFile(url);
  if (file === null)
    return { bytes: new Uint8Array(), type: 'text/html', status: 404, statusText: 'Not Found', headers: [] };
  const bytes = Uint8Array.from(file.bytes);
  return {
    bytes,
    type: file.type,
    status: 200,
    statusText: 'OK',
    headers: [
      ['content-length', String(bytes.length)],
      ['content-type', file.type],
    ],
  };
}
const scope = binding.scopeName;
function fetch(input, init) {
  const request = idl.at(null, () => {
    const made = Object.create(Request.prototype);
    idl.at(`Failed to execute 'fetch' on '${scope}'`, () => {
      const [info, options] = [
        idl.converter('RequestInfo')(input),
        idl.converter('RequestInit')(init, new idl.Place(`Failed to execute 'fetch' on '${scope}'`, 2)),
      ];
      build(made, info, options);
    });
    return made;
  });
  const { signal, url } = requests.get(request);
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    let done = false;
    internal.hooks.onAbort(signal, () => {
      if (!done) reject(signal.reason);
      done = true;
    });
    const { method } = requests.get(request);
    binding.network(() => {
      if (done) return;
      done = true;
      const found = url.startsWith('blob:') && method !== 'GET' ? null : respond(url.split('#')[0]);
      if (found === null) {
        reject(new TypeError('Failed to fetch'));
        return;
      }
      const response = new Response();
      responses.set(response, {
        status: found.status,
        statusText: found.statusText,
        type: 'basic',
        url,
        redirected: false,
        headers: makeHeaders(
          found.headers.map((p) => p.slice()),
          'immutable',
        ),
      });
      const body = { bytes: method === 'HEAD' ? new Uint8Array() : found.bytes, used: false };
      bodies.set(response, body);
      internal.hooks.onAbort(signal, () => {
        body.failure = { reason: signal.reason };
      });
      resolve(response);
    });
  });
}

// XMLHttpRequest
class XMLHttpRequestEventTarget extends EventTarget {
  constructor(key) {
    if (key !== READY) throw idl.illegal('XMLHttpRequestEventTarget');
    super();
  }
}
const READY = Symbol('ready');
for (const type of ['loadstart', 'progress', 'abort', 'error', 'load', 'timeout', 'loadend'])
  defineHandler(XMLHttpRequestEventTarget.prototype, `on${type}`);
idl.define(XMLHttpRequestEventTarget, 'XMLHttpRequestEventTarget');
class XMLHttpRequestUpload extends XMLHttpRequestEventTarget {}
idl.define(XMLHttpRequestUpload, 'XMLHttpRequestUpload');
const TYPES = ['', 'arraybuffer', 'blob', 'document', 'json', 'text'];
class XMLHttpRequest extends XMLHttpRequestEventTarget {
  #state = 0;
  #found = null;
  #url = '';
  #headers = [];
  #bytes = null;
  #run = 0;
  #async = true;
  #sent = false;
  #kind = '';
  #timeout = 0;
  #override = null;
  #made = null;
  #upload = new XMLHttpRequestUpload(READY);
  constructor() {
    super(READY);
  }
  get readyState() {
    return this.#state;
  }
  get timeout() {
    return this.#timeout;
  }
  set timeout(value) {
    if (!this.#async && this.#state === 1 && binding.scopeName === 'Window')
      throw new DOMException(
        idl.say('Timeouts cannot be set for synchronous requests made from a document.'),
        'InvalidAccessError',
      );
    this.#timeout = value;
  }
  get withCredentials() {
    return false;
  }
  set withCredentials(value) {}
  get upload() {
    return this.#upload;
  }
  get responseURL() {
    return this.#found === null ? '' : this.#url.split('#')[0];
  }
  get status() {
    return this.#state >= 2 && this.#found !== null ? this.#found.status : 0;
  }
  get statusText() {
    return this.#state >= 2 && this.#found !== null ? this.#found.statusText : '';
  }
  get responseType() {
    return this.#kind;
  }
  set responseType(value) {
    if (!TYPES.includes(value)) return;
    if (this.#state >= 3)
      throw new DOMException(
        idl.say("The response type cannot be set if the object's state is LOADING or DONE."),
        'InvalidStateError',
      );
    if (!this.#async && this.#state === 1)
      throw new DOMException(
        idl.say('The response type cannot be changed for synchronous requests made from a document.'),
        'InvalidAccessError',
      );
    this.#kind = value;
  }
  get response() {
    if (this.#kind === '' || this.#kind === 'text') return this.#state < 3 ? '' : this.#text();
    if (this.#state < 4 || this.#bytes === null) return null;
    if (this.#made === null) {
      if (this.#kind === 'json') {
        try {
          this.#made = { value: JSON.parse(this.#text()) };
        } catch {
          this.#made = { value: null };
        }
      } else if (this.#kind === 'arraybuffer') this.#made = { value: this.#bytes.slice().buffer };
      else if (this.#kind === 'blob')
        this.#made = { value: new Blob([this.#bytes], { type: this.#override ?? this.#found?.type ?? '' }) };
      else this.#made = { value: this.#document() };
    }
    return this.#made.value;
  }
  get responseText() {
    if (this.#kind !== '' && this.#kind !== 'text')
      throw new DOMException(
        `Failed to read the 'responseText' property from 'XMLHttpRequest': The value is only accessible if the object's 'responseType' is '' or 'text' (was '${this.#kind}').`,
        'InvalidStateError',
      );
    return this.#state < 3 ? '' : this.#text();
  }
  get responseXML() {
    return this.#state < 4 || this.#bytes === null ? null : this.#document();
  }
  #text() {
    return this.#bytes === null ? '' : new TextDecoder().decode(this.#bytes);
  }
  #document() {
    const type = (this.#override ?? this.#found?.type ?? '').split(';')[0];
    const { DOMParser } = require('documents');
    return /^(text\/html|text\/xml|application\/xml|.*\+xml)$/.test(type)
      ? new DOMParser().parseFromString(this.#text(), type)
      : null;
  }
  #tell(event) {
    (this.#now ? internal.fireNow : fire)(this, event);
  }
  #now = true;
  #change(value) {
    this.#state = value;
    this.#tell(new Event('readystatechange'));
  }
  abort() {
    this.#run++;
    if ((this.#state === 1 && this.#sent) || this.#state === 2 || this.#state === 3) {
      this.#found = null;
      this.#bytes = null;
      this.#sent = false;
      this.#now = true;
      this.#change(4);
      this.#tell(new ProgressEvent('abort'));
      this.#tell(new ProgressEvent('loadend'));
    }
    if (this.#state === 4) {
      this.#state = 0;
      this.#found = null;
      this.#bytes = null;
    }
  }
  getAllResponseHeaders() {
    if (this.#state < 2 || this.#found === null) return '';
    return this.#found.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  }
  getResponseHeader(name) {
    if (this.#state < 2 || this.#found === null) return null;
    return combined(this.#found.headers, name.toLowerCase());
  }
  open(method, url, asynchronous = true) {
    if (!TOKEN.test(method)) throw new DOMException(idl.say(`'${method}' is not a valid HTTP method.`), 'SyntaxError');
    if (/^(connect|trace|track)$/i.test(method))
      throw new DOMException(idl.say(`'${method}' HTTP method is unsupported.`), 'SecurityError');
    const parsed = binding.parseURL(url, binding.baseURL());
    if (parsed === null) throw new DOMException(idl.say('Invalid URL'), 'SyntaxError');
    const synchronous = asynchronous === false;
    if (synchronous && binding.scopeName === 'Window' && (this.#timeout !== 0 || this.#kind !== ''))
      throw new DOMException(
        idl.say(
          `Synchronous requests from a document must not set a ${this.#timeout !== 0 ? 'timeout' : 'response type'}.`,
        ),
        'InvalidAccessError',
      );
    this.#run++;
    this.#sent = false;
    this.#found = null;
    this.#bytes = null;
    this.#made = null;
    this.#async = !synchronous;
    this.#headers = [];
    this.#url = parsed.href;
    this.#now = true;
    if (this.#state !== 1) this.#change(1);
  }
  overrideMimeType(type) {
    if (this.#state >= 3)
      throw new DOMException(
        idl.say('MimeType cannot be overridden when the state is LOADING or DONE.'),
        'InvalidStateError',
      );
    this.#override = type;
  }
  send() {
    if (this.#state !== 1 || this.#sent)
      throw new DOMException(idl.say("The object's state must be OPENED."), 'InvalidStateError');
    if (!this.#async) {
      this.#sendNow();
      return;
    }
    this.#sent = true;
    const run = ++this.#run;
    this.#now = true;
    this.#tell(new ProgressEvent('loadstart'));
    if (run !== this.#run || this.#state !== 1) return;
    binding.network(() => {
      if (run !== this.#run) return;
      this.#now = false;
      const found = respond(this.#url.split('#')[0]);
      this.#sent = false;
      if (found === null) {
        this.#change(4);
        this.#tell(new ProgressEvent('error'));
        this.#tell(new ProgressEvent('loadend'));
        return;
      }
      this.#found = found;
      const current = () => run === this.#run;
      this.#change(2);
      if (!current()) return;
      const total = found.bytes.length;
      const known = found.headers.some((p) => p[0] === 'content-length') && found.status === 200;
      const size = { loaded: total, total: known ? total : 0, lengthComputable: known };
      this.#bytes = found.bytes;
      if (total > 0) {
        this.#change(3);
        if (!current()) return;
        this.#tell(new ProgressEvent('progress', size));
        if (!current()) return;
      }
      this.#change(4);
      if (!current()) return;
      this.#tell(new ProgressEvent('load', size));
      if (current()) this.#tell(new ProgressEvent('loadend', size));
    });
  }
  /** The synchronous way: nothing else runs until the response is there. */
  #sendNow() {
    const found = respond(this.#url.split('#')[0]);
    this.#now = true;
    if (found === null) {
      this.#state = 4;
      throw new DOMException(idl.say(`Failed to load '${this.#url}'.`), 'NetworkError');
    }
    this.#found = found;
    this.#bytes = found.bytes;
    const total = found.bytes.length;
    const size = { loaded: total, total, lengthComputable: true };
    this.#change(4);
    this.#tell(new ProgressEvent('load', size));
    this.#tell(new ProgressEvent('loadend', size));
  }
  setRequestHeader(name, value) {
    if (this.#state !== 1 || this.#sent)
      throw new DOMException(idl.say("The object's state must be OPENED."), 'InvalidStateError');
    if (!TOKEN.test(name))
      throw new DOMException(idl.say(`'${name}' is not a valid HTTP header field name.`), 'SyntaxError');
    if (/[\0\r\n]/.test(value))
      throw new DOMException(idl.say(`'${value}' is not a valid HTTP header field value.`), 'SyntaxError');
    this.#headers.push([name, value]);
  }
}
defineHandler(XMLHttpRequest.prototype, 'onreadystatechange');
idl.constants(XMLHttpRequest, { UNSENT: 0, OPENED: 1, HEADERS_RECEIVED: 2, LOADING: 3, DONE: 4 });
idl.define(
  XMLHttpRequest,
  'XMLHttpRequest',
  {
    constructor: '',
    getResponseHeader: 'ByteString',
    open: 'ByteString, USVString, boolean=, USVString?=, USVString?=',
    overrideMimeType: 'DOMString',
    send: 'any=',
    setRequestHeader: 'ByteString, ByteString',
  },
  { responseType: 'DOMString', timeout: 'unsigned long', withCredentials: 'boolean' },
);

const belongs = (self) => self === undefined || self === null || self === globalThis;
module.exports = {
  Headers,
  Request,
  Response,
  XMLHttpRequest,
  XMLHttpRequestEventTarget,
  XMLHttpRequestUpload,
  fetch: idl.operation(fetch, 'fetch', scope, 'Promise any, any=', belongs),
  // No picture is ever decoded.
  createImageBitmap: idl.operation(
    () =>
      later(() => {
        throw new DOMException('The source image could not be decoded.', 'InvalidStateError');
      }),
    'createImageBitmap',
    scope,
    'Promise any, any=, any=, any=, any=, any=',
    belongs,
  ),
  internal: { respond },
};
