// fs.promises, file handles and directory iteration.
const EventEmitter = require('events');
const fs = require('fs');
const { given } = require('internal/fs-entries');
const { AbortError, coded, invalidArgType } = require('internal/errors');
const { operations, withoutStack, TRIPS } = fs.internal;

/** A promise for what is done when the operation completes, in the poll phase. */
function promised(api, work) {
  return new Promise((resolve, reject) => {
    binding.complete(
      `fs.promises.${api}`,
      undefined,
      () => {
        try {
          resolve(work());
        } catch (error) {
          reject(withoutStack(error));
        }
      },
      TRIPS[api] ?? 1,
    );
  });
}

class FileHandle extends EventEmitter {
  #fd;
  constructor(fd) {
    super();
    this.#fd = fd;
  }
  get fd() {
    return this.#fd;
  }
  #does(name, work) {
    if (this.#fd < 0) return Promise.reject(Object.assign(coded(Error, 'EBADF', 'file closed'), { syscall: name }));
    return promised(name, work);
  }
  read(buffer, offset, length, position) {
    if (buffer !== null && typeof buffer === 'object' && !ArrayBuffer.isView(buffer))
      ({ buffer = Buffer.alloc(16384), offset, length, position } = buffer);
    buffer ??= Buffer.alloc(16384);
    return this.#does('read', () => ({
      __proto__: null,
      bytesRead: fs.readSync(this.#fd, buffer, offset, length, position),
      buffer,
    }));
  }
  write(buffer, offset, length, position) {
    return this.#does('write', () => ({
      __proto__: null,
      bytesWritten: fs.writeSync(this.#fd, buffer, offset, length, position),
      buffer,
    }));
  }
  readFile(options) {
    return this.#does('readFile', () => fs.readFileSync(this.#fd, options));
  }
  writeFile(data, options) {
    return this.#does('writeFile', () => fs.writeFileSync(this.#fd, data, options));
  }
  appendFile(data, options) {
    return this.writeFile(data, options);
  }
  readv(buffers, position) {
    return this.#does('readv', () => ({ bytesRead: fs.readvSync(this.#fd, buffers, position), buffers }));
  }
  writev(buffers, position) {
    return this.#does('writev', () => ({ bytesWritten: fs.writevSync(this.#fd, buffers, position), buffers }));
  }
  chmod(mode) {
    return this.#does('chmod', () => fs.fchmodSync(this.#fd, mode));
  }
  utimes(accessed, modified) {
    return this.#does('utimes', () => fs.futimesSync(this.#fd, accessed, modified));
  }
  stat(options) {
    return this.#does('stat', () => fs.fstatSync(this.#fd, options));
  }
  truncate(length) {
    return this.#does('truncate', () => fs.ftruncateSync(this.#fd, length));
  }
  sync() {
    return this.#does('sync', () => undefined);
  }
  datasync() {
    return this.#does('datasync', () => undefined);
  }
  createReadStream(options) {
    return fs.createReadStream('', { ...options, fd: this });
  }
  createWriteStream(options) {
    return fs.createWriteStream('', { ...options, fd: this });
  }
  readLines(options) {
    return require('readline').createInterface({ input: this.createReadStream(options), crlfDelay: Infinity });
  }
  async close() {
    if (this.#fd < 0) return;
    const fd = this.#fd;
    this.#fd = -1;
    await promised('close', () => fs.closeSync(fd));
    this.emit('close');
  }
  [Symbol.asyncDispose]() {
    return this.close();
  }
}

class Dir {
  #path;
  #entries;
  #closed = false;
  constructor(name, entries) {
    this.#path = name;
    this.#entries = entries;
  }
  get path() {
    return this.#path;
  }
  readSync() {
    if (this.#closed) throw coded(Error, 'ERR_DIR_CLOSED', 'Directory handle was closed');
    return this.#entries.shift() ?? null;
  }
  read(callback) {
    const promise = promised('Dir.read', () => this.readSync());
    if (callback === undefined) return promise;
    promise.then(
      (entry) => process.nextTick(callback, null, entry),
      (error) => process.nextTick(callback, error),
    );
  }
  closeSync() {
    if (this.#closed) throw coded(Error, 'ERR_DIR_CLOSED', 'Directory handle was closed');
    this.#closed = true;
  }
  close(callback) {
    const promise = promised('Dir.close', () => this.closeSync());
    if (callback === undefined) return promise;
    promise.then(
      () => process.nextTick(callback, null),
      (error) => process.nextTick(callback, error),
    );
  }
  async *entries() {
    try {
      for (let entry = await this.read(); entry !== null; entry = await this.read()) yield entry;
    } finally {
      await this.close();
    }
  }
}
Object.defineProperty(Dir.prototype, Symbol.asyncIterator, {
  value: Dir.prototype.entries,
  writable: true,
  configurable: true,
});
function opendirSync(file, options) {
  const text = given(file);
  try {
    return new Dir(text, fs.readdirSync(text, { recursive: options?.recursive, withFileTypes: true }));
  } catch (error) {
    if (error.syscall === 'scandir') {
      error.syscall = 'opendir';
      error.message = error.message.replace('scandir', 'opendir');
    }
    throw error;
  }
}
function opendirWithCallback(file, options, callback = options) {
  if (typeof callback !== 'function') throw invalidArgType('callback', 'function', callback);
  promised('opendir', () => opendirSync(file, typeof options === 'function' ? undefined : options)).then(
    (dir) => process.nextTick(callback, null, dir),
    (error) => process.nextTick(callback, error),
  );
}

const promises = { constants: fs.constants };
for (const [name, sync] of Object.entries(operations))
  promises[name] = { [name]: (...args) => promised(name, () => sync(...args)) }[name];
for (const [name, sync] of [
  ['readFile', fs.readFileSync],
  ['writeFile', fs.writeFileSync],
  ['appendFile', fs.appendFileSync],
])
  promises[name] = {
    [name](file, ...args) {
      const target = file instanceof FileHandle ? file.fd : file;
      const options = args[name === 'readFile' ? 0 : 1];
      const signal = options === null || typeof options !== 'object' ? undefined : options.signal;
      if (signal === undefined) return promised(name, () => sync(target, ...args));
      if (signal === null || typeof signal !== 'object' || !('aborted' in signal))
        throw invalidArgType('options.signal', 'AbortSignal', signal);
      // Looked at before the work begins and again between its parts.
      const check = () => {
        if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
      };
      return (async () => {
        check();
        return promised(name, () => {
          check();
          return sync(target, ...args);
        });
      })();
    },
  }[name];
promises.open = function open(file, flags, mode) {
  return promised('open', () => new FileHandle(fs.openSync(file, flags, mode)));
};
promises.opendir = function opendir(file, options) {
  return promised('opendir', () => opendirSync(file, options));
};
Object.defineProperties(promises, {
  FileHandle: { value: FileHandle },
  Dir: { value: Dir },
  opendirSync: { value: opendirSync },
  opendirWithCallback: { value: opendirWithCallback },
});
module.exports = promises;
