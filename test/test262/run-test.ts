import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LimitReached } from '../../src/engine';

import type { RunOptions } from '../../src/host/options';
import { Run } from '../../src/host/run';
import { objectFacts } from '../../src/runner/object-facts';
import { Recorder } from '../../src/trace/record';
import { type Metadata, type Mode, modesOf, readMetadata } from './metadata';
import { type Failure, MainAgent, type Program, type Shared } from './test262-host';

const LIMITS: RunOptions['limits'] = {
  work: 200_000_000,
  virtualTime: 600_000,
  stackDepth: 10_000,
  stringLength: 536870888,
  heapBytes: 2 ** 31,
  microtasks: 10_000_000,
};

/** Why a test failed in a mode, in words; null if it passed. */
export type Verdicts = Partial<Record<Mode, string | null>>;

const harness = new Map<string, string>();

/** Runs a test of the suite in `root` in each of its modes. `name` is its path below `test/`. */
export function runTest(root: string, name: string, recorded = false): Verdicts {
  const text = readFileSync(path.join(root, 'test', name), 'utf8');
  const metadata = readMetadata(text);
  const verdicts: Verdicts = {};
  // What is recorded has no tail calls, as V8 has none.
  if (recorded && metadata.features.includes('tail-call-optimization')) return verdicts;
  for (const mode of modesOf(metadata)) verdicts[mode] = runInMode(root, name, text, metadata, mode, recorded);
  return verdicts;
}

function runInMode(
  root: string,
  name: string,
  text: string,
  metadata: Metadata,
  mode: Mode,
  recorded: boolean,
): string | null {
  const isAsync = metadata.flags.has('async');
  const program: Program = {
    path: name,
    text: mode === 'strict' ? `"use strict";\n${text}` : text,
    kind: mode === 'module' ? 'module' : 'script',
    harness: mode === 'raw' ? [] : harnessOf(root, metadata, isAsync),
    isAsync,
    canBlock: !metadata.flags.has('CanBlockIsFalse'),
    read(file) {
      try {
        return readFileSync(path.join(root, 'test', file));
      } catch {
        return null;
      }
    },
  };
  try {
    return judge(program, metadata, recorded);
  } catch (error) {
    return `the engine broke: ${error instanceof Error ? error.stack?.split('\n').slice(0, 3).join(' ') : String(error)}`;
  }
}

function harnessOf(root: string, metadata: Metadata, isAsync: boolean): [string, string][] {
  const names = ['assert.js', 'sta.js', ...(isAsync ? ['doneprintHandle.js'] : []), ...metadata.includes];
  return names.map((name) => {
    let text = harness.get(name);
    if (text === undefined) harness.set(name, (text = readFileSync(path.join(root, 'harness', name), 'utf8')));
    return [name, text];
  });
}

function judge(program: Program, metadata: Metadata, recorded: boolean): string | null {
  const recorder = recorded ? makeRecorder() : null;
  const shared: Shared = { reports: [], printed: [], workers: [] };
  const run = new Run(
    {
      profile: 'bare',
      entry: program.path,
      text: program.text,
      files: { read: () => null, stat: () => null, list: () => null, realPath: (file) => file },
      args: [],
      env: {},
      seed: 1,
      startTime: Date.UTC(2026, 0, 15, 9, 30),
      timeZone: 'UTC',
      locale: 'en-US',
      choices: [],
      limits: LIMITS,
    },
    { observer: recorder, stdout() {}, stderr() {} },
  );
  const main = new MainAgent(run, shared, program);
  const result = run.execute();
  recorder?.finish({
    host: 'bare',
    entry: program.path,
    exitCode: 0,
    ending: { kind: 'finished', text: '' },
    sources: [],
  });
  const { failure } = main;
  if (metadata.negative !== null) return judgeNegative(metadata.negative, failure);
  if (failure !== null) return failure.message;
  if (result.ending === 'limit') return `met a limit: ${result.detail}`;
  if (!program.isAsync) return null;
  if (shared.printed.includes('Test262:AsyncTestComplete')) return null;
  return shared.printed.find((line) => line.startsWith('Test262:')) ?? 'never called $DONE';
}

function makeRecorder(): Recorder {
  return new Recorder({
    maxSteps: 3_000_000,
    limit: (steps) => new LimitReached('trace', `${steps} steps`),
    progress: undefined,
    facts: objectFacts,
    now: () => 0,
  });
}

function judgeNegative(expected: NonNullable<Metadata['negative']>, failure: Failure | null): string | null {
  if (failure === null) return `expected a ${expected.type} in phase ${expected.phase}, got none`;
  if (failure.type === expected.type && failure.phase === expected.phase) return null;
  return `expected a ${expected.type} in phase ${expected.phase}, got in phase ${failure.phase}: ${failure.message}`;
}
