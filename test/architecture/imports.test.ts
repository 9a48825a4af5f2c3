import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fromRoot } from '../support/root.mjs';
import { type Files, findCycles, findViolations, readImports } from './import-rules';
import { DEBTS } from './layers';

describe('imports', () => {
  const imports = readImports(projectFiles());

  it('point only where the table allows', () => {
    const violations = findViolations(imports).filter(
      ({ from, to }) => !DEBTS.some((debt) => debt.from === from && debt.to === to),
    );
    assert.deepEqual(messages(violations), []);
  });

  it('form no run-time cycle', () => {
    assert.deepEqual(
      findCycles(imports).map((cycle) => [...cycle, cycle[0]].join(' -> ')),
      [],
    );
  });

  it('owe nothing that is already paid', () => {
    const violations = findViolations(imports);
    const paid = DEBTS.filter((debt) => !violations.some(({ from, to }) => debt.from === from && debt.to === to));
    assert.deepEqual(paid, []);
  });
});

describe('the import rules', () => {
  it('allow a layer by its index, and types of the observers to the recorder', () => {
    assert.deepEqual(
      broken({
        'src/base/index.ts': '',
        'src/engine/index.ts': 'export interface Observer {}',
        'src/trace/format/index.ts': '',
        'src/trace/record/recorder.ts': `import type { Observer } from '../../engine';
          import { x } from '../format';
          import { y } from '../../base';`,
      }),
      [],
    );
  });

  it('name file, line and rule', () => {
    assert.deepEqual(broken({ 'src/engine/a.ts': `\nimport { b } from '../host/b';`, 'src/host/b.ts': '' }), [
      'src/engine/a.ts:2 imports src/host/b.ts: src/engine may not import src/host; it may import src/syntax, src/base',
    ]);
  });

  it('refuse what lies behind an index', () => {
    assert.deepEqual(broken({ 'src/host/a.ts': `export * from '../engine/b';`, 'src/engine/b.ts': '' }), [
      'src/host/a.ts:1 imports src/engine/b.ts: outsiders import src/engine/index.ts, not the files behind it',
    ]);
  });

  it('refuse values of an observer', () => {
    assert.deepEqual(broken({ 'src/trace/record/a.ts': `import { b } from '../../host';`, 'src/host/index.ts': '' }), [
      'src/trace/record/a.ts:1 imports src/host/index.ts: ' +
        'src/trace/record may import types of src/host/index.ts only; write `import type`',
    ]);
  });

  it('keep html and node apart, even for types', () => {
    assert.deepEqual(broken({ 'src/host/html/a.ts': `type B = import('../node/b').B;`, 'src/host/node/b.ts': '' }), [
      'src/host/html/a.ts:1 imports src/host/node/b.ts: src/host/html and src/host/node never import each other',
    ]);
  });

  it('keep packages in their layer, however they are imported', () => {
    assert.deepEqual(
      broken({
        'src/engine/a.ts': `import * as acorn from 'acorn';`,
        'webview/b.tsx': `export const view = <p>{import('vscode')}</p>;`,
        'src/host/c.ts': `const fs = require('node:fs');`,
        'src/base/d.ts': `import _ from 'lodash/fp';`,
      }),
      [
        'src/engine/a.ts:1 imports acorn: only src/syntax may import acorn',
        'webview/b.tsx:1 imports vscode: only src/extension may import vscode',
        'src/host/c.ts:1 imports node:fs: only src/runner, src/cli, src/extension may import node:*',
        'src/base/d.ts:1 imports lodash/fp: ' +
          'no layer may import lodash; add it to layers.ts, with its reason in ARCHITECTURE.md',
      ],
    );
  });

  it('see a run-time cycle, and none where an import is type-only', () => {
    const files = (kind: string) =>
      new Map([
        ['src/base/a.ts', `import { b } from './b';`],
        ['src/base/b.ts', `import { c } from './c';`],
        ['src/base/c.ts', `import ${kind} { a } from './a';`],
      ]);
    assert.deepEqual(findCycles(readImports(files(''))), [['src/base/a.ts', 'src/base/b.ts', 'src/base/c.ts']]);
    assert.deepEqual(findCycles(readImports(files('type'))), []);
  });
});

function broken(files: Record<string, string>): string[] {
  return messages(findViolations(readImports(new Map(Object.entries(files)))));
}

function messages(violations: readonly { readonly message: string }[]): string[] {
  return violations.map(({ message }) => message);
}

/** The sources under the rules; other files only as targets of imports. */
function projectFiles(): Files {
  const files = new Map<string, string>();
  for (const folder of ['src', 'webview']) {
    for (const name of listFiles(folder)) {
      files.set(name, /\.tsx?$/.test(name) ? readFileSync(fromRoot(name), 'utf8') : '');
    }
  }
  return files;
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(fromRoot(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(fromRoot(), path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  } catch {
    return [];
  }
}
