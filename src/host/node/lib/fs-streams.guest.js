// Streams over files.
const { Readable, Writable } = require('stream');
const fs = require('fs');
const { given } = require('internal/fs-entries');

function opened(stream, flags, mode, callback) {
  if (stream.fd !== null) {
    callback();
    return;
  }
  fs.open(stream.path, flags, mode, (error, fd) => {
    if (error) {
      callback(error);
      return;
    }
    stream.fd = fd;
    callback();
    stream.emit('open', fd);
    stream.emit('ready');
  });
}
function closed(stream, error, callback) {
  if (stream.fd === null || !stream.autoClose) {
    callback(error);
    return;
  }
  const { fd } = stream;
  stream.fd = null;
  fs.close(fd, (failure) => callback(failure || error));
}
function prepare(stream, file, options) {
  const fd = options.fd ?? null;
  stream.fd = fd !== null && typeof fd === 'object' ? fd.fd : fd;
  stream.path = stream.fd === null ? given(file) : file;
  stream.start = options.start;
  stream.pos = options.start;
  stream.autoClose = options.autoClose ?? true;
}
const optionsOf = (options) => (typeof options === 'string' ? { encoding: options } : (options ?? {}));

class ReadStream extends Readable {
  constructor(file, given) {
    const options = optionsOf(given);
    super({
      highWaterMark: options.highWaterMark ?? 65536,
      encoding: options.encoding ?? undefined,
      emitClose: options.emitClose ?? true,
      signal: options.signal,
      autoDestroy: options.autoClose ?? true,
      construct(callback) {
        opened(this, this.flags, this.mode, callback);
      },
    });
    prepare(this, file, options);
    this.flags = options.flags ?? 'r';
    this.mode = options.mode ?? 0o666;
    this.end = options.end ?? Infinity;
    this.bytesRead = 0;
  }
  _read(size) {
    const wanted = Math.min(size, this.end === Infinity ? size : this.end - (this.pos ?? this.bytesRead) + 1);
    if (wanted <= 0) {
      this.push(null);
      return;
    }
    const buffer = Buffer.alloc(wanted);
    fs.read(this.fd, buffer, 0, wanted, this.pos ?? null, (error, count) => {
      if (error) {
        this.destroy(error);
        return;
      }
      if (count > 0) {
        if (this.pos !== undefined) this.pos += count;
        this.bytesRead += count;
        this.push(buffer.subarray(0, count));
      } else this.push(null);
    });
  }
  _destroy(error, callback) {
    closed(this, error, callback);
  }
  get pending() {
    return this.fd === null;
  }
  close(callback) {
    if (callback) this.once('close', callback);
    this.destroy();
  }
}

class WriteStream extends Writable {
  constructor(file, given) {
    const options = optionsOf(given);
    super({
      highWaterMark: options.highWaterMark ?? 16384,
      decodeStrings: true,
      defaultEncoding: options.encoding ?? 'utf8',
      emitClose: options.emitClose ?? true,
      signal: options.signal,
      autoDestroy: options.autoClose ?? true,
      construct(callback) {
        opened(this, this.flags, this.mode, callback);
      },
    });
    prepare(this, file, options);
    this.flags = options.flags ?? 'w';
    this.mode = options.mode ?? 0o666;
    this.bytesWritten = 0;
  }
  _write(chunk, _encoding, callback) {
    fs.write(this.fd, chunk, 0, chunk.length, this.pos ?? null, (error, count) => {
      if (error) {
        callback(error);
        return;
      }
      this.bytesWritten += count;
      if (this.pos !== undefined) this.pos += count;
      callback();
    });
  }
  _destroy(error, callback) {
    closed(this, error, callback);
  }
  get pending() {
    return this.fd === null;
  }
  close(callback) {
    if (callback) this.once('close', callback);
    this.end();
  }
}

module.exports = {
  ReadStream,
  WriteStream,
  createReadStream: (file, options) => new ReadStream(file, options),
  createWriteStream: (file, options) => new WriteStream(file, options),
};
