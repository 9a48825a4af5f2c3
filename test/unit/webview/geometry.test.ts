import assert from 'node:assert/strict';
import type { Episode } from '../../../src/trace/read';
import { type Box, movements } from '../../../webview/diagrams/layout/moves';
import { type StageGeometry, stageLines, trackPath } from '../../../webview/diagrams/layout/rail-lines';
import { REFERENCES_DRAWN, referencePaths } from '../../../webview/diagrams/layout/references';
import { listPart, ROW_HEIGHT, scrollFor, stepWindow } from '../../../webview/diagrams/layout/step-window';
import {
  checkpoints,
  episodeAt,
  placeLabels,
  stripBars,
  stripStep,
  stripX,
} from '../../../webview/diagrams/layout/strip-bars';

const box = (left: number, top: number): Box => ({ left, top, width: 10, height: 10 });
const episode = (kind: Episode['kind'], from: number, to: number) => ({ kind, from, to, title: 'e' }) as Episode;

describe('the lines of the stage', () => {
  const stage: StageGeometry = {
    rings: [
      { x: 250, y: 20 },
      { x: 250, y: 60 },
      { x: 250, y: 100 },
    ],
    spur: [],
    spurFrom: null,
    lit: { x: 250, y: 20 },
    next: { x: 250, y: 60 },
    foot: { x: 220, y: 150 },
    awaited: null,
    oneColumn: false,
  };

  it('are none without stations', () => {
    assert.equal(trackPath([]), '');
    const none = stageLines({ ...stage, rings: [], lit: null, next: null, foot: null });
    assert.deepEqual(new Set(Object.values(none)), new Set(['']));
  });

  it('join the lit station to the foot of the stack, in the gutter between them', () => {
    assert.equal(stageLines(stage).now, 'M250 20 H231 V150 H227');
    assert.equal(stageLines({ ...stage, oneColumn: true, foot: { x: 34, y: 5 } }).now, 'M250 20 H3 V5 H28');
  });

  it('are not drawn to a foot where nothing runs', () => {
    assert.equal(stageLines({ ...stage, foot: null }).now, '');
  });

  it('lead down the rail to the station that is next', () => {
    assert.equal(stageLines(stage).next, 'M250 28 V48');
    assert.equal(stageLines({ ...stage, lit: stage.next, next: stage.lit }).next, '');
  });

  it('lead from the awaited timer to the first station', () => {
    const waiting = stageLines({ ...stage, foot: null, lit: null, next: null, awaited: { x: 400, y: -30 } });
    assert.equal(waiting.next, 'M400 -22 V1 H250 V8');
  });
});

describe('arrows from scope to heap', () => {
  it('bend in lanes of their own, and fall away where there is no room', () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ from: { x: 50, y: 10 * i }, to: { x: 200, y: 100 } }));
    const paths = referencePaths(many);
    assert.equal(paths.length, REFERENCES_DRAWN);
    assert.equal(new Set(paths).size, paths.length);
    assert.deepEqual(referencePaths([{ from: { x: 195, y: 0 }, to: { x: 200, y: 50 } }]), []);
  });
});

describe('motion', () => {
  it('tells what moved, entered and left', () => {
    const before = new Map([
      ['a', box(0, 0)],
      ['b', box(0, 20)],
      ['c', box(0, 40)],
    ]);
    const after = new Map([
      ['a', box(30, 0)],
      ['b', box(0, 21)],
      ['d', box(0, 60)],
    ]);
    assert.deepEqual(movements(before, after), [
      { kind: 'moved', key: 'a', dx: -30, dy: 0 },
      { kind: 'entered', key: 'd' },
      { kind: 'left', key: 'c' },
    ]);
  });

  it('lets a task come from the clock of its timer', () => {
    const moved = movements(new Map([['timer 9', box(100, 0)]]), new Map([['job 1', box(0, 50)]]), () => 'timer 9');
    assert.deepEqual(moved[0], { kind: 'moved', key: 'job 1', dx: 100, dy: -50 });
  });
});

describe('the strip', () => {
  it('goes from a step to its place and back', () => {
    for (const step of [0, 1, 48, 96]) assert.equal(stripStep(stripX(step, 97, 560), 97, 560), step);
    assert.equal(stripStep(-50, 97, 560), 0);
    assert.equal(stripStep(900, 97, 560), 96);
  });

  it('joins bars that would be narrower than a pixel', () => {
    const episodes = Array.from({ length: 1000 }, (_, i) => episode('task', i, i + 1));
    assert.ok(stripBars(episodes, 1000, 100).length <= 100);
    assert.equal(stripBars(episodes.slice(0, 3), 3, 300).length, 3);
  });

  it('marks where checkpoints begin', () => {
    const runs = [episode('microtask', 10, 12), episode('microtask', 13, 15), episode('microtask', 40, 42)];
    assert.deepEqual(checkpoints(runs), [10, 40]);
  });

  it('finds the innermost episode of a step', () => {
    const all = [episode('task', 1, 50), episode('microtask', 20, 30), episode('idle', 51, 52)];
    assert.equal(episodeAt(all, 25)?.kind, 'microtask');
    assert.equal(episodeAt(all, 40)?.kind, 'task');
    assert.equal(episodeAt(all, 51), null);
  });

  it('drops labels that have no room', () => {
    const label = (at: number) => ({ text: 'idle', at, width: 40 });
    assert.deepEqual(
      placeLabels([label(100), label(105), label(300)], 0, 320).map((l) => l.x),
      [80, 280],
    );
  });
});

describe('the list of steps', () => {
  it('draws only rows in sight, and some more', () => {
    const { from, to } = stepWindow(1000 * ROW_HEIGHT, 10 * ROW_HEIGHT, 100_000);
    assert.ok(from <= 1000 && from > 980 && to >= 1010 && to < 1030);
    assert.deepEqual(stepWindow(0, 200, 3), { from: 0, to: 3 });
  });

  it('scrolls as little as it can', () => {
    assert.equal(scrollFor(10, 100, 300), 100);
    assert.equal(scrollFor(5, 100, 300), 40);
    assert.equal(scrollFor(20, 100, 300), 180);
    assert.equal(scrollFor(1000, 100, 300), 20_000 - 140);
  });

  it('holds part of a trace too long for a page', () => {
    assert.deepEqual(listPart(5, 100), { from: 0, to: 100 });
    for (const step of [0, 1_234_567, 9_999_999]) {
      const { from, to } = listPart(step, 10_000_000);
      assert.ok(from <= step && step < to && to - from === 500_000);
    }
  });
});
