/**
 * Runs the tests. The last line is always `N passed, N failed`.
 *
 *   npm test                       everything
 *   npm test -- unit golden        only these stages
 *   npm test -- unit --grep text   only tests whose title holds the text
 *   npm run check                  the quick stages
 *
 * Needs nothing but Node and npm to start: dependencies, VS Code and a browser are installed when missing.
 */
import { ensureDependencies } from './dependencies.mjs';

/** Of one error. */
const MOST_LINES = 120;

async function main() {
  const names = readArguments();
  ensureDependencies();
  const { stages, quickStages } = await import('./stages.mjs');
  const known = stages.map((stage) => stage.name);
  const wanted = names.flatMap((name) => (name === 'check' ? quickStages : [name]));
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`No such stage: ${unknown.join(', ')}. Stages: ${known.join(', ')}, check`);
  }
  let passed = 0;
  let failed = 0;
  for (const stage of stages.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const results = await runStage(stage);
    passed += results.passed;
    failed += results.failures.length;
  }
  return { passed, failed };
}

/** Stage names; `--grep TEXT` is handed to the test processes by their environment. */
function readArguments() {
  const args = process.argv.slice(2);
  const grep = args.indexOf('--grep');
  if (grep >= 0) {
    process.env.TEST_GREP = args[grep + 1];
    args.splice(grep, 2);
  }
  return args;
}

/** @param {import('./stages.mjs').Stage} stage */
async function runStage({ name, run }) {
  const start = Date.now();
  const results = await run().catch(failedStage(name));
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  if ('skipped' in results) {
    console.log(`${name}: ${results.skipped}`);
    return { passed: 0, failures: [] };
  }
  for (const { title, error } of results.failures) {
    console.log(`\n✗ ${title}\n${excerpt(error).replace(/^/gm, '    ')}\n`);
  }
  const pending = results.pending > 0 ? `, ${results.pending} pending` : '';
  console.log(`${name}: ${results.passed} passed, ${results.failures.length} failed${pending} (${seconds} s)`);
  return results;
}

/** Keeps one long error from hiding the others. @param {string} error */
function excerpt(error) {
  const lines = error.trim().split('\n');
  const rest = lines.length - MOST_LINES;
  return rest > 0 ? [...lines.slice(0, MOST_LINES), `… ${rest} more lines`].join('\n') : lines.join('\n');
}

/** A stage that could not run at all is a failure with its reason. @param {string} title */
function failedStage(title) {
  return (/** @type {Error} */ error) => ({
    passed: 0,
    pending: 0,
    failures: [{ title: `${title} could not run`, error: error.stack ?? String(error) }],
  });
}

/** @param {{ passed: number, failed: number }} counts */
function finish({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}

main().then(finish, (error) => {
  console.error(error.message);
  finish({ passed: 0, failed: 1 });
});
