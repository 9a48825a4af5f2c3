import assert from 'node:assert/strict';
import type { FileLoader } from '../../../src/host';
import { traced } from '../../support/traced';

const FILES: Record<string, string> = {
  '/w/sub/a.js': `console.log('a runs'); import('./b.mjs').then(() => console.log('b imported'));`,
  '/w/sub/b.mjs': `console.log('b runs'); import * as c from './c.mjs'; console.log('b uses c'); c.x;`,
  '/w/sub/c.mjs': `console.log('c runs'); export const x = 1;`,
};

const LOADER: FileLoader = {
  read: (path) => (FILES[path] === undefined ? null : new TextEncoder().encode(FILES[path])),
  stat: (path) => (path in FILES ? 'file' : path === '/w' || path === '/w/sub' ? 'directory' : null),
  list: () => null,
  realPath: (path) => path,
};

describe('import()', () => {
  it('reads a file beside the one that asks, after the code that runs', () => {
    const trace = traced(
      `require('./sub/a.js');
      setTimeout(() => console.log('timeout'));
      Promise.resolve().then(() => console.log('microtask'));
      console.log('end');`,
      { files: LOADER },
    );
    assert.deepEqual(
      trace.consoleLines().map(({ text }) => text),
      ['a runs', 'end', 'microtask', 'timeout', 'c runs', 'b runs', 'b uses c', 'b imported'],
    );
  });
});
