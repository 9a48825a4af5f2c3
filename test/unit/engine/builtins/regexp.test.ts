import assert from 'node:assert/strict';
import { rewritePattern } from '../../../../src/engine/builtins/regexp-rewrite';
import { linesOf } from '../../../support/engine/run-script';

describe('RegExp', () => {
  it('sees changes of its prototype, and goes the standard way then', () => {
    assert.deepEqual(
      linesOf(`
        const r = /a/g;
        print('banana'.replace(r, 'o'));
        const { exec } = RegExp.prototype;
        RegExp.prototype.exec = function (text) { print('exec', this.lastIndex); return exec.call(this, text); };
        print('ba'.replace(r, 'o'));
        RegExp.prototype.exec = exec;
        print('ba'.replace(r, 'o'));
        r.exec = () => null;
        print('ba'.replace(r, 'o'));
      `),
      ['bonono', 'exec 0', 'exec 2', 'bo', 'bo', 'ba'],
    );
  });

  it('finds all matches before the first call of a replacer', () => {
    assert.deepEqual(
      linesOf(`
        const r = /./g;
        print('abc'.replace(r, (x) => { r.lastIndex = 0; r.compile('z'); return x + x; }));
      `),
      ['aabbcc'],
    );
  });

  it('moves lastIndex as the standard says', () => {
    assert.deepEqual(
      linesOf(`
        const sticky = /b/y;
        sticky.lastIndex = 1;
        print(sticky.test('ab'), sticky.lastIndex, sticky.test('ab'), sticky.lastIndex);
        const global = /a/g;
        print(global.test('xa'), global.lastIndex, 'aa'.search(global), global.lastIndex);
        const plain = /a/;
        plain.lastIndex = 7;
        print(plain.test('a'), plain.lastIndex);
      `),
      ['true 2 false 0', 'true 2 0 2', 'true 7'],
    );
  });

  it('is rewritten for hosts without duplicate names and modifiers', () => {
    const matches = (pattern: string, flags: string, text: string): string | undefined => {
      const { source, flags: left } = rewritePattern(pattern, flags)!;
      return new RegExp(source, left).exec(text)?.[0];
    };
    assert.equal(matches('a(?i:b)c', '', 'xaBc'), 'aBc');
    assert.equal(matches('a(?i:b)c', '', 'xaBC'), undefined);
    assert.equal(matches('(?-i:a)b', 'i', 'aB'), 'aB');
    assert.equal(matches('(?-i:a)b', 'i', 'AB'), undefined);
    assert.equal(matches('(?i:[a-cß])+', '', 'AbCz'), 'AbC');
    assert.equal(matches('(?i:\\p{Lu})', 'u', 'a'), 'a');
    assert.equal(matches('(?i:\\w\\b)', 'u', '\u017f'), '\u017f');
    assert.equal(matches('(?i:\\W)', 'u', '\u017f'), undefined);
    assert.equal(matches('(?i:[^a])', '', 'A'), undefined);
    assert.equal(matches('(?s:a.b).', '', 'a\nbc'), 'a\nbc');
    assert.equal(matches('(?s:a.b).', '', 'a\nb\n'), undefined);
    assert.equal(matches('(?m:^b$)', '', 'a\nb\nc'), 'b');
    assert.equal(matches('(?<x>a)|(?<x>b)', '', 'b'), 'b');
    assert.deepEqual([...rewritePattern('(?<x>a)|(?<x>b)', '')!.names], [['x', ['x', 'x$2']]]);
    assert.equal(rewritePattern('(?<x>a)(?<x>b)', ''), undefined);
    assert.equal(rewritePattern('(?:(?<x>a)|b)(?<x>c)', ''), undefined);
    assert.equal(rewritePattern('(?m:^*)', ''), undefined);
    assert.equal(rewritePattern('plain', ''), undefined);
  });
});
