import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { SeededRandom } from '../../src/base';
import { parseProgram } from '../../src/syntax';
import { runUnrecorded } from '../support/unrecorded';
import { Grammar } from './grammar';
import { FEATURES, newerProgram } from './newer';
import { Peer } from './peer';
import { type Piece, shrink, textOf } from './piece';
import { PRELUDE } from './prelude';
import { withoutNewer } from './surface';

/** Programs that share one start of Node. */
const BATCH = 25;
/** Questions asked to make one program small. */
const SHRINKING = 60;

export interface FuzzOptions {
  readonly minutes: number;
  readonly seed: number;
  /** Where programs that differ are kept. */
  readonly folder: string;
  /** Another Node to compare with, in what it may know and this one doesn't. */
  readonly peer?: string;
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

function runHere(text: string, newer: boolean): Output {
  const { output, result } = runUnrecorded((newer ? '' : withoutNewer()) + text, {
    entry: '/fuzz/program.js',
    onStderr: (part) => `stderr ${part.split('\n')[0]}\n`,
  });
  return result.ending === 'finished' ? output : `${output}ended by ${result.ending}: ${result.detail}\n`;
}

function ours(text: string, newer: boolean): Output {
  try {
    return runHere(text, newer);
  } catch (error) {
    return `the engine broke: ${error instanceof Error ? error.stack : error}`;
  }
}

/** Whether a single program prints something else here; nothing is said of one that Node does not finish. */
async function differs(body: string, peer: Peer, newer: boolean): Promise<boolean> {
  const text = packed([body]);
  const parsed = parsesHere(text);
  if (parsed !== peer.parses(text)) return true;
  if (!parsed) return false;
  const theirs = await peer.run(text);
  const here = comparable(ours(text, newer));
  if (theirs.endsWith('killed\n') || theirs === '' || comparable(theirs) === here) return false;
  // Where the two Nodes have different words for something, either's will do.
  return !newer || comparable(await new Peer(process.execPath).run(text)) !== here;
}

function parsesHere(text: string): boolean {
  return 'program' in parseProgram(text, { type: 'commonjs' });
}

const NOW = new RegExp(
  String.raw`[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d (?:2025|${new Date().getFullYear()}) [\d:]{8} GMT\+0000 \(Coordinated Universal Time\)`,
  'g',
);
/** Lines that a used up stack printed, and what stands behind them: Node may print nothing more then. */
const LINES_OF_A_STACK = /^(.*\n)\1{200,}(?:(?!@@ ).*\n)*/gm;

/** Without stack traces and their lengths: a program from the standard input has no file name to name, and other callers. */
function comparable(output: Output): Output {
  // What is written is UTF-8, which has no lone surrogates.
  const lines = output
    // How deep a stack is that is used up is nothing that a program decides.
    .replace(LINES_OF_A_STACK, '$1')
    .replace(NOW, 'some time')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\d+ (?=lines matching cause)/g, '')
    // Newer Nodes show these without brackets, and with.
    .replace(/\[(Symbol\([^\n]*?\))\]: /g, '$1: ')
    .replace(/\[(byteLength|byteOffset|buffer|length)\]: /g, '$1: ')
    // Newer Nodes tell more of groups with modifiers.
    .replace(/(Invalid regular expression: \/.*\(\?[a-z-]*:.*\/[a-z]*): .*/g, '$1')
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
export async function fuzz({ minutes, seed, folder, peer: other }: FuzzOptions): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const random = new SeededRandom(seed);
  const peer = new Peer(other ?? process.execPath);
  const newer = other === undefined ? undefined : peer.knows(FEATURES);
  const fails = (text: string) => differs(text, peer, newer !== undefined);
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
      const grammar = new Grammar(random);
      const program = newer ? newerProgram(grammar, newer) : grammar.program();
      const text = packed([textOf(program)]);
      const parsed = parsesHere(text);
      // The grammar is loose: of a text that is no program it's only asked whether both know it.
      if (parsed) batch.push(program);
      else if (peer.parses(text)) refused.push(program);
    }
    programs += batch.length;
    const text = packed(batch.map(textOf));
    const printed = await peer.run(text);
    const theirs = unpacked(comparable(printed));
    // Where one of them never ends, each is asked alone.
    const here = printed.endsWith('killed\n') ? [] : unpacked(comparable(ours(text, newer !== undefined)));
    for (const [i, program] of [...batch, ...refused].entries()) {
      if ((i < batch.length && theirs[i] === here[i]) || !(await fails(textOf(program)))) continue;
      differing++;
      const difference = firstDifference(theirs[i], here[i]);
      if (seen.has(difference)) continue;
      seen.add(difference);
      await shrink(program, fails, SHRINKING);
      const body = textOf(program);
      const single = packed([body]);
      const file = path.join(folder, `${seed}-${programs - batch.length + i}.js`);
      writeFileSync(file, single);
      const [wanted, got] = [comparable(await peer.run(single)), comparable(ours(single, newer !== undefined))];
      console.log(`\n${file}\n${body.replace(/^\s*\n/gm, '')}\n${firstDifference(wanted, got)}`);
    }
  }
  console.log(`${programs} programs, ${differing} differ`);
  return differing === 0 ? 0 : 1;
}
