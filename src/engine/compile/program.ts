import type { ImportPhase, Node, Source } from '../../syntax';
import { analyzeScopes, isNamedDeclaration, patternNames, Scope, type ScopeTree } from '../../syntax';
import type { ScopeInfo } from '../environment/environment';
import './classes';
import { Code } from './code';
import { type CompileOptions, FunctionCompiler, families } from './compiler';
import { declaresResources, withDisposal } from './disposal';
import './expressions';
import { compileFunction } from './functions';
import { Op } from './op';
import './patterns';
import { hoistFunctions } from './statements';

families.withDisposal = withDisposal;

/** What a script or eval code declares outside itself. */
export interface VariableDeclarations {
  readonly functions: string[];
  readonly variables: string[];
  readonly blockFunctions: readonly BlockFunction[];
}

/** A function in a block of sloppy code, to be assigned to a variable when its declaration is evaluated. */
export interface BlockFunction {
  readonly name: string;
  /** There can be no such variable; found when the declarations are instantiated. */
  skipped: boolean;
}

/** What a script declares, for GlobalDeclarationInstantiation. */
export interface GlobalDeclarations extends VariableDeclarations {
  readonly lexical: { readonly name: string; readonly constant: boolean }[];
}

export interface CompiledScript {
  readonly code: Code;
  readonly declarations: GlobalDeclarations;
}

/** Compiles a script: its top-level names live in the realm's global environment. */
export function compileScript(source: Source, program: Node, options: CompileOptions): CompiledScript {
  const tree = analyzeScopes(program, { type: 'script' });
  const declarations: GlobalDeclarations = {
    lexical: [],
    functions: [],
    variables: [],
    blockFunctions: blockFunctions(tree),
  };
  for (const b of tree.root.bindings.values()) {
    if (b.lexical) declarations.lexical.push({ name: b.name, constant: b.kind === 'const' || b.kind === 'using' });
    else if (b.kind === 'function') declarations.functions.push(b.name);
    else if (b.kind === 'var') declarations.variables.push(b.name);
  }
  const code = new Code('script', '', source, program, null, () => {});
  code.strict = tree.root.facts.strict;
  const c = new FunctionCompiler(code, tree, tree.root, options);
  c.completion = c.temp();
  c.emit(Op.LoadUndefined, c.completion);
  hoistFunctions(c, program.body);
  for (const statement of program.body) c.statement(statement);
  c.emit(Op.Return, c.completion);
  c.finish();
  return { code, declarations };
}

/** Compiles a text as the body of a function with the given parameters (a CommonJS module). */
export function compileWrapped(
  source: Source,
  program: Node,
  parameters: readonly string[],
  name: string,
  options: CompileOptions,
): Code {
  const tree = analyzeScopes(program, { type: 'function', parameters });
  const fn: Node = {
    type: 'FunctionExpression',
    start: program.start,
    end: program.end,
    id: null,
    params: parameters.map((p) => ({ type: 'Identifier', name: p, start: program.start, end: program.start })),
    body: { type: 'BlockStatement', start: program.start, end: program.end, body: program.body },
    async: false,
    generator: false,
  };
  // The program node opened the scope; the function node stands for it from here on.
  const scope = tree.scopeOf.get(program)!;
  const holder = new Scope('block', program, null, scope.facts);
  holder.info = null;
  (scope as { parent: Scope | null }).parent = holder;
  tree.scopeOf.set(fn, scope);
  const code = new Code('normal', name, source, fn, null, (self) => compileFunction(self, tree, options));
  code.strict = scope.facts.strict;
  code.parameterCount = parameters.length;
  code.length = parameters.length;
  return code;
}

/** The functions in blocks that become variables of the whole text, as its instructions refer to them. */
function blockFunctions(tree: ScopeTree): BlockFunction[] {
  const found: BlockFunction[] = [];
  for (const [node, target] of tree.hoistedBlockFunctions) {
    if (target === tree.root) found.push((node.blockFunction = { name: node.id.name, skipped: false }));
  }
  return found;
}

