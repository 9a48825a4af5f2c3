// url: Node's older way to take addresses apart, beside the standard's.
const querystring = require('querystring');
const { coded, invalidArgType } = require('internal/errors');

const FIELDS = 'protocol slashes auth host port hostname hash search query pathname path href'.split(' ');
/** Schemes whose addresses always have a host. */
const SLASHED = /^(https?|ftp|gopher|file|wss?):$/;

function Url() {
  for (const name of FIELDS) this[name] = null;
}
Url.prototype.format = function format() {
  return join(this);
};

function parse(address, parseQuery = false, slashesDenoteHost = false) {
  if (address instanceof Url) return address;
  if (typeof address !== 'string') throw invalidArgType('url', 'string', address);
  const url = new Url();
  let rest = address.trim();
  const hash = rest.indexOf('#');
  if (hash >= 0) {
    url.hash = escape(rest.slice(hash));
    rest = rest.slice(0, hash);
  }
  const search = rest.indexOf('?');
  if (search >= 0) {
    url.search = escape(rest.slice(search));
    url.query = url.search.slice(1);
    rest = rest.slice(0, search);
  } else if (parseQuery) url.search = '';
  if (parseQuery) url.query = querystring.parse(url.query ?? '');
  const protocol = /^[a-z0-9.+-]+:/i.exec(rest)?.[0];
  if (protocol) {
    url.protocol = protocol.toLowerCase();
    rest = rest.slice(protocol.length);
  }
  if (url.protocol !== 'javascript:') {
    const slashes = /^[\\/]{2}/.test(rest) && (protocol !== undefined || slashesDenoteHost);
    if (slashes) {
      url.slashes = true;
      rest = rest.slice(2);
    }
    // A scheme that needs no slashes has a host without them.
    if (slashes || (protocol && !SLASHED.test(url.protocol))) rest = takeHost(url, rest);
  }
  if (rest !== '') url.pathname = escape(rest);
  else if (SLASHED.test(url.protocol) && url.hostname) url.pathname = '/';
  if (url.pathname || url.search) url.path = (url.pathname ?? '') + (url.search ?? '');
  url.href = join(url);
  return url;
}

/** Reads user, host and port off the front of `rest`; answers what follows. */
function takeHost(url, rest) {
  const [, authority, after] = /^([^\\/]*)(.*)$/s.exec(rest);
  const at = authority.lastIndexOf('@');
  if (at >= 0) url.auth = decodeURIComponent(authority.slice(0, at));
  const [, hostname, port] = /^(.*?)(?::(\d*))?$/s.exec(authority.slice(at + 1));
  url.port = port || null;
  url.hostname = hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  url.host = hostname.toLowerCase() + (url.port === null ? '' : `:${url.port}`);
  return after.replaceAll('\\', '/');
}

