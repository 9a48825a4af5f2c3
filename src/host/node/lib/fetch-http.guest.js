// fetch over the loopback network.
const http = require('http');
const { Headers } = require('internal/headers');
const { internal } = require('internal/blob');
const agent = new http.Agent({ keepAlive: true });
const failed = (cause) => new TypeError('fetch failed', { cause });

async function bodyOf(state) {
  if (state.body === null) return null;
  if (state.body.bytes !== null) return state.body.bytes;
  const parts = [];
  for await (const part of state.body.stream) parts.push(part);
  return Buffer.concat(parts);
}
function otherSide() {
  const error = new Error('other side closed');
  error.name = 'SocketError';
  error.code = 'UND_ERR_SOCKET';
  return error;
}

/** One request; follows redirects. */
async function request(given, state, made, raw, redirects = 0, from = state.url) {
  const url = new URL(from);
  if (url.protocol === 'https:') {
    binding.notModelled('https');
    throw failed(new Error('https is not modelled'));
  }
  const body = state.method === 'GET' || state.method === 'HEAD' ? null : await bodyOf(state);
  const headers = { host: url.host, connection: 'keep-alive' };
  for (const { name, value } of raw(state.headers)) headers[name] = value;
  const defaults = {
    accept: '*/*',
    'accept-language': '*',
    'sec-fetch-mode': 'cors',
    'user-agent': 'node',
    'accept-encoding': 'gzip, deflate',
  };
  const known = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  for (const [name, value] of Object.entries(defaults)) if (!known.has(name)) headers[name] = value;
  if (body !== null) headers['content-length'] = `${body.length}`;
  const response = await new Promise((resolve, reject) => {
    const sent = http.request({
      host: url.hostname,
      port: url.port || 80,
      path: url.pathname + url.search,
      method: state.method,
      headers,
      agent,
      setHost: false,
    });
    const stop = () => {
      sent.destroy();
      reject(state.signal.reason);
    };
    state.signal.addEventListener('abort', stop, { once: true });
    sent.on('response', resolve);
    sent.on('error', (error) => reject(failed(error.code === 'ECONNRESET' ? otherSide() : error)));
    sent.end(body ?? undefined);
  });
  const { location } = response.headers;
  if ([301, 302, 303, 307, 308].includes(response.statusCode) && location && state.redirect !== 'manual') {
    response.resume();
    if (state.redirect === 'error') throw failed(new Error('unexpected redirect'));
    if (redirects >= 20) throw failed(new Error('redirect count exceeded'));
    const same = response.statusCode === 307 || response.statusCode === 308 || state.method === 'HEAD';
    const next = same ? state : { ...state, method: 'GET', body: null };
    return request(given, next, made, raw, redirects + 1, new URL(location, url).href);
  }
  const fields = new Headers();
  for (let i = 0; i < response.rawHeaders.length; i += 2)
    fields.append(response.rawHeaders[i], response.rawHeaders[i + 1]);
  const none = state.method === 'HEAD' || [204, 205, 304].includes(response.statusCode);
  if (none) response.resume();
  const stream = none
    ? null
    : new ReadableStream(
        {
          start(controller) {
            response.on('data', (chunk) => controller.enqueue(new Uint8Array(chunk)));
            response.on('end', () => controller.close());
            response.on('error', () => controller.error(new TypeError('terminated', { cause: otherSide() })));
            state.signal.addEventListener('abort', () => {
              if (!response.complete) controller.error(state.signal.reason);
            });
          },
          cancel() {
            response.destroy();
          },
        },
        { highWaterMark: 0 },
      );
  if (stream !== null) internal.byteStreams.add(stream);
  return made({
    type: 'basic',
    url: from,
    redirected: redirects > 0,
    status: response.statusCode,
    statusText: response.statusMessage,
    headers: fields,
    body: stream === null ? null : { stream, bytes: null, type: null },
  });
}
module.exports = { request };
