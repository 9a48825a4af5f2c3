/** Reads every import of a set of files and holds them against the table in `layers.ts`. */
import path from 'node:path';
import { tsPlugin } from '@sveltejs/acorn-typescript';
import { Parser } from 'acorn';
import { LAYERS, type Layer, STRANGERS } from './layers';

/** Source text by project path, with `/` between folders. */
export type Files = ReadonlyMap<string, string>;

export interface Import {
  readonly from: string;
  readonly line: number;
  /** As written. */
  readonly specifier: string;
  /** The project file it names; undefined for packages. */
  readonly to: string | undefined;
  /** Erased by the compiler, so that nothing is loaded at run time. */
  readonly typeOnly: boolean;
}

export interface Violation {
  readonly from: string;
  readonly to: string;
  readonly message: string;
}

/** All imports of all files, or an error that names the place of what can't be read. */
export function readImports(files: Files): Import[] {
  return [...files].flatMap(([from, text]) =>
    importsOf(from, text).map((found) => ({ ...found, from, to: resolve(from, found.specifier, files) })),
  );
}

/** The imports that the table does not allow. */
export function findViolations(imports: readonly Import[]): Violation[] {
  return imports.flatMap((found) => {
    const rule = found.to === undefined ? brokenPackageRule(found) : brokenLayerRule(found, found.to);
    if (rule === undefined) {
      return [];
    }
    const to = found.to ?? found.specifier;
    return [{ from: found.from, to, message: `${found.from}:${found.line} imports ${to}: ${rule}` }];
  });
}

/** Run-time import cycles, each as the list of its files; the first file closes the circle. */
export function findCycles(imports: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports) {
    if (to !== undefined && !typeOnly) {
      targets.set(from, [...(targets.get(from) ?? []), to]);
    }
  }
  const cycles: string[][] = [];
  const finished = new Set<string>();
  const trail: string[] = [];
  const visit = (file: string): void => {
    const start = trail.indexOf(file);
    if (start >= 0) {
      cycles.push(trail.slice(start));
      return;
    }
    if (finished.has(file)) {
      return;
    }
    trail.push(file);
    for (const target of targets.get(file) ?? []) {
      visit(target);
    }
    trail.pop();
    finished.add(file);
  };
  for (const file of targets.keys()) {
    visit(file);
  }
  return cycles;
}

function brokenPackageRule({ from, specifier }: Import): string | undefined {
  const layer = layerOf(from);
  if (!layer) {
    return `no layer owns ${from}; add its folder to layers.ts`;
  }
  if (specifier.startsWith('.')) {
    return 'no such file';
  }
  const name = packageName(specifier);
  if (layer.packages?.includes(name)) {
    return undefined;
  }
  const allowed = LAYERS.filter(({ packages }) => packages?.includes(name)).map(({ folder }) => folder);
  return allowed.length > 0
    ? `only ${allowed.join(', ')} may import ${name}`
    : `no layer may import ${name}; add it to layers.ts, with its reason in ARCHITECTURE.md`;
}

function brokenLayerRule({ from, typeOnly }: Import, to: string): string | undefined {
  const strangers = STRANGERS.find(([a, b]) => (isIn(from, a) && isIn(to, b)) || (isIn(from, b) && isIn(to, a)));
  if (strangers) {
    return `${strangers.join(' and ')} never import each other`;
  }
  const layer = layerOf(from);
  const target = layerOf(to);
  if (!layer || !target) {
    return `no layer owns ${layer ? to : from}; add its folder to layers.ts`;
  }
  if (layer === target) {
    return undefined;
  }
  if (layer.typesOf?.includes(to)) {
    return typeOnly ? undefined : `${layer.folder} may import types of ${to} only; write \`import type\``;
  }
  if (!layer.imports.includes(target.folder)) {
    return `${layer.folder} may not import ${target.folder}; it may import ${layer.imports.join(', ') || 'nothing'}`;
  }
  const face = `${target.folder}/index.ts`;
  return to === face ? undefined : `outsiders import ${face}, not the files behind it`;
}

function layerOf(file: string): Layer | undefined {
  return LAYERS.filter(({ folder }) => isIn(file, folder)).sort((a, b) => b.folder.length - a.folder.length)[0];
}

function isIn(file: string, folder: string): boolean {
  return file.startsWith(`${folder}/`);
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) {
    return 'node:*';
  }
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
}

/** The file a relative specifier names, tried as the bundler tries it. */
function resolve(from: string, specifier: string, files: Files): string | undefined {
  if (!specifier.startsWith('.')) {
    return undefined;
  }
  const base = path.posix.join(path.posix.dirname(from), specifier);
  const candidates = [
    base,
    `${base}.ts`,
    `${base}.tsx`,
    `${base}.d.ts`,
    `${base}/index.ts`,
    base.replace(/\.js$/, '.ts'),
  ];
  return candidates.find((candidate) => files.has(candidate));
}

type Found = Pick<Import, 'line' | 'specifier' | 'typeOnly'>;

/** A syntax node as far as this file looks into it. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly loc: { readonly start: { readonly line: number } };
  readonly [key: string]: unknown;
}

function importsOf(file: string, text: string): Found[] {
  if (!/\.tsx?$/.test(file)) {
    return [];
  }
  const found: Found[] = [];
  walk(parse(file, text), (node) => {
    const source = specifierOf(node);
    if (source !== undefined) {
      found.push({ line: node.loc.start.line, specifier: source, typeOnly: isTypeOnly(node) });
    }
  });
  return found;
}

function parse(file: string, text: string): Node {
  try {
    const parser = Parser.extend(tsPlugin({ jsx: file.endsWith('x'), dts: file.endsWith('.d.ts') }));
    return parser.parse(text, { ecmaVersion: 'latest', sourceType: 'module', locations: true }) as unknown as Node;
  } catch (error) {
    throw new Error(`${file} can't be read for its imports: ${(error as Error).message}`);
  }
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      walk(item, visit);
    }
  } else if (typeof value === 'object' && value !== null && 'type' in value) {
    visit(value as Node);
    for (const child of Object.values(value)) {
      walk(child, visit);
    }
  }
}

/** What a node imports: static imports and re-exports, `import()` as expression or type, `require()`. */
function specifierOf(node: Node): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
      return stringOf(node.source);
    case 'TSImportType':
      return stringOf(node.argument) ?? stringOf((node.argument as Node).literal);
    case 'TSExternalModuleReference':
      return stringOf(node.expression);
    case 'CallExpression': {
      const callee = node.callee as Node;
      return callee.type === 'Identifier' && callee.name === 'require'
        ? stringOf((node.arguments as unknown[])[0])
        : undefined;
    }
    default:
      return undefined;
  }
}

function stringOf(node: unknown): string | undefined {
  const value = (node as { value?: unknown } | null | undefined)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** `import { type A }` is not type-only: `verbatimModuleSyntax` keeps the import itself. */
function isTypeOnly(node: Node): boolean {
  return node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type';
}
