/**
 * Runs a sample of test262 in Loopscope and in the peers that `npm run bench` has installed, and prints the share that passes.
 *
 *   node test/test262/peers.mjs [N [PEER...]]     N tests, 1000 unless told, evenly drawn from language, built-ins and annexB
 *
 * Modules and tests of several agents are left out for all: the peers are given no host for them. Each test runs in its first
 * mode, in a fresh realm, with what `$262` a peer can have.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import * as esbuild from 'esbuild';
import { fromRoot, root as project } from '../support/root.mjs';

/** @typedef {import('./metadata.ts').Metadata} Metadata */
/** What came of a text: the name of the error's constructor, and what was printed. @typedef {{ error: string | null, printed: string[] }} Outcome */
/** @typedef {(text: string) => Outcome | Promise<Outcome>} Peer */

const LIMIT_MS = 20_000;
const SHARES_BUILTINS = new Set(['sval']);
const SHIM = `var $262 = { global: globalThis, gc() {}, evalScript(text) { return (0, eval)(text); },
  detachArrayBuffer(buffer) { buffer.transfer(); }, createRealm() { throw new Error('one realm only'); }, agent: {} };\n`;

/** Loads a peer from where the benchmark installs them. @type {(name: string) => any} */
const load = createRequire(path.join(project, 'out/bench/package.json'));

/** @type {Record<string, () => Promise<Peer>>} */
const PEERS = {
  async engine262() {
    const { createAgent, createRealm } = load('@engine262/engine262/bin/test262_realm.js');
    const engine = load('@engine262/engine262');
    return (text) => {
      engine.setSurroundingAgent(createAgent({}));
      const { realm, setPrintHandle } = createRealm();
      /** @type {string[]} */
      const printed = [];
      setPrintHandle((/** @type {any} */ value) => printed.push(value.stringValue?.() ?? ''));
      const completion = realm.evaluateScript(text);
      if (!(completion instanceof engine.AbruptCompletion)) return { error: null, printed };
      const shown = realm.scope(() => engine.inspect(completion.Value));
      return { error: /\b(\w*Error)\b/.exec(shown)?.[1] ?? 'unknown', printed };
    };
  },
  async QuickJS() {
    const { getQuickJS } = load('quickjs-emscripten');
    const quickjs = await getQuickJS();
    return (text) => {
      const context = quickjs.newContext();
      /** @type {string[]} */
      const printed = [];
      const print = context.newFunction('print', (/** @type {any} */ value) => {
        printed.push(context.getString(value));
      });
      context.setProp(context.global, 'print', print);
      context.unwrapResult(context.evalCode(SHIM));
      const result = context.evalCode(text);
      context.runtime.executePendingJobs();
      return { error: result.error ? String(context.dump(result.error)?.name) : null, printed };
    };
  },
  async sval() {
    const sval = load('sval');
    const Interpreter = sval.default ?? sval;
    return async (text) => {
      /** @type {string[]} */
      const printed = [];
      try {
        const interpreter = new Interpreter({ ecmaVer: 2019, sandBox: true });
        interpreter.import({ print: (/** @type {unknown} */ value) => printed.push(String(value)) });
        interpreter.run(SHIM + text);
      } catch (error) {
        return { error: /** @type {any} */ (error)?.constructor?.name ?? 'unknown', printed };
      }
      for (let turn = 0; turn < 50; turn++) await null;
      return { error: null, printed };
    };
  },
};

/** @param {string} name @param {string} entry */
async function bundled(name, entry) {
  const outfile = fromRoot('out/test262', name);
  await esbuild.build({
    entryPoints: [fromRoot('test/test262', entry)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    loader: { '.guest.js': 'text' },
    logLevel: 'warning',
  });
  return outfile;
}

/** @param {string} folder @returns {string[]} */
function testsBelow(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const full = path.join(folder, name);
      if (statSync(full).isDirectory()) return name === 'Temporal' ? [] : testsBelow(full);
      return name.endsWith('.js') && !name.includes('_FIXTURE') ? [full] : [];
    });
}

