/** The stages of a test run: what each needs, and how it runs. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fromRoot, root } from './root.mjs';

/** @typedef {import('./results.mjs').Results} Results */
/** What a stage says instead of results when it could not run, and that is no failure. @typedef {{ skipped: string }} Skipped */
/** @typedef {{ name: string, run: () => Promise<Results | Skipped> }} Stage */

/** @type {Skipped} */
const NO_TESTS = { skipped: 'no tests yet' };

/** A mocha process that says nothing for this long is stuck. */
const CHILD_LIMIT_MS = 10 * 60_000;

/** @type {Stage[]} */
export const stages = [
  {
    name: 'types',
    run: () => command('types', typeProjects().map(tsc)),
  },
  {
    name: 'lint',
    run: () => command('lint', [['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']]),
  },
  ...['unit', 'golden', 'property', 'architecture', 'conformance'].map((name) => ({
    name,
    run: () => mochaInNode(name),
  })),
  { name: 'integration', run: () => mochaInVSCode('node') },
  { name: 'integration-web', run: () => mochaInVSCode('web') },
  { name: 'e2e', run: endToEnd },
];

/** What a developer runs between two edits. */
export const quickStages = ['types', 'lint', 'unit', 'golden', 'property', 'architecture', 'conformance'];

/** The compiler refuses a project without files. */
function typeProjects() {
  const panel = existsSync(fromRoot('webview')) ? ['tsconfig.webview.json'] : [];
  return ['tsconfig.json', ...panel, 'tsconfig.test.json'];
}

/** @param {string} project */
function tsc(project) {
  return ['node_modules/typescript/bin/tsc', '--pretty', 'false', '-p', project];
}

/**
 * Runs Node scripts side by side; together they count as one test.
 *
 * @param {string} title
 * @param {string[][]} scripts
 * @returns {Promise<Results>}
 */
async function command(title, scripts) {
  const runs = await Promise.all(scripts.map((args) => capture(process.execPath, args)));
  const failed = runs.filter((run) => run.code !== 0);
  if (failed.length === 0) {
    return { passed: 1, pending: 0, failures: [] };
  }
  return { passed: 0, pending: 0, failures: [{ title, error: failed.map((run) => run.output).join('\n') }] };
}

/** @param {string} name a folder below test/ @returns {Promise<Results | Skipped>} */
async function mochaInNode(name) {
  const files = testFiles(name);
  if (files.length === 0) {
    return NO_TESTS;
  }
  const { bundleForNode } = await import('./bundle-tests.mjs');
  const bundles = await bundleForNode(files, fromRoot('out/test', name));
  const resultsFile = fromRoot('out/test', name, 'results.json');
  rmSync(resultsFile, { force: true });
  const child = fromRoot('test/support/mocha-child.mjs');
  const { output } = await capture(process.execPath, ['--enable-source-maps', child, resultsFile, ...bundles], true);
  if (!existsSync(resultsFile)) {
    return { passed: 0, pending: 0, failures: [{ title: `${name} did not finish`, error: output }] };
  }
  return JSON.parse(readFileSync(resultsFile, 'utf8'));
}

/**
 * Tests in test/integration run in both extension hosts, except `*.node.test.ts` and `*.web.test.ts`.
 *
 * @param {'node' | 'web'} host
 * @returns {Promise<Results | Skipped>}
 */
async function mochaInVSCode(host) {
  const otherHost = host === 'node' ? '.web.test.ts' : '.node.test.ts';
  const files = testFiles('integration').filter((file) => !file.endsWith(otherHost));
  if (files.length === 0) {
    return NO_TESTS;
  }
  const build = await capture(process.execPath, ['esbuild.mjs']);
  if (build.code !== 0) {
    return { passed: 0, pending: 0, failures: [{ title: 'build', error: build.output }] };
  }
  const { bundleForExtensionHost } = await import('./bundle-tests.mjs');
  const { runInExtensionHost } = await import('./vscode/run-in-extension-host.mjs');
  const suite = await bundleForExtensionHost(host, files, fromRoot('out/test', `integration-${host}.js`));
  return runInExtensionHost({ host, suite, workspace: fromRoot('test/fixtures/workspace') });
}

/** Drives a window in a browser, which needs the served VS Code. @returns {Promise<Results | Skipped>} */
async function endToEnd() {
  const { canServe } = await import('./vscode/served.mjs');
  if (!canServe()) {
    return { skipped: `VS Code can't be served on ${process.platform}-${process.arch}` };
  }
  // Starting a window takes several seconds, on a busy machine many.
  process.env.TEST_TIMEOUT_MS ??= '120000';
  return mochaInNode('e2e');
}

/** @param {string} folder @returns {string[]} */
function testFiles(folder) {
  const base = fromRoot('test', folder);
  if (!existsSync(base)) {
    return [];
  }
  return readdirSync(base, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.tsx?$/.test(file))
    .map((file) => ['test', folder, ...file.split(path.sep)].join('/'))
    .sort();
}

/**
 * Runs a program to its end. What it prints is returned, and with `show` also printed as it comes.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {boolean} [show]
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function capture(program, args, show = false) {
  mkdirSync(fromRoot('out'), { recursive: true });
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, timeout: CHILD_LIMIT_MS });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        if (show) {
          process.stdout.write(text);
        }
      });
    }
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code, signal) => resolve({ code, output: signal ? `${output}\nended by ${signal}` : output }));
  });
}