/** Compiles eval code inside `outer` (null: the global scope). */
export function compileEval(
  source: Source,
  program: Node,
  outer: Scope | null,
  strict: boolean,
  options: CompileOptions,
): { code: Code; declarations: VariableDeclarations } {
  const tree = analyzeScopes(program, { type: 'eval', outer, outerFacts: outer?.facts ?? null, strict });
  const root = tree.root;
  const isStrict = root.facts.strict;
  const code = new Code('eval', '', source, program, outer, () => {});
  code.strict = isStrict;
  const declarations: VariableDeclarations = { functions: [], variables: [], blockFunctions: blockFunctions(tree) };
  if (!isStrict) {
    // Variables belong to the calling function or the global object; only lexical names stay here.
    for (const b of [...root.bindings.values()]) {
      if (b.lexical) continue;
      (b.kind === 'function' ? declarations.functions : declarations.variables).push(b.name);
      root.bindings.delete(b.name);
    }
    // Their names are looked up at run time.
    root.evalVars ||= Object.values(declarations).some((names) => names.length > 0);
  }
  for (const b of root.bindings.values()) b.captured = true;
  const c = new FunctionCompiler(code, tree, root, options);
  const hasEnv = c.layOut(root, 'eval', '');
  c.completion = c.temp();
  c.emit(Op.LoadUndefined, c.completion);
  if (hasEnv) c.emit(Op.PushEnv, code.scopes.push(root.info as ScopeInfo) - 1);
  c.giveRegisters(root);
  hoistFunctions(c, program.body);
  for (const statement of program.body) c.statement(statement);
  c.emit(Op.Return, c.completion);
  c.finish();
  return { code, declarations };
}

/** Import and export entries of a module. @spec sec-source-text-module-records */
export interface ModuleEntries {
  readonly requests: {
    readonly specifier: string;
    readonly attributes: Map<string, string>;
    readonly phase: ImportPhase;
    readonly node: Node;
  }[];
  readonly imports: {
    readonly request: number;
    readonly importName: string | '*namespace*' | '*source*';
    readonly localName: string;
    readonly node: Node;
  }[];
  readonly localExports: { readonly exportName: string; readonly localName: string }[];
  readonly indirectExports: {
    readonly exportName: string;
    readonly request: number;
    readonly importName: string | '*namespace*' | '*source*';
    readonly node: Node;
  }[];
  readonly starExports: number[];
}

export interface CompiledModule {
  readonly code: Code;
  readonly scope: ScopeInfo;
  readonly slots: Map<string, number>;
  readonly entries: ModuleEntries;
  readonly hasTopLevelAwait: boolean;
  /** Functions made when the module is linked, before it runs. */
}

/** Compiles a module. Its environment record is made by linking; the code runs inside it. */
export function compileModule(source: Source, program: Node, options: CompileOptions): CompiledModule {
  const tree = analyzeScopes(program, { type: 'module' });
  const root = tree.root;
  const code = new Code('module', '', source, program, null, () => {});
  code.strict = true;
  code.async = true;
  const c = new FunctionCompiler(code, tree, root, options);
  for (const b of root.bindings.values()) if (b.kind !== 'hidden') b.captured = true;
  c.layOut(root, 'module', source.name);
  root.info ??= {
    kind: 'module',
    name: source.name,
    names: [],
    flags: [],
    holdsVariables: true,
    start: program.start,
    end: program.end,
  };
  const info = root.info as ScopeInfo;
  code.scopes.push(info);
  // The first run, at link time, makes the hoisted functions and pauses; the second runs the body.
  hoistFunctions(c, program.body);
  c.emit(Op.InitialYield);
  const resources = declaresResources(program.body);
  const run = (): void => {
    for (const statement of program.body) c.statement(statement);
  };
  if (resources === 'none') run();
  else families.withDisposal(c, true, run, program);
  c.emit(Op.Return, c.loadConstant(undefined, -1));
  c.finish();
  const slots = new Map<string, number>();
  info.names.forEach((name, slot) => {
    slots.set(name, slot);
  });
  return { code, scope: info, slots, entries: moduleEntries(program), hasTopLevelAwait: hasAwait(program) };
}

