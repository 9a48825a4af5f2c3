import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DiskLoader } from '../../src/runner/disk';
import { fromRoot } from '../support/root.mjs';
import { runUnrecorded } from '../support/unrecorded';

const FOLDER = fromRoot('test/fixtures/programs');

describe('Programs print what they print in Node', () => {
  for (const name of readdirSync(FOLDER).filter((file) => /\.m?js$/.test(file))) {
    it(name, () => {
      const entry = path.join(FOLDER, name);
      const { output } = runUnrecorded(readFileSync(entry, 'utf8'), { entry, files: new DiskLoader([FOLDER]) });
      const expected = execFileSync(process.execPath, ['--no-warnings', entry], {
        encoding: 'utf8',
        env: { NO_COLOR: '1', TZ: 'UTC' },
      });
      assert.equal(output, expected);
    });
  }
});