function escape(text) {
  return text.replace(
    /[\t\n\r "'<>\\^`{|}]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function join(url) {
  let protocol = url.protocol ?? '';
  if (protocol && !protocol.endsWith(':')) protocol += ':';
  const auth = url.auth ? `${encodeURIComponent(url.auth).replace(/%3A/i, ':')}@` : '';
  let host = '';
  if (url.host) host = auth + url.host;
  else if (url.hostname)
    host = auth + (url.hostname.includes(':') ? `[${url.hostname}]` : url.hostname) + (url.port ? `:${url.port}` : '');
  const query = url.query !== null && typeof url.query === 'object' ? querystring.stringify(url.query) : '';
  let search = url.search || (query && `?${query}`) || '';
  if (search && search[0] !== '?') search = `?${search}`;
  let hash = url.hash ?? '';
  if (hash && hash[0] !== '#') hash = `#${hash}`;
  let pathname = (url.pathname ?? '').replace(/[?#]/g, encodeURIComponent);
  if (url.slashes || SLASHED.test(protocol)) {
    if (url.slashes || host) {
      if (pathname && pathname[0] !== '/') pathname = `/${pathname}`;
      host = `//${host}`;
    }
  }
  return protocol + host + pathname + search.replace('#', '%23') + hash;
}

function format(url, options) {
  if (typeof url === 'string') return join(parse(url));
  if (url === null || typeof url !== 'object') throw invalidArgType('urlObject', ['Object', 'string'], url);
  if (!(url instanceof URL)) return join(url);
  const copy = new URL(url.href);
  if (options?.fragment === false) copy.hash = '';
  if (options?.search === false) copy.search = '';
  if (options?.auth === false) copy.username = copy.password = '';
  if (!options?.unicode || !copy.hostname) return copy.href;
  const { href, hostname } = copy;
  const at = href.indexOf(hostname, href.indexOf('//'));
  return href.slice(0, at) + domainToUnicode(hostname) + href.slice(at + hostname.length);
}

/** @spec rfc3492#section-6.2 */
function punycodeToUnicode(input) {
  const at = input.lastIndexOf('-');
  const output = at > 0 ? [...input.slice(0, at)] : [];
  let [n, i, bias] = [128, 0, 72];
  for (let index = at > 0 ? at + 1 : 0; index < input.length; ) {
    const old = i;
    for (let weight = 1, k = 36; ; k += 36) {
      const code = input.charCodeAt(index++);
      const digit = code < 58 ? code - 22 : code - 97;
      i += digit * weight;
      const threshold = Math.min(26, Math.max(1, k - bias));
      if (digit < threshold) break;
      weight *= 36 - threshold;
    }
    const count = output.length + 1;
    let delta = old === 0 ? Math.floor((i - old) / 700) : (i - old) >> 1;
    delta += Math.floor(delta / count);
    let k = 0;
    for (; delta > 455; k += 36) delta = Math.floor(delta / 35);
    bias = k + Math.floor((36 * delta) / (delta + 38));
    n += Math.floor(i / count);
    i %= count;
    output.splice(i++, 0, String.fromCodePoint(n));
  }
  return output.join('');
}
function domainToASCII(domain) {
  try {
    return new URL(`ws://${domain}`).hostname;
  } catch {
    return '';
  }
}
function domainToUnicode(domain) {
  return domainToASCII(domain)
    .split('.')
    .map((part) => (part.startsWith('xn--') ? punycodeToUnicode(part.slice(4)) : part))
    .join('.');
}

function resolve(from, to) {
  for (const url of [from, to]) if (typeof url !== 'string') throw invalidArgType('url', 'string', url);
  const base = new URL(to, new URL(from, 'resolve://'));
  if (base.protocol !== 'resolve:') return base.href;
  const path = base.pathname + base.search + base.hash;
  // What is not rooted stays so.
  return /^[/\\]/.test(from) || /^[/\\]/.test(to) ? path : path.slice(1);
}

function fileURLToPath(url) {
  if (typeof url === 'string') url = new URL(url);
  if (!(url instanceof URL)) throw invalidArgType('path', ['string', 'URL'], url);
  if (url.protocol !== 'file:') throw coded(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  return decodeURIComponent(url.pathname);
}

module.exports = {
  Url,
  parse,
  resolve,
  format,
  URL,
  URLSearchParams,
  fileURLToPath,
  pathToFileURL(path) {
    if (typeof path !== 'string') throw invalidArgType('path', 'string', path);
    return new URL(`file://${encodeURI(require('path').resolve(path)).replace(/[?#]/g, encodeURIComponent)}`);
  },
  domainToASCII,
  domainToUnicode,
  urlToHttpOptions: (url) => ({
    __proto__: null,
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    hash: url.hash,
    search: url.search,
    pathname: url.pathname,
    path: `${url.pathname}${url.search}`,
    href: url.href,
    ...(url.port !== '' && { port: Number(url.port) }),
    ...((url.username || url.password) && {
      auth: `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`,
    }),
  }),
};
