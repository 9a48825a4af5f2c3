/**
 * Runs test262, the standard's test suite, from the folder that TEST262_DIR names.
 *
 *   npm run test262                            language, built-ins, annexB
 *   npm run test262 -- language/expressions    only tests below these paths
 *   npm run test262 -- --list FILE             only the tests FILE lists, a path below `test/` on each line
 *   npm run test262 -- --json OUT              writes each test's outcome
 *   npm run test262 -- --resume                goes on where a stopped run was
 *   npm run test262 -- --recorded          records each test, which leaves out those of tail calls
 *   npm run test262 -- --jobs N                threads; as many as there are processors unless told
 *   npm run test262 -- --write-expected        takes today's failures as expected, keeping reasons
 *
 * A test that fails and is not in expected-failures.txt, or passes and is, fails the run. The last line is
 * `N passed, N failed`.
 */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import * as esbuild from 'esbuild';
import { fromRoot } from '../support/root.mjs';
import { compareWithExpected, readExpected, writeExpected } from './expected.mjs';

/** @typedef {Record<string, string | null>} Verdicts */
/** @typedef {{ root: string, bundle: string, recorded: boolean }} WorkerData */

const FOLDERS = ['language', 'built-ins', 'annexB'];
/** A test whose thread does not answer for so many milliseconds is stuck in the host's regular expressions. */
const STUCK_MS = 60_000;
const JOURNAL = fromRoot('out/test262/outcomes.jsonl');

async function main() {
  const options = readArguments();
  const root = process.env.TEST262_DIR;
  if (root === undefined || !existsSync(path.join(root, 'harness/assert.js'))) {
    throw new Error('TEST262_DIR must name a folder with a checkout of https://github.com/tc39/test262');
  }
  const names = options.list === undefined ? findTests(root, options.paths) : readList(options.list);
  const outcomes = options.resume ? readJournal() : new Map();
  mkdirSync(path.dirname(JOURNAL), { recursive: true });
  if (!options.resume) rmSync(JOURNAL, { force: true });
  const waiting = names.filter((name) => !outcomes.has(name));
  await runAll(
    { root, bundle: await bundle(), recorded: options.recorded },
    waiting,
    options.jobs,
    (name, verdicts) => {
      outcomes.set(name, verdicts);
      appendFileSync(JOURNAL, `${JSON.stringify([name, verdicts])}\n`);
    },
  );
  const results = names.map((name) => ({ name, verdicts: /** @type {Verdicts} */ (outcomes.get(name)) }));
  if (options.json !== undefined) writeJson(options.json, results);
  if (options.writeExpected) writeExpected(results);
  report(results);
  const { surprises, passed } = compareWithExpected(results, readExpected());
  for (const surprise of surprises) console.log(surprise);
  console.log(`${passed} passed, ${surprises.length} failed`);
  process.exitCode = surprises.length === 0 ? 0 : 1;
}

function readArguments() {
  const args = process.argv.slice(2);
  /** @param {string} name */
  const flag = (name) => {
    const at = args.indexOf(name);
    if (at >= 0) args.splice(at, 1);
    return at >= 0;
  };
  /** @param {string} name */
  const option = (name) => {
    const at = args.indexOf(name);
    if (at < 0) return undefined;
    const [, value] = args.splice(at, 2);
    if (value === undefined) throw new Error(`${name} needs a value`);
    return value;
  };
  return {
    resume: flag('--resume'),
    recorded: flag('--recorded'),
    writeExpected: flag('--write-expected'),
    list: option('--list'),
    json: option('--json'),
    jobs: Number(option('--jobs') ?? availableParallelism()),
    paths: args,
  };
}

