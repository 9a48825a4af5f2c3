/**
 * Writes random programs, runs each here and in this very Node, and compares what they print.
 *
 *   npm run fuzz                          for a minute
 *   npm run fuzz -- --minutes 10          for longer
 *   npm run fuzz -- --seed 42             from a seed; the same seed gives the same programs
 *   npm run fuzz -- --peer /path/to/node  with another Node instead, in what newer ones have
 *
 * Programs that print different things are made small and kept in out/fuzz. The last line is `N programs, N differ`.
 */
import * as esbuild from 'esbuild';
import { fromRoot } from '../support/root.mjs';

const outfile = fromRoot('out/fuzz/fuzz.mjs');
await esbuild.build({
  entryPoints: [fromRoot('test/fuzz/fuzz.ts')],
  bundle: true,
  platform: 'node',
  format: 'esm',
  outfile,
  logLevel: 'warning',
  loader: { '.guest.js': 'text' },
});
const { fuzz } = await import(outfile);
/** @param {string} name @param {number} otherwise */
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const at = process.argv.indexOf('--peer');
process.exitCode = await fuzz({
  minutes: option('--minutes', 1),
  seed: option('--seed', Date.now() % 1_000_000_000),
  folder: fromRoot('out/fuzz'),
  peer: at < 0 ? undefined : process.argv[at + 1],
});
