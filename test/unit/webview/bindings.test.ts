import assert from 'node:assert/strict';
import type { DrawnBinding, DrawnEnvironment, DrawnObject } from '../../../src/trace/read/model';
import { bindingRows, heapOrder } from '../../../webview/diagrams/layout/bindings';

const binding = (name: string, more: Partial<DrawnBinding> = {}): DrawnBinding => ({
  name,
  value: { text: '1', kind: 'number', object: null },
  constant: true,
  changed: false,
  writtenAt: null,
  ...more,
});
const fn = (name: string, object = 0, changed = false) =>
  binding(name, { value: { text: `ƒ ${name}`, kind: 'function', object }, changed });
const wrapper = ['exports', 'require', 'module', '__filename', '__dirname'].map((name) => binding(name));

describe('scope and heap', () => {
  it('folds the names of the module wrapper, but not a program’s own module', () => {
    assert.deepEqual(bindingRows([...wrapper, binding('a')], false).wrapper.length, 5);
    assert.deepEqual(bindingRows([binding('module'), binding('a')], false).wrapper, []);
  });

  it('folds declared functions, unless one is alone or has just changed', () => {
    assert.deepEqual(bindingRows([fn('f'), fn('g'), binding('a')], false).functions, ['f', 'g']);
    assert.deepEqual(bindingRows([fn('f')], false).functions, []);
    assert.deepEqual(bindingRows([fn('f'), fn('g'), fn('h', 0, true)], false).functions, ['f', 'g']);
  });

  it('never folds a changed binding', () => {
    const many = Array.from({ length: 40 }, (_, i) => binding(`b${i}`, { changed: i === 39 }));
    const rows = bindingRows(many, false);
    assert.equal(rows.shown.at(-1)?.name, 'b39');
    assert.equal(rows.more, 25);
    assert.equal(bindingRows(many, true).shown.length, 40);
  });

  it('orders the heap as the bindings that lead to it', () => {
    const to = (name: string, object: number) => binding(name, { value: { text: 'Object', kind: 'object', object } });
    const scope = [{ bindings: [to('a', 3), to('b', 1), fn('f', 2), fn('g', 5)] }] as unknown as DrawnEnvironment[];
    const objects = [1, 2, 3, 4].map((id) => ({ id, kind: id === 2 ? 'function' : 'object' }) as DrawnObject);
    assert.deepEqual(
      heapOrder(objects, scope).map((o) => o.id),
      [3, 1, 4, 2],
    );
  });
});
