// What navigator tells, and its locks. @spec html#the-navigator-object, web-locks
const idl = require('web-idl');
const { DOMException } = require('dom-exception');
const KEY = Symbol('navigator');

const held = binding.shared('held locks', () => []);
const waiting = binding.shared('waiting locks', () => []);
class Lock {
  #name;
  #mode;
  constructor(key, name, mode) {
    if (key !== KEY) throw idl.illegal('Lock');
    this.#name = name;
    this.#mode = mode;
  }
  get name() {
    return this.#name;
  }
  get mode() {
    return this.#mode;
  }
}
idl.define(Lock, 'Lock');
const conflicts = (a, b) => a.name === b.name && (a.mode === 'exclusive' || b.mode === 'exclusive');
function grant() {
  for (let i = 0; i < waiting.length; i++) {
    const w = waiting[i];
    if (held.some((h) => conflicts(h, w)) || waiting.slice(0, i).some((p) => p.name === w.name && conflicts(p, w)))
      continue;
    waiting.splice(i--, 1);
    w.run();
  }
}
function run(w) {
  const entry = { name: w.name, mode: w.mode, reject: w.reject };
  held.push(entry);
  const done = () => {
    if (held.includes(entry)) held.splice(held.indexOf(entry), 1);
    grant();
  };
  binding.queueTask('web locks', 'locks.request', () => {
    // It was granted before anybody knew that nobody wants it any more.
    if (w.aborted) {
      done();
      return;
    }
    w.granted = true;
    let result;
    try {
      result = binding.call(w.callback, undefined, new Lock(KEY, w.name, w.mode));
    } catch (error) {
      w.reject(error);
      done();
      return;
    }
    settleAs(w, result, done);
  });
}
/** A request settles as what its callback gave, in a task of its own once that is settled. */
function settleAs(w, result, done = () => {}) {
  const given = Promise.resolve(result);
  const settle = (how) => (value) => {
    done();
    binding.queueTask('web locks', 'lock released', () => how(value));
  };
  given.then(settle(w.resolve), settle(w.reject));
}
idl.enumeration('LockMode', ['shared', 'exclusive']);
idl.types.set('AbortSignal option', (value, place) => {
  if (!require('event-target').internal.hooks.isSignal(value)) throw place.wrong('AbortSignal');
  return value;
});
idl.dictionary('LockOptions', {
  mode: ['LockMode', 'exclusive'],
  ifAvailable: ['boolean', false],
  steal: ['boolean', false],
  signal: 'AbortSignal option',
});
const refuse = (message) => new DOMException(idl.say(message), 'NotSupportedError');
class LockManager {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('LockManager');
  }
  query() {
    // Requests and questions are answered in the order they were made.
    const shown = (list) => list.map(({ name, mode }) => ({ name, mode, clientId: '' }));
    const answer = { held: shown(held), pending: shown(waiting) };
    return new Promise((resolve) => binding.queueTask('web locks', 'locks.query', () => resolve(answer)));
  }
  request(name, ...rest) {
    const place = new idl.Place("Failed to execute 'request' on 'LockManager'", 0);
    const [given, callback] = rest.length > 1 ? rest : [undefined, rest[0]];
    const options = idl.converter('LockOptions')(given, place);
    idl.converter('Function')(callback, new idl.Place(place.text, rest.length + 1));
    const { mode, ifAvailable, steal, signal } = options;
    if (name.startsWith('-')) throw refuse("Names cannot start with '-'.");
    if (steal && ifAvailable) throw refuse("The 'steal' and 'ifAvailable' options cannot be used together.");
    if (steal && mode !== 'exclusive') throw refuse("The 'steal' option may only be used with 'exclusive' locks.");
    if (signal !== undefined && steal) throw refuse("The 'signal' and 'steal' options cannot be used together.");
    if (signal !== undefined && ifAvailable)
      throw refuse("The 'signal' and 'ifAvailable' options cannot be used together.");
    if (signal?.aborted) throw signal.reason;
    return new Promise((resolve, reject) => {
      const w = { name, mode, callback, resolve, reject, granted: false, aborted: false };
      w.run = () => run(w);
      const busy = held.some((h) => conflicts(h, w)) || waiting.some((p) => p.name === name);
      if (ifAvailable && busy) {
        binding.queueTask('web locks', 'locks.request', () => {
          try {
            settleAs(w, binding.call(callback, undefined, null));
          } catch (error) {
            reject(error);
          }
        });
        return;
      }
      if (steal) {
        for (const h of held.filter((x) => x.name === name)) {
          held.splice(held.indexOf(h), 1);
          h.reject(new DOMException("Lock broken by another request with the 'steal' option.", 'AbortError'));
        }
        waiting.unshift(w);
        grant();
        return;
      }
      signal?.addEventListener('abort', () => {
        if (w.granted || w.aborted) return;
        w.aborted = true;
        const at = waiting.indexOf(w);
        if (at >= 0) waiting.splice(at, 1);
        reject(signal.reason);
        if (at >= 0) grant();
      });
      waiting.push(w);
      grant();
    });
  }
}
idl.define(LockManager, 'LockManager', { query: 'Promise ', request: 'Promise DOMString, any, ...any' });
const locks = new LockManager(KEY);

