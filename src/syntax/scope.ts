import { childNodes, type Node } from './node';

export type BindingKind =
  | 'var'
  | 'param'
  | 'let'
  | 'const'
  | 'class'
  | 'function'
  | 'catch'
  | 'import'
  | 'using'
  /** A function expression's own name. */
  | 'name'
  /** `this`, `new.target`, the active function, private names: made for the engine. */
  | 'hidden'
  | 'arguments';

export class Binding {
  /** Used from a function inside, by eval or across a `with`: must live in an environment record. */
  captured = false;
  /** Filled by the compiler. */
  register = -1;
  slot = -1;
  /** Offset after which straight-line code of the same function finds it initialised. */
  readyAt = -1;

  constructor(
    readonly name: string,
    public kind: BindingKind,
    readonly scope: Scope,
  ) {}

  /** Whether an assignment to it changes it: what else it does is not said. */
  get assignable(): boolean {
    return this.kind !== 'const' && this.kind !== 'using' && this.kind !== 'import' && this.kind !== 'name';
  }

  get lexical(): boolean {
    if (this.kind === 'param') return this.readyAt >= 0;
    return this.kind === 'let' || this.kind === 'const' || this.kind === 'class' || this.kind === 'using';
  }
}

export type ScopeType =
  | 'script'
  | 'module'
  | 'function'
  | 'block'
  | 'loop'
  | 'catch'
  | 'class'
  | 'with'
  | 'eval'
  | 'name'
  | 'switch';

/** Facts about the function (or script, module, eval) a scope belongs to. */
export class FunctionFacts {
  strict = false;
  arrow = false;
  async = false;
  generator = false;
  /** A direct eval is written in it or in an arrow function inside it. */
  directEval = false;
  usesThis = false;
  simpleParameters = true;
  derived = false;
  /** Has a home object: `super.x` may stand in it. */
  method = false;
  /** Runs class field initialisers or a static block. */
  initializer = false;
  constructor(
    readonly node: Node,
    readonly parent: FunctionFacts | null,
  ) {}
}

/** A region of source with its own declarations. */
export class Scope {
  readonly bindings = new Map<string, Binding>();
  /** A sloppy direct eval may declare variables here at run time. */
  evalVars = false;
  // Filled by the compiler.
  info: unknown = null;

  constructor(
    readonly type: ScopeType,
    readonly node: Node,
    readonly parent: Scope | null,
    readonly facts: FunctionFacts,
  ) {}

  declare(name: string, kind: BindingKind): Binding {
    let binding = this.bindings.get(name);
    if (binding === undefined) {
      binding = new Binding(name, kind, this);
      this.bindings.set(name, binding);
    } else if (kind === 'function' && (binding.kind === 'var' || binding.kind === 'param')) {
      if (binding.kind === 'var') binding.kind = 'function';
    }
    return binding;
  }

  /** Whether `var` declarations land here. */
  get isVarScope(): boolean {
    return this.type === 'function' || this.type === 'script' || this.type === 'module' || this.type === 'eval';
  }
}

interface Reference {
  readonly name: string;
  readonly scope: Scope;
}

/** Scopes of a tree. `scopeOf` maps a node to the scope it opens (a function with its own body scope has `bodyScopeOf`). */
export class ScopeTree {
  readonly scopeOf = new Map<Node, Scope>();
  readonly bodyScopeOf = new Map<Node, Scope>();
  /** Sloppy block functions that also assign a `var` of their name, and the scope of that. @spec sec-block-level-function-declarations-web-legacy-compatibility-semantics */
  readonly hoistedBlockFunctions = new Map<Node, Scope>();
  constructor(readonly root: Scope) {}
}

export interface AnalysisOptions {
  /** What the program is. `function`: the body of a CommonJS wrapper with these parameter names. */
  readonly type: 'script' | 'module' | 'eval' | 'function';
  readonly parameters?: readonly string[];
  readonly strict?: boolean;
  /** Scopes around an eval's code, innermost last; all their bindings live in environment records already. */
  readonly outer?: Scope | null;
  readonly outerFacts?: FunctionFacts | null;
}

