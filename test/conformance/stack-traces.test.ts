import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DiskLoader } from '../../src/runner/disk';
import { fromRoot } from '../support/root.mjs';
import { runUnrecorded } from '../support/unrecorded';

const FOLDER = fromRoot('test/fixtures/stack-traces');

/** Node's own functions stand at other lines in each version. */
function comparable(output: string): string[] {
  return output.replace(/(node:[\w/]+):\d+:\d+/g, '$1').split('\n');
}

function runHere(entry: string): string {
  return runUnrecorded(readFileSync(entry, 'utf8'), { entry, files: new DiskLoader([FOLDER]) }).output;
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
