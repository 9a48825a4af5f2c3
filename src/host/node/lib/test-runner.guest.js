// node:test: tests one after the other, reported as TAP.
const { MockTracker } = require('internal/test-mock');
const { invalidArgType } = require('internal/errors');
const FILE = /\(?((?:file:\/\/)?\/[^()\n]+:\d+:\d+)\)?$/m;

// Reports go out by themselves, after what runs at once.
let lines = [];
let scheduled = false;
function report(text) {
  if (lines.length === 0 && !report.begun) lines.push('TAP version 13');
  report.begun = true;
  lines.push(text);
  if (scheduled) return;
  scheduled = true;
  setImmediate(flush).unref();
}
function flush() {
  scheduled = false;
  if (lines.length > 0) process.stdout.write(`${lines.splice(0).join('\n')}\n`);
}

const counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
function quoted(text) {
  return `'${text.replaceAll("'", "''")}'`;
}
const escaped = (text) => text.replace(/[\\#]/g, '\\$&').replaceAll('\n', '\\n');

class Hooks {
  before = [];
  after = [];
  beforeEach = [];
  afterEach = [];
}
class Test {
  subtests = [];
  hooks = new Hooks();
  failure = null;
  skipped = undefined;
  todo = undefined;
  diagnostics = [];
  #running = Promise.resolve();
  constructor(parent, name, options, fn, isSuite = false) {
    this.parent = parent;
    this.name = name;
    this.options = options;
    this.fn = fn;
    this.isSuite = isSuite;
    this.depth = parent === null ? -1 : parent.depth + 1;
    this.location = parent === null ? undefined : FILE.exec(callers())?.[1];
    if (options.skip) this.skipped = options.skip === true ? '' : `${options.skip}`;
    if (options.todo) this.todo = options.todo === true ? '' : `${options.todo}`;
    this.mock = new MockTracker();
  }
  /** Adds a test, which starts when those before it are over. */
  add(test) {
    this.subtests.push(test);
    const done = this.#running.then(() => test.run());
    this.#running = done;
    return done;
  }
  settle() {
    return this.#running;
  }
  *chain() {
    if (this.parent !== null) yield* this.parent.chain();
    yield this;
  }
  async run() {
    const begun = binding.now();
    this.number = this.parent.reported = (this.parent.reported ?? 0) + 1;
    this.heading = false;
    if (this.parent.depth >= 0) this.parent.head();
    try {
      if (this.skipped === undefined) {
        if (this.parent.started !== true) {
          this.parent.started = true;
          for (const hook of this.parent.hooks.before) await hook();
        }
        if (!this.isSuite) {
          for (const outer of this.parent.chain())
            for (const hook of outer.hooks.beforeEach) await hook(this.context());
          await this.body();
        }
        await this.settle();
      }
    } catch (error) {
      this.fail('testCodeFailure', error);
    }
    try {
      if (this.skipped === undefined && !this.isSuite)
        for (const outer of [...this.parent.chain()].reverse())
          for (const hook of outer.hooks.afterEach) await hook(this.context());
      for (const hook of this.hooks.after) await hook(this.context());
    } catch (error) {
      this.fail('hookFailed', error);
    }
    this.mock.restoreAll();
    const failed = this.subtests.filter((test) => test.failure !== null && test.todo === undefined).length;
    if (failed > 0 && this.failure === null)
      this.failure = { type: 'subtestsFailed', message: `${failed} subtest${failed > 1 ? 's' : ''} failed` };
    this.finish(binding.now() - begun);
  }
  async body() {
    if (typeof this.fn !== 'function') return;
    const context = this.context();
    let work =
      this.fn.length > 1
        ? new Promise((resolve, reject) =>
            Reflect.apply(this.fn, context, [context, (error) => (error ? reject(error) : resolve())]),
          )
        : Reflect.apply(this.fn, context, [context]);
    const { timeout } = this.options;
    if (typeof timeout === 'number' && timeout !== Infinity) {
      let timer;
      const late = new Promise((_resolve, reject) => {
        timer = setTimeout(() => reject({ late: true }), timeout);
      });
      work = Promise.race([work, late]).finally(() => clearTimeout(timer));
    }
    await work;
  }
  context() {
    this.shown ??= this.isSuite ? new SuiteContext(this) : new TestContext(this);
    return this.shown;
  }
  fail(type, error) {
    if (error?.late === true && !(error instanceof Error))
      this.failure = { type: 'testTimeoutFailure', message: `test timed out after ${this.options.timeout}ms` };
    else this.failure = { type, error };
  }
  indent(text) {
    const spaces = '    '.repeat(this.depth);
    return text.replace(/^/gm, spaces);
  }
  head() {
    if (this.heading) return;
    this.heading = true;
    if (this.parent !== null && this.parent.depth >= 0) this.parent.head();
    report(this.indent(`# Subtest: ${escaped(this.name)}`));
  }
  finish(duration) {
    this.head();
    if (this.isSuite) counts.suites++;
    else {
      counts.tests++;
      if (this.skipped !== undefined) counts.skipped++;
      else if (this.todo !== undefined) counts.todo++;
      else if (this.failure === null) counts.pass++;
      else counts[this.failure.type === 'testTimeoutFailure' ? 'cancelled' : 'fail']++;
    }
    if (this.failure !== null && this.todo === undefined) process.exitCode = 1;
    if (this.subtests.length > 0) report(this.indent(`    1..${this.subtests.length}`));
    const mark =
      this.skipped !== undefined
        ? ` # SKIP ${this.skipped}`.trimEnd()
        : this.todo !== undefined
          ? ` # TODO ${this.todo}`.trimEnd()
          : '';
    const ok = this.failure === null ? 'ok' : 'not ok';
    const text = [
      `${ok} ${this.number} - ${escaped(this.name)}${mark}`,
      '  ---',
      `  duration_ms: ${duration.toFixed(6)}`,
    ];
    if (this.isSuite) text.push("  type: 'suite'");
    if (this.failure !== null) text.push(...this.details());
    text.push('  ...', ...this.diagnostics.map((message) => `# ${message}`));
    report(this.indent(text.join('\n')));
  }
  details() {
    const { type, message, error } = this.failure;
    const told = [`  location: ${quoted(this.location ?? '')}`, `  failureType: '${type}'`];
    const field = (name, value) => {
      if (typeof value !== 'string') told.push(`  ${name}: ${binding.inspect(value)}`);
      else if (value.includes('\n')) told.push(`  ${name}: |-`, ...value.split('\n').map((line) => `    ${line}`));
      else told.push(`  ${name}: ${quoted(value)}`);
    };
    const isError = error instanceof Error;
    field('error', message ?? (isError ? error.message : typeof error === 'string' ? error : binding.inspect(error)));
    field('code', (isError && error.code) || 'ERR_TEST_FAILURE');
    if (!isError) return told;
    if (error.name !== 'Error') field('name', error.name);
    if (error.code === 'ERR_ASSERTION') {
      for (const name of ['expected', 'actual']) field(name, error[name]);
      field('operator', error.operator);
    }
    const frames = [...`${error.stack}`.matchAll(/^ {4}at (.*)$/gm)].map((match) => match[1]);
    if (frames.length > 0) field('stack', frames.length === 1 ? `${frames[0]}` : frames.join('\n'));
    return told;
  }
}
const callers = () => {
  const { stack } = new Error();
  return stack
    .split('\n')
    .filter((line) => !line.includes('(node:') && !/at node:/.test(line))
    .join('\n');
};

class TestContext {
  #test;
  constructor(test) {
    this.#test = test;
  }
  get name() {
    return this.#test.name;
  }
  get fullName() {
    return [...this.#test.chain()]
      .slice(1)
      .map((test) => test.name)
      .join(' > ');
  }
  get signal() {
    return new AbortController().signal;
  }
  get mock() {
    return this.#test.mock;
  }
  diagnostic(message) {
    this.#test.diagnostics.push(message);
  }
  runOnly() {}
  skip(message) {
    this.#test.skipped = message ?? '';
  }
  todo(message) {
    this.#test.todo = message ?? '';
  }
  test(name, options, fn) {
    return this.#test.add(make(this.#test, name, options, fn));
  }
  before(fn) {
    this.#test.hooks.before.push(fn);
  }
  after(fn) {
    this.#test.hooks.after.push(fn);
  }
  beforeEach(fn) {
    this.#test.hooks.beforeEach.push(fn);
  }
  afterEach(fn) {
    this.#test.hooks.afterEach.push(fn);
  }
}
class SuiteContext {
  #test;
  constructor(test) {
    this.#test = test;
  }
  get name() {
    return this.#test.name;
  }
  get signal() {
    return new AbortController().signal;
  }
}

const root = new Test(null, '<root>', {}, undefined, true);
let current = root;
const begun = binding.now();
/** The tests of a file are over when nothing else is to happen. */
process.once('beforeExit', async () => {
  for (const hook of root.hooks.after) await hook();
  report(`1..${root.subtests.length}`);
  for (const [name, count] of Object.entries(counts)) report(`# ${name} ${count}`);
  report(`# duration_ms ${(binding.now() - begun).toFixed(6)}`);
  flush();
});

function make(parent, name, options, fn, isSuite) {
  if (typeof name === 'function') [fn, name] = [name, undefined];
  else if (name !== null && typeof name === 'object') [fn, options, name] = [options, name, undefined];
  if (typeof options === 'function') [fn, options] = [options, undefined];
  if (options === null || (options !== undefined && typeof options !== 'object'))
    throw invalidArgType('options', 'object', options);
  const text = typeof name === 'string' && name !== '' ? name : fn?.name || '<anonymous>';
  return new Test(parent, text, options ?? {}, fn, isSuite);
}
const variants = (run) => {
  for (const kind of ['skip', 'todo', 'only'])
    run[kind] = (name, options, fn) => {
      if (typeof options === 'function') [fn, options] = [options, {}];
      return run(name, { ...options, [kind]: true }, fn);
    };
  return run;
};
const test = variants(function test(name, options, fn) {
  return current.add(make(current, name, options, fn, false));
});
const describe = variants(function describe(name, options, fn) {
  const suite = make(current, name, options, fn, true);
  const outer = current;
  current = suite;
  // Its tests wait until it is its turn.
  let start;
  suite.add = (child) => {
    suite.subtests.push(child);
    const gate = (suite.gate ??= new Promise((resolve) => {
      start = resolve;
    }));
    suite.tail = (suite.tail ?? gate).then(() => child.run());
    return suite.tail;
  };
  suite.settle = () => {
    start?.();
    return suite.tail;
  };
  let failure = null;
  let body;
  try {
    if (suite.skipped === undefined) body = suite.fn?.call(suite.context(), suite.context());
  } catch (error) {
    failure = error;
  }
  current = outer;
  if (failure !== null) suite.fail('testCodeFailure', failure);
  return outer.add({
    get failure() {
      return suite.failure;
    },
    todo: suite.todo,
    async run() {
      await body;
      await suite.run();
    },
  });
});
const hook = (name) => (fn) => {
  current.hooks[name].push(fn);
};

test.test = test;
module.exports = Object.assign(test, {
  after: hook('after'),
  afterEach: hook('afterEach'),
  before: hook('before'),
  beforeEach: hook('beforeEach'),
  describe,
  it: test,
  run() {
    binding.notModelled('node:test run');
    throw new Error('node:test run is not modelled');
  },
  suite: describe,
  test,
});
Object.defineProperty(module.exports, 'mock', { value: new MockTracker(), enumerable: true });
