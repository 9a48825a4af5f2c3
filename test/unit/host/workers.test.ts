import assert from 'node:assert/strict';
import { printed } from '../../support/traced';

describe('Dedicated workers', () => {
  it('start late, hear messages after their script, and report errors to their object', () => {
    const script = `postMessage('start ' + (self === this)); onmessage = (e) => { if (e.data < 0) throw new RangeError('negative'); postMessage(e.data * 2); };`;
    const text = `
      const w = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(script)}])));
      w.onmessage = (e) => console.log('page', e.data);
      w.onerror = (e) => { e.preventDefault(); console.log(e.message); w.terminate(); };
      w.postMessage(21);
      w.postMessage(-1);
      console.log('sync');`;
    assert.deepEqual(printed(text, 'browser'), ['sync', 'page start true', 'page 42', 'Uncaught RangeError: negative']);
  });

  it('block in Atomics.wait, which a page may not', () => {
    const script = `onmessage = (e) => postMessage(Atomics.wait(new Int32Array(e.data), 0, 0));`;
    const text = `
      const shared = new Int32Array(new SharedArrayBuffer(4));
      const w = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(script)}])));
      w.onmessage = (e) => console.log(e.data);
      w.postMessage(shared.buffer);
      setTimeout(() => console.log(Atomics.notify(shared, 0)), 50);
      try { Atomics.wait(shared, 0, 0); } catch (e) { console.log(e.name); }`;
    assert.deepEqual(printed(text, 'browser'), ['TypeError', '1', 'ok']);
  });
});
