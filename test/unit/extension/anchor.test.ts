import assert from 'node:assert/strict';
import { anchorOf, stepAt } from '../../../src/extension/anchor';
import { TextMap } from '../../../src/extension/text-map';
import type { Trace } from '../../../src/trace/read';
import { entrySource, traced, visit } from '../../support/traced';

const LOOP = `let sum = 0;
for (let i = 0; i < 3; i++) {
  sum += i;
}
console.log(sum);
`;

/** Where a step of one text's trace is found in that of the edited text. */
function after(before: string, step: (trace: Trace) => number, offset: number, removed: number, inserted: string) {
  const old = traced(before);
  const now = traced(before.slice(0, offset) + inserted + before.slice(offset + removed));
  const map = new TextMap();
  map.add(1, { offset, removed, inserted: inserted.length });
  const found = stepAt(now, anchorOf(old, step(old)), (_file, at) => map.toNow(at));
  return { now, found };
}

describe('an anchor', () => {
  it('is the same step in the same trace', () => {
    const trace = traced(LOOP);
    for (let step = 0; step < trace.stepCount; step++) {
      assert.equal(
        stepAt(trace, anchorOf(trace, step), (_file, at) => at),
        step,
      );
    }
  });

  it('keeps line and visit when lines are put above', () => {
    const { now, found } = after(LOOP, (trace) => visit(trace, 3, 1), 0, 0, '// one\n// two\n');
    assert.equal(found, visit(now, 5, 1));
  });

  it('keeps line and visit when an expression above changes how many steps there are', () => {
    const { now, found } = after(LOOP, (trace) => visit(trace, 3, 2), 10, 1, 'Math.max(0, Math.min(1, 0))');
    assert.equal(found, visit(now, 3, 2));
  });

  it('takes the last visit when there are fewer', () => {
    const { now, found } = after(LOOP, (trace) => visit(trace, 3, 2), LOOP.indexOf('3;'), 1, '1');
    assert.equal(found, visit(now, 3, 0));
  });

  it('goes to the line above when its own is gone', () => {
    const { now, found } = after(
      LOOP,
      (trace) => visit(trace, 5),
      LOOP.indexOf('console'),
      'console.log(sum);'.length,
      '',
    );
    const place = now.summary(found).place;
    assert.ok(place !== null && place.line < 5, `line ${place?.line}`);
    assert.equal(place.source, entrySource(now));
  });

  it('stays at the ends', () => {
    const { now, found } = after(LOOP, (trace) => trace.stepCount - 1, 0, 0, 'console.log(1);\n');
    assert.equal(found, now.stepCount - 1);
  });
});