/** Finds the scopes, bindings and captures of a program. */
export function analyzeScopes(program: Node, options: AnalysisOptions): ScopeTree {
  return new Analyzer(program, options).run();
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

export function isFunctionNode(node: Node): boolean {
  return FUNCTIONS.has(node.type);
}

export function hasUseStrict(body: readonly Node[]): boolean {
  for (const statement of body) {
    if (statement.type !== 'ExpressionStatement' || typeof statement.directive !== 'string') return false;
    if (statement.directive === 'use strict') return true;
  }
  return false;
}

/** Names bound by a pattern, in source order, with the identifier nodes. */
export function* patternNames(pattern: Node | null): Generator<Node> {
  if (pattern === null) return;
  switch (pattern.type) {
    case 'Identifier':
      yield pattern;
      break;
    case 'ObjectPattern':
      for (const p of pattern.properties) yield* patternNames(p.type === 'RestElement' ? p.argument : p.value);
      break;
    case 'ArrayPattern':
      for (const e of pattern.elements) yield* patternNames(e);
      break;
    case 'AssignmentPattern':
      yield* patternNames(pattern.left);
      break;
    case 'RestElement':
      yield* patternNames(pattern.argument);
      break;
  }
}

class Analyzer {
  private readonly tree: ScopeTree;
  private readonly references: Reference[] = [];
  private readonly pendingHoists: { node: Node; scope: Scope }[] = [];
  private scope: Scope;
  private facts: FunctionFacts;

  constructor(
    private readonly program: Node,
    private readonly options: AnalysisOptions,
  ) {
    this.facts = new FunctionFacts(program, options.outerFacts ?? null);
    this.facts.strict = options.type === 'module' || options.strict === true || hasUseStrict(program.body);
    if (options.type === 'module') this.facts.async = true;
    if (options.type === 'eval') this.facts.arrow = true;
    this.scope = new Scope(options.type, program, options.outer ?? null, this.facts);
    this.tree = new ScopeTree(this.scope);
    this.tree.scopeOf.set(program, this.scope);
  }

  run(): ScopeTree {
    for (const name of this.options.parameters ?? []) this.scope.declare(name, 'param');
    this.hoistDeclarations(this.program.body);
    for (const statement of this.program.body) this.visit(statement);
    this.finishHoists();
    for (const { name, scope } of this.references) this.resolve(name, scope);
    return this.tree;
  }

  /** Declares what a statement list declares lexically at its top, and functions. */
  private hoistDeclarations(body: readonly Node[]): void {
    const atTop = this.scope.isVarScope;
    for (let statement of body) {
      if (
        (statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration') &&
        statement.declaration
      ) {
        statement = statement.declaration;
      }
      while (statement.type === 'LabeledStatement') statement = statement.body;
      switch (statement.type) {
        case 'FunctionDeclaration':
          if (!statement.id) break;
          if (atTop) this.scope.declare(statement.id.name, 'function');
          else {
            this.scope.declare(statement.id.name, 'function');
            if (!this.facts.strict && !statement.async && !statement.generator) {
              this.pendingHoists.push({ node: statement, scope: this.scope });
            }
          }
          break;
        case 'ClassDeclaration':
          if (statement.id) this.scope.declare(statement.id.name, 'class').readyAt = statement.end;
          break;
        case 'VariableDeclaration':
          if (statement.kind !== 'var') this.declareVariables(statement, this.scope);
          break;
        case 'ImportDeclaration':
          for (const specifier of statement.specifiers)
            this.scope.declare(specifier.local.name, 'import').captured = true;
          break;
      }
    }
  }

  private declareVariables(declaration: Node, scope: Scope): void {
    const kind = declaration.kind === 'await using' ? 'using' : declaration.kind;
    for (const declarator of declaration.declarations) {
      for (const id of patternNames(declarator.id)) {
        const binding = scope.declare(id.name, kind);
        if (kind !== 'var') binding.readyAt = declarator.end;
      }
    }
  }

  private varScope(): Scope {
    let scope = this.scope;
    while (!scope.isVarScope) scope = scope.parent!;
    return scope;
  }

  private within(scope: Scope, body: () => void): void {
    const outer = this.scope;
    this.scope = scope;
    body();
    this.scope = outer;
  }

  private open(type: ScopeType, node: Node): Scope {
    const scope = new Scope(type, node, this.scope, this.facts);
    this.tree.scopeOf.set(node, scope);
    return scope;
  }

  private refer(name: string): void {
    this.references.push({ name, scope: this.scope });
  }

  private visitAll(nodes: readonly (Node | null)[]): void {
    for (const node of nodes) if (node) this.visit(node);
  }

  private visit(node: Node): void {
    switch (node.type) {
      case 'Identifier':
        this.refer(node.name);
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        this.visitFunction(node, false);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression':
        this.visitClass(node);
        return;
      case 'IfStatement':
        this.visit(node.test);
        node.consequent = inBlock(node.consequent);
        this.visit(node.consequent);
        if (node.alternate) this.visit((node.alternate = inBlock(node.alternate)));
        return;
      case 'BlockStatement':
        this.within(this.open('block', node), () => {
          this.hoistDeclarations(node.body);
          this.visitAll(node.body);
        });
        return;
      case 'SwitchStatement':
        this.visit(node.discriminant);
        this.within(this.open('switch', node), () => {
          this.hoistDeclarations(node.cases.flatMap((c: Node) => c.consequent));
          // Cases may be skipped, so no binding counts as surely initialised.
          for (const binding of this.scope.bindings.values()) binding.readyAt = Number.POSITIVE_INFINITY;
          for (const c of node.cases) {
            if (c.test) this.visit(c.test);
            this.visitAll(c.consequent);
          }
        });
        return;
      case 'ForStatement':
        this.within(this.open('loop', node), () => {
          if (node.init?.type === 'VariableDeclaration' && node.init.kind !== 'var')
            this.declareVariables(node.init, this.scope);
          this.visitAll([node.init, node.test, node.update, node.body]);
        });
        return;
      case 'ForInStatement':
      case 'ForOfStatement': {
        const lexical = node.left.type === 'VariableDeclaration' && node.left.kind !== 'var';
        // The expression sees the loop's names uninitialised: a scope of its own, keyed by the expression.
        if (lexical) {
          const head = new Scope('block', node.right, this.scope, this.facts);
          this.tree.scopeOf.set(node.right, head);
          this.within(head, () => {
            this.declareVariables(node.left, head);
            for (const binding of head.bindings.values()) binding.readyAt = Number.POSITIVE_INFINITY;
            this.visit(node.right);
          });
        } else this.visit(node.right);
        this.within(this.open('loop', node), () => {
          if (lexical) {
            this.declareVariables(node.left, this.scope);
          }
          if (node.left.type === 'VariableDeclaration') this.visit(node.left);
          else this.visitPattern(node.left);
          this.visit(node.body);
        });
        return;
      }
      case 'CatchClause':
        this.within(this.open('catch', node), () => {
          if (node.param) {
            for (const id of patternNames(node.param)) this.scope.declare(id.name, 'catch');
            this.visitPattern(node.param);
          }
          this.visit(node.body);
        });
        return;
      case 'WithStatement':
        this.visit(node.object);
        this.within(this.open('with', node), () => this.visit(node.body));
        return;
      case 'VariableDeclaration': {
        if (node.kind === 'var') this.declareVariables(node, this.varScope());
        for (const declarator of node.declarations) {
          this.visitPattern(declarator.id);
          if (declarator.init) this.visit(declarator.init);
        }
        return;
      }
      case 'AssignmentExpression':
        this.visitPattern(node.left);
        this.visit(node.right);
        return;
      case 'ThisExpression':
        this.facts.usesThis = true;
        this.refer('this');
        return;
      case 'Super':
        this.refer('this');
        this.refer('%function');
        this.refer('new.target');
        return;
      case 'MetaProperty':
        if (node.meta.name === 'new') this.refer('new.target');
        return;
      case 'MemberExpression':
        this.visit(node.object);
        if (node.computed || node.property.type === 'PrivateIdentifier') this.visit(node.property);
        return;
      case 'PrivateIdentifier':
        this.refer(`#${node.name}`);
        return;
      case 'Property':
        if (node.computed) this.visit(node.key);
        if (node.value) {
          if (node.method || node.kind === 'get' || node.kind === 'set') node.value.hasHome = true;
          this.visit(node.value);
        }
        return;
      case 'CallExpression':
        if (node.callee.type === 'Identifier' && node.callee.name === 'eval' && !node.optional) this.markDirectEval();
        this.visit(node.callee);
        this.visitAll(node.arguments);
        return;
      case 'LabeledStatement':
        this.visit(node.body);
        return;
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        return;
      case 'ExportNamedDeclaration':
        if (node.declaration) this.visit(node.declaration);
        if (!node.source) for (const s of node.specifiers) this.exportLocal(s.local.name);
        else return;
        if (node.declaration) this.exportDeclared(node.declaration);
        return;
      case 'ExportDefaultDeclaration':
        this.scope.declare('*default*', node.declaration.type === 'FunctionDeclaration' ? 'function' : 'let').captured =
          true;
        this.scope.bindings.get('*default*')!.readyAt = node.end;
        this.visit(node.declaration);
        if (isNamedDeclaration(node.declaration)) this.exportLocal(node.declaration.id.name);
        return;
      case 'ImportExpression':
        this.visit(node.source);
        if (node.options) this.visit(node.options);
        return;
      default:
        for (const child of childNodes(node)) this.visit(child);
    }
  }

  private exportLocal(name: string): void {
    this.refer(name);
    const binding = this.tree.root.bindings.get(name);
    if (binding) binding.captured = true;
    else this.lateExports.add(name);
  }

  private readonly lateExports = new Set<string>();

  private exportDeclared(declaration: Node): void {
    if (declaration.id) this.exportLocal(declaration.id.name);
    else if (declaration.type === 'VariableDeclaration') {
      for (const d of declaration.declarations) for (const id of patternNames(d.id)) this.exportLocal(id.name);
    }
  }

  private visitPattern(pattern: Node): void {
    switch (pattern.type) {
      case 'Identifier':
        this.refer(pattern.name);
        break;
      case 'ObjectPattern':
        for (const p of pattern.properties) {
          if (p.type === 'RestElement') this.visitPattern(p.argument);
          else {
            if (p.computed) this.visit(p.key);
            this.visitPattern(p.value);
          }
        }
        break;
      case 'ArrayPattern':
        for (const e of pattern.elements) if (e) this.visitPattern(e);
        break;
      case 'AssignmentPattern':
        this.visitPattern(pattern.left);
        this.visit(pattern.right);
        break;
      case 'RestElement':
        this.visitPattern(pattern.argument);
        break;
      default:
        this.visit(pattern);
    }
  }

  private markDirectEval(): void {
    for (let facts: FunctionFacts | null = this.facts; facts; facts = facts.arrow ? facts.parent : null)
      facts.directEval = true;
    if (!this.facts.strict) this.varScope().evalVars = true;
    for (let scope: Scope | null = this.scope; scope; scope = scope.parent) this.evalScopes.add(scope);
    this.refer('this');
    this.refer('new.target');
    this.refer('%function');
    this.refer('arguments');
  }

  private readonly evalScopes = new Set<Scope>();

  private visitFunction(node: Node, initializer: boolean): void {
    const outerFacts = this.facts;
    const facts = new FunctionFacts(node, outerFacts);
    const block = node.body.type === 'BlockStatement';
    facts.strict = outerFacts.strict || (block && hasUseStrict(node.body.body));
    facts.arrow = node.type === 'ArrowFunctionExpression';
    facts.async = node.async === true;
    facts.generator = node.generator === true;
    facts.initializer = initializer;
    facts.derived = node.derivedConstructor === true;
    facts.method = initializer || node.hasHome === true;
    facts.simpleParameters = node.params.every((p: Node) => p.type === 'Identifier');
    const outer = this.scope;
    if (node.type === 'FunctionExpression' && node.id) {
      // The function's own name lies in a scope around it.
      const named = new Scope('name', node.id, outer, facts);
      named.declare(node.id.name, 'name');
      this.tree.scopeOf.set(node.id, named);
      this.scope = named;
    }
    this.facts = facts;
    const scope = new Scope('function', node, this.scope, facts);
    if (facts.derived) scope.declare('this', 'hidden');
    this.tree.scopeOf.set(node, scope);
    this.scope = scope;
    // With default values, a parameter is not initialised before its turn.
    const ordered = node.params.some(hasExpressions);
    for (const p of node.params) {
      for (const id of patternNames(p)) {
        const binding = scope.declare(id.name, 'param');
        if (ordered) binding.readyAt = p.end;
      }
    }
    const separate = ordered && node.params.some(mayCapture);
    for (const p of node.params) this.visitPattern(p);
    if (block) {
      if (separate) {
        const body = new Scope('function', node.body, scope, facts);
        this.tree.bodyScopeOf.set(node, body);
        this.scope = body;
      }
      this.hoistDeclarations(node.body.body);
      this.visitAll(node.body.body);
    } else this.visit(node.body);
    this.facts = outerFacts;
    this.scope = outer;
  }

  private visitClass(node: Node): void {
    const outer = this.scope;
    const outerStrict = this.facts.strict;
    this.facts.strict = true;
    const scope = this.open('class', node);
    this.scope = scope;
    if (node.id) {
      const own = scope.declare(node.id.name, 'const');
      own.readyAt = node.end;
    }
    for (const member of node.body.body) {
      if (member.key?.type === 'PrivateIdentifier') {
        const name = scope.declare(`#${member.key.name}`, 'hidden');
        name.captured = true;
        if (member.kind === 'set' || member.kind === 'get' || member.kind === 'method') {
          // Methods and accessors need their own binding for the element kept by the class.
        }
      }
    }
    if (node.superClass) this.visit(node.superClass);
    for (const member of node.body.body) {
      if (member.type === 'StaticBlock') {
        this.visitFunction(
          initializerFunction(member, {
            type: 'BlockStatement',
            start: member.start,
            end: member.end,
            body: member.body,
          }),
          true,
        );
        continue;
      }
      if (member.computed) this.visit(member.key);
      if (member.type === 'MethodDefinition') {
        if (member.kind === 'constructor')
          member.value.derivedConstructor = node.superClass !== null && node.superClass !== undefined;
        member.value.hasHome = true;
        this.visitFunction(member.value, false);
      } else if (member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') {
        if (member.computed) {
          // The computed key is kept for when the field is initialised.
          scope.declare(fieldKeyName(member), 'hidden').captured = true;
        }
        if (member.value) this.visitFunction(initializerFunction(member, fieldBody(member)), true);
      }
    }
    this.scope = outer;
    this.facts.strict = outerStrict;
  }

  /** Decides which sloppy block functions also become variables. */
  private finishHoists(): void {
    for (const { node, scope } of this.pendingHoists) {
      const name = node.id.name;
      let blocked = false;
      let target: Scope | null = scope.parent;
      for (; target !== null && !target.isVarScope; target = target.parent) {
        const binding = target.bindings.get(name);
        if (
          binding &&
          !(binding.kind === 'catch' && target.node.param?.type === 'Identifier') &&
          binding.kind !== 'function'
        )
          blocked = true;
        if (binding && binding.kind === 'function') blocked = true;
      }
      if (blocked || target === null) continue;
      const existing = target.bindings.get(name);
      if (existing?.lexical) continue;
      if (existing?.kind === 'param' || this.isParameter(target, name)) continue;
      if (name === 'arguments' && target.type === 'function' && existing === undefined) continue;
      // In scripts and eval code, whether there is a variable is known when they run.
      if (target.type !== 'script' && target.type !== 'eval') target.declare(name, 'var');
      this.tree.hoistedBlockFunctions.set(node, target);
    }
    for (const name of this.lateExports) {
      const binding = this.tree.root.bindings.get(name);
      if (binding) binding.captured = true;
    }
    for (const scope of this.evalScopes) for (const b of scope.bindings.values()) b.captured = true;
  }

  private isParameter(scope: Scope, name: string): boolean {
    return (
      scope.parent?.type === 'function' &&
      scope.parent.facts === scope.facts &&
      scope.parent.bindings.get(name)?.kind === 'param'
    );
  }

  private resolve(name: string, from: Scope): void {
    let dynamic = false;
    for (let scope: Scope | null = from; scope; scope = scope.parent) {
      const binding = lookupBinding(scope, name);
      if (binding) {
        if (scope.facts !== from.facts || dynamic || this.evalScopes.has(scope)) binding.captured = true;
        return;
      }
      if (scope.type === 'with' || scope.evalVars) dynamic = true;
    }
  }
}

/** The binding of `name` in `scope`, creating the implicit ones a function has (`this`, `arguments`, `new.target`). */
export function lookupBinding(scope: Scope, name: string): Binding | undefined {
  const binding = scope.bindings.get(name);
  if (binding !== undefined) return binding;
  if (scope.type !== 'function' || scope.facts.arrow) return undefined;
  // A separate body scope holds no parameters and no implicit bindings.
  if (scope.node !== scope.facts.node) return undefined;
  if (name === 'this' || name === 'new.target' || name === '%function') return scope.declare(name, 'hidden');
  if (name === 'arguments' && !scope.facts.initializer && scope.facts.node.type !== 'Program')
    return scope.declare(name, 'arguments');
  if (name === 'arguments' && scope.facts.node.type === 'Program') return scope.declare(name, 'arguments');
  return undefined;
}

/** Whether what `export default` exports has a binding of its own name. */
export function isNamedDeclaration(node: Node): boolean {
  return (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id !== null;
}

/** A function as the body of `if` stands for a block around it. @spec sec-functiondeclarations-in-ifstatement-statement-clauses */
function inBlock(node: Node): Node {
  if (node.type !== 'FunctionDeclaration') return node;
  return { type: 'BlockStatement', start: node.start, end: node.end, body: [node] };
}

function hasExpressions(node: Node): boolean {
  if (node.type === 'AssignmentPattern') return true;
  if (node.type === 'Identifier') return false;
  if (node.type === 'Property' && node.computed) return true;
  for (const child of childNodes(node)) if (hasExpressions(child)) return true;
  return false;
}

/** Whether `node`, among parameters, sees what the function's body must not share: closures, eval, the arguments object. */
function mayCapture(node: Node): boolean {
  if (isFunctionNode(node) || node.type === 'ClassExpression') return true;
  if (node.type === 'Identifier' && (node.name === 'eval' || node.name === 'arguments')) return true;
  for (const child of childNodes(node)) if (mayCapture(child)) return true;
  return false;
}

/** A method-like function around a field's initialiser or a static block; one per member, kept on the node. */
export function initializerFunction(member: Node, body: Node): Node {
  member.initializer ??= {
    type: 'FunctionExpression',
    start: body.start,
    end: body.end,
    id: null,
    params: [],
    body,
    async: false,
    generator: false,
    expression: false,
    head: { start: member.start, end: member.type === 'StaticBlock' ? member.start + 'static'.length : member.end },
  };
  return member.initializer;
}

/** The body of a field initialiser: the expression, to be returned. */
export function fieldBody(member: Node): Node {
  const { value } = member;
  return {
    type: 'BlockStatement',
    start: value.start,
    end: value.end,
    body: [{ type: 'ReturnStatement', start: value.start, end: value.end, argument: value, implicit: true }],
  };
}

/** The hidden binding that keeps a computed field key. */
export function fieldKeyName(member: Node): string {
  return `%key${member.start}`;
}
