import {
  constructorFunction,
  createObject,
  getOwnProperty,
  type JSObject,
  makeError,
  native,
  setHidden,
  Throw,
  type Value,
  WC,
  WEC,
} from '../../engine';
import type { HostAgent } from '../host-agent';

/**
 * Functions and classes (capital letters) of Node's modules that are there but not modelled: a program may look at them and
 * extend them; calling one is named at its line and throws.
 */
const NAMES: Readonly<Record<string, string>> = {
  assert: 'CallTracker',
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
  fs: `
    chown chownSync chmod chmodSync cp cpSync createWriteStream fchown fchownSync fchmod fchmodSync fdatasync
    fdatasyncSync fsync fsyncSync ftruncate ftruncateSync futimes futimesSync lchown lchownSync link linkSync
    lutimes lutimesSync openAsBlob readv readvSync readlink readlinkSync statfs statfsSync symlink symlinkSync
    truncate truncateSync unwatchFile utimes utimesSync watch watchFile write writeSync writev writevSync
    _toUnixTimestamp opendir opendirSync WriteStream FileWriteStream Dir`,
  http2: `
    connect createServer createSecureServer getDefaultSettings getPackedSettings getUnpackedSettings
    performServerHandshake Http2ServerRequest Http2ServerResponse`,
  https: 'createServer get request Agent Server',
  inspector: 'open close url waitForDebugger Session',
  module: `
    _stat _debug _readPackage _findPath _resolveLookupPaths _load _resolveFilename _initPaths _preloadModules
    runMain SourceMap`,
  net: '_createServerHandle _normalizeArgs _setSimultaneousAccepts BlockList SocketAddress',
  path: 'matchesGlob',
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
  url: 'resolveObject',
  util: '_errnoException _exceptionWithHostPort log transferableAbortSignal transferableAbortController',
  v8: `
    cachedDataVersionTag getHeapSnapshot getHeapStatistics getHeapSpaceStatistics getHeapCodeStatistics
    setFlagsFromString deserialize takeCoverage stopCoverage serialize writeHeapSnapshot queryObjects
    setHeapSnapshotNearHeapLimit Serializer Deserializer DefaultSerializer DefaultDeserializer GCProfiler`,
  wasi: 'WASI',
  worker_threads: 'postMessageToThread',
  zlib: `
    brotliCompress brotliCompressSync brotliDecompress brotliDecompressSync createBrotliCompress createBrotliDecompress
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

/** Globals that are there but not modelled. */
const GLOBALS = `
    Crypto
    PerformanceResourceTiming ReadableByteStreamController ReadableStreamBYOBReader ReadableStreamBYOBRequest`;

/** Something of that name that a program can look at; to call it is named at its line and throws. */
function standIn(host: HostAgent, name: string, what: string): JSObject {
  const { realm } = host;
  const refuse = (): Value => {
    host.run.observer?.notModelled(what);
    throw new Throw(makeError(host.agent, 'Error', `${what} is not modelled`));
  };
  if (!/^[A-Z]/.test(name)) return native(realm, name, 0, refuse, { provider: 'Node' });
  const prototype = createObject(realm.intrinsics.ObjectPrototype);
  return constructorFunction(realm, name, 0, refuse, prototype, { provider: 'Node' });
}

function namesOf(text: string): string[] {
  return text.trim().split(/\s+/);
}

export function addUnmodelledGlobals(host: HostAgent): void {
  const { globalObject } = host.realm;
  for (const name of namesOf(GLOBALS))
    if (getOwnProperty(globalObject, name) === undefined) setHidden(globalObject, name, standIn(host, name, name), WC);
}

/** Adds to a module's exports what Node's has and the library doesn't. */
export function addUnmodelled(host: HostAgent, module: string, exports: JSObject): void {
  const text = NAMES[module];
  if (text === undefined) return;
  for (const name of namesOf(text))
    if (getOwnProperty(exports, name) === undefined)
      setHidden(exports, name, standIn(host, name, `${module}.${name}`), WEC);
}
