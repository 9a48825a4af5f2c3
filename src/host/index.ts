import { BareHost } from './bare/bare-host';
import { WindowHost } from './html';
import { NodeHost } from './node';
import type { RunOptions, RunOutput, RunResult } from './options';
import { Run } from './run';

export type { ChoiceRecord } from './choice';
export type { ConsoleLevel, JobFacts, RunObserver, TimerFacts } from './observe';
export type { FileLoader, HostProfile, RunLimits, RunOptions, RunOutput, RunResult } from './options';

/**
 * Runs a program in its host until it ends or meets a limit. Equal options give equal runs.
 * `started` gets the run before anything happens.
 */
export function runProgram(options: RunOptions, output: RunOutput, started?: (run: Run) => void): RunResult {
  const run = new Run(options, output);
  started?.(run);
  switch (options.profile) {
    case 'node':
      new NodeHost(run);
      break;
    case 'browser':
      new WindowHost(run);
      break;
    default:
      new BareHost(run);
  }
  return run.execute();
}
