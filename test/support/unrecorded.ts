import { type FileLoader, type HostProfile, type RunResult, runProgram } from '../../src/host';
import { DEFAULT_LIMITS, START_TIME } from '../../src/runner/request';

/** A disk with nothing on it. */
export const NO_FILES: FileLoader = { read: () => null, stat: () => null, list: () => null, realPath: (path) => path };

/**
 * Runs a program with nothing recorded. `output` is what it printed; `onStderr` says what of the error stream, if anything, is to
 * stand in it.
 */
export function runUnrecorded(
  text: string,
  {
    profile = 'node' as HostProfile,
    entry = '/program.js',
    files = NO_FILES,
    onStderr = (_text: string): string => '',
  } = {},
): { output: string; result: RunResult } {
  let output = '';
  const result = runProgram(
    {
      profile,
      entry,
      text,
      files,
      args: [],
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
      stdout(part) {
        output += part;
      },
      stderr(part) {
        output += onStderr(part);
      },
    },
  );
  return { output, result };
}
