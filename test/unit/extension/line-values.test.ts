import assert from 'node:assert/strict';
import { lineValues } from '../../../src/extension/line-values';
import { entrySource, traced, visit } from '../../support/traced';

describe('values at line ends', () => {
  const text = `const base = 10;
function add(n) {
  const sum = base + n;
  return sum;
}
async function later() {
  await null;
}
later();
add(5);
`;
  const trace = traced(text);
  const at = (step: number) =>
    lineValues(trace, step, entrySource(trace)).map(({ place, text: value }) => {
      const line = text.slice(0, place.start).split('\n').length;
      return `${line}: ${value}`;
    });

  it('stand at the line that gave them; parameters at their function', () => {
    const values = at(visit(trace, 4));
    assert.ok(values.includes('1: base = 10'), values.join('; '));
    assert.ok(values.includes('2: n = 5'), values.join('; '));
    assert.ok(values.includes('3: sum = 15'), values.join('; '));
  });

  it('leave out functions, names not initialised yet and what Node hands to each file', () => {
    assert.doesNotMatch(at(visit(trace, 1)).join(' '), /add|base|exports|require/);
  });

  it('say what a suspended function waits for', () => {
    assert.match(at(visit(trace, 4)).join(' '), /7: awaits Promise/);
  });
});