/** One test's text and what is expected of it. @param {string} suite @param {string} file @param {any} readMetadata */
function prepared(suite, file, readMetadata) {
  const source = readFileSync(file, 'utf8');
  /** @type {Metadata} */
  const metadata = readMetadata(source);
  const { flags, includes } = metadata;
  if (flags.has('module') || /\$262\.agent|createRealm|dynamic-import|import\(/.test(source)) return null;
  const names = flags.has('raw')
    ? []
    : ['assert.js', 'sta.js', ...(flags.has('async') ? ['doneprintHandle.js'] : []), ...includes];
  if (names.includes('atomicsHelper.js')) return null;
  const harness = names.map((name) => readFileSync(path.join(suite, 'harness', name), 'utf8')).join('\n');
  const strict = flags.has('onlyStrict') ? '"use strict";\n' : '';
  return { text: `${strict}${harness}\n${source}`, metadata, isAsync: flags.has('async') };
}

/** @param {Outcome} outcome @param {{ metadata: Metadata, isAsync: boolean }} test */
function passes({ error, printed }, { metadata, isAsync }) {
  if (metadata.negative !== null) return error === metadata.negative.type;
  return error === null && (!isAsync || printed.includes('Test262:AsyncTestComplete'));
}

async function inThread() {
  const { peer, suite, metadataFile } = workerData;
  const { readMetadata } = await import(metadataFile);
  const run = await /** @type {() => Promise<Peer>} */ (PEERS[peer])();
  parentPort?.on('message', async (file) => {
    let passed = false;
    try {
      const test = prepared(suite, file, readMetadata);
      passed = test !== null && passes(await run(test.text), test);
    } catch {
      // The peer itself broke.
    }
    parentPort?.postMessage(passed);
  });
  process.on('unhandledRejection', () => {});
}

/** Whether a test passed; null if the thread died or took too long. @param {Worker} worker @param {string} file */
function ask(worker, file) {
  return new Promise((resolve) => {
    const end = (/** @type {unknown} */ verdict) => {
      clearTimeout(timer);
      worker.off('message', end);
      worker.off('error', broke);
      worker.off('exit', broke);
      resolve(verdict);
    };
    const broke = () => end(null);
    const timer = setTimeout(broke, LIMIT_MS);
    worker.on('message', end);
    worker.on('error', broke);
    worker.on('exit', broke);
    worker.postMessage(file);
  });
}

/** @param {string} peer @param {string} suite @param {string} metadataFile @param {readonly string[]} files */
async function share(peer, suite, metadataFile, files) {
  const start = () =>
    new Worker(new URL(import.meta.url), { workerData: { peer, suite, metadataFile }, stdout: true, stderr: true });
  let worker = start();
  let passed = 0;
  for (const file of files) {
    const verdict = await ask(worker, file);
    if (verdict === true) passed++;
    // A test may change the host's own built-ins where a peer's guests share them.
    if (verdict === null || SHARES_BUILTINS.has(peer)) {
      await worker.terminate();
      worker = start();
    }
  }
  await worker.terminate();
  return passed;
}

async function main() {
  const suite = process.env.TEST262_DIR;
  if (suite === undefined || !existsSync(path.join(suite, 'harness/assert.js'))) {
    throw new Error('TEST262_DIR must name a folder with a checkout of https://github.com/tc39/test262');
  }
  const metadataFile = await bundled('metadata.mjs', 'metadata.ts');
  const { readMetadata, modesOf } = await import(metadataFile);
  const { runTest } = await import(await bundled('run-test.mjs', 'run-test.ts'));
  const all = ['language', 'built-ins', 'annexB'].flatMap((folder) => testsBelow(path.join(suite, 'test', folder)));
  const wanted = Number(process.argv[2] ?? 1000);
  const peers = process.argv.length > 3 ? process.argv.slice(3) : Object.keys(PEERS);
  const usable = all.filter((file, i) => i % 7 === 3 && prepared(suite, file, readMetadata) !== null);
  const files = usable.filter(
    (_file, i) => Math.floor((i * wanted) / usable.length) !== Math.floor(((i - 1) * wanted) / usable.length),
  );
  console.log(`${files.length} tests`);
  const name = (/** @type {string} */ file) => path.relative(path.join(suite, 'test'), file);
  const ours = files.filter((file) => {
    const [mode] = modesOf(readMetadata(readFileSync(file, 'utf8')));
    return runTest(suite, name(file))[mode] === null;
  }).length;
  const print = (/** @type {string} */ who, /** @type {number} */ passed) =>
    console.log(`| ${who} | ${((100 * passed) / files.length).toFixed(1)} % |`);
  print('Loopscope', ours);
  for (const peer of peers) print(peer, await share(peer, suite, metadataFile, files));
}

await (isMainThread ? main() : inThread());
