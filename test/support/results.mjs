/**
 * What a test run leaves behind, the same whether mocha ran in Node or inside VS Code.
 *
 * @typedef {{ title: string, error: string }} Failure
 * @typedef {{ passed: number, pending: number, failures: Failure[] }} Results
 */

/**
 * Where a suite inside VS Code leaves its results: in the folder it has open, which both extension hosts reach by VS
 * Code's file system.
 */
export const RESULTS_FILE = 'loopscope-test-results.json';

/** For mocha, which insists on a reporter: what is reported comes from the results. @type {any} */
export const SilentReporter = class {};

/**
 * Collects a mocha run's results as it goes.
 *
 * @param {import('mocha').Runner} runner
 * @returns {Results}
 */
export function collectResults(runner) {
  /** @type {Results} */
  const results = { passed: 0, pending: 0, failures: [] };
  runner.on('pass', () => results.passed++);
  runner.on('pending', () => results.pending++);
  runner.on('fail', (test, error) => results.failures.push({ title: test.fullTitle(), error: describe(error) }));
  return results;
}

/** Message, difference and stack, without the frames of the test runner itself. @param {any} error */
function describe(error) {
  const stack = String(error?.stack ?? error);
  const frames = stack.split('\n').filter((line) => !/node_modules\/mocha|node:internal/.test(line));
  return frames.join('\n');
}
