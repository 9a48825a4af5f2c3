// What fs tells of files: errors, facts, entries of directories.
const path = require('path');
const { coded, invalidArgType } = require('internal/errors');
const { os } = require('internal/constants');

const TEXTS = {
  EBADF: 'bad file descriptor',
  EEXIST: 'file already exists',
  EINVAL: 'invalid argument',
  EISDIR: 'illegal operation on a directory',
  ENOENT: 'no such file or directory',
  ENOTDIR: 'not a directory',
  ENOTEMPTY: 'directory not empty',
};

/** The error of a system call. */
function failure(code, syscall, file, dest) {
  const places = `${file === undefined ? '' : ` '${file}'`}${dest === undefined ? '' : ` -> '${dest}'`}`;
  const error = new Error(`${code}: ${TEXTS[code]}, ${syscall}${places}`);
  error.errno = -os.errno[code];
  error.code = code;
  error.syscall = syscall;
  if (file !== undefined) error.path = file;
  if (dest !== undefined) error.dest = dest;
  return error;
}

/** A path as it was given, as text. */
function given(file, name = 'path') {
  if (typeof file === 'string') {
    if (file.includes('\u0000'))
      throw coded(
        TypeError,
        'ERR_INVALID_ARG_VALUE',
        `The argument '${name}' must be a string, Uint8Array, or URL without null bytes. Received ${binding.inspect(file)}`,
      );
    return file;
  }
  if (file !== null && typeof file === 'object' && typeof file.href === 'string')
    return require('url').fileURLToPath(file);
  if (file instanceof Uint8Array) return Buffer.from(file).toString();
  throw invalidArgType(name, ['string', 'Buffer', 'URL'], file);
}
const absolute = (text) => path.resolve(text);

/** Options that may be an encoding alone. */
function optionsOf(options, defaults) {
  if (options === null || options === undefined || typeof options === 'function') return defaults;
  if (typeof options === 'string') options = { ...defaults, encoding: options };
  else if (typeof options !== 'object') throw invalidArgType('options', ['string', 'Object'], options);
  if (
    options.encoding !== undefined &&
    options.encoding !== null &&
    options.encoding !== 'buffer' &&
    !Buffer.isEncoding(options.encoding)
  )
    throw coded(
      TypeError,
      'ERR_INVALID_ARG_VALUE',
      `The argument 'encoding' is invalid encoding. Received ${binding.inspect(options.encoding)}`,
    );
  return { ...defaults, ...options };
}

const FILE = 0o100000;
const DIRECTORY = 0o040000;
const TIMES = ['atime', 'mtime', 'ctime', 'birthtime'];
const inodes = new Map();
function inodeOf(name) {
  if (!inodes.has(name)) inodes.set(name, 1000 + inodes.size);
  return inodes.get(name);
}

class Stats {
  constructor(name, { isFile, size, mode, modified }) {
    this.dev = 2049;
    this.mode = mode | (isFile ? FILE : DIRECTORY);
    this.nlink = isFile ? 1 : 2;
    this.uid = 1000;
    this.gid = 1000;
    this.rdev = 0;
    this.blksize = 4096;
    this.ino = inodeOf(name);
    this.size = size;
    this.blocks = Math.ceil(size / 4096) * 8;
    for (const time of TIMES) this[`${time}Ms`] = modified;
    for (const time of TIMES) this[time] = new Date(modified);
  }
  isFile() {
    return (this.mode & 0o170000) === FILE;
  }
  isDirectory() {
    return (this.mode & 0o170000) === DIRECTORY;
  }
}
const TYPE = Symbol('type');
class Dirent {
  constructor(name, parent, isFile) {
    this.name = name;
    this.parentPath = parent;
    this.path = parent;
    this[TYPE] = isFile ? 1 : 2;
  }
  isFile() {
    return this[TYPE] === 1;
  }
  isDirectory() {
    return this[TYPE] === 2;
  }
}
for (const Class of [Stats, Dirent])
  for (const name of ['isBlockDevice', 'isCharacterDevice', 'isSymbolicLink', 'isFIFO', 'isSocket'])
    Object.defineProperty(Class.prototype, name, {
      value: { [name]: () => false }[name],
      writable: true,
      configurable: true,
    });

module.exports = { failure, given, absolute, optionsOf, Stats, Dirent };
