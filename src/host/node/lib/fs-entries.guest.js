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
  ELOOP: 'too many symbolic links encountered',
  ENOTEMPTY: 'directory not empty',
  EPERM: 'operation not permitted',
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
const LINK = 0o120000;
const typeOf = ({ isFile, isLink }) => (isLink ? LINK : isFile ? FILE : DIRECTORY);

class Stats {
  constructor({ isFile, isLink, size, mode, links, number, accessed, modified, changed, born }) {
    this.dev = 2049;
    this.mode = mode | typeOf({ isFile, isLink });
    this.nlink = links;
    this.uid = 1000;
    this.gid = 1000;
    this.rdev = 0;
    this.blksize = 4096;
    this.ino = number;
    this.size = size;
    this.blocks = Math.ceil(size / 4096) * 8;
    const values = [accessed, modified, changed, born];
    TIMES.forEach((time, i) => {
      this[`${time}Ms`] = values[i];
    });
    TIMES.forEach((time, i) => {
      this[time] = new Date(values[i]);
    });
  }
}
class BigIntStats {
  constructor(facts) {
    const stats = new Stats(facts);
    for (const [name, value] of Object.entries(stats))
      if (typeof value === 'number') this[name] = BigInt(Math.floor(value));
    for (const time of TIMES) this[`${time}Ns`] = BigInt(Math.round(stats[`${time}Ms`] * 1e6));
    for (const time of TIMES) this[time] = stats[time];
  }
}
const TYPE = Symbol('type');
class Dirent {
  constructor(name, parent, { isFile, isLink }) {
    this.name = name;
    this.parentPath = parent;
    this.path = parent;
    this[TYPE] = isLink ? 3 : isFile ? 1 : 2;
  }
}
const MODES = [0, FILE, DIRECTORY, LINK];
const KINDS = {
  isDirectory: DIRECTORY,
  isFile: FILE,
  isBlockDevice: 0o060000,
  isCharacterDevice: 0o020000,
  isSymbolicLink: LINK,
  isFIFO: 0o010000,
  isSocket: 0o140000,
};
for (const Class of [Stats, BigIntStats, Dirent])
  for (const [name, kind] of Object.entries(KINDS)) {
    const { [name]: test } = {
      [name]() {
        const mode = Class === Dirent ? MODES[this[TYPE]] : Number(this.mode);
        return (mode & 0o170000) === kind;
      },
    };
    Object.defineProperty(Class.prototype, name, { value: test, writable: true, configurable: true });
  }

module.exports = { failure, given, absolute, optionsOf, Stats, BigIntStats, Dirent };
