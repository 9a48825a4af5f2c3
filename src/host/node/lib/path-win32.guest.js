// Windows paths: drives, network shares, both separators.
const { invalidArgType } = require('internal/errors');
const posix = require('path');

function check(path, name = 'path') {
  if (typeof path !== 'string') throw invalidArgType(name, 'string', path);
  return path;
}

/** A path's device (`C:`, `\\server\share`), whether it starts at its root, and the rest. */
function split(path) {
  const share = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)/.exec(path);
  if (share !== null) {
    const rest = path.slice(share[0].length);
    return { device: `\\\\${share[1]}\\${share[2]}`, rooted: true, rest, length: share[0].length };
  }
  const device = /^[A-Za-z]:/.exec(path)?.[0] ?? '';
  const rest = path.slice(device.length);
  return { device, rooted: /^[\\/]/.test(rest), rest, length: device.length };
}
/** How much of a path is its root, and the root's text. */
function rootOf(path) {
  const { device, rooted, length } = split(path);
  const share = device.startsWith('\\\\');
  if (!rooted) return path.slice(0, length);
  return share && !/[\\/]/.test(path[length] ?? '') ? path.slice(0, length) : path.slice(0, length + 1);
}

function resolveParts(rest, above) {
  const parts = [];
  for (const part of rest.split(/[\\/]/)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else if (above) parts.push('..');
  }
  return parts.join('\\');
}

function normalize(path) {
  check(path);
  if (path === '') return '.';
  const { device, rooted, rest } = split(path);
  let tail = resolveParts(rest, !rooted);
  if (tail === '' && !rooted) tail = '.';
  if (tail !== '' && /[\\/]$/.test(rest)) tail += '\\';
  return `${device}${rooted ? '\\' : ''}${tail}`;
}

function resolve(...paths) {
  let device = '';
  let tail = '';
  let absolute = false;
  for (let i = paths.length - 1; i >= -1 && !(absolute && device !== ''); i--) {
    const path = i >= 0 ? check(paths[i], `paths[${i}]`) : process.cwd();
    if (path === '') continue;
    const part = split(path);
    if (part.device !== '') {
      if (device !== '' && part.device.toLowerCase() !== device.toLowerCase()) continue;
      device ||= part.device;
    }
    if (absolute) continue;
    tail = `${part.rest}\\${tail}`;
    absolute = part.rooted;
  }
  return `${device}${absolute ? '\\' : ''}${resolveParts(tail, !absolute)}` || '.';
}

function isAbsolute(path) {
  check(path);
  return /^([\\/]|[A-Za-z]:[\\/])/.test(path);
}

function join(...paths) {
  const given = paths.map((path) => check(path)).filter((path) => path !== '');
  if (given.length === 0) return '.';
  let joined = given.join('\\');
  // Only a first part that is a share makes one.
  if (!/^[\\/]{2}[^\\/]/.test(given[0])) joined = joined.replace(/^[\\/]{2,}/, '\\');
  return normalize(joined);
}

function relative(from, to) {
  check(from, 'from');
  check(to, 'to');
  if (from === to) return '';
  const [a, b] = [resolve(from), resolve(to)];
  if (a.toLowerCase() === b.toLowerCase()) return '';
  const [left, right] = [a, b].map((path) => path.split('\\').filter((part) => part !== ''));
  let same = 0;
  while (same < left.length && same < right.length && left[same].toLowerCase() === right[same].toLowerCase()) same++;
  if (same === 0) return b;
  return [...left.slice(same).map(() => '..'), ...right.slice(same)].join('\\');
}

function dirname(path) {
  check(path);
  if (path === '') return '.';
  const root = rootOf(path);
  const rest = path.slice(root.length).replace(/[\\/]+$/, '');
  const at = Math.max(rest.lastIndexOf('\\'), rest.lastIndexOf('/'));
  if (at < 0) return root === '' ? '.' : root;
  return root + rest.slice(0, at);
}

function basename(path, suffix) {
  if (suffix !== undefined) check(suffix, 'suffix');
  check(path);
  const plain = path.replace(/^[A-Za-z]:/, '').replace(/[\\/]+$/, '');
  const name = plain.slice(Math.max(plain.lastIndexOf('\\'), plain.lastIndexOf('/')) + 1);
  return suffix !== undefined && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

function extname(path) {
  return posix.extname(basename(path).replaceAll('\\', '/'));
}

function parse(path) {
  check(path);
  const root = rootOf(path);
  const base = path === root ? '' : basename(path);
  const ext = extname(base);
  let dir = path.slice(0, path.replace(/[\\/]+$/, '').length - base.length);
  if (dir.length > root.length) dir = dir.replace(/[\\/]$/, '');
  else dir = root;
  return { root, dir, base, ext, name: ext === '' ? base : base.slice(0, -ext.length) };
}

function format(object) {
  if (typeof object !== 'object' || object === null) throw invalidArgType('pathObject', 'Object', object);
  const { root, dir, base, name = '', ext = '' } = object;
  const file = base || `${name}${ext && !ext.startsWith('.') ? '.' : ''}${ext}`;
  const folder = dir || root;
  return !folder ? file : folder === root ? `${folder}${file}` : `${folder}\\${file}`;
}

function toNamespacedPath(path) {
  if (typeof path !== 'string' || path === '') return path;
  const resolved = resolve(path);
  if (/^\\\\[^?.]/.test(resolved)) return `\\\\?\\UNC\\${resolved.slice(2)}`;
  return /^[A-Za-z]:\\/.test(resolved) ? `\\\\?\\${resolved}` : resolved;
}

module.exports = {
  resolve,
  normalize,
  isAbsolute,
  join,
  relative,
  toNamespacedPath,
  dirname,
  basename,
  extname,
  format,
  parse,
  sep: '\\',
  delimiter: ';',
  _makeLong: toNamespacedPath,
};
