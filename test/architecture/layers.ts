/**
 * Who may lean on whom, as a table. A line added here deserves more thought than any other change: see ARCHITECTURE.md.
 */

export interface Layer {
  /** The folder this layer owns. The longest match wins, so `src/trace/read` is not part of a `src/trace`. */
  readonly folder: string;
  /** Layers it may import, by their `index.ts`. */
  readonly imports: readonly string[];
  /** Single files it may import types from, although their layer is not in `imports`. */
  readonly typesOf?: readonly string[];
  /** Packages it may import; `node:*` stands for Node's own modules. */
  readonly packages?: readonly string[];
}

export const LAYERS: readonly Layer[] = [
  { folder: 'src/base', imports: [] },
  {
    folder: 'src/syntax',
    imports: ['src/base'],
    packages: ['acorn', 'acorn-jsx', '@sveltejs/acorn-typescript'],
  },
  { folder: 'src/engine', imports: ['src/syntax', 'src/base'] },
  { folder: 'src/host', imports: ['src/engine', 'src/syntax', 'src/base'], packages: ['parse5', 'pako'] },
  { folder: 'src/trace/format', imports: ['src/base'] },
  { folder: 'src/trace/read', imports: ['src/trace/format', 'src/base'] },
  {
    folder: 'src/trace/record',
    imports: ['src/trace/format', 'src/base'],
    typesOf: ['src/engine/index.ts', 'src/host/index.ts'],
  },
  { folder: 'src/protocol', imports: ['src/trace/format', 'src/base'] },
  {
    folder: 'src/runner',
    imports: [
      'src/engine',
      'src/host',
      'src/syntax',
      'src/trace/record',
      'src/trace/format',
      'src/protocol',
      'src/base',
    ],
    packages: ['node:*'],
  },
  {
    folder: 'src/cli',
    imports: ['src/runner', 'src/trace/read', 'src/trace/format', 'src/protocol', 'src/base'],
    packages: ['node:*'],
  },
  {
    // The runner is reached by message only, never by import.
    folder: 'src/extension',
    imports: ['src/trace/read', 'src/trace/format', 'src/protocol', 'src/base'],
    packages: ['vscode', 'node:*'],
  },
  {
    folder: 'webview',
    imports: ['src/trace/read', 'src/trace/format', 'src/protocol', 'src/base'],
    packages: ['preact', '@preact/signals', '@vscode/codicons'],
  },
];

/** Folders of one layer that never import each other, in either direction, not even types. */
export const STRANGERS: readonly (readonly [string, string])[] = [
  ['src/host/html', 'src/host/node'],
  ['src/host/html', 'src/host/bare'],
  ['src/host/node', 'src/host/bare'],
];

/**
 * Imports that break the table and are known to. Each has a reason; one that is no longer needed fails the test, so the
 * list only shrinks.
 */
export const DEBTS: readonly { readonly from: string; readonly to: string; readonly reason: string }[] = [];
