import fs from 'node:fs';
import { type Frame, LimitReached, positionOf } from '../engine';
import { type HostProfile, runProgram } from '../host';
import type { Source } from '../syntax';
import { DiskLoader } from './disk';
import { watchMemory } from './memory';
import { DEFAULT_LIMITS, START_TIME } from './request';
import { problemAt } from './trace-program';

/** Who is told of each operation that might never end, and where it stands. */
export interface OperationWatcher {
  begins(source: Source, line: number): void;
  ended(): void;
}

/** The nearest frame of the program's own at or below `frame`. */
function ownFrame(frame: Frame | null): Frame | null {
  while (frame !== null && (frame.native !== null || frame.code.source.provider !== null)) frame = frame.caller;
  return frame;
}

/** Runs a file for its output alone, nothing recorded, and prints it; gives the exit code the host would give. */
export function runFile(
  file: string,
  text: string,
  profile: HostProfile,
  args: readonly string[],
  cwd: string,
  operations: OperationWatcher,
): number {
  let out = '';
  const memory = watchMemory();
  const flush = (): void => {
    if (out !== '') fs.writeSync(1, out);
    out = '';
  };
  const result = runProgram(
    {
      profile,
      entry: file,
      text,
      files: new DiskLoader(['/']),
      args,
      cwd,
      env: { NO_COLOR: '1', TZ: 'UTC' },
      seed: 1,
      startTime: START_TIME,
      timeZone: 'UTC',
      locale: 'en-US',
      choices: [],
      limits: DEFAULT_LIMITS,
    },
    {
      observer: null,
      stdout(t) {
        out += t;
        if (out.length > 65536) flush();
      },
      stderr(t) {
        flush();
        fs.writeSync(2, t);
      },
      turnBegins() {
        const used = memory();
        if (used !== null) throw new LimitReached('heap', used);
      },
      operationBegins(agent) {
        const frame = ownFrame(agent.frame);
        if (frame === null) return;
        flush();
        operations.begins(frame.code.source, positionOf(frame).line);
      },
      operationEnded: () => operations.ended(),
    },
  );
  flush();
  // Node's own report shows the line.
  if (result.problem !== null && result.problem.source.file === file && profile !== 'node') {
    const p = problemAt(file, text, result.problem.problem);
    fs.writeSync(2, `${p.file}:${p.line}:${p.column}: SyntaxError: ${p.message}\n`);
    return 2;
  }
  if (result.ending === 'limit') {
    fs.writeSync(2, `stopped: ${result.detail}\n`);
    return 70;
  }
  return result.exitCode;
}
