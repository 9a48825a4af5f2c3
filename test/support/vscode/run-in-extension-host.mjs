/** Runs a bundled mocha suite inside an extension host of a real VS Code. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { SourceMap } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { RESULTS_FILE } from '../results.mjs';
import { fromRoot, root } from '../root.mjs';
import { findDesktopExecutable } from './desktop.mjs';
import { canServe } from './served.mjs';

/**
 * @param {object} options
 * @param {'node' | 'web'} options.host  which extension host: `main` or `browser` of package.json
 * @param {string} options.suite       the bundle that exports `run()`
 * @param {string} options.workspace   the folder to open; tests get a copy of their own
 * @returns {Promise<import('../results.mjs').Results>}
 */
export async function runInExtensionHost({ host, suite, workspace }) {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'loopscope-workspace-'));
  const copy = path.join(scratch, path.basename(workspace));
  cpSync(workspace, copy, { recursive: true });
  const launchArgs = [copy, `--user-data-dir=${path.join(scratch, 'user-data')}`];
  if (host === 'web') {
    launchArgs.push('--extensionDevelopmentKind=web');
  }
  const resultsFile = path.join(copy, RESULTS_FILE);
  try {
    await runTests({
      vscodeExecutablePath: chooseExecutable(),
      extensionDevelopmentPath: root,
      extensionTestsPath: suite,
      launchArgs,
    });
  } catch (error) {
    // Failing tests make VS Code exit with 1 as well; only a run without results is a failure of its own.
    if (!existsSync(resultsFile)) {
      return {
        passed: 0,
        pending: 0,
        failures: [{ title: `VS Code did not run the suite (${host} host)`, error: String(error) }],
      };
    }
  }
  /** @type {import('../results.mjs').Results} */
  const results = JSON.parse(readFileSync(resultsFile, 'utf8'));
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  const toSource = sourceMapper(suite, host);
  return { ...results, failures: results.failures.map(({ title, error }) => ({ title, error: toSource(error) })) };
}

/** The web host wraps a script in a function, which puts this many lines before it. */
const LINES_OF_WRAPPER = { node: 0, web: 2 };

/**
 * Translates stack traces of a bundle back to the sources, and leaves out mocha's own frames.
 *
 * @param {string} bundle
 * @param {'node' | 'web'} host
 * @returns {(stack: string) => string}
 */
function sourceMapper(bundle, host) {
  const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, 'utf8')));
  const name = path.basename(bundle).replaceAll('.', '\\.');
  const frame = new RegExp(`^(\\s+at .*?)\\(?\\S*${name}\\S*?:(\\d+):(\\d+)\\)?$`);
  return (stack) =>
    stack
      .split('\n')
      .map((line) => {
        const [, start, row, column] = frame.exec(line) ?? [];
        const entry = start && map.findEntry(Number(row) - 1 - LINES_OF_WRAPPER[host], Number(column) - 1);
        if (!entry || !('originalSource' in entry)) {
          return line;
        }
        const source = path.relative(root, path.resolve(path.dirname(bundle), entry.originalSource));
        return `${start}(${source}:${entry.originalLine + 1}:${entry.originalColumn + 1})`;
      })
      .filter((line) => !line.includes('node_modules/mocha'))
      .join('\n');
}

/** A desktop VS Code if there is one, else the served one; undefined lets @vscode/test-electron download one. */
function chooseExecutable() {
  return findDesktopExecutable() ?? (canServe() ? fromRoot('test/support/vscode/code-shim.mjs') : undefined);
}
