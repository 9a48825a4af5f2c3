import type { Node } from '../../syntax';
import { type Binding, childNodes, isFunctionNode, lookupBinding, type Scope, type ScopeTree } from '../../syntax';
import { GLOBAL_VALUES, GLOBALS } from '../builtins/intrinsics';
import { BindingFlag, type ScopeInfo, type ScopeKind } from '../environment/environment';
import { UNINITIALIZED, type Value } from '../values/value';
import type { Code, CodeKind } from './code';
import { Op } from './op';

const INTRINSIC_NAMES: ReadonlySet<string> = new Set(GLOBALS.filter((name) => !GLOBAL_VALUES.includes(name)));

/** A jump target, bound once, referred to from anywhere. */
export class Label {
  position = -1;
  readonly references: number[] = [];
}

/** Where a name lives, seen from a point of the program. */
export type Place =
  | { readonly kind: 'register'; readonly binding: Binding }
  | { readonly kind: 'env'; readonly binding: Binding; readonly hops: number }
  | { readonly kind: 'global' }
  | { readonly kind: 'dynamic' };

/** A statement that `break`, `continue` and `return` may have to leave. */
export interface Exit {
  readonly labels: readonly string[];
  readonly breakLabel: Label | null;
  readonly continueLabel: Label | null;
  /** Whether an unlabelled `break` stops here. */
  readonly breakable: boolean;
  /** Environment records to pop when control passes outwards through this entry. */
  readonly envs: number;
  /** Emits what must happen when control leaves (closing an iterator). */
  readonly leave: (() => void) | null;
  /** A `finally` block: jumps go through it. */
  readonly finalizer: Finalizer | null;
}

/** A pending `finally` (or disposal): jumps out of its `try` record where they go, and the block's end dispatches. */
export class Finalizer {
  readonly entry = new Label();
  readonly jumps: { readonly number: number; readonly go: () => void }[] = [];
  /** A `return` passes through. */
  returns = false;
  constructor(
    readonly kindRegister: number,
    readonly valueRegister: number,
  ) {}
}

export const FINALLY_NORMAL = 0;
export const FINALLY_THROW = 1;
export const FINALLY_RETURN = 2;

export interface CompileOptions {
  readonly observed: boolean;
  /** Calls in tail position give up their caller's context, as the standard has it and V8 has not. */
  readonly tailCalls?: boolean | undefined;
}

type ExpressionHandler = (c: FunctionCompiler, node: Node, target: number) => number;
type StatementHandler = (c: FunctionCompiler, node: Node) => void;

/** Node families register how their nodes are compiled; so the families need not import each other. */
export const expressionHandlers: Record<string, ExpressionHandler> = {};
export const statementHandlers: Record<string, StatementHandler> = {};

/** Operations of one family that others need. Filled by the family's file. */
export interface Families {
  /** Assigns register `value` to a pattern or reference; `declare` initialises bindings instead of assigning. */
  assignPattern(c: FunctionCompiler, pattern: Node, value: number, declare: boolean): void;
  functionCode(c: FunctionCompiler, node: Node, kind: CodeKind, name: string): Code;
  /** Emits a closure; answers its register. */
  closure(c: FunctionCompiler, node: Node, kind: CodeKind, name: string, target: number): number;
  /** `nameRegister`: a computed name, known at run time. */
  classDefinition(c: FunctionCompiler, node: Node, name: string, target: number, nameRegister?: number): number;
  /** Runs a statement list with its scope's declarations set up. */
  scopedBody(c: FunctionCompiler, body: readonly Node[], node: Node): void;
  /** Runs `body`; the resources it adds are disposed of at its end. */
  withDisposal(c: FunctionCompiler, isAsync: boolean, body: () => void, node: Node): void;
  /** Returns from the function with register `value`, through finalizers. */
  emitReturn(c: FunctionCompiler, value: number, node?: Node | null): void;
}
export const families = {} as Families;

/** Constants beyond this number of a function are loaded by instruction instead of living in registers. */
const MAX_CONSTANT_REGISTERS = 48;

