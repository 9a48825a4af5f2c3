/**
 * Runs test bundles with mocha in a Node process of its own.
 *
 *   node --enable-source-maps mocha-child.mjs RESULTS_FILE BUNDLE…
 *
 * TEST_GREP runs only tests whose title holds it.
 */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { collectResults, SilentReporter } from './results.mjs';

const [resultsFile, ...bundles] = process.argv.slice(2);
const mocha = new Mocha({
  ui: 'bdd',
  timeout: Number(process.env.TEST_TIMEOUT_MS ?? 20_000),
  reporter: SilentReporter,
  fgrep: process.env.TEST_GREP,
});
for (const bundle of bundles) {
  mocha.addFile(bundle);
}
await mocha.loadFilesAsync();
const runner = mocha.run(() => {
  writeFileSync(resultsFile, JSON.stringify(results));
  // A test that left a server or timer behind must not keep the run from ending.
  process.exit(results.failures.length > 0 ? 1 : 0);
});
const results = collectResults(runner);
