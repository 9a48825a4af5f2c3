// Runs known libraries, unmodified, as guest code: each program must print in Loopscope what it prints in this Node.
//
//   npm run test:libraries              all programs
//   npm run test:libraries -- rxjs zod  only these
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const out = path.join(root, 'out/libraries');
const cli = path.join(root, 'dist/cli.js');

/** Installs the libraries where nothing else looks, and puts the programs beside them. */
function install() {
  fs.mkdirSync(out, { recursive: true });
  const manifest = fs.readFileSync(path.join(here, 'package.json'), 'utf8');
  const marker = path.join(out, 'package.json');
  if (!fs.existsSync(path.join(out, 'node_modules')) || fs.readFileSync(marker, 'utf8') !== manifest) {
    fs.writeFileSync(marker, manifest);
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', '--ignore-scripts'], {
      cwd: out,
      stdio: 'inherit',
    });
  }
  fs.cpSync(path.join(here, 'programs'), path.join(out, 'programs'), { recursive: true });
}

/** What a program prints, and how it ends. */
function run(args) {
  const { stdout, status } = spawnSync(process.execPath, args, {
    cwd: out,
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...process.env, NO_COLOR: '1', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return `${stdout}exit code ${status}\n`;
}

/** The first line that differs, from both sides. */
function difference(expected, actual) {
  const [a, b] = [expected.split('\n'), actual.split('\n')];
  const line = a.findIndex((text, i) => text !== b[i]);
  const at = line < 0 ? a.length : line;
  return `  line ${at + 1}\n    Node       ${a[at] ?? '(end)'}\n    Loopscope  ${b[at] ?? '(end)'}`;
}

install();
execFileSync(process.execPath, [path.join(root, 'esbuild.mjs')], { cwd: root, stdio: 'ignore' });
const wanted = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const name of fs.readdirSync(path.join(here, 'programs'))) {
  if (wanted.length > 0 && !wanted.includes(name.replace(/\.m?js$/, ''))) continue;
  const file = path.join(out, 'programs', name);
  const expected = run([file]);
  const actual = run([cli, 'run', file, '--host', 'node']);
  if (expected === actual) passed++;
  else failed++;
  console.log(expected === actual ? `✓ ${name}` : `✗ ${name}\n${difference(expected, actual)}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
