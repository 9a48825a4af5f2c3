// Measures Loopscope beside its peers in one run and prints ratios, and how long a person waits in a real window.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { build } from 'esbuild';
import { LONG, programs as loadPrograms } from './programs.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const out = path.join(root, 'out/bench');

/** Installs the peers where nothing else looks. */
function installPeers() {
  fs.mkdirSync(out, { recursive: true });
  const manifest = fs.readFileSync(path.join(here, 'package.json'), 'utf8');
  const marker = path.join(out, 'package.json');
  if (fs.existsSync(path.join(out, 'node_modules')) && fs.readFileSync(marker, 'utf8') === manifest) return;
  fs.writeFileSync(marker, manifest);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', '--ignore-scripts'], {
    cwd: out,
    stdio: 'inherit',
  });
}

async function bundle(entry, name) {
  const file = path.join(out, name);
  await build({
    entryPoints: [path.join(here, entry)],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: file,
    logLevel: 'error',
    loader: { '.guest.js': 'text' },
    minify: true,
  });
  return file;
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const now = () => Number(process.hrtime.bigint()) / 1e6;

/** Milliseconds a run takes: the median of several after a warm-up, within a time budget. */
async function time(run, budget = 6000) {
  const times = [];
  const end = now() + budget;
  for (let i = 0; i < 15; i++) {
    const start = now();
    await run();
    times.push(now() - start);
    if (now() > end && i >= 0) break;
  }
  return median(times.length > 4 ? times.slice(2) : times);
}

installPeers();
const programs = loadPrograms(path.join(out, 'node_modules'));
const peerRequire = (await import('node:module')).createRequire(path.join(out, 'package.json'));
const ours = (await import('node:module')).createRequire(import.meta.url)(await bundle('subject.ts', 'subject.cjs'));

const engines = {
  'Loopscope, nothing recorded': async () => (text) => ours.runBare(text),
  'Loopscope, everything recorded': async () => (text) => ours.recordBare(text),
  engine262: async () => {
    const e = await import(peerRequire.resolve('@engine262/engine262'));
    return (text) => {
      const agent = new e.Agent();
      e.setSurroundingAgent(agent);
      const realm = new e.ManagedRealm();
      realm.scope(() => {
        const fn =
          e.CreateBuiltinFunction.from?.(() => e.Value.undefined) ??
          e.CreateBuiltinFunction(() => e.Value.undefined, 1, e.Value('result'), []);
        e.skipDebugger?.(e.CreateDataProperty(realm.GlobalObject, e.Value('result'), fn)) ??
          e.CreateDataProperty(realm.GlobalObject, e.Value('result'), fn);
      });
      const { Type: type } = realm.evaluateScript(text);
      if (type === 'throw') throw new Error('it throws');
      while (agent.jobQueue?.length > 0) {
        e.runJobQueue();
      }
    };
  },
  sval: async () => {
    const Sval = peerRequire('sval');
    const Interpreter = Sval.default ?? Sval;
    return async (text) => {
      const done = [];
      const interpreter = new Interpreter({ ecmaVer: 2019, sandBox: true });
      interpreter.import({ result: (v) => done.push(v) });
      interpreter.run(text);
      while (done.length === 0) await null;
    };
  },
  'QuickJS in WASM': async () => {
    const { getQuickJS } = peerRequire('quickjs-emscripten');
    const quickjs = await getQuickJS();
    return (text) => {
      const context = quickjs.newContext();
      const fn = context.newFunction('result', () => undefined);
      context.setProp(context.global, 'result', fn);
      fn.dispose();
      context.unwrapResult(context.evalCode(text)).dispose();
      context.runtime.executePendingJobs();
      context.dispose();
    };
  },
  'Node (JIT)': async () => async (text) => {
    const done = [];
    vm.runInNewContext(text, { result: (v) => done.push(v) });
    while (done.length === 0) await new Promise((resolve) => setImmediate(resolve));
  },
};

const table = {};
const runs = {};
for (const [name, make] of Object.entries(engines)) {
  table[name] = {};
  try {
    runs[name] = await make();
  } catch (error) {
    console.error(`${name}: ${error.message}`);
  }
}
// All engines at one program before the next: what else the machine does then slows them alike.
for (const program of programs) {
  for (const [name, run] of Object.entries(runs)) {
    try {
      table[name][program.name] = await time(() => run(program.text));
    } catch (error) {
      console.error(`${name}, ${program.name}: ${String(error?.message ?? error).split('\n')[0]}`);
    }
  }
}

const names = programs.map((p) => p.name);
const show = (n) => (n === undefined ? '–' : n >= 100 ? n.toFixed(0) : n.toFixed(2));
console.log(`\nMilliseconds per program (median; Node ${process.version}, ${process.arch})`);
for (const shown of [names.filter((n) => !LONG.includes(n)), LONG]) {
  console.log(`\n| engine | ${shown.join(' | ')} |\n|---|${shown.map(() => '---').join('|')}|`);
  for (const [name, row] of Object.entries(table))
    console.log(`| ${name} | ${shown.map((n) => show(row[n])).join(' | ')} |`);
}

/** Geometric mean of b/a over the programs both ran. */
function ratio(a, b) {
  const both = names.filter((n) => table[a][n] !== undefined && table[b][n] !== undefined);
  return both.length === 0
    ? Number.NaN
    : Math.exp(both.reduce((sum, n) => sum + Math.log(table[b][n] / table[a][n]), 0) / both.length);
}
const off = 'Loopscope, nothing recorded';
const on = 'Loopscope, everything recorded';
console.log(`
| ratio (geometric mean) | measured | goal |
|---|---|---|
| faster than engine262, nothing recorded | ${ratio(off, 'engine262').toFixed(0)}x | 200x |
| faster than engine262, everything recorded | ${ratio(on, 'engine262').toFixed(0)}x | 100x |
| time of QuickJS in WASM, nothing recorded | ${(1 / ratio(off, 'QuickJS in WASM')).toFixed(2)}x | at most 2x |
| faster than sval, nothing recorded | ${ratio(off, 'sval').toFixed(1)}x | |`);

// The trace itself
const long = ours.recordLong();
console.log(`
| trace | measured | goal |
|---|---|---|
| bytes per step (orders sample) | ${ours.bytesPerStep(fs.readFileSync(path.join(root, 'media/samples/orders.js'), 'utf8')).toFixed(1)} | 24 |
| bytes per step (${long.steps.toLocaleString('en-US')} steps of a loop with calls) | ${long.bytesPerStep.toFixed(1)} | 24 |
| opening that trace | ${long.open.toFixed(0)} ms | |
| first seek (indexes are built) | ${long.firstSeek.toFixed(0)} ms | |
| seek, median / worst of 400 | ${long.median.toFixed(2)} / ${long.worst.toFixed(1)} ms | 16 / 50 ms |
| recorded steps a second | ${((long.steps / long.record) * 1000).toLocaleString('en-US', { maximumFractionDigits: 0 })} | |`);

// The package
const packaged = spawnSync(process.execPath, [path.join(root, 'scripts/package.mjs')], { cwd: root, encoding: 'utf8' });
const vsix = path.join(root, 'out/loopscope.vsix');
if (packaged.status === 0 && fs.existsSync(vsix))
  console.log(`| packaged extension | ${(fs.statSync(vsix).size / 1048576).toFixed(2)} MB | 2 MB |`);

// The editor
const { canServe } = await import('../support/vscode/served.mjs');
if (canServe()) {
  console.log();
  await import('./editor.mjs');
}
