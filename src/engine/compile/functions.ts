import type { Binding, Node, Scope, ScopeTree, Source } from '../../syntax';
import type { ScopeInfo } from '../environment/environment';
import { Code, type CodeKind } from './code';
import { type CompileOptions, expressionHandlers, FunctionCompiler, families, Label } from './compiler';
import { Op } from './op';
import './statements';
import { hasTailPosition, returnTail } from './tail-calls';

families.functionCode = functionCode;
families.closure = closure;

/** The code object of a function node; instructions follow at the first call. */
function functionCode(c: FunctionCompiler, node: Node, kind: CodeKind, name: string): Code {
  return makeFunctionCode(c.code.source, c.tree, c.options, c.scope, node, kind, name);
}

export function makeFunctionCode(
  source: Source,
  tree: ScopeTree,
  options: CompileOptions,
  outer: Scope | null,
  node: Node,
  kind: CodeKind,
  name: string,
): Code {
  const code = new Code(kind, name, source, node, outer, (self) => compileFunction(self, tree, options));
  const { facts } = tree.scopeOf.get(node)!;
  code.strict = facts.strict;
  code.async = facts.async;
  code.generator = facts.generator;
  code.parameterCount = node.params.length;
  code.length = expectedArguments(node.params);
  // Any sloppy function may be asked for its `arguments` while it runs, by whoever knows its name.
  code.needsArguments = kind === 'normal' && !facts.strict && source.readsArguments;
  code.textStart = node.definitionStart ?? null;
  code.inferredName = node.inferredName ?? '';
  return code;
}

/** @spec sec-static-semantics-expectedargumentcount */
function expectedArguments(params: readonly Node[]): number {
  let count = 0;
  for (const p of params) {
    if (p.type === 'AssignmentPattern' || p.type === 'RestElement') break;
    count++;
  }
  return count;
}

function closure(c: FunctionCompiler, node: Node, kind: CodeKind, name: string, target: number): number {
  const code = families.functionCode(c, node, kind, name);
  const index = c.code.functions.push(code) - 1;
  const register = c.target(target);
  c.emit(Op.Closure, register, index);
  return register;
}

