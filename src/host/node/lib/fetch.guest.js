// fetch, Request and Response. What data: and blob: URLs name is here; other schemes go through `internal/loopback`.
const { Blob, File, resolveObjectURL, internal } = require('internal/blob');
const { Headers, need, guard, raw, byteString } = require('internal/headers');
const { FormData, encode, decode } = require('internal/form-data');
const { bytesOf, byteStreams } = internal;
const custom = Symbol.for('nodejs.util.inspect.custom');
const responses = new WeakMap();
const requests = new WeakMap();

/** Resolves after as many microtasks as Node's own implementation takes. */
async function ticks(count) {
  for (let i = 0; i < count; i++) await undefined;
}

// Bodies

/** A stream of bytes, given at once. */
function streamOf(bytes) {
  const stream = new ReadableStream(
    {
      pull(controller) {
        if (bytes.length > 0) controller.enqueue(bytes);
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  byteStreams.add(stream);
  return stream;
}
/** The bytes and type of what was given as a body. */
function extract(value) {
  if (value instanceof ReadableStream) {
    if (value.locked) throw new TypeError('Response body object should not be disturbed or locked');
    return { stream: value, bytes: null, type: null };
  }
  let bytes;
  let type = null;
  if (value instanceof Blob) {
    bytes = bytesOf.get(value);
    type = value.type || null;
  } else if (value instanceof FormData) {
    const boundary = `----formdata-undici-0${`${Math.floor(binding.random() * 1e11)}`.padStart(11, '0')}`;
    bytes = bytesOf.get(encode(value, boundary));
    type = `multipart/form-data; boundary=${boundary}`;
  } else if (value instanceof URLSearchParams) {
    bytes = new TextEncoder().encode(`${value}`);
    type = 'application/x-www-form-urlencoded;charset=UTF-8';
  } else if (value instanceof ArrayBuffer) bytes = new Uint8Array(value.slice(0));
  else if (ArrayBuffer.isView(value)) bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
  else if (typeof value?.[Symbol.asyncIterator] === 'function')
    return { stream: ReadableStream.from(value), bytes: null, type: null };
  else {
    if (typeof value === 'symbol')
      throw new TypeError('undefined: undefined is a symbol, which cannot be converted to a DOMString.');
    bytes = new TextEncoder().encode(`${value}`);
    type = 'text/plain;charset=UTF-8';
  }
  return { stream: null, bytes, type };
}
const bodyStream = (state) => (state.body === null ? null : (state.body.stream ??= streamOf(state.body.bytes)));
const isUsed = (state) => state.body !== null && state.used;

async function collect(stream) {
  const reader = stream.getReader();
  const parts = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    if (!(value instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
    parts.push(value);
  }
  return new Uint8Array(Buffer.concat(parts));
}
/** Reads a body whole and makes something of it. */
async function consume(object, states, make) {
  const state = states.get(object);
  if (state === undefined) throw require('internal/errors').coded(TypeError, 'ERR_INVALID_THIS', 'Illegal invocation');
  const stream = bodyStream(state);
  if (isUsed(state) || stream?.locked) throw new TypeError('Body is unusable: Body has already been read');
  if (stream === null) {
    await ticks(1);
    return make(new Uint8Array(0), state);
  }
  state.used = true;
  const bytes = await collect(stream);
  await ticks(2);
  return make(bytes, state);
}
const typeOf = (state) => state.headers.get('content-type') ?? '';
const decoded = (bytes) => new TextDecoder().decode(bytes);
const consumers = {
  blob: (bytes, state) => new Blob([bytes], { type: typeOf(state) }),
  arrayBuffer: (bytes) => bytes.buffer,
  text: decoded,
  json: (bytes) => JSON.parse(decoded(bytes)),
  formData(bytes, state) {
    const type = typeOf(state);
    const boundary = /^multipart\/form-data.*boundary="?([^";]+)/i.exec(type);
    if (boundary !== null) return decode(bytes, boundary[1]);
    if (/^application\/x-www-form-urlencoded/i.test(type)) {
      const data = new FormData();
      for (const [name, value] of new URLSearchParams(decoded(bytes))) data.append(name, value);
      return data;
    }
    throw new TypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
  },
  bytes: (bytes) => bytes,
};
function withBody(Class, states) {
  for (const [name, make] of Object.entries(consumers)) {
    const { [name]: method } = {
      [name]() {
        return consume(this, states, make);
      },
    };
    Object.defineProperty(Class.prototype, name, { value: method, writable: true, configurable: true });
  }
  const getters = {
    body: (state) => bodyStream(state),
    bodyUsed: (state) => isUsed(state),
  };
  for (const [name, get] of Object.entries(getters))
    Object.defineProperty(Class.prototype, name, {
      configurable: true,
      get() {
        return get(states.get(this));
      },
    });
}
/** A body for a copy: both halves of a teed stream, or the same bytes. */
function cloneBody(state) {
  if (state.body === null) return null;
  if (state.body.stream === null) return { stream: null, bytes: state.body.bytes.slice(), type: state.body.type };
  const [one, two] = state.body.stream.tee();
  for (const half of [one, two]) byteStreams.add(half);
  state.body.stream = one;
  return { stream: two, bytes: null, type: state.body.type };
}
function show(object, names, depth, options, inspect) {
  const shown = {};
  for (const name of names) shown[name] = object[name];
  return `${object.constructor.name} ${inspect(shown, { ...options, depth: options.depth ?? 2 })}`;
}
/** Names become enumerable, in this order. */
function expose(Class, names) {
  for (const name of names) {
    const property = Object.getOwnPropertyDescriptor(Class.prototype, name);
    delete Class.prototype[name];
    Object.defineProperty(Class.prototype, name, { ...property, enumerable: true });
  }
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

// Responses

function serialized(data) {
  const text = JSON.stringify(data);
  if (text === undefined) throw new TypeError('Value is not JSON serializable');
  return text;
}
function made(fields) {
  const response = new Response();
  Object.assign(responses.get(response), fields);
  return response;
}

class Response {
  constructor(body = null, init = {}) {
    const status = init?.status === undefined ? 200 : Number(init.status) & 0xffff;
    const extracted = body === null || body === undefined ? null : extract(body);
    if (!(status >= 200 && status <= 599))
      throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
    const statusText = init?.statusText === undefined ? '' : byteString(init.statusText);
    if (/[^\t\u0020-\u007e\u0080-\u00ff]/.test(statusText)) throw new TypeError('Invalid statusText');
    const headers = new Headers(init?.headers ?? {});
    if (extracted !== null) {
      if ([101, 204, 205, 304].includes(status))
        throw new TypeError(`Response constructor: Invalid response status code ${status}`);
      if (extracted.type !== null && !headers.has('content-type')) headers.append('content-type', extracted.type);
    }
    responses.set(this, {
      type: 'default',
      url: '',
      redirected: false,
      status,
      statusText,
      headers,
      body: extracted,
      used: false,
    });
  }
  static error() {
    return made({ type: 'error', status: 0, headers: guard(new Headers(), 'immutable') });
  }
  static json(data, init = {}) {
    need('Response.json', 1, arguments);
    const text = serialized(data);
    const response = new Response(text, init);
    const { headers } = responses.get(response);
    if (!new Headers(init.headers ?? {}).has('content-type')) {
      headers.delete('content-type');
      headers.append('content-type', 'application/json');
    }
    return response;
  }
  static redirect(url, status = 302) {
    need('Response.redirect', 1, arguments);
    let parsed;
    try {
      parsed = new URL(`${url}`);
    } catch (cause) {
      throw new TypeError(`Failed to parse URL from ${url}`, { cause });
    }
    if (![301, 302, 303, 307, 308].includes(status)) throw new RangeError(`Invalid status code ${status}`);
    return made({ status, headers: guard(new Headers({ location: parsed.href }), 'immutable') });
  }
  get type() {
    return responses.get(this).type;
  }
  get url() {
    return responses.get(this).url.replace(/#.*/, '');
  }
  get redirected() {
    return responses.get(this).redirected;
  }
  get status() {
    return responses.get(this).status;
  }
  get ok() {
    const { status } = responses.get(this);
    return status >= 200 && status <= 299;
  }
  get statusText() {
    return responses.get(this).statusText;
  }
  get headers() {
    return responses.get(this).headers;
  }
  clone() {
    const state = responses.get(this);
    if (isUsed(state) || state.body?.stream?.locked)
      throw new TypeError('Response.clone: Body has already been consumed.');
    return made({ ...state, headers: new Headers(state.headers), body: cloneBody(state) });
  }
  [custom](depth, options, inspect) {
    const names = ['status', 'statusText', 'headers', 'body', 'bodyUsed', 'ok', 'redirected', 'type', 'url'];
    return show(this, names, depth, options, inspect);
  }
}
withBody(Response, responses);
const BODY = ['body', 'bodyUsed'];
const READERS = ['blob', 'arrayBuffer', 'text', 'json', 'formData', 'bytes'];
expose(Response, ['type', 'url', 'redirected', 'status', 'ok', 'statusText', 'headers', ...BODY, 'clone', ...READERS]);

// Requests

const NORMAL = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];
const CHOICES = {
  mode: ['navigate', 'same-origin', 'no-cors', 'cors'],
  credentials: ['omit', 'same-origin', 'include'],
  cache: ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'],
  redirect: ['follow', 'error', 'manual'],
};
const DEFAULTS = {
  method: 'GET',
  destination: '',
  referrer: 'about:client',
  referrerPolicy: '',
  mode: 'cors',
  credentials: 'same-origin',
  cache: 'default',
  redirect: 'follow',
  integrity: '',
  keepalive: false,
};

class Request {
  constructor(input, init = {}) {
    need('Request constructor', 1, arguments);
    const from = requests.get(input);
    const state = { ...DEFAULTS, ...from, used: false };
    if (from === undefined) {
      let parsed;
      try {
        parsed = new URL(`${input}`);
      } catch (cause) {
        throw new TypeError(`Failed to parse URL from ${input}`, { cause });
      }
      if (parsed.username !== '' || parsed.password !== '')
        throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${input}`);
      state.url = parsed.href;
    }
    for (const [name, values] of Object.entries(CHOICES)) {
      if (init[name] === undefined) continue;
      if (!values.includes(`${init[name]}`))
        throw new TypeError(
          `Request constructor: ${init[name]} is not an accepted type. Expected one of ${values.join(', ')}.`,
        );
      state[name] = `${init[name]}`;
    }
    if (init.referrer !== undefined) state.referrer = init.referrer === '' ? '' : new URL(init.referrer).href;
    if (init.referrerPolicy !== undefined) state.referrerPolicy = `${init.referrerPolicy}`;
    if (init.integrity !== undefined) state.integrity = `${init.integrity}`;
    if (init.keepalive !== undefined) state.keepalive = Boolean(init.keepalive);
    if (init.method !== undefined) {
      const method = byteString(init.method);
      const upper = method.toUpperCase();
      if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
      if (['CONNECT', 'TRACE', 'TRACK'].includes(upper)) throw new TypeError(`'${method}' HTTP method is unsupported.`);
      state.method = NORMAL.includes(upper) ? upper : method;
      if (method === 'patch')
        process.emitWarning(
          'Using `patch` is highly likely to result in a `405 Method Not Allowed`. `PATCH` is much more likely to succeed.',
          { code: 'UNDICI-FETCH-patch' },
        );
    }
    const given = init.signal === undefined ? from?.signal : init.signal;
    if (init.signal !== undefined && init.signal !== null && !(init.signal instanceof AbortSignal))
      throw new TypeError("Failed to construct 'Request': member signal is not of type AbortSignal.");
    const controller = new AbortController();
    if (given?.aborted) controller.abort(given.reason);
    else given?.addEventListener('abort', () => controller.abort(given.reason), { once: true });
    state.signal = controller.signal;
    state.headers = new Headers(init.headers ?? from?.headers ?? {});
    const hasBody = init.body !== undefined && init.body !== null;
    if ((hasBody || (from?.body && init.body === undefined)) && (state.method === 'GET' || state.method === 'HEAD'))
      throw new TypeError('Request with GET/HEAD method cannot have body.');
    if (hasBody) {
      state.body = extract(init.body);
      if (state.body.bytes === null && init.duplex === undefined)
        throw new TypeError('RequestInit: duplex option is required when sending a body.');
      if (state.body.type !== null && !state.headers.has('content-type'))
        state.headers.append('content-type', state.body.type);
    } else if (from?.body && init.body === undefined) {
      if (isUsed(from) || from.body.stream?.locked)
        throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
      state.body = { ...from.body };
      from.used = true;
    } else state.body = null;
    requests.set(this, state);
  }
  clone() {
    const state = requests.get(this);
    if (isUsed(state) || state.body?.stream?.locked) throw new TypeError('unusable');
    const copy = new Request(state.url, { signal: state.signal });
    const { signal } = requests.get(copy);
    requests.set(copy, { ...state, signal, headers: new Headers(state.headers), body: cloneBody(state) });
    return copy;
  }
  get duplex() {
    return 'half';
  }
  [custom](depth, options, inspect) {
    const names = [
      ...['method', 'url', 'headers', 'destination', 'referrer', 'referrerPolicy', 'mode', 'credentials', 'cache'],
      ...['redirect', 'integrity', 'keepalive', 'isReloadNavigation', 'isHistoryNavigation', 'signal'],
    ];
    return show(this, names, depth, options, inspect);
  }
}
const FIELDS = [
  ...['method', 'url', 'headers', 'destination', 'referrer', 'referrerPolicy', 'mode', 'credentials', 'cache'],
  ...['redirect', 'integrity', 'keepalive', 'isReloadNavigation', 'isHistoryNavigation', 'signal'],
];
for (const name of FIELDS)
  Object.defineProperty(Request.prototype, name, {
    configurable: true,
    get() {
      return requests.get(this)[name] ?? false;
    },
  });
withBody(Request, requests);
expose(Request, [...FIELDS, ...BODY, 'duplex', 'clone', ...READERS]);

// Fetching

function failed(message, error) {
  return new TypeError('fetch failed', { cause: error ?? new Error(message) });
}
/** @spec fetch#data-url-processor */
function dataUrl(url) {
  const match = /^data:([^,]*),([^#]*)/s.exec(url);
  if (match === null) return null;
  let type = match[1].trim();
  let bytes = Buffer.from(
    match[2].replace(/%([0-9a-fA-F]{2})/g, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  if (/; *base64$/i.test(type)) {
    const text = bytes.toString('latin1').replace(/[\t\n\f\r ]/g, '');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.replace(/=+$/, '').length % 4 === 1) return null;
    bytes = Buffer.from(text, 'base64');
    type = type.replace(/ *; *base64$/i, '');
  }
  if (type.startsWith(';')) type = `text/plain${type}`;
  if (!/^[^/;\s]+\/[^/;\s]+/.test(type)) type = 'text/plain;charset=US-ASCII';
  return { type, bytes: new Uint8Array(bytes) };
}
function answer(url, type, bytes, fields) {
  const headers = new Headers();
  if (type !== null) headers.append('Content-Type', type);
  return made({
    type: 'basic',
    url,
    status: 200,
    statusText: 'OK',
    headers: guard(headers, 'immutable'),
    body: { stream: null, bytes, type },
    ...fields,
  });
}

async function start(request, state) {
  const { url, signal } = state;
  const scheme = url.slice(0, url.indexOf(':'));
  if (signal.aborted) throw signal.reason;
  if (scheme === 'data') {
    const found = dataUrl(url);
    await ticks(2);
    if (found === null) throw failed('failed to fetch the data URL');
    return answer(url, found.type, found.bytes);
  }
  if (scheme === 'http' || scheme === 'https') return require('internal/fetch-http').request(request, state, made, raw);
  await ticks(2);
  if (scheme === 'blob') {
    const blob = resolveObjectURL(url);
    if (state.method !== 'GET' || blob === undefined) throw failed('invalid method');
    const headers = new Headers({ 'content-length': `${blob.size}`, 'content-type': blob.type });
    return answer(url, null, bytesOf.get(blob), { headers: guard(headers, 'immutable') });
  }
  if (scheme === 'about') throw failed('about scheme is not supported');
  if (scheme === 'file') throw failed('not implemented... yet...');
  throw failed('unknown scheme');
}
/** @spec fetch#fetch-method */
function fetch(input, init = undefined) {
  return fetched(input, init);
}
async function fetched(input, init) {
  let request;
  try {
    request = new Request(input, init);
  } catch (error) {
    await undefined;
    throw error;
  }
  const state = requests.get(request);
  const response = await start(request, state);
  if (state.method === 'HEAD') responses.get(response).body = null;
  return response;
}

module.exports = { fetch, Headers, Request, Response, FormData, Blob, File };