/** Compiles one function (or script, module, eval) to flat code. */
/** What is noted of `node` where messages don't quote it: the keys of a pattern that can't take its value apart. */
function unnamedSite(node: Node): Node {
  const { start, end, properties } = node;
  return { type: node.type === 'LastSpread' ? 'LastSpread' : 'Unnamed', start, end, properties, nested: true };
}

export class FunctionCompiler {
  private readonly words: number[] = [];
  private readonly constantIndex = new Map<unknown, number>();
  private readonly constantRegisters = new Map<unknown, number>();
  private nextRegister = 0;
  private registerCount = 0;
  private cacheCount = 0;
  private lastRow = { start: -1, end: -1, caret: -1 };
  readonly exits: Exit[] = [];
  /** Labels directly in front of the statement being compiled. */
  pendingLabels: string[] = [];
  /** Register that collects the completion value of a script or eval; -1 where nobody asks. */
  completion = -1;
  /** A `catch` clause covers what is being compiled. */
  guarded = false;
  /** The call to be compiled as one in tail position. */
  tailCall: Node | null = null;
  /** Where a nullish link of the optional chain being compiled jumps to. */
  chainLabel: Label | null = null;
  /** V8 looks for no source text in what is being compiled. */
  unnamed: boolean;
  /** Register patched to constants come after all others; see `finish`. */
  scope: Scope;

  constructor(
    readonly code: Code,
    readonly tree: ScopeTree,
    scope: Scope,
    readonly options: CompileOptions,
  ) {
    this.scope = scope;
    this.unnamed = code.node?.unnamed === true;
  }

  // Emission

  get pc(): number {
    return this.words.length;
  }

  emit(op: Op, ...operands: number[]): void {
    this.words.push(op);
    for (const operand of operands) this.words.push(operand);
  }

  /** Awaits register `value`: it becomes a promise first, which may run guest code, then the context is suspended. */
  await(target: number, value: number): void {
    const promise = this.temp();
    this.emit(Op.ToPromise, promise, value);
    this.emit(Op.Await, target, promise);
  }

  /** Emits a jump; the label is the last operand. */
  jump(op: Op, label: Label, ...operands: number[]): void {
    this.emit(op, ...operands, 0);
    label.references.push(this.words.length - 1);
    if (label.position >= 0) this.words[this.words.length - 1] = label.position;
  }

  bind(label: Label): void {
    label.position = this.pc;
    for (const reference of label.references) this.words[reference] = label.position;
  }

  /** Marks the instructions from here on as belonging to `node`; `caret` is where a stack trace points. */
  at(node: Node, caret = node.start): void {
    const { lastRow } = this;
    if (lastRow.start === node.start && lastRow.end === node.end && lastRow.caret === caret) return;
    const { positions } = this.code;
    // A row that covers no instruction is replaced.
    if (positions.length > 0 && positions[positions.length - 4] === this.pc) positions.length -= 4;
    positions.push(this.pc, node.start, node.end, caret);
    this.lastRow = { start: node.start, end: node.end, caret };
  }

  /** Remembers the node of the instruction just emitted, for error messages that quote source text. */
  site(node: Node): void {
    this.code.sites.set(this.pc, this.unnamed ? unnamedSite(node) : node);
  }

  /** Evaluates a computed key; V8 looks for no source text in it. */
  computedKey(node: Node, target: number): void {
    const { unnamed } = this;
    this.unnamed = true;
    this.expression(node, target);
    this.unnamed = unnamed;
  }

  /** Emits a position step for `node`, in observed code. */
  step(node: Node): void {
    if (this.options.observed) {
      this.at(node);
      this.emit(Op.Step, node.start, node.end);
    }
  }

  cache(): number {
    return this.cacheCount++;
  }

  // Registers

  temp(): number {
    const register = this.nextRegister++;
    if (this.nextRegister > this.registerCount) this.registerCount = this.nextRegister;
    return register;
  }

  temps(count: number): number {
    const first = this.nextRegister;
    this.nextRegister += count;
    if (this.nextRegister > this.registerCount) this.registerCount = this.nextRegister;
    return first;
  }

