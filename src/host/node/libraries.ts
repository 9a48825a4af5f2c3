import assert from './lib/assert.guest.js';
import events from './lib/events.guest.js';
import fs from './lib/fs.guest.js';
import path from './lib/path.guest.js';
import process from './lib/process.guest.js';
import timersPromises from './lib/timers-promises.guest.js';
import util from './lib/util.guest.js';

/** Libraries of a line or two. */
const SMALL: Readonly<Record<string, string>> = {
  timers:
    'module.exports = { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate }; Object.defineProperty(module.exports, "promises", { get() { return require("timers/promises"); }, enumerable: true });',
  'fs/promises': 'module.exports = require("fs").promises;',
  'path/posix': 'module.exports = require("path");',
  'assert/strict': 'module.exports = require("assert").strict;',
  'util/types': 'module.exports = require("util").types;',
  perf_hooks: 'module.exports = { performance };',
  console: 'module.exports = console;',
  url: 'module.exports = { URL, URLSearchParams, fileURLToPath: (u) => decodeURIComponent(new URL(u).pathname), pathToFileURL: (p) => new URL(`file://${encodeURI(p)}`) };',
  os: "module.exports = { EOL: '\\n', platform: () => 'linux', type: () => 'Linux', arch: () => 'x64', cpus: () => [], totalmem: () => 8589934592, freemem: () => 4294967296, homedir: () => '/home/user', tmpdir: () => '/tmp', hostname: () => 'localhost', release: () => '6.1.0', availableParallelism: () => 2, endianness: () => 'LE' };",
};

/** Node's built-in modules as guest code, by name without `node:`; those under `internal/` can't be required by programs. */
export const LIBRARIES: Readonly<Record<string, string>> = {
  ...SMALL,
  assert,
  events,
  fs,
  path,
  process,
  'timers/promises': timersPromises,
  util,
};