function hasAwait(node: Node): boolean {
  if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await)) return true;
  if (node.type === 'VariableDeclaration' && node.kind === 'await using') return true;
  if (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  )
    return false;
  if (node.type === 'PropertyDefinition' || node.type === 'StaticBlock')
    return node.computed ? hasAwait(node.key) : false;
  for (const field in node) {
    const value = node[field];
    if (Array.isArray(value)) {
      for (const item of value) if (item && typeof item.type === 'string' && hasAwait(item)) return true;
    } else if (
      value &&
      typeof value === 'object' &&
      typeof value.type === 'string' &&
      field !== 'initializer' &&
      hasAwait(value)
    )
      return true;
  }
  return false;
}

function moduleEntries(program: Node): ModuleEntries {
  const requests: ModuleEntries['requests'] = [];
  const imports: ModuleEntries['imports'] = [];
  const localExports: ModuleEntries['localExports'] = [];
  const indirectExports: ModuleEntries['indirectExports'] = [];
  const starExports: number[] = [];
  const request = (node: Node): number => {
    const attributes = new Map<string, string>();
    for (const a of node.attributes ?? []) attributes.set(a.key.name ?? a.key.value, a.value.value);
    const specifier = node.source.value as string;
    const phase: ImportPhase = node.phase ?? 'evaluation';
    const same = requests.findIndex(
      (r) =>
        r.specifier === specifier &&
        r.phase === phase &&
        r.attributes.size === attributes.size &&
        [...attributes].every(([k, v]) => r.attributes.get(k) === v),
    );
    return same >= 0 ? same : requests.push({ specifier, attributes, phase, node: node.source }) - 1;
  };
  const nameOf = (n: Node): string => n.name ?? n.value;
  for (const item of program.body) {
    if (item.type === 'ImportDeclaration') {
      const number = request(item);
      for (const s of item.specifiers) {
        const importName =
          s.type === 'ImportNamespaceSpecifier'
            ? '*namespace*'
            : s.type !== 'ImportDefaultSpecifier'
              ? nameOf(s.imported)
              : item.phase === 'source'
                ? '*source*'
                : 'default';
        imports.push({ request: number, importName, localName: s.local.name, node: s });
      }
    } else if (item.type === 'ExportAllDeclaration') {
      const number = request(item);
      if (item.exported)
        indirectExports.push({
          exportName: nameOf(item.exported),
          request: number,
          importName: '*namespace*',
          node: item,
        });
      else starExports.push(number);
    } else if (item.type === 'ExportNamedDeclaration') {
      if (item.source) {
        const number = request(item);
        for (const s of item.specifiers)
          indirectExports.push({
            exportName: nameOf(s.exported),
            request: number,
            importName: nameOf(s.local),
            node: s,
          });
      } else if (item.declaration) {
        const { declaration } = item;
        const ids = declaration.id
          ? [declaration.id]
          : declaration.declarations.flatMap((d: Node) => [...patternNames(d.id)]);
        for (const id of ids) localExports.push({ exportName: id.name, localName: id.name });
      } else {
        for (const s of item.specifiers)
          localExports.push({ exportName: nameOf(s.exported), localName: nameOf(s.local) });
      }
    } else if (item.type === 'ExportDefaultDeclaration') {
      localExports.push({
        exportName: 'default',
        localName: isNamedDeclaration(item.declaration) ? item.declaration.id.name : '*default*',
      });
    }
  }
  // An export of an imported name is an export of the other module's binding.
  const kept: ModuleEntries['localExports'] = [];
  for (const e of localExports) {
    const imported = imports.find((i) => i.localName === e.localName);
    // A deferred namespace has no other binding than the local one.
    if (imported === undefined || requests[imported.request]!.phase === 'defer') kept.push(e);
    else
      indirectExports.push({
        exportName: e.exportName,
        request: imported.request,
        importName: imported.importName,
        node: imported.node,
      });
  }
  return { requests, imports, localExports: kept, indirectExports, starExports };
}