  mark(): number {
    return this.nextRegister;
  }

  release(mark: number): void {
    this.nextRegister = mark;
  }

  /** Answers `target`, or a new temporary when there's no wish. */
  target(target: number): number {
    return target >= 0 ? target : this.temp();
  }

  // Constants

  /** Number of a constant that an instruction names. */
  constant(value: unknown): number {
    let index = this.constantIndex.get(value);
    if (index === undefined) {
      index = this.code.constants.length;
      this.code.constants.push(value);
      this.constantIndex.set(value, index);
    }
    return index;
  }

  /** Loads a primitive constant into `target`, or answers a register that holds it for good. */
  loadConstant(value: Value, target: number): number {
    const key = Object.is(value, -0) ? NEGATIVE_ZERO : value;
    if (target < 0) {
      let register = this.constantRegisters.get(key);
      if (register === undefined && this.constantRegisters.size < MAX_CONSTANT_REGISTERS) {
        // Numbered from -2 downwards until the count of ordinary registers is known.
        register = -2 - this.constantRegisters.size;
        this.constantRegisters.set(key, register);
        this.code.template.push(value);
      }
      if (register !== undefined) return register;
      target = this.temp();
    }
    if (value === undefined) this.emit(Op.LoadUndefined, target);
    else this.emit(Op.LoadConst, target, this.constant(Object.is(value, -0) ? NEGATIVE_ZERO : value));
    return target;
  }

  // Expressions and statements

  /** Evaluates `node`; answers the register with the value: `target` if given, else any (perhaps a variable's own). */
  expression(node: Node, target = -1): number {
    const handler = expressionHandlers[node.type];
    if (handler === undefined) throw new Error(`no expression ${node.type}`);
    return handler(this, node, target);
  }

  /** Like `expression`, into a register nothing else can change while `later` is evaluated. */
  stable(node: Node, later: readonly (Node | null | undefined)[]): number {
    return later.some((other) => other && mayAssign(other)) ? this.detached(node) : this.expression(node);
  }

  /** Like `expression`, into a register that no variable has. */
  detached(node: Node): number {
    const mark = this.mark();
    const register = this.expression(node);
    if (register >= mark || register < -1) return register;
    const copy = this.temp();
    this.emit(Op.Move, copy, register);
    return copy;
  }

  move(target: number, source: number): void {
    if (target !== source) this.emit(Op.Move, target, source);
  }

  /** Moves `register` to `target` when a target is wished. */
  into(register: number, target: number): number {
    if (target < 0 || target === register) return register;
    this.emit(Op.Move, target, register);
    return target;
  }

  statement(node: Node): void {
    const handler = statementHandlers[node.type];
    const labels = this.pendingLabels;
    if (node.type !== 'LabeledStatement' && !LOOPS.has(node.type)) this.pendingLabels = [];
    if (handler === undefined) throw new Error(`no statement ${node.type}`);
    const mark = this.mark();
    handler(this, node);
    this.release(mark);
    if (node.type !== 'LabeledStatement') this.pendingLabels = [];
    void labels;
  }

  // Scopes

  /** Decides where the bindings of `scope` live and whether it has an environment record. */
  layOut(scope: Scope, kind: ScopeKind, name: string): boolean {
    const observed = this.options.observed;
    const info: ScopeInfo = {
      kind,
      name,
      names: [],
      flags: [],
      holdsVariables: scope.isVarScope && (scope.type !== 'eval' || scope.facts.strict),
      start: scope.node.start,
      end: scope.node.end,
    };
    // Variables of the function belong to another scope, or may be declared anew: only the other names are unique.
    const declaresVars = scope.isVarScope && !this.tree.bodyScopeOf.has(scope.node);
    for (const binding of scope.bindings.values()) {
      const hidden = binding.kind === 'hidden' || binding.kind === 'arguments';
      if (binding.captured || (observed && !hidden)) {
        binding.slot = info.names.length;
        info.names.push(binding.name);
        info.flags.push(
          (binding.kind === 'const' || binding.kind === 'using' ? BindingFlag.Const : 0) |
            (binding.kind === 'name' ? BindingFlag.Fixed : 0) |
            (binding.lexical || (binding.name === 'this' && scope.facts.derived) ? BindingFlag.Lexical : 0) |
            (hidden && binding.kind !== 'arguments' ? BindingFlag.Hidden : 0) |
            ((declaresVars ? binding.lexical && binding.kind !== 'param' : kind !== 'catch') ? BindingFlag.Unique : 0),
        );
      } else binding.slot = -1;
    }
    const needed = info.names.length > 0 || scope.evalVars || kind === 'with';
    scope.info = needed ? info : null;
    return needed;
  }

