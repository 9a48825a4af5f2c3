import type fs from 'node:fs';
import { type HostProfile, type RunLimits, runProgram } from '../host';
import { DiskLoader } from './disk';

export const DEFAULT_LIMITS: RunLimits = {
  work: 2_000_000_000,
  virtualTime: 3_600_000,
  stackDepth: 10_000,
  stringLength: 536_870_888,
  heapBytes: 2 ** 31,
  microtasks: 10_000_000,
};

export function runFile(file: string, profile: HostProfile, args: readonly string[], disk: typeof fs): number {
  const text = disk.readFileSync(file, 'utf8');
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
      startTime: 1735689600000,
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
  if (result.ending === 'limit') {
    disk.writeSync(2, `stopped: ${result.detail}\n`);
    return 70;
  }
  return result.exitCode;
}
