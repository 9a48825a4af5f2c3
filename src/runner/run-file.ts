import type fs from 'node:fs';
import { type HostProfile, runProgram } from '../host';
import { DiskLoader } from './disk';
import { DEFAULT_LIMITS, START_TIME } from './request';
import { problemAt } from './trace-program';

/** Runs a file for its output alone, nothing recorded; gives the exit code the host would give. */
export function runFile(
  file: string,
  text: string,
  profile: HostProfile,
  args: readonly string[],
  disk: typeof fs,
): number {
  let out = '';
  const flush = (): void => {
    if (out !== '') disk.writeSync(1, out);
    out = '';
  };
  const result = runProgram(
    {
      profile,
      entry: file,
      text,
      files: new DiskLoader(['/']),
      args,
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
        disk.writeSync(2, t);
      },
    },
  );
  flush();
  if (result.problem !== null && result.problem.source.file === file) {
    const p = problemAt(file, text, result.problem.problem);
    disk.writeSync(2, `${p.file}:${p.line}:${p.column}: SyntaxError: ${p.message}\n`);
    return profile === 'node' ? 1 : 2;
  }
  if (result.ending === 'limit') {
    disk.writeSync(2, `stopped: ${result.detail}\n`);
    return 70;
  }
  return result.exitCode;
}