/** Every test below the paths, sorted. @param {string} root @param {string[]} paths */
function findTests(root, paths) {
  /** @type {string[]} */
  const found = [];
  /** @param {string} name */
  const visit = (name) => {
    const full = path.join(root, 'test', name);
    if (!existsSync(full)) throw new Error(`no such test or folder: ${name}`);
    if (statSync(full).isDirectory()) {
      for (const entry of readdirSync(full).sort()) visit(`${name}/${entry}`);
    } else if (name.endsWith('.js') && !name.includes('_FIXTURE')) found.push(name);
  };
  for (const name of paths.length > 0 ? paths : FOLDERS) visit(name.replace(/^test\//, '').replace(/\/$/, ''));
  return found;
}

/** @param {string} file */
function readList(file) {
  return readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/^test\//, ''))
    .filter((line) => line !== '');
}

/** @returns {Map<string, Verdicts>} */
function readJournal() {
  if (!existsSync(JOURNAL)) return new Map();
  const lines = readFileSync(JOURNAL, 'utf8').split('\n');
  return new Map(lines.filter((line) => line.endsWith(']')).map((line) => JSON.parse(line)));
}

async function bundle() {
  const outfile = fromRoot('out/test262/run-test.mjs');
  await esbuild.build({
    entryPoints: [fromRoot('test/test262/run-test.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    sourcemap: true,
    logLevel: 'warning',
    loader: { '.guest.js': 'text' },
  });
  return outfile;
}

/**
 * Runs tests in threads. A thread that gets stuck or dies is replaced.
 *
 * @param {WorkerData} data
 * @param {string[]} names
 * @param {number} jobs
 * @param {(name: string, verdicts: Verdicts) => void} done
 */
async function runAll(data, names, jobs, done) {
  let next = 0;
  const thread = async () => {
    let worker = startWorker(data);
    while (next < names.length) {
      const name = /** @type {string} */ (names[next++]);
      const verdicts = await ask(worker, name);
      if (verdicts === null) {
        await worker.terminate();
        worker = startWorker(data);
      }
      done(name, verdicts ?? { stuck: 'the thread that ran it got stuck or died' });
      if (next % 2000 === 0) console.log(`${next} of ${names.length}`);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: jobs }, thread));
}

/** @param {WorkerData} data */
function startWorker(data) {
  return new Worker(fromRoot('test/test262/worker.mjs'), {
    workerData: { ...data, root: path.resolve(data.root) },
    resourceLimits: { maxOldGenerationSizeMb: 3000 },
    env: { ...process.env, TZ: 'UTC' },
  });
}

/** The answer, or null if the thread died or got stuck. @param {Worker} worker @param {string} name @returns {Promise<Verdicts | null>} */
function ask(worker, name) {
  return new Promise((resolve) => {
    /** @param {Verdicts | null} answer */
    const end = (answer) => {
      clearTimeout(timer);
      for (const event of ['message', 'error', 'exit']) worker.off(event, /** @type {() => void} */ (listeners[event]));
      resolve(answer);
    };
    /** @type {Record<string, (answer?: any) => void>} */
    const listeners = { message: end, error: () => end(null), exit: () => end(null) };
    const timer = setTimeout(end, STUCK_MS, null);
    for (const event of ['message', 'error', 'exit']) worker.once(event, /** @type {() => void} */ (listeners[event]));
    worker.postMessage(name);
  });
}

/** @param {{ name: string, verdicts: Verdicts }[]} results */
function report(results) {
  /** @type {Map<string, { tests: number, runs: number, passed: number }>} */
  const folders = new Map();
  for (const { name, verdicts } of results) {
    const parts = name.split('/');
    for (const folder of [parts.slice(0, -1).slice(0, 2).join('/'), parts[0] ?? '']) {
      const entry = folders.get(folder) ?? { tests: 0, runs: 0, passed: 0 };
      const outcomes = Object.values(verdicts);
      entry.tests++;
      entry.runs += outcomes.length;
      entry.passed += outcomes.filter((why) => why === null).length;
      folders.set(folder, entry);
    }
  }
  for (const [folder, { tests, runs, passed }] of [...folders].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const share = ((100 * passed) / runs).toFixed(2);
    console.log(`${folder.padEnd(44)} ${String(tests).padStart(6)} tests ${String(runs).padStart(6)} runs ${share} %`);
  }
}

/** @param {string} file @param {{ name: string, verdicts: Verdicts }[]} results */
function writeJson(file, results) {
  const entries = results.map(({ name, verdicts }) => {
    const reasons = Object.values(verdicts).filter((why) => why !== null);
    return { test: name, outcome: reasons.length === 0 ? 'pass' : 'fail', modes: verdicts };
  });
  const passed = entries.filter(({ outcome }) => outcome === 'pass').length;
  writeFileSync(file, `${JSON.stringify({ passed, failed: entries.length - passed, results: entries }, null, 1)}\n`);
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
