import assert from 'node:assert/strict';
import type { Trace } from '../../../src/trace/read';
import { memoryOf, restore } from '../../../webview/app/memory';
import { initialState, type PanelState } from '../../../webview/app/state';
import { targetOf, update } from '../../../webview/app/update';

const trace = (stepCount: number) =>
  ({
    stepCount,
    stepOver: (step: number, by: number) => step + 3 * by,
    nextTask: (step: number) => step,
  }) as Partial<Trace> as Trace;
const opened = (at = 10, title = 'a.js', from: PanelState = initialState): PanelState =>
  update(from, { type: 'traceOpened', trace: trace(100), revision: 7, title, step: at });

describe('the panel’s state', () => {
  it('shows a trace at a step that exists', () => {
    assert.equal(opened(10).step, 10);
    assert.equal(opened(500).step, 99);
    assert.equal(opened().revision, 7);
  });

  it('keeps what was chosen over a new trace of the same file, and forgets it for another', () => {
    const chosen = update(opened(), { type: 'contextChosen', id: 3 });
    const open = update(chosen, { type: 'folded', key: 'stack', open: true });
    assert.equal(opened(10, 'a.js', open).context, 3);
    assert.ok(opened(10, 'a.js', open).opened.has('stack'));
    assert.equal(opened(10, 'b.js', open).context, null);
    assert.ok(!opened(10, 'b.js', open).opened.has('stack'));
  });

  it('animates a single step, not a jump and not a quick one', () => {
    const motion = (step: number, quick: boolean) => update(opened(), { type: 'stepped', step, quick }).motion;
    assert.deepEqual(
      [motion(11, false), motion(9, false), motion(12, false), motion(11, true)],
      ['one', 'one', 'jump', 'jump'],
    );
  });

  it('does not change for a step to where it is, or beyond the end', () => {
    const last = opened(99);
    assert.equal(update(last, { type: 'stepped', step: 100, quick: false }), last);
    assert.equal(update(initialState, { type: 'stepped', step: 1, quick: false }), initialState);
  });

  it('ignores steps of another revision', () => {
    const state = opened();
    assert.equal(update(state, { type: 'message', message: { type: 'step', revision: 6, step: 1 } }), state);
    assert.equal(update(state, { type: 'message', message: { type: 'step', revision: 7, step: 1 } }).step, 1);
  });

  it('follows the step to its agent again', () => {
    const state = update(opened(), { type: 'agentChosen', id: 2 });
    assert.equal(state.agent, 2);
    assert.equal(update(state, { type: 'stepped', step: 11, quick: false }).agent, null);
  });

  it('is stale until the extension is idle, and says so only after the run', () => {
    const running = update(opened(), { type: 'message', message: { type: 'progress', steps: 5, milliseconds: 1 } });
    assert.deepEqual(running.progress, { steps: 5, milliseconds: 1 });
    const stale = update(running, { type: 'message', message: { type: 'stale', problem: 'a.js:1: no' } });
    assert.deepEqual([stale.progress, stale.stale], [null, { problem: 'a.js:1: no' }]);
    assert.equal(update(stale, { type: 'message', message: { type: 'idle' } }).stale, null);
  });

  it('chooses a context, and lets go of it when chosen again', () => {
    const once = update(opened(), { type: 'contextChosen', id: 4 });
    assert.equal(once.context, 4);
    assert.equal(update(once, { type: 'contextChosen', id: 4 }).context, null);
  });

  it('plays only what there is', () => {
    assert.equal(update(initialState, { type: 'playingSet', playing: true }).playing, false);
    assert.equal(update(opened(), { type: 'playingSet', playing: true }).playing, true);
  });

  it('moves within the trace', () => {
    assert.equal(targetOf(opened(0), 'one', -1), 0);
    assert.equal(targetOf(opened(99), 'one', 1), 99);
    assert.equal(targetOf(opened(), 'end', 1), 99);
    assert.equal(targetOf(opened(), 'over', -1), 7);
    assert.equal(targetOf(initialState, 'end', 1), 0);
  });
});

describe('what the page remembers', () => {
  it('comes back', () => {
    const state = update(opened(42), { type: 'folded', key: 'heap', open: true });
    const back = restore(JSON.parse(JSON.stringify(memoryOf(state))));
    assert.deepEqual([back.step, back.title, [...back.opened!]], [42, 'a.js', ['heap']]);
  });

  it('is left alone when damaged or of another version', () => {
    for (const saved of [null, undefined, 3, {}, { version: 2, title: 'a', step: 1 }, { version: 1, title: 'a' }]) {
      assert.deepEqual(restore(saved), {});
    }
    assert.deepEqual(restore({ version: 1, title: 'a', step: 1, context: 'x', speed: -1, opened: [1, 'heap'] }), {
      title: 'a',
      step: 1,
      context: null,
      opened: new Set(['heap']),
    });
  });
});