/** Compiles a function's instructions: declarations first, as FunctionDeclarationInstantiation orders them, then the body. */
export function compileFunction(code: Code, tree: ScopeTree, options: CompileOptions): void {
  const node = code.node!;
  const scope = tree.scopeOf.get(node)!;
  const c = new FunctionCompiler(code, tree, scope, options);
  const { facts } = scope;
  const argumentRegisters = c.temps(node.params.length);

  // A function expression's own name lies in a scope around the parameters.
  const named = scope.parent!.type === 'name' && scope.parent!.facts === facts ? scope.parent! : null;
  if (named !== null) {
    const binding = [...named.bindings.values()][0]!;
    const used = binding.captured || options.observed;
    if (used && c.layOut(named, 'name', binding.name)) {
      c.emit(Op.PushEnv, c.code.scopes.push(named.info as ScopeInfo) - 1);
      const self = c.temp();
      c.emit(Op.LoadFunction, self);
      c.emit(Op.SetEnv, 0, binding.slot, self);
    } else {
      named.info = null;
      binding.register = c.temp();
      c.emit(Op.LoadFunction, binding.register);
    }
  }

  const argumentsBinding = scope.bindings.get('arguments');
  // `var arguments` without a parameter or function of that name starts as the arguments object.
  const needsArguments =
    argumentsBinding !== undefined &&
    (argumentsBinding.kind === 'arguments' || (argumentsBinding.kind === 'var' && !facts.arrow && !facts.initializer));
  const mapped = needsArguments && !facts.strict && facts.simpleParameters;
  if (mapped) for (const b of scope.bindings.values()) if (b.kind === 'param') b.captured = true;
  // Parameters that arrive in registers keep them, the last of a name winning.
  const inEnv = c.layOut(scope, 'function', code.name);
  c.scope = scope;
  if (inEnv) {
    const index = c.code.scopes.push(scope.info as ScopeInfo) - 1;
    c.emit(Op.PushEnv, index);
    c.withExit({}, () => {});
  }
  if (facts.simpleParameters) {
    node.params.forEach((p: Node, i: number) => {
      const binding = scope.bindings.get(p.name)!;
      if (binding.slot < 0) binding.register = argumentRegisters + i;
    });
  }
  c.giveRegisters(scope);
  hiddenBindings(c, scope, node);
  if (facts.simpleParameters) {
    const seen = new Set<string>();
    for (let i = node.params.length - 1; i >= 0; i--) {
      const { name } = node.params[i];
      if (seen.has(name)) continue;
      seen.add(name);
      const binding = scope.bindings.get(name)!;
      if (binding.slot >= 0) c.emit(Op.SetEnv, 0, binding.slot, argumentRegisters + i);
    }
  }
  if (code.needsArguments && facts.simpleParameters) {
    code.parameters = node.params.map((p: Node) => {
      const { captured, register, slot } = scope.bindings.get(p.name)!;
      return captured ? null : { register, slot, scope: scope.info };
    });
  }
  if (needsArguments) {
    code.needsArguments = true;
    const value = c.temp();
    let parameters = -1;
    if (mapped) {
      // Of parameters with one name the last is the variable.
      const names = node.params.map((p: Node) => p.name as string);
      const slotOf = (name: string, i: number) => (names.lastIndexOf(name) === i ? scope.bindings.get(name)!.slot : -1);
      parameters = c.constant(names.map(slotOf));
    }
    c.emit(Op.CreateArguments, value, parameters);
    initialize(c, argumentsBinding!, value);
  }
  if (!facts.simpleParameters) {
    node.params.forEach((p: Node, i: number) => {
      const mark = c.mark();
      if (p.type === 'RestElement') {
        code.needsArguments = true;
        const rest = c.temp();
        c.emit(Op.Rest, rest, i);
        families.assignPattern(c, p.argument, rest, true);
      } else families.assignPattern(c, p, argumentRegisters + i, true);
      c.release(mark);
    });
  }
  if (facts.generator) c.emit(Op.InitialYield);

  const body = tree.bodyScopeOf.get(node);
  if (body !== undefined) {
    // Parameters with closures of their own: the body's variables are separate, starting with the parameters' values.
    const shared = [...body.bindings.values()].filter((b) => !b.lexical && scope.bindings.has(b.name));
    const values = shared.map((b) => c.readName(b.name, node.body, c.temp()));
    c.enter(body, 'function', code.name);
    shared.forEach((b, i) => {
      initialize(c, b, values[i]!);
    });
  }
  const exit = new Label();
  const result = c.temp();
  if (code.kind === 'derivedConstructor') {
    // The result is judged at the end, where no handler of the body catches what that throws.
    c.returnValue = (value) => {
      c.move(result, value);
      c.jump(Op.Jump, exit);
    };
  } else if (code.kind === 'constructor') {
    // Field initialisers run before anything of the body.
    const fn = c.temp();
    const self = c.temp();
    c.emit(Op.LoadFunction, fn);
    c.emit(Op.LoadThis, self);
    c.emit(Op.InitFields, fn, self);
  }
  const run = (): void => {
    if (node.body.type === 'BlockStatement') {
      families.scopedBody(c, node.body.body, node.body);
      c.at({ type: 'end', start: node.body.end - 1, end: node.body.end });
      families.emitReturn(c, c.loadConstant(undefined, -1));
    } else {
      c.step(node.body);
      if (hasTailPosition(c)) returnTail(c, node.body);
      else families.emitReturn(c, c.expression(node.body), node.body);
    }
  };
  run();
  if (code.kind === 'derivedConstructor') {
    c.bind(exit);
    const self = c.temp();
    // Without `super()` or `this` in the text there is no such binding, and nothing can have initialised it.
    const place = scope.bindings.has('this') ? c.resolve('this') : null;
    if (place === null) c.emit(Op.LoadUninitialized, self);
    else if (place.kind === 'env') c.emit(Op.GetEnv, self, place.hops, place.binding.slot);
    else if (place.kind === 'register') c.move(self, place.binding.register);
    c.at(node);
    c.emit(Op.ReturnDerived, result, self);
  }
  c.finish();
}

function initialize(c: FunctionCompiler, binding: Binding, value: number): void {
  if (binding.slot >= 0) c.emit(Op.SetEnv, 0, binding.slot, value);
  else c.move(binding.register, value);
}

