import assert from 'node:assert/strict';
import { isFromRunner, isToRunner } from '../../../src/protocol';

const request = { profile: 'node', entry: '/a.js', text: '', args: [], seed: 1, maxSteps: 100, choices: [] };
const trace = {
  type: 'trace',
  id: 1,
  revision: 1,
  request,
  overlays: [],
  roots: ['/'],
  pack: null,
  timeLimit: 1000,
  cancel: null,
  rescue: null,
};

const run = {
  type: 'run',
  id: 1,
  profile: 'bare',
  entry: '/a.js',
  text: '',
  args: [],
  cwd: '/',
  operation: new SharedArrayBuffer(16),
};

describe('messages to the worker', () => {
  it('are taken when whole', () => {
    assert.ok(isToRunner(trace));
    assert.ok(
      isToRunner({ ...trace, pack: { files: [{ path: '/b.js', bytes: new Uint8Array(1) }], folders: [], absent: [] } }),
    );
  });

  it('are refused when anything is missing or of another kind', () => {
    for (const wrong of [null, 1, {}, { ...trace, id: '1' }, { ...trace, request: { ...request, profile: 'deno' } }]) {
      assert.equal(isToRunner(wrong), false);
    }
    for (const whole of [trace, run]) {
      assert.ok(isToRunner(whole));
      for (const key of Object.keys(whole)) assert.equal(isToRunner({ ...whole, [key]: undefined }), false, key);
    }
  });
});

describe('messages from the worker', () => {
  it('are taken when whole, and refused otherwise', () => {
    assert.ok(isFromRunner({ type: 'progress', id: 1, steps: 10, milliseconds: 3 }));
    assert.ok(isFromRunner({ type: 'done', id: 1, bytes: new Uint8Array(3), exitCode: 0 }));
    assert.ok(
      isFromRunner({
        type: 'problem',
        id: 1,
        problem: { file: '/a.js', message: 'm', start: 0, end: 1, line: 1, column: 1 },
      }),
    );
    assert.ok(isFromRunner({ type: 'missing', id: 1, paths: ['/b.js'] }));
    assert.ok(isFromRunner({ type: 'failed', id: 1, message: 'm' }));
    for (const wrong of [
      undefined,
      {},
      { type: 'done', id: 1 },
      { type: 'done', id: 1, bytes: [1], exitCode: 0 },
      { type: 'other', id: 1 },
    ]) {
      assert.equal(isFromRunner(wrong), false);
    }
  });
});
