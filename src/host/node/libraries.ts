import assert from './lib/assert.guest.js';
import buffer from './lib/buffer.guest.js';
import bufferNumbers from './lib/buffer-numbers.guest.js';
import crypto from './lib/crypto.guest.js';
import encodings from './lib/encodings.guest.js';
import errors from './lib/errors.guest.js';
import events from './lib/events.guest.js';
import fs from './lib/fs.guest.js';
import hashes from './lib/hashes.guest.js';
import moduleLibrary from './lib/module.guest.js';
import path from './lib/path.guest.js';
import process from './lib/process.guest.js';
import stream from './lib/stream.guest.js';
import streamBase from './lib/stream-base.guest.js';
import streamDestroy from './lib/stream-destroy.guest.js';
import streamOperators from './lib/stream-operators.guest.js';
import streamReadable from './lib/stream-readable.guest.js';
import streamWritable from './lib/stream-writable.guest.js';
import stringDecoder from './lib/string-decoder.guest.js';
import timersPromises from './lib/timers-promises.guest.js';
import util from './lib/util.guest.js';
import workerThreads from './lib/worker-threads.guest.js';

/** Libraries of a line or two. */
const SMALL: Readonly<Record<string, string>> = {
  timers:
    'module.exports = { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate }; Object.defineProperty(module.exports, "promises", { get() { return require("timers/promises"); }, enumerable: true });',
  'fs/promises': 'module.exports = require("fs").promises;',
  'path/posix': 'module.exports = require("path");',
  'assert/strict': 'module.exports = require("assert").strict;',
  'util/types': 'module.exports = require("util").types;',
  'stream/promises': 'module.exports = require("stream").promises;',
  sys: 'module.exports = require("util");',
  perf_hooks: 'module.exports = { performance };',
  console: 'module.exports = console;',
  url: 'module.exports = { URL, URLSearchParams, fileURLToPath: (u) => decodeURIComponent(new URL(u).pathname), pathToFileURL: (p) => new URL(`file://${encodeURI(p)}`) };',
  os: "module.exports = { EOL: '\\n', platform: () => 'linux', type: () => 'Linux', arch: () => 'x64', cpus: () => [], totalmem: () => 8589934592, freemem: () => 4294967296, homedir: () => '/home/user', tmpdir: () => '/tmp', hostname: () => 'localhost', release: () => '6.1.0', availableParallelism: () => 2, endianness: () => 'LE' };",
};

/** Node's built-in modules as guest code, by name without `node:`; those under `internal/` can't be required by programs. */
export const LIBRARIES: Readonly<Record<string, string>> = {
  ...SMALL,
  assert,
  buffer,
  crypto,
  events,
  fs,
  'internal/buffer-numbers': bufferNumbers,
  'internal/encodings': encodings,
  'internal/errors': errors,
  'internal/hashes': hashes,
  'internal/stream-base': streamBase,
  'internal/stream-destroy': streamDestroy,
  'internal/stream-operators': streamOperators,
  'internal/stream-readable': streamReadable,
  'internal/stream-writable': streamWritable,
  module: moduleLibrary,
  path,
  process,
  stream,
  string_decoder: stringDecoder,
  'timers/promises': timersPromises,
  util,
  worker_threads: workerThreads,
};
