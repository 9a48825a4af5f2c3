import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '../../src/host';
import { DiskLoader } from '../../src/runner/disk';
import { DEFAULT_LIMITS, START_TIME } from '../../src/runner/request';
import { fromRoot } from '../support/root.mjs';

const FOLDER = fromRoot('test/fixtures/stack-traces');

/** Node's own functions stand at other lines in each version. */
function comparable(output: string): string[] {
  return output.replace(/(node:[\w/]+):\d+:\d+/g, '$1').split('\n');
}

function runHere(entry: string): string {
  let output = '';
  runProgram(
    {
      profile: 'node',
      entry,
      text: readFileSync(entry, 'utf8'),
      files: new DiskLoader([FOLDER]),
      args: [],
      env: {},
      seed: 1,
      startTime: START_TIME,
      timeZone: 'UTC',
      locale: 'en-US',
      choices: [],
      limits: DEFAULT_LIMITS,
    },
    {
      observer: null,
      stdout(text) {
        output += text;
      },
      stderr() {},
    },
  );
  return output;
}

describe('Stack traces read as in Node', () => {
  for (const name of readdirSync(FOLDER)) {
    it(name, () => {
      const entry = path.join(FOLDER, name);
      const expected = execFileSync(process.execPath, [entry], { encoding: 'utf8', env: { TZ: 'UTC', NO_COLOR: '1' } });
      assert.deepEqual(comparable(runHere(entry)), comparable(expected));
    }).timeout(60_000);
  }
});
