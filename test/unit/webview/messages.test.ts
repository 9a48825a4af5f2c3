import assert from 'node:assert/strict';
import { isFromPanel, isToPanel } from '../../../src/protocol';

describe('messages of the panel', () => {
  it('takes traces in bytes, buffers and base64', () => {
    for (const bytes of [new Uint8Array(1), new ArrayBuffer(1), 'AA==']) {
      assert.ok(isToPanel({ type: 'trace', revision: 1, bytes, step: 0, title: 'a.js', host: 'node' }));
    }
    assert.ok(!isToPanel({ type: 'trace', revision: 1, bytes: [1], step: 0, title: 'a.js', host: 'node' }));
    assert.ok(!isToPanel({ type: 'trace', revision: 1.5, bytes: 'AA==', step: 0, title: 'a.js', host: 'node' }));
  });

  it('takes a stale text with a problem in words, with a place, or with none', () => {
    for (const problem of [null, 'a.js:1:2: no', { message: 'no', line: 1, column: 2 }]) {
      assert.ok(isToPanel({ type: 'stale', problem }));
    }
    assert.ok(!isToPanel({ type: 'stale', problem: { message: 'no' } }));
    assert.ok(!isToPanel({ type: 'stale' }));
  });

  it('refuses what is no message', () => {
    for (const message of [null, undefined, 1, 'idle', {}, { type: 'other' }, { type: 'step', revision: 1 }]) {
      assert.ok(!isToPanel(message));
      assert.ok(!isFromPanel(message));
    }
  });

  it('knows the panel’s own', () => {
    assert.ok(isFromPanel({ type: 'ready' }));
    assert.ok(isFromPanel({ type: 'step', revision: 1, step: 2 }));
    assert.ok(isFromPanel({ type: 'reveal', source: 0, start: 1, end: 2 }));
    assert.ok(isFromPanel({ type: 'action', action: 'cancel' }));
    assert.ok(!isFromPanel({ type: 'action', action: 3 }));
  });
});
