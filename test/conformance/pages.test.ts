import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fromRoot } from '../support/root.mjs';
import { runUnrecorded } from '../support/unrecorded';

const FOLDER = fromRoot('test/fixtures/pages');

/** A page with nothing but this script, as it was served to Chromium 156 when the expected texts were taken. */
const page = (script: string): string =>
  `<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>t</title></head>\n<body>\n<script>${script}</script>\n</body>\n</html>\n`;

describe('Pages print what they print in Chromium', () => {
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.js'))) {
    it(name, () => {
      const entry = path.join(FOLDER, name.replace('.js', '.html'));
      const { output } = runUnrecorded(page(readFileSync(path.join(FOLDER, name), 'utf8')), {
        profile: 'browser',
        entry,
      });
      assert.equal(output, readFileSync(path.join(FOLDER, name.replace('.js', '.txt')), 'utf8'));
    });
  }
});
