import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fromRoot } from '../support/root.mjs';
import { runUnrecorded } from '../support/unrecorded';

const FOLDER = fromRoot('test/fixtures/printing');

describe('Values are printed as in Node', () => {
  for (const name of readdirSync(FOLDER)) {
    it(name, () => {
      const entry = path.join(FOLDER, name);
      const expected = execFileSync(process.execPath, [entry], { encoding: 'utf8', env: { TZ: 'UTC', NO_COLOR: '1' } });
      assert.deepEqual(runUnrecorded(readFileSync(entry, 'utf8'), { entry }).output.split('\n'), expected.split('\n'));
    }).timeout(60_000);
  }
});
