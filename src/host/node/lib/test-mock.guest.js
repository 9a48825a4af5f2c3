// Mocks of node:test.
const { invalidArgType, invalidArgValue } = require('internal/errors');

class MockFunctionContext {
  #calls = [];
  #mocks = new Map();
  #implementation;
  #restore;
  #left;
  constructor(implementation, restore, times) {
    this.#implementation = implementation;
    this.#restore = restore;
    this.#left = times;
  }
  get calls() {
    return this.#calls.slice();
  }
  callCount() {
    return this.#calls.length;
  }
  mockImplementation(implementation) {
    if (typeof implementation !== 'function') throw invalidArgType('implementation', 'function', implementation);
    this.#implementation = implementation;
  }
  mockImplementationOnce(implementation, onCall = this.#calls.length) {
    if (typeof implementation !== 'function') throw invalidArgType('implementation', 'function', implementation);
    this.#mocks.set(onCall, implementation);
  }
  restore() {
    this.#restore?.(this);
  }
  resetCalls() {
    this.#calls = [];
  }
  /** What the next call runs. */
  static next(context, original) {
    const call = context.#calls.length;
    let implementation = context.#mocks.get(call) ?? context.#implementation;
    context.#mocks.delete(call);
    if (call + 1 === context.#left) context.restore();
    if (call >= context.#left) implementation = original;
    return implementation;
  }
  static note(context, call) {
    context.#calls.push(call);
  }
  static forget(context, original) {
    context.#implementation = original;
  }
}

function wrap(original, implementation, restore, times = Infinity) {
  let mocked;
  const context = new MockFunctionContext(
    implementation,
    (self) => {
      MockFunctionContext.forget(self, original);
      restore?.();
    },
    times,
  );
  const run = (self, args, target) => {
    const fn = MockFunctionContext.next(context, original);
    const call = { arguments: args, error: undefined, result: undefined, stack: new Error(), target, this: self };
    try {
      call.result = target
        ? Reflect.construct(fn, args, target === mocked ? fn : target)
        : Reflect.apply(fn, self, args);
      if (target) call.this = call.result;
      return call.result;
    } catch (error) {
      call.error = error;
      throw error;
    } finally {
      MockFunctionContext.note(context, call);
    }
  };
  mocked = new Proxy(original, {
    apply: (_target, self, args) => run(self, args, undefined),
    construct: (_target, args, target) => run(undefined, args, target),
    get: (target, key, receiver) => (key === 'mock' ? context : Reflect.get(target, key, receiver)),
  });
  return mocked;
}

class MockTracker {
  #mocks = [];
  fn(original = () => {}, implementation = original, options = {}) {
    if (original !== null && typeof original === 'object')
      [original, options, implementation] = [() => {}, original, undefined];
    else if (implementation !== null && typeof implementation === 'object')
      [options, implementation] = [implementation, original];
    const mocked = wrap(original, implementation ?? original, undefined, options.times);
    this.#mocks.push(mocked.mock);
    return mocked;
  }
  method(object, name, implementation, options = {}) {
    if (implementation !== null && typeof implementation === 'object')
      [options, implementation] = [implementation, undefined];
    const kind = options.getter ? 'get' : options.setter ? 'set' : 'value';
    let holder = object;
    while (holder !== null && holder !== undefined && !Object.hasOwn(holder, name))
      holder = Object.getPrototypeOf(holder);
    const property = holder ? Object.getOwnPropertyDescriptor(holder, name) : undefined;
    const original = property?.[kind];
    if (typeof original !== 'function') throw invalidArgValue('methodName', original, 'must be a method');
    const own = holder === object;
    const restore = () => {
      if (own) Object.defineProperty(object, name, property);
      else delete object[name];
    };
    const mocked = wrap(original, implementation ?? original, restore, options.times);
    Object.defineProperty(object, name, { ...property, configurable: true, [kind]: mocked });
    this.#mocks.push(mocked.mock);
    return mocked;
  }
  getter(object, name, implementation, options) {
    return this.method(object, name, implementation, { ...options, getter: true });
  }
  setter(object, name, implementation, options) {
    return this.method(object, name, implementation, { ...options, setter: true });
  }
  get timers() {
    binding.notModelled('node:test mock.timers');
    throw new Error('node:test mock.timers is not modelled');
  }
  restoreAll() {
    for (const mock of this.#mocks) mock.restore();
  }
  reset() {
    this.restoreAll();
    this.#mocks = [];
  }
}
module.exports = { MockTracker, MockFunctionContext };
