// fs: the files of the run. What a program writes exists in its run alone.
const path = require('path');
const { coded, invalidArgType, invalidArgValue, outOfRange } = require('internal/errors');
const { failure, given, absolute, optionsOf, Stats, BigIntStats, Dirent } = require('internal/fs-entries');

const constants = Object.assign(Object.create(null), {
  UV_FS_SYMLINK_DIR: 1,
  UV_FS_SYMLINK_JUNCTION: 2,
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  UV_DIRENT_UNKNOWN: 0,
  UV_DIRENT_FILE: 1,
  UV_DIRENT_DIR: 2,
  UV_DIRENT_LINK: 3,
  UV_DIRENT_FIFO: 4,
  UV_DIRENT_SOCKET: 5,
  UV_DIRENT_CHAR: 6,
  UV_DIRENT_BLOCK: 7,
  EXTENSIONLESS_FORMAT_JAVASCRIPT: 0,
  EXTENSIONLESS_FORMAT_WASM: 1,
  S_IFMT: 61440,
  S_IFREG: 32768,
  S_IFDIR: 16384,
  S_IFCHR: 8192,
  S_IFBLK: 24576,
  S_IFIFO: 4096,
  S_IFLNK: 40960,
  S_IFSOCK: 49152,
  O_CREAT: 64,
  O_EXCL: 128,
  UV_FS_O_FILEMAP: 0,
  O_NOCTTY: 256,
  O_TRUNC: 512,
  O_APPEND: 1024,
  O_DIRECTORY: 65536,
  O_NOATIME: 262144,
  O_NOFOLLOW: 131072,
  O_SYNC: 1052672,
  O_DSYNC: 4096,
  O_DIRECT: 16384,
  O_NONBLOCK: 2048,
  S_IRWXU: 448,
  S_IRUSR: 256,
  S_IWUSR: 128,
  S_IXUSR: 64,
  S_IRWXG: 56,
  S_IRGRP: 32,
  S_IWGRP: 16,
  S_IXGRP: 8,
  S_IRWXO: 7,
  S_IROTH: 4,
  S_IWOTH: 2,
  S_IXOTH: 1,
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  UV_FS_COPYFILE_EXCL: 1,
  COPYFILE_EXCL: 1,
  UV_FS_COPYFILE_FICLONE: 2,
  COPYFILE_FICLONE: 2,
  UV_FS_COPYFILE_FICLONE_FORCE: 4,
  COPYFILE_FICLONE_FORCE: 4,
});
const FLAGS = { r: 0, 'r+': 2, w: 577, wx: 705, 'w+': 578, 'wx+': 706, a: 1089, ax: 1217, 'a+': 1090, 'ax+': 1218 };
function flagsOf(flags) {
  if (typeof flags === 'number') return flags;
  const bits = FLAGS[String(flags ?? 'r').replace(/s/, '')];
  if (bits === undefined) throw invalidArgValue('flags', flags);
  return bits;
}

