import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import vm from 'node:vm';
import { SeededRandom } from '../../src/base';
import { parseProgram } from '../../src/syntax';
import { runUnrecorded } from '../support/unrecorded';
import { Grammar } from './grammar';
import { type Piece, shrink, textOf } from './piece';
import { PRELUDE } from './prelude';
import { withoutNewer } from './surface';

/** Programs that share one start of Node. */
const BATCH = 25;
/** Questions asked to make one program small. */
const SHRINKING = 60;
const NODE_LIMIT_MS = 10_000;

export interface FuzzOptions {
  readonly minutes: number;
  readonly seed: number;
  /** Where programs that differ are kept. */
  readonly folder: string;
}

/** What a program printed, and how it ended. */
type Output = string;

/** Several programs as one, each in a function of its own, with a line between them. */
function packed(bodies: readonly string[]): string {
  const programs = bodies.map((body) => `async () => {\n${body}\n}`);
  return `${PRELUDE}
process.on('unhandledRejection', (reason) => {
  try { console.log('unhandled', words(reason)); } catch (error) { console.log('unhandled', words(error)); }
});
(async function () {
  for (const [number, program] of [${programs.join(',\n')}].entries()) {
    console.log('@@', number);
    try { await program(); } catch (error) { show(() => { throw error; }); }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
})();`;
}

function runHere(text: string): Output {
  const { output, result } = runUnrecorded(withoutNewer() + text, {
    entry: '/fuzz/program.js',
    onStderr: (part) => `stderr ${part.split('\n')[0]}\n`,
  });
  return result.ending === 'finished' ? output : `${output}ended by ${result.ending}: ${result.detail}\n`;
}

function runInNode(text: string): Promise<Output> {
  return new Promise((resolve) => {
    // What V8 has compiled to optimized code finds other words for some errors.
    const child = spawn(process.execPath, ['--no-opt', '-'], { env: { ...process.env, NO_COLOR: '1', TZ: 'UTC' } });
    let output = '';
    child.stdout.setEncoding('utf8');
    const timer = setTimeout(() => child.kill('SIGKILL'), NODE_LIMIT_MS);
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.on('close', (_code, signal) => {
      clearTimeout(timer);
      resolve(signal === null ? output : `${output}killed\n`);
    });
    child.stdin.end(text);
  });
}

function ours(text: string): Output {
  try {
    return runHere(text);
  } catch (error) {
    return `the engine broke: ${error instanceof Error ? error.stack : error}`;
  }
}

/** Whether a single program prints something else here; nothing is said of one that Node does not finish. */
async function differs(body: string): Promise<boolean> {
  const text = packed([body]);
  const parsed = parsesHere(text);
  if (parsed !== parsesInNode(text)) return true;
  if (!parsed) return false;
  const theirs = await runInNode(text);
  return !theirs.endsWith('killed\n') && theirs !== '' && comparable(theirs) !== comparable(ours(text));
}

function parsesHere(text: string): boolean {
  return 'program' in parseProgram(text, { type: 'commonjs' });
}

function parsesInNode(text: string): boolean {
  try {
    new vm.Script(`(function () {${text}\n})`);
    return true;
  } catch {
    return false;
  }
}

const NOW = new RegExp(
  String.raw`[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d (?:2025|${new Date().getFullYear()}) [\d:]{8} GMT\+0000 \(Coordinated Universal Time\)`,
  'g',
);
const LINES_OF_A_STACK = /^(.*\n)\1{200,}/gm;

/** Without stack traces and their lengths: a program from the standard input has no file name to name, and other callers. */
function comparable(output: Output): Output {
  // What is written is UTF-8, which has no lone surrogates.
  const lines = output
    // How deep a stack is that is used up is nothing that a program decides.
    .replace(LINES_OF_A_STACK, '$1')
    .replace(NOW, 'some time')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\d+ (?=lines matching cause)/g, '')
    .split('\n');
  return lines.filter((line) => !/^ +at /.test(stripVTControlCharacters(line))).join('\n');
}

/** The outputs of a batch's programs. */
function unpacked(output: Output): string[] {
  return output.split(/^@@ \d+\n/m).slice(1);
}

/** The first line in which two outputs differ, of each. */
function firstDifference(wanted = '', got = ''): string {
  const lines = got.split('\n');
  const at = wanted.split('\n').findIndex((words, i) => words !== lines[i]);
  return `  Node: ${wanted.split('\n')[at]}\n  here: ${lines[at]}`;
}

/** Runs until the time is over; answers the exit code: 1 if any program differed. */
export async function fuzz({ minutes, seed, folder }: FuzzOptions): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const random = new SeededRandom(seed);
  const end = Date.now() + minutes * 60_000;
  /** First lines that differed; programs that differ in the same are told of once. */
  const seen = new Set<string>();
  let programs = 0;
  let differing = 0;
  console.log(`seed ${seed}`);
  while (Date.now() < end) {
    const batch: Piece[] = [];
    const refused: Piece[] = [];
    while (batch.length < BATCH) {
      const program = new Grammar(random).program();
      const text = packed([textOf(program)]);
      const parsed = parsesHere(text);
      // The grammar is loose: of a text that is no program it's only asked whether both know it.
      if (parsed) batch.push(program);
      else if (parsesInNode(text)) refused.push(program);
    }
    programs += batch.length;
    const text = packed(batch.map(textOf));
    const theirs = unpacked(comparable(await runInNode(text)));
    const here = unpacked(comparable(ours(text)));
    for (const [i, program] of [...batch, ...refused].entries()) {
      if ((i < batch.length && theirs[i] === here[i]) || !(await differs(textOf(program)))) continue;
      differing++;
      const difference = firstDifference(theirs[i], here[i]);
      if (seen.has(difference)) continue;
      seen.add(difference);
      await shrink(program, differs, SHRINKING);
      const body = textOf(program);
      const single = packed([body]);
      const file = path.join(folder, `${seed}-${programs - batch.length + i}.js`);
      writeFileSync(file, single);
      const [wanted, got] = [comparable(await runInNode(single)), comparable(ours(single))];
      console.log(`\n${file}\n${body.replace(/^\s*\n/gm, '')}\n${firstDifference(wanted, got)}`);
    }
  }
  console.log(`${programs} programs, ${differing} differ`);
  return differing === 0 ? 0 : 1;
}