  /** Enters a block-like scope: environment record pushed if needed, registers given to the other bindings. */
  enter(scope: Scope, kind: ScopeKind, name: string): void {
    if (this.layOut(scope, kind, name)) {
      const index = this.code.scopes.push(scope.info as ScopeInfo) - 1;
      this.emit(Op.PushEnv, index);
    }
    this.scope = scope;
    this.giveRegisters(scope);
  }

  /** Gives registers to the bindings of `scope` that aren't in its environment record; lexical ones start uninitialised. */
  giveRegisters(scope: Scope): void {
    for (const binding of scope.bindings.values()) {
      if (binding.slot < 0 && binding.register < 0) {
        binding.register = this.temp();
        if (binding.lexical) this.emit(Op.LoadConst, binding.register, this.constant(TDZ));
      }
    }
  }

  /** Leaves the innermost scope at its normal end. */
  leave(scope: Scope): void {
    if (scope.info !== null) this.emit(Op.PopEnv);
    this.scope = scope.parent!;
  }

  /** Environment records between here and `outer` (exclusive). */
  envCount(outer: Scope): number {
    let count = 0;
    for (let scope: Scope | null = this.scope; scope !== outer && scope !== null; scope = scope.parent)
      if (scope.info !== null) count++;
    return count;
  }

  resolve(name: string): Place {
    let hops = 0;
    for (let scope: Scope | null = this.scope; scope !== null; scope = scope.parent) {
      const binding = lookupBinding(scope, name);
      if (binding !== undefined) {
        if (scope.type === 'script') return { kind: 'global' };
        if (binding.slot >= 0) return { kind: 'env', binding, hops };
        return { kind: 'register', binding };
      }
      if ((scope.type === 'with' || scope.evalVars) && !isOwnName(name)) return { kind: 'dynamic' };
      if (scope.info !== null) hops++;
    }
    return { kind: 'global' };
  }

  /** Whether reading `binding` at `offset` may find it uninitialised. */
  mayBeUninitialized(binding: Binding, offset: number): boolean {
    if (binding.name === 'this') return binding.scope.facts.derived;
    if (!binding.lexical && binding.kind !== 'import') return binding.kind === 'const';
    return binding.scope.facts !== this.scope.facts || !(offset >= binding.readyAt);
  }

  /** Reads a name. `node` is where, for initialisation checks and positions. */
  readName(name: string, node: Node, target: number): number {
    const place = this.resolve(name);
    switch (place.kind) {
      case 'register': {
        const { binding } = place;
        if (this.mayBeUninitialized(binding, node.start)) {
          this.at(node);
          this.emit(Op.CheckInitialized, binding.register, this.constant(name));
        }
        return this.into(binding.register, target);
      }
      case 'env': {
        const { binding, hops } = place;
        const register = this.target(target);
        if (binding.kind === 'import') {
          this.at(node);
          this.emit(Op.GetImport, register, hops, binding.slot);
        } else if (this.mayBeUninitialized(binding, node.start)) {
          this.at(node);
          this.emit(Op.GetEnvChecked, register, hops, binding.slot);
        } else if (hops === 0) this.emit(Op.GetEnv0, register, binding.slot);
        else if (hops === 1) this.emit(Op.GetEnv1, register, binding.slot);
        else this.emit(Op.GetEnv, register, hops, binding.slot);
        return register;
      }
      case 'global': {
        const register = this.target(target);
        if (name === 'undefined') return this.loadConstant(undefined, register);
        this.at(node);
        if (this.code.library && INTRINSIC_NAMES.has(name)) this.emit(Op.GetIntrinsic, register, this.constant(name));
        else this.emit(Op.GetGlobal, register, this.constant(name), this.cache());
        return register;
      }
      case 'dynamic': {
        const register = this.target(target);
        this.at(node);
        this.emit(Op.GetDynamic, register, this.constant(name), 0);
        return register;
      }
    }
  }

