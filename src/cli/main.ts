import fs from 'node:fs';
import path from 'node:path';
import { DEFAULT_MAX_STEPS, profileOf } from '../runner';
import { openTrace } from '../trace/read';
import { executionTable } from './table';
import { runInWorker, traceInWorker } from './worker';

const USAGE = `usage: loopscope run FILE [--host node|browser|bare] [--args ...]
       loopscope trace FILE [--host node|browser|bare] [--format table|json] [--out FILE] [--max-steps N]
`;

/** Exit code of a run that met a limit. */
const STOPPED = 70;
const TABLE_STEPS = 5_000;
const EXTENSIONS = /\.([mc]?[jt]s|[jt]sx|html?)$/;
const HOSTS = ['node', 'browser', 'bare'] as const;
type Host = (typeof HOSTS)[number];

interface Arguments {
  readonly command: 'run' | 'trace';
  readonly file: string;
  readonly host: Host;
  readonly format: 'table' | 'json';
  readonly out: string | null;
  readonly maxSteps: number;
  readonly args: readonly string[];
}

/** A mistake in how the command was called, or in what it was given. */
class Mistake extends Error {}

function parseArguments(argv: readonly string[]): Arguments {
  const [command, ...rest] = argv;
  if (command !== 'run' && command !== 'trace') throw new Mistake(USAGE);
  let file: string | null = null;
  let host: string | null = null;
  let format = 'table';
  let out: string | null = null;
  let maxSteps: number | null = null;
  let args: readonly string[] = [];
  for (let i = 0; i < rest.length; i++) {
    const [name, inline] = rest[i]!.split(/=(.*)/s) as [string, string | undefined];
    const value = (): string => {
      const v = inline ?? rest[++i];
      if (v === undefined) throw new Mistake(`${name} needs a value\n${USAGE}`);
      return v;
    };
    if (name === '--host') host = value();
    else if (name === '--format') format = value();
    else if (name === '--out') out = value();
    else if (name === '--max-steps') maxSteps = Number(value());
    else if (name === '--args') {
      args = rest.slice(i + 1);
      break;
    } else if (name.startsWith('--')) throw new Mistake(`unknown option ${name}\n${USAGE}`);
    else if (file === null) file = rest[i]!;
    else throw new Mistake(`one file at a time: ${rest[i]}\n${USAGE}`);
  }
  if (file === null) throw new Mistake(USAGE);
  if (host !== null && !HOSTS.includes(host as Host))
    throw new Mistake(`unknown host ${host}: node, browser or bare\n`);
  if (format !== 'table' && format !== 'json') throw new Mistake(`unknown format ${format}: table or json\n`);
  // A table is for reading: nobody reads a million rows.
  maxSteps ??= format === 'table' ? TABLE_STEPS : DEFAULT_MAX_STEPS;
  if (!Number.isInteger(maxSteps) || maxSteps < 10)
    throw new Mistake('--max-steps needs a whole number of at least 10\n');
  const full = path.resolve(file);
  return { command, file: full, host: (host as Host | null) ?? (profileOf(full) as Host), format, out, maxSteps, args };
}

/** The text of the entry file, or a Mistake that says what is wrong with it. */
function readEntry(file: string): string {
  if (!EXTENSIONS.test(file))
    throw new Mistake(`${file}: unknown kind of file; .js, .mjs, .cjs, .ts, .mts, .cts, .jsx, .tsx or .html\n`);
  let bytes: Buffer;
  try {
    bytes = fs.readFileSync(file);
  } catch (error) {
    throw new Mistake(
      `${file}: ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : `can't be read (${(error as NodeJS.ErrnoException).code})`}\n`,
    );
  }
  if (bytes.length > 16 * 1024 * 1024)
    throw new Mistake(`${file}: ${Math.round(bytes.length / 1048576)} MB, more than the 16 MB that can be traced\n`);
  if (bytes.subarray(0, 8192).includes(0)) throw new Mistake(`${file}: is binary, not a program text\n`);
  return bytes.toString('utf8');
}

/** The folder the command was given in, with `/`. */
function workingFolder(): string {
  return process.cwd().split(path.sep).join('/');
}

async function main(argv: readonly string[]): Promise<number> {
  const a = parseArguments(argv);
  const text = readEntry(a.file);
  const entry = a.file.split(path.sep).join('/');
  if (a.command === 'run') {
    const end = await runInWorker({ profile: a.host, entry, text, args: a.args, cwd: workingFolder() });
    if ('exitCode' in end) return end.exitCode;
    process.stderr.write(`stopped: ${end.stopped}\n`);
    return STOPPED;
  }
  const answer = await traceInWorker({
    profile: a.host,
    entry,
    text,
    args: a.args,
    cwd: workingFolder(),
    seed: 1,
    maxSteps: a.maxSteps,
    choices: [],
  });
  if (answer.type === 'problem') {
    const p = answer.problem;
    throw new Mistake(`${p.file}:${p.line}:${p.column}: SyntaxError: ${p.message}\n`);
  }
  if (answer.type === 'failed') {
    process.stderr.write(`could not be traced: ${answer.message}\n`);
    return STOPPED;
  }
  const trace = openTrace(answer.bytes);
  const result =
    a.format === 'table'
      ? executionTable(trace)
      : `${JSON.stringify({ loopscope: 1, bytes: Buffer.from(answer.bytes).toString('base64') })}\n`;
  if (a.out === null) fs.writeSync(1, result);
  else fs.writeFileSync(a.out, result);
  const { ending } = trace;
  if (ending.kind === 'limit')
    process.stderr.write(
      `stopped at ${ending.text}${ending.place === null ? '' : `, line ${ending.place.line}`}: the trace up to there is complete\n`,
    );
  return 0;
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    if (!(error instanceof Mistake)) throw error;
    process.stderr.write(error.message);
    process.exitCode = 2;
  },
);
