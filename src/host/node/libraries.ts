import hashes from '../web/hashes.guest.js';
import assert from './lib/assert.guest.js';
import assertionError from './lib/assertion-error.guest.js';
import asyncHooks from './lib/async-hooks.guest.js';
import blob from './lib/blob.guest.js';
import buffer from './lib/buffer.guest.js';
import bufferNumbers from './lib/buffer-numbers.guest.js';
import comparisons from './lib/comparisons.guest.js';
import compressionStreams from './lib/compression-streams.guest.js';
import constants from './lib/constants.guest.js';
import crypto from './lib/crypto.guest.js';
import diagnosticsChannel from './lib/diagnostics-channel.guest.js';
import duplexFrom from './lib/duplex-from.guest.js';
import encodings from './lib/encodings.guest.js';
import errors from './lib/errors.guest.js';
import events from './lib/events.guest.js';
import fetch from './lib/fetch.guest.js';
import fetchHttp from './lib/fetch-http.guest.js';
import formData from './lib/form-data.guest.js';
import fs from './lib/fs.guest.js';
import fsEntries from './lib/fs-entries.guest.js';
import fsPromises from './lib/fs-promises.guest.js';
import fsStreams from './lib/fs-streams.guest.js';
import headers from './lib/headers.guest.js';
import http from './lib/http.guest.js';
import httpMessages from './lib/http-messages.guest.js';
import keccak from './lib/keccak.guest.js';
import mime from './lib/mime.guest.js';
import moduleLibrary from './lib/module.guest.js';
import net from './lib/net.guest.js';
import network from './lib/network.guest.js';
import os from './lib/os.guest.js';
import parseArgs from './lib/parse-args.guest.js';
import path from './lib/path.guest.js';
import pathWin32 from './lib/path-win32.guest.js';
import perfHooks from './lib/perf-hooks.guest.js';
import process from './lib/process.guest.js';
import readline from './lib/readline.guest.js';
import stream from './lib/stream.guest.js';
import streamBase from './lib/stream-base.guest.js';
import streamDestroy from './lib/stream-destroy.guest.js';
import streamOperators from './lib/stream-operators.guest.js';
import streamReadable from './lib/stream-readable.guest.js';
import streamWeb from './lib/stream-web.guest.js';
import streamWritable from './lib/stream-writable.guest.js';
import stringDecoder from './lib/string-decoder.guest.js';
import testMock from './lib/test-mock.guest.js';
import testRunner from './lib/test-runner.guest.js';
import timersPromises from './lib/timers-promises.guest.js';
import url from './lib/url.guest.js';
import util from './lib/util.guest.js';
import vm from './lib/vm.guest.js';
import webcrypto from './lib/webcrypto.guest.js';
import workerThreads from './lib/worker-threads.guest.js';
import zlib from './lib/zlib.guest.js';

