// POSIX paths.
function normalizeString(path, above) {
  const parts = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
      else if (above) parts.push('..');
    } else parts.push(part);
  }
  return parts.join('/');
}
function check(path, name) {
  if (typeof path !== 'string') throw require('internal/errors').invalidArgType(name, 'string', path);
}
const path = {
  sep: '/',
  delimiter: ':',
  resolve(...parts) {
    let resolved = '';
    for (let i = parts.length - 1; i >= 0 && !resolved.startsWith('/'); i--) {
      check(parts[i], `paths[${i}]`);
      if (parts[i] !== '') resolved = resolved === '' ? parts[i] : `${parts[i]}/${resolved}`;
    }
    if (!resolved.startsWith('/')) resolved = `${process.cwd()}/${resolved}`;
    return `/${normalizeString(resolved, false)}`;
  },
  normalize(text) {
    check(text, 'path');
    if (text === '') return '.';
    const absolute = text.startsWith('/');
    let result = normalizeString(text, !absolute);
    if (result === '' && !absolute) result = '.';
    if (result !== '' && text.endsWith('/')) result += '/';
    return absolute ? `/${result}` : result;
  },
  isAbsolute(text) {
    check(text, 'path');
    return text.startsWith('/');
  },
  join(...parts) {
    for (const p of parts) check(p, 'path');
    const joined = parts.filter((p) => p !== '').join('/');
    return joined === '' ? '.' : path.normalize(joined);
  },
  relative(from, to) {
    check(from, 'from');
    check(to, 'to');
    const a = path.resolve(from).split('/').filter(Boolean);
    const b = path.resolve(to).split('/').filter(Boolean);
    let i = 0;
    while (i < a.length && i < b.length && a[i] === b[i]) i++;
    return [...a.slice(i).map(() => '..'), ...b.slice(i)].join('/');
  },
  dirname(text) {
    check(text, 'path');
    const trimmed = text.replace(/\/+$/, '');
    const at = trimmed.lastIndexOf('/');
    if (at < 0) return text.startsWith('/') && trimmed === '' ? '/' : '.';
    return at === 0 ? '/' : trimmed.slice(0, at).replace(/\/+$/, '') || '/';
  },
  basename(text, suffix) {
    if (suffix !== undefined) check(suffix, 'suffix');
    check(text, 'path');
    const name = text.replace(/\/+$/, '').split('/').pop();
    return suffix !== undefined && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
  },
  extname(text) {
    const name = path.basename(text);
    const at = name.lastIndexOf('.');
    return at <= 0 ? '' : name.slice(at);
  },
  parse(text) {
    check(text, 'path');
    const root = text.startsWith('/') ? '/' : '';
    const base = path.basename(text);
    const ext = path.extname(text);
    let dir = path.dirname(text);
    if (dir === '.' && !text.startsWith('.')) dir = '';
    return { root, dir, base, ext, name: ext === '' ? base : base.slice(0, -ext.length) };
  },
  format(pathObject) {
    if (typeof pathObject !== 'object' || pathObject === null || Array.isArray(pathObject))
      throw require('internal/errors').invalidArgType('pathObject', 'Object', pathObject);
    const { root, dir, base, name, ext } = pathObject;
    const file = base || `${name || ''}${ext && ext[0] !== '.' ? '.' : ''}${ext || ''}`;
    const folder = dir || root;
    return !folder ? file : folder === root ? `${folder}${file}` : `${folder}/${file}`;
  },
  toNamespacedPath: (text) => text,
};
path._makeLong = path.toNamespacedPath;
path.posix = path;
Object.defineProperty(path, 'win32', {
  configurable: true,
  enumerable: true,
  get() {
    const win32 = require('path/win32');
    Object.assign(win32, { win32, posix: path });
    Object.defineProperty(path, 'win32', { value: win32, enumerable: true, writable: true });
    return win32;
  },
});
module.exports = path;