  /** Assigns register `value` to a name, as an assignment expression does. */
  writeName(name: string, node: Node, value: number): void {
    const place = this.resolve(name);
    this.at(node);
    switch (place.kind) {
      case 'register': {
        const { binding } = place;
        if (this.mayBeUninitialized(binding, node.start))
          this.emit(Op.CheckInitialized, binding.register, this.constant(name));
        if (this.refuseWrite(binding)) return;
        this.move(binding.register, value);
        return;
      }
      case 'env': {
        const { binding, hops } = place;
        const unsure = this.mayBeUninitialized(binding, node.start);
        if (!binding.assignable) {
          if (unsure && binding.kind !== 'import') {
            const scratch = this.temp();
            this.emit(Op.GetEnvChecked, scratch, hops, binding.slot);
          }
          this.refuseWrite(binding);
          return;
        }
        this.emit(unsure ? Op.SetEnvChecked : Op.SetEnv, hops, binding.slot, value);
        return;
      }
      case 'global':
        this.emit(Op.SetGlobal, this.constant(name), value, this.cache());
        return;
      case 'dynamic': {
        const mark = this.mark();
        const reference = this.temp();
        this.emit(Op.ResolveDynamic, reference, this.constant(name));
        this.emit(Op.PutResolved, reference, this.constant(name), value);
        this.release(mark);
      }
    }
  }

  private refuseWrite(binding: Binding): boolean {
    if (binding.kind === 'name') {
      if (this.scope.facts.strict) this.emit(Op.ThrowConst, this.constant('constant'));
      return true;
    }
    if (!binding.assignable) this.emit(Op.ThrowConst, this.constant(binding.kind === 'using' ? 'using' : 'constant'));
    return !binding.assignable;
  }

  /** Initialises the binding of a declaration. */
  initializeName(name: string, node: Node, value: number): void {
    const place = this.resolve(name);
    switch (place.kind) {
      case 'register':
        this.move(place.binding.register, value);
        return;
      case 'env':
        this.emit(Op.SetEnv, place.hops, place.binding.slot, value);
        return;
      case 'global':
        this.at(node);
        this.emit(Op.InitGlobalLexical, this.constant(name), value);
        return;
      case 'dynamic':
        this.writeName(name, node, value);
    }
  }

  // Jumps through finalizers

  /** Leaves `count` innermost exits: pops records, closes iterators; answers the finalizer that must run first, if any. */
  unwindTo(depth: number, go: () => void): void {
    let envs = 0;
    for (let i = this.exits.length - 1; i >= depth; i--) {
      const exit = this.exits[i]!;
      envs = this.popEnvs(envs, exit);
      if (exit.finalizer !== null) {
        const { finalizer } = exit;
        const number = FINALLY_RETURN + 1 + finalizer.jumps.length;
        finalizer.jumps.push({ number, go: () => this.unwindTo(depth, go) });
        this.emit(Op.LoadConst, finalizer.kindRegister, this.constant(number));
        this.jump(Op.Jump, finalizer.entry);
        return;
      }
      if (exit.leave !== null) {
        // What leaving runs is outside the statement being left.
        const saved = this.exits.splice(i);
        exit.leave();
        this.exits.push(...saved);
      }
    }
    go();
  }

  /** Returns register `value`, running what lies between here and the function's end. */
  unwindReturn(value: number): void {
    for (let i = this.exits.length - 1; i >= 0; i--) {
      const exit = this.exits[i]!;
      const { finalizer } = exit;
      for (let n = 0; n < exit.envs; n++) this.emit(Op.PopEnv);
      if (finalizer !== null) {
        finalizer.returns = true;
        this.move(finalizer.valueRegister, value);
        this.emit(Op.LoadConst, finalizer.kindRegister, this.constant(FINALLY_RETURN));
        this.jump(Op.Jump, finalizer.entry);
        return;
      }
      if (exit.leave !== null) {
        const saved = this.exits.splice(i);
        exit.leave();
        this.exits.push(...saved);
      }
    }
    this.returnValue(value);
  }

