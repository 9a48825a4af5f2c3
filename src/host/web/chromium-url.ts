/** The parts of a URL. */
export const URL_PARTS = [
  'href',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
] as const;
export type UrlPart = (typeof URL_PARTS)[number];

/** The parts of a parsed URL, with its origin. */
export type UrlParts = Record<UrlPart | 'origin', string>;

/** The host platform's URL parser: the same everywhere, and it does nothing but parse. */
declare const URL: new (url: string, base?: string) => Record<UrlPart, string> & { readonly origin: string };

const SPECIAL = /^(?:https?|wss?|ftp|file):/i;
/** What stands for characters of a host that Chromium escapes and the URL standard refuses or keeps. */
const STAND_INS: readonly (readonly [pattern: RegExp, word: string, shown: string])[] = [
  [/ |\u00a0|%20|%a0/gi, 'zqspaceqz', '%20'],
  [/\*|%2a/gi, 'zqstarqz', '%2A'],
  [/xn--/gi, 'zqlabelqz', 'xn--'],
];
const DRIVE = 'zqdriveqz';

/** Parses as the URL standard has it; null for what is no URL. */
export function parseStandardUrl(text: string, base?: string): UrlParts | null {
  try {
    return partsOf(base === undefined ? new URL(text) : new URL(text, base));
  } catch {
    return null;
  }
}

function partsOf(url: UrlParts): UrlParts {
  const parts = { origin: url.origin } as UrlParts;
  for (const part of URL_PARTS) parts[part] = url[part];
  return parts;
}

/**
 * Parses as Chromium does, which differs from the standard in hosts (spaces and stars are escaped), paths (`^` and `|` are), the
 * origin of files and drive letters.
 */
export function parseChromiumUrl(text: string, base?: string): UrlParts | null {
  const prepared = base === undefined ? undefined : prepare(base);
  const parts = parseStandardUrl(prepare(text), prepared);
  return parts === null ? null : restore(parts);
}

function prepare(text: string): string {
  if (!/[ \u00a0*%:|'^]|xn--/i.test(text)) return text;
  const plain = text.replace(/^[\0- ]+|[\0- ]+$/g, '');
  const m = /^((?:https?|wss?|ftp|file):[\\/]*)([^\\/?#]*)(.*)$/is.exec(plain);
  if (m === null) return text;
  let [, scheme = '', authority = '', rest = ''] = m;
  const isFile = /^file/i.test(scheme);
  if (!isFile || /^file:[\\/]{2}$/i.test(scheme)) {
    const at = authority.lastIndexOf('@');
    const credentials = authority.slice(0, at + 1).replace(/'/g, '%27');
    let host = authority.slice(at + 1);
    if (!/[^\0-\u00a0]/.test(host)) {
      const known = parseStandardUrl(`http://${host}`) !== null;
      for (const [pattern, word] of STAND_INS) if (word !== 'zqlabelqz' || !known) host = host.replace(pattern, word);
    }
    if (isFile && /^localhost$/i.test(host)) host = 'zqlocalqz';
    authority = credentials + host;
  }
  if (isFile)
    rest = `${authority}${rest}`.startsWith(authority)
      ? rest.replace(
          /^([\\/]?)([a-z])([:|])(?=[\\/?#]|$)/i,
          (_all, slash: string, letter: string, sign: string) => `${slash}${DRIVE}${letter}${sign === ':' ? 'c' : 'p'}`,
        )
      : rest;
  if (isFile && /^[a-z][:|]$/i.test(authority))
    authority = `${DRIVE}${authority[0]}${authority[1] === ':' ? 'c' : 'p'}`;
  return scheme + authority + rest;
}

function restore(parts: UrlParts): UrlParts {
  if (!SPECIAL.test(parts.href)) return parts;
  const drive = new RegExp(`${DRIVE}([a-z])([cp])`, 'gi');
  for (const key of ['href', 'origin', 'host', 'hostname', 'pathname'] as const) {
    let text = parts[key];
    for (const [, word, shown] of STAND_INS) text = text.replaceAll(word, shown);
    parts[key] = text
      .replaceAll('zqlocalqz', 'localhost')
      .replace(drive, (_all, letter: string, sign: string) => `${letter}${sign === 'c' ? ':' : '%7C'}`);
  }
  const path = parts.pathname.replace(/\^/g, '%5E').replace(/\|/g, '%7C');
  if (path !== parts.pathname) {
    const tail = parts.pathname + parts.search + parts.hash;
    parts.href = parts.href.slice(0, parts.href.length - tail.length) + path + parts.search + parts.hash;
    parts.pathname = path;
  }
  if (parts.protocol === 'file:') parts.origin = 'file://';
  return parts;
}

/** Sets one part; null if the new href is no URL. */
export function changeUrl(href: string, part: UrlPart, value: string, chromium: boolean): UrlParts | null {
  try {
    if (part === 'href') return chromium ? parseChromiumUrl(value) : parseStandardUrl(value);
    const url = new URL(chromium ? prepare(href) : href);
    let text = value;
    if (chromium) {
      if (part === 'search' && value === '?') text = '';
      if (part === 'host' || part === 'hostname') {
        if (url.protocol === 'file:') text = value.replace(/:.*$/, '').replace(/^localhost$/i, 'zqlocalqz');
        for (const [pattern, word] of STAND_INS.slice(0, 2)) text = text.replace(pattern, word);
      }
      // A scheme may become a special one.
      if (
        part === 'protocol' &&
        !SPECIAL.test(href) &&
        SPECIAL.test(`${value.replace(/:.*$/s, '')}:`) &&
        /^[a-z][-+.a-z\d]*:\/\/[^/?#]/i.test(href)
      )
        return parseChromiumUrl(`${value.replace(/:.*$/s, '')}:${href.slice(href.indexOf(':') + 1)}`);
    }
    url[part] = text;
    return chromium ? restore(partsOf(url)) : partsOf(url);
  } catch {
    return null;
  }
}