/** Asynchronous parts that ask for a person or a device. */
const absent = (name) => {
  binding.notModelled(`navigator.${name}`);
  return undefined;
};
class Navigator {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('Navigator');
  }
}
const VERSION = '5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36';
const LANGUAGES = Object.freeze(['en-US']);
const ACTIVATION = { isActive: false, hasBeenActive: false };
for (const [name, value] of Object.entries({
  vendorSub: '',
  productSub: '20030107',
  vendor: 'Google Inc.',
  maxTouchPoints: 0,
  doNotTrack: null,
  hardwareConcurrency: 4,
  cookieEnabled: true,
  appCodeName: 'Mozilla',
  appName: 'Netscape',
  appVersion: VERSION,
  platform: 'Linux x86_64',
  product: 'Gecko',
  userAgent: `Mozilla/${VERSION}`,
  language: 'en-US',
  languages: LANGUAGES,
  onLine: true,
  webdriver: true,
  deviceMemory: 8,
  pdfViewerEnabled: false,
  userActivation: ACTIVATION,
  locks,
}))
  Object.defineProperty(
    Navigator.prototype,
    name,
    Object.getOwnPropertyDescriptor(
      {
        get [name]() {
          return value;
        },
      },
      name,
    ),
  );
for (const name of 'geolocation mediaDevices permissions serviceWorker storage clipboard connection credentials mediaSession keyboard wakeLock usb bluetooth hid serial gpu xr scheduling userAgentData plugins mimeTypes virtualKeyboard windowControlsOverlay ink devicePosture login presentation mediaCapabilities'.split(
  ' ',
))
  Object.defineProperty(
    Navigator.prototype,
    name,
    Object.getOwnPropertyDescriptor(
      {
        get [name]() {
          return absent(name);
        },
      },
      name,
    ),
  );
for (const name of [
  'sendBeacon',
  'vibrate',
  'javaEnabled',
  'getGamepads',
  'getBattery',
  'share',
  'canShare',
  'requestMIDIAccess',
  'registerProtocolHandler',
])
  Navigator.prototype[name] = {
    [name]() {
      return name === 'javaEnabled' || name === 'canShare'
        ? false
        : name === 'getGamepads'
          ? [null, null, null, null]
          : (absent(name), name === 'vibrate' || name === 'sendBeacon');
    },
  }[name];
idl.define(Navigator, 'Navigator', { sendBeacon: 'USVString, any=', vibrate: 'any' });
module.exports = { Navigator, navigator: new Navigator(KEY), Lock, LockManager, locks };
