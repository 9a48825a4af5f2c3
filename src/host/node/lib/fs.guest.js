// fs, reading only: nothing a traced program does reaches the disk.
const path = require('path');

function failure(code, call, file) {
  const texts = {
    ENOENT: [-2, 'no such file or directory'],
    EISDIR: [-21, 'illegal operation on a directory'],
    ENOTDIR: [-20, 'not a directory'],
    EACCES: [-13, 'permission denied'],
    EROFS: [-30, 'read-only file system'],
  };
  const [errno, text] = texts[code];
  const error = new Error(`${code}: ${text}, ${call}${file === undefined ? '' : ` '${file}'`}`);
  error.errno = errno;
  error.code = code;
  error.syscall = call;
  if (file !== undefined) error.path = file;
  return error;
}
function nameOf(file) {
  if (file !== null && typeof file === 'object' && file.href !== undefined) return decodeURIComponent(file.pathname);
  if (typeof file !== 'string') {
    const error = new TypeError(
      `The "path" argument must be of type string or an instance of Buffer or URL.${binding.received(file)}`,
    );
    error.code = 'ERR_INVALID_ARG_TYPE';
    throw error;
  }
  return path.resolve(file);
}
const encodingOf = (options) => (typeof options === 'string' ? options : options?.encoding);

function readFileSync(file, options) {
  const name = nameOf(file);
  const kind = binding.stat(name);
  if (kind === null) throw failure('ENOENT', 'open', file);
  if (kind === 'directory') throw failure('EISDIR', 'read');
  const encoding = encodingOf(options);
  if (encoding) return binding.readText(name);
  return new Uint8Array(binding.readBytes(name));
}
class Stats {
  constructor(kind, size) {
    this.kind = kind;
    this.size = size;
    this.mtimeMs = 1735689600000;
  }
  isFile() {
    return this.kind === 'file';
  }
  isDirectory() {
    return this.kind === 'directory';
  }
  isSymbolicLink() {
    return false;
  }
  get mtime() {
    return new Date(this.mtimeMs);
  }
}
function statSync(file, options) {
  const name = nameOf(file);
  const kind = binding.stat(name);
  if (kind === null) {
    if (options?.throwIfNoEntry === false) return undefined;
    throw failure('ENOENT', 'stat', file);
  }
  return new Stats(kind, kind === 'file' ? binding.readBytes(name).length : 4096);
}
function readdirSync(file) {
  const names = binding.list(nameOf(file));
  if (names === null) throw failure(binding.stat(nameOf(file)) === null ? 'ENOENT' : 'ENOTDIR', 'scandir', file);
  return names;
}
function accessSync(file) {
  if (binding.stat(nameOf(file)) === null) throw failure('ENOENT', 'access', file);
}
function refuse(name) {
  return function () {
    binding.notModelled(`fs.${name}: a traced program cannot write files`);
    throw failure('EROFS', name.replace(/Sync$/, ''), typeof arguments[0] === 'string' ? arguments[0] : undefined);
  };
}

/** The callback form: the work is done when the operation completes, in the poll phase. */
function later(name, sync) {
  return {
    [name](...args) {
      const callback = args.pop();
      if (typeof callback !== 'function') {
        const error = new TypeError(`The "cb" argument must be of type function.${binding.received(callback)}`);
        error.code = 'ERR_INVALID_ARG_TYPE';
        throw error;
      }
      binding.complete(`fs.${name}`, callback, () => {
        let result;
        try {
          result = sync(...args);
        } catch (error) {
          callback(error);
          return;
        }
        if (result === undefined) callback(null);
        else callback(null, result);
      });
    },
  }[name];
}
function promised(name, sync) {
  return {
    [name](...args) {
      return new Promise((resolve, reject) => {
        binding.complete(`fs.promises.${name}`, undefined, () => {
          try {
            resolve(sync(...args));
          } catch (error) {
            reject(error);
          }
        });
      });
    },
  }[name];
}
const reading = {
  readFile: readFileSync,
  stat: statSync,
  lstat: statSync,
  readdir: readdirSync,
  access: accessSync,
  realpath: nameOf,
};
const writing = ['writeFile', 'appendFile', 'mkdir', 'rm', 'unlink', 'rename', 'copyFile', 'rmdir', 'mkdtemp'];
const fs = {
  constants: { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 },
  Stats,
  existsSync(file) {
    try {
      return binding.stat(nameOf(file)) !== null;
    } catch {
      return false;
    }
  },
  promises: {},
};
for (const [name, sync] of Object.entries(reading)) {
  fs[`${name}Sync`] = sync;
  fs[name] = later(name, sync);
  fs.promises[name] = promised(name, sync);
}
for (const name of writing) {
  const sync = refuse(`${name}Sync`);
  fs[`${name}Sync`] = sync;
  fs[name] = later(name, sync);
  fs.promises[name] = promised(name, sync);
}
module.exports = fs;