/** A file's bytes, over the memory the run keeps. */
const contentOf = (name) => Buffer.from(binding.diskRead(name));
function store(name, bytes, mode) {
  binding.diskWrite(name, bytes, mode);
}
function toBytes(data, encoding) {
  if (typeof data === 'string') return Buffer.from(data, encoding ?? 'utf8');
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  throw invalidArgType('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
}
const decoded = (bytes, encoding) => (encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes);

/** What a path names; throws what the system call would. */
function look(text, syscall, asLink = false) {
  const name = absolute(text);
  const facts = binding.diskStat(name, asLink);
  if (facts !== null) {
    if (text.endsWith('/') && text !== '/' && facts.isFile) throw failure('ENOTDIR', syscall, text);
    return { name, facts };
  }
  if (binding.diskStat(name, true)?.isLink && leadsRound(name)) throw failure('ELOOP', syscall, text);
  for (let up = path.dirname(name); up !== '/'; up = path.dirname(up)) {
    const above = binding.diskStat(up);
    if (above?.isFile) throw failure('ENOTDIR', syscall, text);
    if (above) break;
  }
  throw failure('ENOENT', syscall, text);
}
function leadsRound(name) {
  const seen = new Set();
  for (let at = name; at !== null; ) {
    if (seen.has(at)) return true;
    seen.add(at);
    const target = binding.diskReadLink(at);
    at = target === null ? null : path.resolve(path.dirname(at), target);
  }
  return false;
}
/** The name of something new, whose directory must be there. */
function place(text, syscall, dest) {
  const name = absolute(dest ?? text);
  const above = binding.diskStat(path.dirname(name));
  if (above === null) throw failure('ENOENT', syscall, text, dest);
  if (above.isFile) throw failure('ENOTDIR', syscall, text, dest);
  return name;
}

// Descriptors
const open = new Map();
let nextDescriptor = 17;
function descriptor(fd, syscall) {
  if (typeof fd !== 'number') throw invalidArgType('fd', 'number', fd);
  if (!(fd >= 0 && fd <= 2147483647) || !Number.isInteger(fd)) throw outOfRange('fd', '>= 0 && <= 2147483647', fd);
  const file = open.get(fd);
  if (file === undefined) throw failure('EBADF', syscall);
  return file;
}
function openSync(file, flags = 'r', mode = 0o666) {
  const text = given(file);
  const bits = flagsOf(flags);
  const name = absolute(text);
  const facts = binding.diskStat(name);
  if (facts === null) {
    if (!(bits & constants.O_CREAT)) look(text, 'open');
    store(place(text, 'open'), new Uint8Array(0), (mode ?? 0o666) & ~0o022);
  } else {
    if (bits & constants.O_EXCL) throw failure('EEXIST', 'open', text);
    if (!facts.isFile && bits & 3) throw failure('EISDIR', 'open', text);
    if (bits & constants.O_TRUNC) store(name, new Uint8Array(0));
  }
  const fd = nextDescriptor++;
  open.set(fd, { name, position: 0, bits });
  return fd;
}
function closeSync(fd) {
  descriptor(fd, 'close');
  open.delete(fd);
}
function readSync(fd, buffer, offset, length, position) {
  if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
  const file = descriptor(fd, 'read');
  if (!binding.diskStat(file.name)?.isFile) throw failure('EISDIR', 'read');
  offset ??= 0;
  length ??= buffer.byteLength - offset;
  const bytes = contentOf(file.name);
  const from = typeof position === 'number' && position >= 0 ? position : Number(position ?? file.position);
  const part = bytes.subarray(from, from + length);
  new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(part, offset);
  if (typeof position !== 'number' || position < 0) file.position = from + part.length;
  return part.length;
}
function writeSync(fd, data, offset, length, position) {
  if (fd === 1 || fd === 2) {
    binding.write(fd, typeof data === 'string' ? data : Buffer.from(data).toString());
    return Buffer.byteLength(data);
  }
  const file = descriptor(fd, 'write');
  if (!(file.bits & 3)) throw failure('EBADF', 'write');
  let bytes;
  if (typeof data === 'string') {
    bytes = toBytes(data, length);
    position = offset;
  } else {
    if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
    bytes = toBytes(data);
    offset ??= 0;
    bytes = bytes.subarray(offset, offset + (length ?? bytes.length - offset));
  }
  const old = contentOf(file.name);
  const explicit = typeof position === 'number';
  const at = file.bits & constants.O_APPEND ? old.length : explicit ? position : file.position;
  const whole = Buffer.alloc(Math.max(old.length, at + bytes.length));
  whole.set(old);
  whole.set(bytes, at);
  store(file.name, whole);
  if (!explicit) file.position = at + bytes.length;
  return bytes.length;
}
function resize(name, length) {
  const old = contentOf(name);
  const whole = Buffer.alloc(length);
  whole.set(old.subarray(0, length));
  store(name, whole);
}
const ftruncateSync = (fd, length = 0) => resize(descriptor(fd, 'ftruncate').name, length);
function fstatSync(fd, options) {
  const { name } = descriptor(fd, 'fstat');
  const Class = options?.bigint ? BigIntStats : Stats;
  return new Class(binding.diskStat(name));
}
const fchmodSync = (fd, mode) => binding.diskSetMode(descriptor(fd, 'fchmod').name, modeOf(mode));
const futimesSync = (fd, accessed, modified) =>
  binding.diskSetTimes(descriptor(fd, 'futime').name, timeOf(accessed, 'atime'), timeOf(modified, 'mtime'));
const fsyncSync = (fd) => void descriptor(fd, 'fsync');
const fdatasyncSync = (fd) => void descriptor(fd, 'fdatasync');
const fchownSync = (fd) => void descriptor(fd, 'fchown');
function writevSync(fd, buffers, position) {
  let count = 0;
  for (const buffer of buffers) {
    count += writeSync(fd, buffer, 0, buffer.byteLength, typeof position === 'number' ? position + count : null);
  }
  return count;
}
function readvSync(fd, buffers, position) {
  let count = 0;
  for (const buffer of buffers) {
    const read = readSync(fd, buffer, 0, buffer.byteLength, typeof position === 'number' ? position + count : null);
    count += read;
    if (read < buffer.byteLength) break;
  }
  return count;
}

// Whole files
const isDescriptor = (file) => Number.isInteger(file) && file >= 0 && file <= 2147483647;
function readFileSync(file, options) {
  const { encoding } = optionsOf(options, { flag: 'r' });
  if (isDescriptor(file)) {
    const own = descriptor(file, 'read');
    const bytes = contentOf(own.name).subarray(own.position);
    own.position += bytes.length;
    return decoded(bytes, encoding);
  }
  const { name, facts } = look(given(file), 'open');
  if (!facts.isFile) throw failure('EISDIR', 'read');
  return decoded(contentOf(name), encoding);
}
function writeFileSync(file, data, options) {
  const { encoding, flag, mode } = optionsOf(options, { encoding: 'utf8', mode: 0o666, flag: 'w' });
  if (typeof data !== 'string' && !ArrayBuffer.isView(data))
    throw invalidArgType('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  const fd = isDescriptor(file) ? file : openSync(file, flag, mode);
  writeSync(fd, toBytes(data, encoding));
  if (fd !== file) closeSync(fd);
}
function appendFileSync(file, data, options) {
  writeFileSync(file, data, { flag: 'a', ...optionsOf(options, {}) });
}
function truncateSync(file, length = 0) {
  const { name } = look(given(file), 'open');
  resize(name, length);
}

// Facts
const statBy = (syscall) => (file, options) => {
  const text = given(file);
  const asLink = syscall === 'lstat';
  if (options?.throwIfNoEntry === false && binding.diskStat(absolute(text), asLink) === null) return undefined;
  const Class = options?.bigint ? BigIntStats : Stats;
  return new Class(look(text, syscall, asLink).facts);
};
const statSync = Object.defineProperty(statBy('stat'), 'name', { value: 'statSync' });
const lstatSync = Object.defineProperty(statBy('lstat'), 'name', { value: 'lstatSync' });
function existsSync(file) {
  try {
    return binding.diskStat(absolute(given(file))) !== null;
  } catch {
    return false;
  }
}
function accessSync(file) {
  look(given(file), 'access');
}
function realpathSync(file) {
  return binding.diskRealPath(look(given(file), 'lstat').name);
}

// Directories
function readdirSync(file, options) {
  const { withFileTypes, recursive, encoding } = optionsOf(options, {});
  const text = given(file);
  const { name, facts } = look(text, 'scandir');
  if (facts.isFile) throw failure('ENOTDIR', 'scandir', text);
  const found = [];
  const visit = (directory, prefix, shown) => {
    const below = [];
    for (const entry of binding.diskList(directory)) {
      const facts = binding.diskStat(`${directory === '/' ? '' : directory}/${entry}`, true);
      found.push(
        withFileTypes
          ? new Dirent(entry, shown, facts)
          : encoding === 'buffer'
            ? Buffer.from(prefix + entry)
            : prefix + entry,
      );
      if (recursive && !facts.isFile && !facts.isLink) below.push(entry);
    }
    for (const entry of below) visit(`${directory}/${entry}`, `${prefix}${entry}/`, path.join(shown, entry));
  };
  visit(name, '', text);
  return found;
}
function mkdirSync(file, options) {
  const text = given(file);
  const recursive = typeof options === 'object' && options?.recursive;
  const mode = (typeof options === 'object' ? options?.mode : options) ?? 0o777;
  const name = absolute(text);
  const facts = binding.diskStat(name);
  if (!recursive) {
    if (facts !== null) throw failure('EEXIST', 'mkdir', text);
    binding.diskMakeDirectory(place(text, 'mkdir'), mode & ~0o022);
    return undefined;
  }
  if (facts?.isFile) throw failure('EEXIST', 'mkdir', text);
  const missing = [];
  for (let up = name; binding.diskStat(up) === null; up = path.dirname(up)) missing.unshift(up);
  for (const directory of missing) binding.diskMakeDirectory(place(directory, 'mkdir'), mode & ~0o022);
  return missing[0];
}
function mkdtempSync(prefix) {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  let name = given(prefix, 'prefix');
  for (let i = 0; i < 6; i++) name += letters[Math.floor(binding.random() * letters.length)];
  const made = place(`${given(prefix, 'prefix')}XXXXXX`, 'mkdtemp', name);
  binding.diskMakeDirectory(made, 0o700);
  return name;
}
function rmdirSync(file) {
  const text = given(file);
  const { name, facts } = look(text, 'rmdir');
  if (facts.isFile) throw failure('ENOTDIR', 'rmdir', text);
  if (binding.diskList(name).length > 0) throw failure('ENOTEMPTY', 'rmdir', text);
  binding.diskRemove(name);
}
function unlinkSync(file) {
  const text = given(file);
  const { name, facts } = look(text, 'unlink', true);
  if (!facts.isFile && !facts.isLink) throw failure('EISDIR', 'unlink', text);
  binding.diskRemove(name);
}
function removeTree(name) {
  const facts = binding.diskStat(name, true);
  if (!facts.isFile && !facts.isLink) for (const entry of binding.diskList(name)) removeTree(`${name}/${entry}`);
  binding.diskRemove(name);
}
function rmSync(file, options) {
  const text = given(file);
  if (options?.force && binding.diskStat(absolute(text), true) === null) return;
  const { name, facts } = look(text, 'lstat', true);
  if (!facts.isFile && !facts.isLink && !options?.recursive) {
    const error = coded(Error, 'ERR_FS_EISDIR', `Path is a directory: rm returned EISDIR (is a directory) ${text}`);
    error.name = 'SystemError';
    Object.assign(error, {
      code: 'ERR_FS_EISDIR',
      info: { code: 'EISDIR', message: 'is a directory', path: text, syscall: 'rm', errno: 21 },
      errno: 21,
      syscall: 'rm',
      path: text,
    });
    throw error;
  }
  removeTree(name);
}
function copyTree(from, to) {
  const facts = binding.diskStat(from, true);
  if (facts.isLink) {
    if (binding.diskStat(to, true) !== null) binding.diskRemove(to);
    binding.diskMakeLink(to, binding.diskReadLink(from));
  } else if (facts.isFile) store(to, contentOf(from), facts.mode);
  else {
    if (binding.diskStat(to) === null) binding.diskMakeDirectory(to, facts.mode);
    for (const entry of binding.diskList(from)) copyTree(`${from}/${entry}`, `${to}/${entry}`);
  }
}
function renameSync(from, to) {
  const [old, text] = [given(from, 'oldPath'), given(to, 'newPath')];
  const name = absolute(old);
  const facts = binding.diskStat(name, true);
  if (facts === null) throw failure('ENOENT', 'rename', old, text);
  const target = place(old, 'rename', text);
  if (target === name) return;
  const there = binding.diskStat(target, true);
  if (there !== null) {
    // A folder that the file itself is in.
    if (name.startsWith(`${target}/`)) throw failure('ENOTEMPTY', 'rename', old, text);
    const isDirectory = !facts.isFile && !facts.isLink;
    if (isDirectory && there.isFile) throw failure('ENOTDIR', 'rename', old, text);
    if (!isDirectory && !there.isFile && !there.isLink) throw failure('EISDIR', 'rename', old, text);
    if (isDirectory && binding.diskList(target).length > 0) throw failure('ENOTEMPTY', 'rename', old, text);
  }
  copyTree(name, target);
  removeTree(name);
}
function copyFileSync(from, to, mode = 0) {
  const [old, text] = [given(from, 'src'), given(to, 'dest')];
  const facts = binding.diskStat(absolute(old));
  if (facts === null) throw failure('ENOENT', 'copyfile', old, text);
  const target = place(old, 'copyfile', text);
  if (mode & constants.COPYFILE_EXCL && binding.diskStat(target) !== null)
    throw failure('EEXIST', 'copyfile', old, text);
  store(target, contentOf(absolute(old)), facts.mode);
}
function cpSync(from, to, options) {
  const [old, text] = [given(from, 'src'), given(to, 'dest')];
  const { name, facts } = look(old, 'lstat');
  if (!facts.isFile && !options?.recursive) {
    const error = coded(
      Error,
      'ERR_FS_EISDIR',
      `Recursive option not enabled, cannot copy a directory: cp returned EISDIR (${old} is a directory (not copied)) ${old}`,
    );
    throw error;
  }
  mkdirSync(path.dirname(absolute(text)), { recursive: true });
  copyTree(name, absolute(text));
}
function modeOf(mode) {
  if (typeof mode === 'string') {
    if (!/^[0-7]+$/.test(mode))
      throw invalidArgValue('mode', mode, 'must be a 32-bit unsigned integer or an octal string');
    return Number.parseInt(mode, 8);
  }
  if (typeof mode !== 'number') throw invalidArgType('mode', 'number', mode);
  return mode;
}
/** Milliseconds of what is given in seconds, or as a date. */
function timeOf(time, name) {
  if (time instanceof Date) return time.getTime();
  if (typeof time === 'string' && +time === Number(time)) time = +time;
  if (typeof time !== 'number' || !Number.isFinite(time)) throw invalidArgType(name, ['Date', 'Time in seconds'], time);
  return time * 1000;
}
function chmodSync(file, mode) {
  const bits = modeOf(mode);
  binding.diskSetMode(look(given(file), 'chmod').name, bits);
}
function chownSync(file) {
  look(given(file), 'chown');
}
function lchownSync(file) {
  look(given(file), 'lchown', true);
}
function utimesSync(file, accessed, modified) {
  const times = [timeOf(accessed, 'atime'), timeOf(modified, 'mtime')];
  binding.diskSetTimes(look(given(file), 'utime').name, ...times);
}
function lutimesSync(file, accessed, modified) {
  const times = [timeOf(accessed, 'atime'), timeOf(modified, 'mtime')];
  binding.diskSetTimes(look(given(file), 'lutime', true).name, ...times);
}
function symlinkSync(target, file) {
  const [to, text] = [given(target, 'target'), given(file)];
  const name = place(to, 'symlink', text);
  if (binding.diskStat(name, true) !== null) throw failure('EEXIST', 'symlink', to, text);
  binding.diskMakeLink(name, to);
}
function readlinkSync(file) {
  const text = given(file);
  const { name, facts } = look(text, 'readlink', true);
  if (!facts.isLink) throw failure('EINVAL', 'readlink', text);
  return binding.diskReadLink(name);
}
function linkSync(file, other) {
  const [old, text] = [given(file, 'existingPath'), given(other, 'newPath')];
  const facts = binding.diskStat(absolute(old));
  if (facts === null) throw failure('ENOENT', 'link', old, text);
  if (!facts.isFile) throw failure('EPERM', 'link', old, text);
  const name = place(old, 'link', text);
  if (binding.diskStat(name, true) !== null) throw failure('EEXIST', 'link', old, text);
  binding.diskLink(absolute(old), name);
}

const operations = {
  access: accessSync,
  appendFile: appendFileSync,
  chmod: chmodSync,
  chown: chownSync,
  lchown: lchownSync,
  link: linkSync,
  lutimes: lutimesSync,
  readlink: readlinkSync,
  symlink: symlinkSync,
  copyFile: copyFileSync,
  cp: cpSync,
  lstat: lstatSync,
  mkdir: mkdirSync,
  mkdtemp: mkdtempSync,
  readFile: readFileSync,
  readdir: readdirSync,
  realpath: realpathSync,
  rename: renameSync,
  rm: rmSync,
  rmdir: rmdirSync,
  stat: statSync,
  truncate: truncateSync,
  unlink: unlinkSync,
  utimes: utimesSync,
  writeFile: writeFileSync,
};
const byDescriptor = {
  close: closeSync,
  fchmod: fchmodSync,
  fchown: fchownSync,
  fdatasync: fdatasyncSync,
  fstat: fstatSync,
  fsync: fsyncSync,
  ftruncate: ftruncateSync,
  futimes: futimesSync,
  open: openSync,
};
/** How often an operation goes to the system. */
const TRIPS = { appendFile: 3, cp: 4, readFile: 4, rm: 2, writeFile: 3 };

function requireCallback(callback) {
  if (typeof callback !== 'function') throw invalidArgType('cb', 'function', callback);
  return callback;
}
/** Errors of the system carry no stack from where nothing ran. */
function withoutStack(error) {
  if (error?.syscall !== undefined)
    Object.defineProperty(error, 'stack', {
      value: `${error.name}: ${error.message}`,
      writable: true,
      configurable: true,
    });
  return error;
}
/** The callback form: the work is done when the operation completes, in the poll phase. */
function later(
  name,
  sync,
  answer = (callback, result) => (result === undefined ? callback(null) : callback(null, result)),
) {
  return {
    [name](...args) {
      const callback = requireCallback(args.length > 1 ? args.pop() : undefined);
      if (args.length > 0 && typeof args[0] !== 'number') given(args[0]);
      const turns = TRIPS[name] ?? 1;
      binding.complete(
        `fs.${name}`,
        callback,
        () => {
          let result;
          try {
            result = sync(...args);
          } catch (error) {
            callback(withoutStack(error));
            return;
          }
          answer(callback, result, args);
        },
        turns,
      );
    },
  }[name];
}

const fs = { constants, Stats, Dirent, existsSync };
for (const name of ['F_OK', 'R_OK', 'W_OK', 'X_OK'])
  Object.defineProperty(fs, name, { value: constants[name], enumerable: true });
for (const [name, sync] of Object.entries({ ...operations, ...byDescriptor })) {
  fs[`${name}Sync`] = sync;
  fs[name] = later(name, sync);
}
fs.readSync = readSync;
fs.writeSync = writeSync;
fs.read = later('read', readSync, (callback, count, args) => callback(null, count, args[1]));
fs.write = later('write', writeSync, (callback, count, args) => callback(null, count, args[1]));
fs.readvSync = readvSync;
fs.writevSync = writevSync;
fs.readv = later('readv', readvSync, (callback, count, args) => callback(null, count, args[1]));
fs.writev = later('writev', writevSync, (callback, count, args) => callback(null, count, args[1]));
fs.openAsBlob = async (file, options) => new Blob([readFileSync(file)], options);
fs.realpathSync.native = realpathSync;
fs.realpath.native = fs.realpath;
fs.exists = function exists(file, callback) {
  requireCallback(callback);
  binding.complete('fs.exists', callback, () => callback(existsSync(file)));
};
Object.defineProperty(fs.exists, require('util').promisify.custom, {
  value: (file) => new Promise((resolve) => fs.exists(file, resolve)),
});
const lazily = (name, library, property) =>
  Object.defineProperty(fs, name, {
    configurable: true,
    enumerable: true,
    get: () => (property === undefined ? require(library) : require(library)[property]),
  });
lazily('promises', 'internal/fs-promises');
for (const name of ['ReadStream', 'WriteStream', 'createReadStream', 'createWriteStream'])
  lazily(name, 'internal/fs-streams', name);
for (const name of ['Dir', 'opendirSync']) lazily(name, 'internal/fs-promises', name);
lazily('opendir', 'internal/fs-promises', 'opendirWithCallback');
lazily('FileReadStream', 'internal/fs-streams', 'ReadStream');
lazily('FileWriteStream', 'internal/fs-streams', 'WriteStream');
Object.defineProperty(fs, 'internal', { value: { operations, withoutStack, TRIPS } });
module.exports = fs;
