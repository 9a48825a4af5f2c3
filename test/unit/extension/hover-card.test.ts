import assert from 'node:assert/strict';
import { code, lineCard, nameCard, nearestVisit, words } from '../../../src/extension/hover-card';
import { entrySource, traced, visit } from '../../support/traced';

const link = (command: string, ...args: readonly unknown[]): string => `${command}:${args.join(',')}`;

const PROGRAM = `queueMicrotask(function sweep() { console.log('sweep'); });
setTimeout(function flush() {}, 0);
function twice(n) {
  return n * 2;
}
console.log(twice(1), twice(2));
`;

describe('the hover of a line', () => {
  const trace = traced(PROGRAM);
  const source = entrySource(trace);

  it('tells the nearest visit, what waits then, and how often the line ran', () => {
    const card = lineCard(trace, visit(trace, 4, 1), source, 4, link)!;
    assert.match(card, /\*\*Line 4 at step \d+\*\* · visit 2 of 2/);
    assert.match(card, /\| Stack .*\| Microtasks .*\| Tasks \|/);
    assert.match(card, /\| `twice\(2\)` \| `sweep` \[L1\]\(showStep:\d+\) \|/);
    assert.match(card, /This line ran 2 times/);
    assert.match(card, /Timers: `flush` due/);
    assert.match(card, new RegExp(`Previous visit\\]\\(showStep:${visit(trace, 4, 0)}\\)`));
    assert.doesNotMatch(card, /Next visit/);
  });

  it('looks back first, and ahead when the line has not run yet', () => {
    assert.deepEqual(nearestVisit([10, 20, 30], 25), { step: 20, ordinal: 1 });
    assert.deepEqual(nearestVisit([10, 20, 30], 5), { step: 10, ordinal: 0 });
    assert.equal(nearestVisit([], 5), null);
  });

  it('says nothing about a line that never ran', () => {
    assert.equal(lineCard(trace, 0, source, 5, link), null);
  });

  it('says who queued the running job', () => {
    const card = lineCard(trace, visit(trace, 1, 1), source, 1, link)!;
    assert.match(card, /Queued by \[step \d+\]\(showStep:\d+\), line 1/);
  });
});

describe('the hover of a name', () => {
  it('is its value at that step', () => {
    const trace = traced(PROGRAM);
    assert.match(nameCard(trace, visit(trace, 4, 1), 'n', link)!, /^`n = 2`/);
    assert.equal(nameCard(trace, visit(trace, 4, 1), 'nobody', link), null);
  });
});

describe('guest text in a hover', () => {
  it('is no Markdown, no HTML, no icon and no end of a table cell', () => {
    assert.equal(words('<img src=x> [a](command:b)').includes('<'), false);
    assert.equal(/\]\(/.test(words('[a](command:b)')), false);
    assert.equal(code('a`b``c'), '```a`b``c```');
    assert.equal(code('a | b'), '`a \\| b`');
    assert.equal(code('$(bug)').includes('$('), false);
    assert.equal(words('$(bug)').includes('$('), false);
  });
});
