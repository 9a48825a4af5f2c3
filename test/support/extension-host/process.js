/** The little of Node's `process` that npm's `assert` reads; injected into the web host's bundle. */
export const process = globalThis.process ?? {
  env: {},
  argv: [],
  nextTick: (/** @type {VoidFunction} */ task) => queueMicrotask(task),
};