/** `this`, `new.target` and the function itself, as far as the code mentions them. */
function hiddenBindings(c: FunctionCompiler, scope: Scope, node: Node): void {
  for (const binding of scope.bindings.values()) {
    if (binding.kind !== 'hidden') continue;
    if (binding.name === 'this' && scope.facts.derived) {
      // Uninitialised until super() returns; environment slots start so by their Lexical flag.
      if (binding.slot < 0) c.emit(Op.LoadUninitialized, binding.register);
      continue;
    }
    const op =
      binding.name === 'this' ? Op.LoadThis : binding.name === 'new.target' ? Op.LoadNewTarget : Op.LoadFunction;
    if (binding.slot >= 0) {
      const value = c.temp();
      c.emit(op, value);
      c.emit(Op.SetEnv, 0, binding.slot, value);
    } else c.emit(op, binding.register);
  }
  void node;
}

// Suspension

expressionHandlers.AwaitExpression = (c, node, target) => {
  const register = c.target(target);
  const mark = c.mark();
  const value = c.expression(node.argument);
  c.at(node);
  c.await(register, value);
  c.release(mark);
  return register;
};

expressionHandlers.YieldExpression = (c, node, target) => {
  if (node.delegate) return delegate(c, node, target);
  const register = c.temp();
  const mark = c.mark();
  let value = node.argument ? c.expression(node.argument) : c.loadConstant(undefined, -1);
  c.at(node);
  if (c.scope.facts.async) {
    const awaited = c.temp();
    c.await(awaited, value);
    value = awaited;
  }
  yieldValue(c, node, register, value);
  c.release(mark);
  return c.into(register, target);
};

/** Yields, and on resumption by `return()` leaves the function with that value. */
function yieldValue(c: FunctionCompiler, node: Node, register: number, value: number): void {
  const mode = c.temp();
  const goOn = new Label();
  c.at(node);
  c.emit(Op.Yield, register, value, mode);
  c.jump(Op.JumpNeI, goOn, mode, 2);
  if (c.scope.facts.async) c.await(register, register);
  families.emitReturn(c, register);
  c.bind(goOn);
}

/** `yield*`. @spec sec-generator-function-definitions-runtime-semantics-evaluation */
function delegate(c: FunctionCompiler, node: Node, target: number): number {
  const register = c.temp();
  const isAsync = c.scope.facts.async;
  node.argument.iterated = 'delegate';
  const source = c.expression(node.argument);
  const iterator = c.temp();
  c.at(node.argument);
  c.site(node);
  // Never by index: `next` itself is called.
  c.emit(Op.IterOpen, iterator, source, isAsync ? 1 : 2);
  const received = c.temp();
  const mode = c.temp();
  const result = c.temp();
  c.emit(Op.LoadUndefined, received);
  c.emit(Op.LoadConst, mode, c.constant(0));
  const again = new Label();
  const done = new Label();
  const leave = new Label();
  const throwing = new Label();
  const resumed = new Label();
  const closing = new Label();
  c.bind(again);
  c.at(node);
  c.site(node);
  // Mode becomes 3 when a `return` finds no method: the function just returns the received value; 4 when a `throw` finds none,
  // and what closing gave is to be awaited.
  c.emit(Op.DelegateCall, result, iterator, received, mode);
  c.jump(Op.JumpEqI, leave, mode, 3);
  if (isAsync) {
    c.await(result, result);
    c.jump(Op.JumpEqI, closing, mode, 4);
  }
  c.emit(Op.CheckObject, result, c.constant('Iterator result'));
  c.jump(Op.DelegateDone, done, result);
  let start = c.pc;
  if (isAsync) {
    const value = c.temp();
    c.emit(Op.GetProp, value, result, c.constant('value'), c.cache());
    start = c.pc;
    c.emit(Op.Yield, received, value, mode);
    c.jump(Op.JumpNeI, resumed, mode, 2);
    // A return request: its value is awaited; a rejection counts as a throw.
    c.await(received, received);
    c.jump(Op.Jump, resumed);
  } else {
    c.emit(Op.YieldResult, received, result, mode);
    c.jump(Op.Jump, resumed);
  }
  c.handler(start, c.pc, c.pc, received);
  c.bind(throwing);
  c.emit(Op.LoadConst, mode, c.constant(1));
  c.bind(resumed);
  c.jump(Op.Jump, again);
  c.bind(done);
  c.emit(Op.GetProp, register, result, c.constant('value'), c.cache());
  const end = new Label();
  c.jump(Op.JumpNeI, end, mode, 2);
  families.emitReturn(c, register);
  c.bind(leave);
  if (isAsync) c.await(received, received);
  families.emitReturn(c, received);
  if (isAsync) {
    c.bind(closing);
    c.emit(Op.Move, received, result);
    c.jump(Op.Jump, again);
  }
  c.bind(end);
  return c.into(register, target);
}
