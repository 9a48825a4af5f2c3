/**
 * Mocha inside an extension host. Both hosts use mocha's browser build, since the web one has no modules to load and a
 * second way to start would be a second thing to go wrong.
 */
import 'mocha/mocha.js';
import * as vscode from 'vscode';
import { collectResults, RESULTS_FILE, SilentReporter } from '../results.mjs';

/** Runs the tests that `load` defines, and leaves the results in the open folder. */
export async function runSuite(load: () => Promise<unknown>): Promise<void> {
  mocha.setup({ ui: 'bdd', timeout: 30_000, reporter: SilentReporter, fgrep: process.env.TEST_GREP });
  await load();
  const failed = await new Promise<number>((resolve) => {
    // The browser build's own `run` reads options from the page's address.
    const run: typeof mocha.run = Mocha.prototype.run.bind(mocha);
    const runner = run((failures) => writeResults(results).then(() => resolve(failures)));
    const results = collectResults(runner);
  });
  if (failed > 0) {
    throw new Error(`${failed} tests failed`);
  }
}

async function writeResults(results: object): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) {
    throw new Error('The suite needs an open folder');
  }
  const text = new TextEncoder().encode(JSON.stringify(results));
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder.uri, RESULTS_FILE), text);
}
