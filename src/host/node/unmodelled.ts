import {
  constructorFunction,
  createObject,
  type JSObject,
  makeError,
  native,
  peek,
  setHidden,
  Throw,
  type Value,
  WEC,
} from '../../engine';
import type { HostAgent } from '../host-agent';

/**
 * Functions and classes (capital letters) of Node's modules that are there but not modelled: a program may look at them and
 * extend them; calling one is named at its line and throws.
 */
const NAMES: Readonly<Record<string, string>> = {
  assert: 'CallTracker',
  buffer: 'resolveObjectURL File',
  child_process: '_forkChild exec execFile execFileSync execSync fork spawn spawnSync ChildProcess',
  cluster: 'setupPrimary setupMaster fork disconnect Worker',
  crypto: `
    checkPrime checkPrimeSync createCipheriv createDecipheriv createDiffieHellman createDiffieHellmanGroup
    createECDH createPrivateKey createPublicKey createSign createVerify diffieHellman generatePrime
    generatePrimeSync getCipherInfo getDiffieHellman generateKeyPair generateKeyPairSync generateKey generateKeySync
    privateDecrypt privateEncrypt publicDecrypt publicEncrypt scrypt scryptSync sign setEngine setFips verify
    secureHeapUsed createCipher createDecipher prng rng Certificate Cipher Cipheriv Decipher Decipheriv
    DiffieHellman DiffieHellmanGroup ECDH Sign Verify X509Certificate`,
  dgram: '_createSocketHandle createSocket Socket',
  dns: `
    lookup lookupService getDefaultResultOrder setDefaultResultOrder setServers getServers resolve resolve4 resolve6
    resolveAny resolveCaa resolveCname resolveMx resolveNaptr resolveNs resolvePtr resolveSoa resolveSrv resolveTxt
    reverse Resolver`,
  'dns/promises': `
    lookup lookupService getDefaultResultOrder setDefaultResultOrder setServers getServers resolve resolve4 resolve6
    resolveAny resolveCaa resolveCname resolveMx resolveNaptr resolveNs resolvePtr resolveSoa resolveSrv resolveTxt
    reverse Resolver`,
  domain: 'createDomain create Domain',
  events: 'EventEmitterAsyncResource',
  fs: `
    chown chownSync chmod chmodSync cp cpSync createWriteStream fchown fchownSync fchmod fchmodSync fdatasync
    fdatasyncSync fsync fsyncSync ftruncate ftruncateSync futimes futimesSync lchown lchownSync link linkSync
    lutimes lutimesSync openAsBlob readv readvSync readlink readlinkSync statfs statfsSync symlink symlinkSync
    truncate truncateSync unwatchFile utimes utimesSync watch watchFile write writeSync writev writevSync
    _toUnixTimestamp opendir opendirSync WriteStream FileWriteStream Dir`,
  http: `
    _connectionListener createServer validateHeaderName validateHeaderValue get request setMaxIdleHTTPParsers Agent
    ClientRequest IncomingMessage OutgoingMessage Server ServerResponse`,
  http2: `
    connect createServer createSecureServer getDefaultSettings getPackedSettings getUnpackedSettings
    performServerHandshake Http2ServerRequest Http2ServerResponse`,
  https: 'createServer get request Agent Server',
  inspector: 'open close url waitForDebugger Session',
  module: `
    _stat _debug _readPackage _findPath _resolveLookupPaths _load _resolveFilename _initPaths _preloadModules
    runMain SourceMap`,
  net: `
    _createServerHandle _normalizeArgs _setSimultaneousAccepts connect createConnection createServer
    getDefaultAutoSelectFamily setDefaultAutoSelectFamily getDefaultAutoSelectFamilyAttemptTimeout
    setDefaultAutoSelectFamilyAttemptTimeout BlockList SocketAddress Server Socket Stream`,
  perf_hooks: 'PerformanceResourceTiming',
  querystring: 'unescapeBuffer',
  'readline/promises': 'Readline',
  repl: 'start writer isValidSyntax REPLServer Recoverable',
  timers: '_unrefActive active unenroll enroll',
  tls: `
    getCiphers convertALPNProtocols checkServerIdentity createSecureContext createServer connect createSecurePair
    SecureContext TLSSocket Server`,
  trace_events: 'createTracing getEnabledCategories',
  tty: 'ReadStream WriteStream',
  url: 'resolveObject domainToASCII domainToUnicode',
  util: '_errnoException _exceptionWithHostPort log transferableAbortSignal transferableAbortController',
  v8: `
    cachedDataVersionTag getHeapSnapshot getHeapStatistics getHeapSpaceStatistics getHeapCodeStatistics
    setFlagsFromString deserialize takeCoverage stopCoverage serialize writeHeapSnapshot queryObjects
    setHeapSnapshotNearHeapLimit Serializer Deserializer DefaultSerializer DefaultDeserializer GCProfiler`,
  wasi: 'WASI',
  worker_threads: 'postMessageToThread',
  zlib: `
    crc32 deflate deflateSync gzip gzipSync deflateRaw deflateRawSync unzip unzipSync inflate inflateSync gunzip
    gunzipSync inflateRaw inflateRawSync brotliCompress brotliCompressSync brotliDecompress brotliDecompressSync
    createDeflate createInflate createDeflateRaw createInflateRaw createGzip createGunzip createUnzip
    createBrotliCompress createBrotliDecompress Deflate Inflate Gzip Gunzip DeflateRaw InflateRaw Unzip
    BrotliCompress BrotliDecompress`,
};

/** Whether Node has a built-in module of this name of which nothing at all is modelled. */
export function isUnmodelled(name: string): boolean {
  return Object.hasOwn(NAMES, name);
}

/** Modules of which something is not modelled. */
export function unmodelledNames(): string[] {
  return Object.keys(NAMES);
}

/** Adds to a module's exports what Node's has and the library doesn't. */
export function addUnmodelled(host: HostAgent, module: string, exports: JSObject): void {
  const { realm } = host;
  for (const name of NAMES[module]?.trim().split(/\s+/) ?? []) {
    if (peek(exports, name) !== undefined) continue;
    const refuse = (): Value => {
      const what = `${module}.${name}`;
      host.run.observer?.notModelled(what);
      throw new Throw(makeError(host.agent, 'Error', `${what} is not modelled`));
    };
    const value = /^[A-Z]/.test(name)
      ? constructorFunction(realm, name, 0, refuse, createObject(realm.intrinsics.ObjectPrototype), {
          provider: 'Node',
        })
      : native(realm, name, 0, refuse, { provider: 'Node' });
    setHidden(exports, name, value, WEC);
  }
}