  /** The instruction that ends the function; derived constructors check `this`. */
  returnValue: (value: number) => void = (value) => {
    if (this.options.observed && this.returning !== null) this.at(this.returning);
    this.emit(Op.Return, value);
  };
  /** What is to be seen while the function returns. */
  returning: Node | null = null;
  /** Registers a `using` resource with the innermost disposal scope. */
  addDisposable: ((value: number, isAsync: boolean) => void) | null = null;

  /** Whether `node` writes a given target register with its very last instruction only. */
  inPlace(node: Node): boolean {
    switch (node.type) {
      case 'Literal':
      case 'Identifier':
      case 'BinaryExpression':
      case 'CallExpression':
      case 'NewExpression':
      case 'MemberExpression':
      case 'ArrayExpression':
      case 'ObjectExpression':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'AwaitExpression':
        return true;
      default:
        return false;
    }
  }

  private popEnvs(done: number, exit: Exit): number {
    for (let i = 0; i < exit.envs; i++) this.emit(Op.PopEnv);
    return done + exit.envs;
  }

  /** Compiles `body` with an exit entry around it. */
  withExit(exit: Partial<Exit>, body: () => void): void {
    this.exits.push({
      labels: [],
      breakLabel: null,
      continueLabel: null,
      breakable: false,
      envs: 0,
      leave: null,
      finalizer: null,
      ...exit,
    });
    body();
    this.exits.pop();
  }

  handler(start: number, end: number, target: number, register: number): void {
    if (end > start) this.code.handlers.push({ start, end, target, register });
  }

  /** Completes the code object. */
  finish(): void {
    const { code } = this;
    const constants = code.template;
    const base = this.registerCount;
    const words = Int32Array.from(this.words);
    // Registers of constants were numbered from -2 downwards; -1 means "none".
    relocate(words, base);
    code.instructions = words;
    code.constants = code.constants.map((k) => (k === NEGATIVE_ZERO ? -0 : k === TDZ ? UNINITIALIZED : k));
    code.template = new Array(base).fill(undefined).concat(constants);
    for (const h of code.handlers) if (h.register < -1) throw new Error('handler register');
    code.setCaches(this.cacheCount);
    code.observed = this.options.observed;
  }
}

/**
 * Negative words from -2 downwards are registers of constants, except immediate operands, which are encoded shifted
 * (`immediate`), so that every negative word means the same.
 */
function relocate(words: Int32Array, base: number): void {
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word < -1) words[i] = base + (-2 - word);
  }
}

/** Names that no program can declare or shadow: `this`, `new.target`, private names, the compiler's own. */
function isOwnName(name: string): boolean {
  return name === 'this' || name === 'new.target' || name[0] === '%' || name[0] === '#';
}

/** Stand-in for -0 in constant tables, whose index would take it for 0. */
export const NEGATIVE_ZERO = { negativeZero: true };
/** Stand-in for the uninitialised mark in constant tables. */
export const TDZ = { tdz: true };

const LOOPS = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement']);

/** Whether evaluating `node` may assign a variable of the function it's in. */
export function mayAssign(node: Node): boolean {
  switch (node.type) {
    case 'Identifier':
    case 'Literal':
    case 'ThisExpression':
      return false;
    case 'AssignmentExpression':
    case 'UpdateExpression':
      return true;
    case 'CallExpression':
      if (node.callee.type === 'Identifier' && node.callee.name === 'eval') return true;
  }
  // Kept at the node: the same question comes up for each operand before it.
  let known: boolean | undefined = node.assigns;
  if (known === undefined) {
    known = !isFunctionNode(node) && childNodes(node).some(mayAssign);
    node.assigns = known;
  }
  return known;
}