/** Libraries of a line or two. */
const SMALL: Readonly<Record<string, string>> = {
  timers:
    'module.exports = { setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval }; Object.defineProperty(module.exports, "promises", { get() { return require("timers/promises"); }, enumerable: true });',
  querystring:
    "const escape = (s) => encodeURIComponent(s); const unescape = (s) => { try { return decodeURIComponent(s); } catch { return Buffer.from(String(s).replace(/%([0-9a-fA-F]{2})/g, (_all, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString(); } }; const text = (v) => typeof v === 'string' ? v : typeof v === 'number' && isFinite(v) || typeof v === 'bigint' || typeof v === 'boolean' ? String(v) : ''; const stringify = (o, sep, eq, options) => { sep ||= '&'; eq ||= '='; const encode = typeof options?.encodeURIComponent === 'function' ? options.encodeURIComponent : module.exports.escape; return o && typeof o === 'object' ? Object.keys(o).map((k) => Array.isArray(o[k]) ? o[k].map((v) => encode(k) + eq + encode(text(v))).join(sep) : encode(k) + eq + encode(text(o[k]))).filter(Boolean).join(sep) : ''; }; const parse = (s, sep, eq, options) => { sep = sep ? String(sep) : '&'; eq = eq ? String(eq) : '='; const out = Object.create(null); if (typeof s !== 'string' || s === '') return out; const decode = typeof options?.decodeURIComponent === 'function' ? options.decodeURIComponent : unescape; const most = typeof options?.maxKeys === 'number' ? options.maxKeys : 1000; const parts = s.split(sep); for (const part of most > 0 ? parts.slice(0, most) : parts) { if (part === '') continue; const plain = part.replaceAll('+', ' '); const at = plain.indexOf(eq); const k = decode(at < 0 ? plain : plain.slice(0, at)); const v = at < 0 ? '' : decode(plain.slice(at + eq.length)); if (!(k in out)) out[k] = v; else if (Array.isArray(out[k])) out[k].push(v); else out[k] = [out[k], v]; } return out; }; module.exports = { escape, unescape, stringify, encode: stringify, parse, decode: parse };",
  'fs/promises': 'module.exports = require("fs").promises;',
  'path/posix': 'module.exports = require("path");',
  'assert/strict': 'module.exports = require("assert").strict;',
  'readline/promises': 'module.exports = require("readline").promises;',
  'util/types': 'module.exports = require("util").types;',
  'stream/promises': 'module.exports = require("stream").promises;',
  sys: 'module.exports = require("util");',
  constants:
    'const { os, crypto } = require("internal/constants"); module.exports = Object.assign({}, os.dlopen, os.errno, os.priority, os.signals, require("fs").constants, crypto);',
  cluster:
    'const EventEmitter = require("events"); module.exports = Object.assign(new EventEmitter(), { isWorker: false, isMaster: true, isPrimary: true, workers: {}, settings: {}, SCHED_NONE: 1, SCHED_RR: 2, schedulingPolicy: 2 });',
  dns: `module.exports = { ADDRCONFIG: 32, ALL: 16, V4MAPPED: 8 };
    for (const name of 'NODATA FORMERR SERVFAIL NOTFOUND NOTIMP REFUSED BADQUERY BADNAME BADFAMILY BADRESP CONNREFUSED TIMEOUT FILE NOMEM DESTRUCTION BADSTR BADFLAGS NONAME BADHINTS NOTINITIALIZED LOADIPHLPAPI ADDRGETNETWORKPARAMS CANCELLED'.split(' '))
      module.exports[name] = 'E' + name;
    module.exports.EOF = 'EOF';
    Object.defineProperty(module.exports, 'promises', { get() { return require('dns/promises'); }, enumerable: true });`,
  tty: 'module.exports = { isatty: () => false };',
  http2:
    'const { http2: constants } = require("internal/constants"); module.exports = { constants: { ...constants } };',
  v8: 'module.exports = { startupSnapshot: { isBuildingSnapshot: () => false } };',
  'stream/web':
    'module.exports = { ReadableStream, ReadableStreamDefaultReader, ReadableStreamBYOBReader, ReadableStreamBYOBRequest, ReadableByteStreamController, ReadableStreamDefaultController, TransformStream, TransformStreamDefaultController, WritableStream, WritableStreamDefaultController, WritableStreamDefaultWriter, ByteLengthQueuingStrategy, CountQueuingStrategy, TextEncoderStream, TextDecoderStream, CompressionStream, DecompressionStream };',
  'stream/consumers':
    'const all = async (stream) => { const parts = []; for await (const part of stream) parts.push(typeof part === "string" ? Buffer.from(part) : part); return Buffer.concat(parts); }; const text = async (stream) => new TextDecoder().decode(await all(stream)); module.exports = { arrayBuffer: async (stream) => { const { buffer, byteOffset, byteLength } = await all(stream); return buffer.slice(byteOffset, byteOffset + byteLength); }, blob: async (stream) => new Blob([await all(stream)]), buffer: all, text, json: async (stream) => JSON.parse(await text(stream)) };',
  console: 'module.exports = console;',
};

/** Node's built-in modules as guest code, by name without `node:`; those under `internal/` can't be required by programs. */
export const LIBRARIES: Readonly<Record<string, string>> = {
  ...SMALL,
  assert,
  async_hooks: asyncHooks,
  buffer,
  crypto,
  diagnostics_channel: diagnosticsChannel,
  events,
  fs,
  http,
  'internal/assertion-error': assertionError,
  'internal/blob': blob,
  'internal/buffer-numbers': bufferNumbers,
  'internal/comparisons': comparisons,
  'internal/compression-streams': compressionStreams,
  'internal/constants': constants,
  'internal/duplex-from': duplexFrom,
  'internal/encodings': encodings,
  'internal/errors': errors,
  'internal/fetch': fetch,
  'internal/fetch-http': fetchHttp,
  'internal/form-data': formData,
  'internal/fs-entries': fsEntries,
  'internal/fs-promises': fsPromises,
  'internal/fs-streams': fsStreams,
  'internal/hashes': hashes,
  'internal/headers': headers,
  'internal/http-messages': httpMessages,
  'internal/keccak': keccak,
  'internal/mime': mime,
  'internal/network': network,
  'internal/parse-args': parseArgs,
  'internal/stream-base': streamBase,
  'internal/stream-destroy': streamDestroy,
  'internal/stream-operators': streamOperators,
  'internal/stream-readable': streamReadable,
  'internal/stream-web': streamWeb,
  'internal/stream-writable': streamWritable,
  'internal/test-mock': testMock,
  'internal/webcrypto': webcrypto,
  module: moduleLibrary,
  net,
  os,
  path,
  'path/win32': pathWin32,
  perf_hooks: perfHooks,
  process,
  readline,
  stream,
  string_decoder: stringDecoder,
  test: testRunner,
  'timers/promises': timersPromises,
  url,
  util,
  vm,
  worker_threads: workerThreads,
  zlib,
};
