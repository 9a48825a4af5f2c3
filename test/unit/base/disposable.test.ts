import assert from 'node:assert/strict';
import { Disposables } from '../../../src/base';

describe('Disposables', () => {
  it('gives back the newest first, once', () => {
    const log: string[] = [];
    const owned = new Disposables();
    for (const name of ['a', 'b']) owned.defer(() => log.push(name));
    owned.dispose();
    owned.dispose();
    assert.deepEqual(log, ['b', 'a']);
  });

  it('gives back at once what comes too late', () => {
    const owned = new Disposables();
    owned.dispose();
    let given = false;
    owned.defer(() => {
      given = true;
    });
    assert.equal(given, true);
  });
});
