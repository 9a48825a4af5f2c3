import type { Node, Scope } from '../../syntax';
import {
  type Exit,
  FINALLY_NORMAL,
  FINALLY_RETURN,
  FINALLY_THROW,
  Finalizer,
  type FunctionCompiler,
  families,
  Label,
  statementHandlers,
  TDZ,
} from './compiler';
import { condition } from './conditions';
import { assignName, effect, namedValue } from './expressions';
import { Op } from './op';
import { closeUnlessDone } from './patterns';
import { hasTailPosition, returnTail } from './tail-calls';

families.scopedBody = scopedBody;
families.emitReturn = emitReturn;

/** Hoisted functions of a statement list are made before anything of it runs. */
export function hoistFunctions(c: FunctionCompiler, body: readonly Node[]): void {
  const last = new Map<string, Node>();
  for (let statement of body) {
    if (statement.type === 'ExportNamedDeclaration' && statement.declaration) statement = statement.declaration;
    if (statement.type === 'ExportDefaultDeclaration' && statement.declaration.type === 'FunctionDeclaration') {
      const fn = statement.declaration;
      const mark = c.mark();
      const value = families.closure(c, fn, 'normal', fn.id?.name ?? 'default', -1);
      if (fn.id) c.initializeName(fn.id.name, fn, value);
      c.initializeName('*default*', fn, value);
      c.release(mark);
      continue;
    }
    while (statement.type === 'LabeledStatement') statement = statement.body;
    if (statement.type === 'FunctionDeclaration') last.set(statement.id.name, statement);
  }
  for (const [name, fn] of last) {
    const mark = c.mark();
    const value = families.closure(c, fn, 'normal', name, -1);
    const place = c.resolve(name);
    if (place.kind === 'global') c.emit(Op.DefineGlobalVar, c.constant(name), value);
    else if (place.kind === 'dynamic' && c.scope.type === 'eval') c.emit(Op.SetEvalVar, c.constant(name), value);
    else c.initializeName(name, fn, value);
    c.release(mark);
  }
}

/** Marks lexical bindings in environment records uninitialised: `PushEnv` does it; registers are set by `giveRegisters`. */
function scopedBody(c: FunctionCompiler, body: readonly Node[], node: Node): void {
  hoistFunctions(c, body);
  const run = (): void => {
    for (const statement of body) c.statement(statement);
  };
  const resources = body.filter(
    (s) => s.type === 'VariableDeclaration' && (s.kind === 'using' || s.kind === 'await using'),
  );
  if (resources.length > 0)
    families.withDisposal(
      c,
      resources.some((s) => s.kind === 'await using'),
      run,
      node,
    );
  else run();
}

statementHandlers.ImportDeclaration = () => {};
statementHandlers.ExportAllDeclaration = () => {};
statementHandlers.ExportNamedDeclaration = (c, node) => {
  if (node.declaration) c.statement(node.declaration);
};
statementHandlers.ExportDefaultDeclaration = (c, node) => {
  const { declaration } = node;
  if (declaration.type === 'FunctionDeclaration') return;
  c.step(node);
  const value =
    declaration.type === 'ClassDeclaration'
      ? families.classDefinition(c, declaration, declaration.id?.name ?? 'default', -1)
      : namedValue(c, declaration, 'default', -1);
  if (declaration.type === 'ClassDeclaration' && declaration.id)
    c.initializeName(declaration.id.name, declaration, value);
  c.initializeName('*default*', node, value);
};

/** Runs `body` inside `scope`, with environment record and exits in order. */
export function inScope(
  c: FunctionCompiler,
  scope: Scope | undefined,
  kind: 'block' | 'loop' | 'catch' | 'class',
  body: () => void,
): void {
  if (scope === undefined || (scope.bindings.size === 0 && !scope.evalVars)) {
    if (scope !== undefined) {
      scope.info = null;
      const outer = c.scope;
      c.scope = scope;
      body();
      c.scope = outer;
    } else body();
    return;
  }
  c.enter(scope, kind, '');
  if (scope.info !== null) c.withExit({ envs: 1 }, body);
  else body();
  c.leave(scope);
}

statementHandlers.ExpressionStatement = (c, node) => {
  c.step(node);
  if (c.completion >= 0) c.expression(node.expression, c.completion);
  else effect(c, node.expression);
};

statementHandlers.EmptyStatement = () => {};
statementHandlers.DebuggerStatement = (c, node) => {
  c.step(node);
};

statementHandlers.BlockStatement = (c, node) => {
  inScope(c, c.tree.scopeOf.get(node), 'block', () => scopedBody(c, node.body, node));
};

statementHandlers.VariableDeclaration = (c, node) => {
  const using = node.kind === 'using' || node.kind === 'await using';
  for (const declarator of node.declarations) {
    const mark = c.mark();
    const lexical = node.kind !== 'var';
    if (declarator.init) {
      c.step(declarator);
      if (declarator.id.type === 'Identifier') {
        const name = declarator.id.name;
        const place = c.resolve(name);
        if (place.kind === 'dynamic' && !lexical) assignName(c, declarator.id, declarator.init, -1);
        else if (!lexical) {
          const value = namedValue(c, declarator.init, name, place.kind === 'register' ? place.binding.register : -1);
          if (place.kind === 'register') c.move(place.binding.register, value);
          else c.writeName(name, declarator.id, value);
        } else {
          // A fresh binding's register may be computed in place: nothing can see it yet.
          const simple =
            place.kind === 'register' &&
            declarator.init.type !== 'ConditionalExpression' &&
            declarator.init.type !== 'LogicalExpression';
          const value = namedValue(
            c,
            declarator.init,
            name,
            simple && c.inPlace(declarator.init) ? place.binding.register : -1,
          );
          if (using) c.addDisposable!(value, node.kind === 'await using');
          c.initializeName(name, declarator.id, value);
        }
      } else {
        if (declarator.id.type === 'ArrayPattern') declarator.init.iterated = 'sync';
        const value = c.detached(declarator.init);
        declarator.id.destructured = declarator.init;
        declarator.id.destructuredAt = startOfValue(c, declarator);
        families.assignPattern(c, declarator.id, value, lexical);
      }
    } else if (lexical && declarator.id.type === 'Identifier') {
      c.step(declarator);
      c.initializeName(declarator.id.name, declarator.id, c.loadConstant(undefined, -1));
    }
    c.release(mark);
  }
};

statementHandlers.FunctionDeclaration = (c, node) => {
  // Made when the block was entered; in sloppy code it's now also assigned to the variable of that name.
  const target = c.tree.hoistedBlockFunctions.get(node);
  if (target === undefined) return;
  const mark = c.mark();
  const value = c.temp();
  c.readName(node.id.name, node, value);
  if (target.type === 'script' || target.type === 'eval')
    c.emit(Op.SetBlockFunction, c.constant(node.blockFunction), value);
  else {
    const binding = target.bindings.get(node.id.name)!;
    if (binding.slot >= 0) c.emit(Op.SetEnv, c.envCount(target), binding.slot, value);
    else c.move(binding.register, value);
  }
  c.release(mark);
};

statementHandlers.ClassDeclaration = (c, node) => {
  c.step(node);
  const value = families.classDefinition(c, node, node.id?.name ?? 'default', -1);
  if (node.id) c.initializeName(node.id.name, node, value);
};

statementHandlers.ReturnStatement = (c, node) => {
  if (!node.implicit) c.step(node);
  const mark = c.mark();
  if (node.argument && node.valueName === undefined && hasTailPosition(c)) {
    returnTail(c, node.argument);
    return;
  }
  let value: number;
  if (node.argument) {
    value =
      node.valueName !== undefined ? namedValue(c, node.argument, node.valueName, -1) : c.expression(node.argument);
    if (c.scope.facts.async && c.scope.facts.generator) {
      const awaited = c.temp();
      c.at(node);
      c.await(awaited, value);
      value = awaited;
    }
  } else value = c.loadConstant(undefined, -1);
  emitReturn(c, value, node.implicit ? node.argument : node);
  c.release(mark);
};

/** Leaves the function with `value`; `node` is where that is to be seen, if not where the last instruction was. */
function emitReturn(c: FunctionCompiler, value: number, node: Node | null = null): void {
  let first: Finalizer | null = null;
  for (let i = c.exits.length - 1; i >= 0 && first === null; i--) first = c.exits[i]!.finalizer;
  // What runs on the way out must not overwrite the value.
  let kept = value;
  if (c.exits.length > 0 && c.exits.some((e) => e.leave !== null || e.finalizer !== null)) {
    kept = first !== null ? first.valueRegister : c.temp();
    c.move(kept, value);
  }
  c.returning = node;
  c.unwindReturn(kept);
  c.returning = null;
}

statementHandlers.ThrowStatement = (c, node) => {
  c.step(node);
  const value = c.expression(node.argument);
  c.at(node);
  c.emit(Op.Throw, value);
};

statementHandlers.IfStatement = (c, node) => {
  emptyCompletion(c);
  const otherwise = new Label();
  c.step(node.test);
  condition(c, node.test, otherwise, false);
  c.statement(node.consequent);
  if (node.alternate) {
    const end = new Label();
    c.jump(Op.Jump, end);
    c.bind(otherwise);
    c.statement(node.alternate);
    c.bind(end);
  } else c.bind(otherwise);
};

function emptyCompletion(c: FunctionCompiler): void {
  if (c.completion >= 0) c.emit(Op.LoadUndefined, c.completion);
}

statementHandlers.LabeledStatement = (c, node) => {
  const labels = [...c.pendingLabels, node.label.name];
  let { body } = node;
  while (body.type === 'LabeledStatement') {
    labels.push(body.label.name);
    body = body.body;
  }
  if (LOOPS.has(body.type)) {
    c.pendingLabels = labels;
    c.statement(body);
    c.pendingLabels = [];
    return;
  }
  const end = new Label();
  c.pendingLabels = [];
  c.withExit({ labels, breakLabel: end }, () => c.statement(body));
  c.bind(end);
};

const LOOPS = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement']);

function findExit(c: FunctionCompiler, matches: (exit: Exit) => boolean): number {
  for (let i = c.exits.length - 1; i >= 0; i--) if (matches(c.exits[i]!)) return i;
  throw new Error('jump without a target');
}

statementHandlers.BreakStatement = (c, node) => {
  c.step(node);
  const depth = findExit(
    c,
    (e) => e.breakLabel !== null && (node.label ? e.labels.includes(node.label.name) : e.breakable),
  );
  const label = c.exits[depth]!.breakLabel!;
  c.unwindTo(depth + 1, () => c.jump(Op.Jump, label));
};

statementHandlers.ContinueStatement = (c, node) => {
  c.step(node);
  const depth = findExit(c, (e) => e.continueLabel !== null && (!node.label || e.labels.includes(node.label.name)));
  const label = c.exits[depth]!.continueLabel!;
  c.unwindTo(depth + 1, () => c.jump(Op.Jump, label));
};

/** Takes the labels in front of a loop. */
function takeLabels(c: FunctionCompiler): string[] {
  const labels = c.pendingLabels;
  c.pendingLabels = [];
  return labels;
}

statementHandlers.WhileStatement = (c, node) => {
  const labels = takeLabels(c);
  emptyCompletion(c);
  const test = new Label();
  const body = new Label();
  const end = new Label();
  c.jump(Op.Jump, test);
  c.bind(body);
  c.withExit({ labels, breakLabel: end, continueLabel: test, breakable: true }, () => c.statement(node.body));
  c.bind(test);
  c.emit(Op.Loop);
  c.step(node.test);
  condition(c, node.test, body, true);
  c.bind(end);
};

statementHandlers.DoWhileStatement = (c, node) => {
  const labels = takeLabels(c);
  emptyCompletion(c);
  const test = new Label();
  const body = new Label();
  const end = new Label();
  c.bind(body);
  c.withExit({ labels, breakLabel: end, continueLabel: test, breakable: true }, () => c.statement(node.body));
  c.bind(test);
  c.emit(Op.Loop);
  c.step(node.test);
  condition(c, node.test, body, true);
  c.bind(end);
};

statementHandlers.ForStatement = (c, node) => {
  const labels = takeLabels(c);
  emptyCompletion(c);
  const scope = c.tree.scopeOf.get(node)!;
  const using =
    node.init?.type === 'VariableDeclaration' && (node.init.kind === 'using' || node.init.kind === 'await using');
  const scoped = (body: () => void): void =>
    inScope(
      c,
      scope,
      'loop',
      using ? () => families.withDisposal(c, node.init.kind === 'await using', body, node) : body,
    );
  scoped(() => {
    if (node.init) {
      if (node.init.type === 'VariableDeclaration') c.statement(node.init);
      else {
        c.step(node.init);
        const mark = c.mark();
        effect(c, node.init);
        c.release(mark);
      }
    }
    // Each iteration has its own copy of the loop's variables, as far as anything can see them.
    const copies = scope.info !== null && node.init?.type === 'VariableDeclaration' && node.init.kind === 'let';
    if (copies) c.emit(Op.CopyEnv);
    const test = new Label();
    const body = new Label();
    const next = new Label();
    const end = new Label();
    c.jump(Op.Jump, test);
    c.bind(body);
    c.withExit({ labels, breakLabel: end, continueLabel: next, breakable: true }, () => c.statement(node.body));
    c.bind(next);
    if (copies) c.emit(Op.CopyEnv);
    if (node.update) {
      c.step(node.update);
      const mark = c.mark();
      effect(c, node.update);
      c.release(mark);
    }
    c.bind(test);
    c.emit(Op.Loop);
    if (node.test) {
      c.step(node.test);
      condition(c, node.test, body, true);
    } else c.jump(Op.Jump, body);
    c.bind(end);
  });
};

statementHandlers.ForInStatement = (c, node) => {
  const labels = takeLabels(c);
  emptyCompletion(c);
  const iterator = c.temp();
  // Annex B: `for (var x = 1 in o)`.
  if (node.left.type === 'VariableDeclaration' && node.left.declarations[0].init) c.statement(node.left);
  c.step(node.right);
  headExpression(c, node, (value) => {
    c.at(node.right);
    c.emit(Op.ForInOpen, iterator, value);
  });
  const next = new Label();
  const end = new Label();
  c.bind(next);
  c.emit(Op.Loop);
  const value = c.temp();
  c.at(node.right);
  c.jump(Op.ForInNext, end, value, iterator);
  c.withExit({ labels, breakLabel: end, continueLabel: next, breakable: true }, () => iteration(c, node, value));
  c.jump(Op.Jump, next);
  c.bind(end);
};

/** Evaluates the expression of a for-in/of head, in the scope where the loop's names are uninitialised. */
function headExpression(c: FunctionCompiler, node: Node, use: (value: number) => void): void {
  const head = c.tree.scopeOf.get(node.right);
  const headScope =
    head !== undefined &&
    head.node === node.right &&
    node.left.type === 'VariableDeclaration' &&
    node.left.kind !== 'var'
      ? head
      : undefined;
  const run = (): void => {
    const mark = c.mark();
    use(c.expression(node.right));
    c.release(mark);
  };
  if (headScope && headScope.type === 'block') inScope(c, headScope, 'block', run);
  else run();
}

/** One round of a for-in/of loop: binds `value` and runs the body in a fresh scope. */
function iteration(c: FunctionCompiler, node: Node, value: number): void {
  const scope = c.tree.scopeOf.get(node)!;
  inScope(c, scope, 'loop', () => {
    if (c.options.observed) {
      c.at(node.left);
      c.emit(Op.Step, node.left.start, node.left.end);
    }
    const mark = c.mark();
    if (node.left.type === 'VariableDeclaration') {
      const { kind } = node.left;
      if (kind === 'using' || kind === 'await using') {
        families.withDisposal(
          c,
          kind === 'await using',
          () => {
            c.addDisposable!(value, kind === 'await using');
            families.assignPattern(c, node.left.declarations[0].id, value, true);
            c.statement(node.body);
          },
          node,
        );
        c.release(mark);
        return;
      }
      const { id } = node.left.declarations[0];
      if (id.type !== 'Identifier') {
        id.destructured = { type: 'Identifier', name: '.for', start: id.start, end: id.end };
        id.destructuredAt = id.start;
      }
      families.assignPattern(c, id, value, kind !== 'var');
    } else {
      if (node.left.type === 'ObjectPattern') node.left.nested = true;
      families.assignPattern(c, node.left, value, false);
    }
    c.release(mark);
    c.statement(node.body);
  });
}

/** Where the value of a declaration starts, with the parentheses around it. */
function startOfValue(c: FunctionCompiler, declarator: Node): number {
  const { text } = c.code.source;
  const gap = /\(/.exec(text.slice(declarator.id.end, declarator.init.start));
  return gap === null ? declarator.init.start : declarator.id.end + gap.index;
}

statementHandlers.ForOfStatement = (c, node) => {
  const labels = takeLabels(c);
  emptyCompletion(c);
  const isAsync = node.await === true;
  const iterator = c.temp();
  const error = c.temp();
  const env = c.temp();
  c.step(node.right);
  node.right.iterated = isAsync ? 'async' : 'sync';
  headExpression(c, node, (value) => {
    c.at(node.right);
    c.site({ type: 'LoopSubject', start: node.right.start, end: node.right.end, expression: node.right });
    c.emit(Op.IterOpen, iterator, value, isAsync ? 1 : 0);
  });
  c.emit(Op.SaveEnv, env);
  const next = new Label();
  const end = new Label();
  const exhausted = new Label();
  c.bind(next);
  c.emit(Op.Loop);
  const value = c.temp();
  c.at(node.right);
  const declared = node.left.type === 'VariableDeclaration' ? node.left.declarations[0].id : null;
  if (declared?.type === 'ArrayPattern') c.site({ type: 'LoopStep', start: declared.start, end: declared.end });
  if (isAsync) {
    c.emit(Op.IterCallNext, value, iterator);
    c.await(value, value);
    c.jump(Op.IterUnwrap, exhausted, value, value, iterator);
  } else c.jump(Op.IterNext, exhausted, value, iterator);
  const start = c.pc;
  const leave = (): void => {
    if (isAsync) closeAsync(c, iterator);
    else closeUnlessDone(c, iterator, 0);
  };
  // `break` leaves the loop and closes; `continue` doesn't close. So the loop's exit stands outside the closing one for
  // break, and a second entry inside serves continue.
  c.withExit({ labels, breakLabel: end, breakable: true }, () => {
    c.withExit({ leave }, () => {
      c.withExit({ labels, continueLabel: next }, () => iteration(c, node, value));
    });
  });
  const bodyEnd = c.pc;
  c.jump(Op.Jump, next);
  // An exception in the body passes: close quietly, go on throwing.
  c.handler(start, bodyEnd, c.pc, error);
  c.emit(Op.RestoreEnv, env);
  if (isAsync) closeAsyncQuietly(c, iterator);
  else closeUnlessDone(c, iterator, 1);
  c.emit(Op.Rethrow, error);
  c.bind(exhausted);
  c.bind(end);
};

function closeAsync(c: FunctionCompiler, iterator: number): void {
  const none = new Label();
  const result = c.temp();
  c.jump(Op.IterCallReturn, none, result, iterator);
  c.await(result, result);
  c.emit(Op.CheckObject, result, c.constant('Iterator result'));
  c.bind(none);
}

function closeAsyncQuietly(c: FunctionCompiler, iterator: number): void {
  const none = new Label();
  const result = c.temp();
  const start = c.pc;
  c.jump(Op.IterCallReturn, none, result, iterator);
  c.await(result, result);
  c.handler(start, c.pc, c.pc, result);
  c.bind(none);
}

statementHandlers.SwitchStatement = (c, node) => {
  const labels = takeLabels(c);
  emptyCompletion(c);
  const end = new Label();
  c.step(node.discriminant);
  const value = c.temp();
  c.expression(node.discriminant, value);
  inScope(c, c.tree.scopeOf.get(node), 'block', () => {
    hoistFunctions(
      c,
      node.cases.flatMap((one: Node) => one.consequent),
    );
    const entries: Label[] = node.cases.map(() => new Label());
    let fallback = end;
    const inner = new Label();
    fallback = inner;
    for (let i = 0; i < node.cases.length; i++) {
      const { test } = node.cases[i];
      if (!test) {
        fallback = entries[i]!;
        continue;
      }
      const mark = c.mark();
      c.step(test);
      const tested = c.expression(test);
      c.jump(Op.JumpStrictEq, entries[i]!, value, tested);
      c.release(mark);
    }
    c.jump(Op.Jump, fallback);
    c.withExit({ labels, breakLabel: inner, breakable: true }, () => {
      for (let i = 0; i < node.cases.length; i++) {
        c.bind(entries[i]!);
        for (const statement of node.cases[i].consequent) c.statement(statement);
      }
    });
    c.bind(inner);
  });
  c.bind(end);
};

statementHandlers.WithStatement = (c, node) => {
  emptyCompletion(c);
  c.step(node.object);
  const mark = c.mark();
  const object = c.expression(node.object);
  c.at(node.object);
  c.emit(Op.PushWith, object);
  c.release(mark);
  const scope = c.tree.scopeOf.get(node)!;
  c.layOut(scope, 'with', '');
  c.scope = scope;
  c.withExit({ envs: 1 }, () => c.statement(node.body));
  c.scope = scope.parent!;
  c.emit(Op.PopEnv);
};

statementHandlers.TryStatement = (c, node) => {
  emptyCompletion(c);
  if (node.finalizer) {
    const start = c.code.source.text.lastIndexOf('finally', node.finalizer.start);
    withFinalizer(
      c,
      () => tryCatch(c, node),
      () => c.statement(node.finalizer),
      { start, end: start + 'finally'.length },
    );
  } else tryCatch(c, node);
};

function tryCatch(c: FunctionCompiler, node: Node): void {
  if (!node.handler) {
    c.statement(node.block);
    return;
  }
  const env = c.temp();
  const error = c.temp();
  c.emit(Op.SaveEnv, env);
  const start = c.pc;
  const outer = c.guarded;
  c.guarded = true;
  c.statement(node.block);
  c.guarded = outer;
  const end = c.pc;
  const after = new Label();
  c.jump(Op.Jump, after);
  c.handler(start, end, c.pc, error);
  c.emit(Op.RestoreEnv, env);
  emptyCompletion(c);
  const clause = node.handler;
  if (c.options.observed) {
    const end = clause.param ? c.code.source.text.indexOf(')', clause.param.end) + 1 : clause.start + 5;
    c.emit(Op.Caught, error, clause.start, end);
  }
  inScope(c, c.tree.scopeOf.get(clause), 'catch', () => {
    if (clause.param?.type === 'ObjectPattern') clause.param.destructured = { type: 'Identifier', name: '.catch' };
    if (clause.param) families.assignPattern(c, clause.param, error, true);
    c.statement(clause.body);
  });
  c.bind(after);
}

/** Runs `body`, then `finalize` however the body is left, then goes on leaving. */
export function withFinalizer(
  c: FunctionCompiler,
  body: () => void,
  finalize: (kind: number, value: number) => void,
  place: { readonly start: number; readonly end: number },
): void {
  const env = c.temp();
  const kind = c.temp();
  const value = c.temp();
  const finalizer = new Finalizer(kind, value);
  c.emit(Op.SaveEnv, env);
  const from = c.pc;
  c.withExit({ finalizer }, body);
  c.emit(Op.LoadConst, kind, c.constant(FINALLY_NORMAL));
  const to = c.pc;
  c.jump(Op.Jump, finalizer.entry);
  c.handler(from, to, c.pc, value);
  c.emit(Op.RestoreEnv, env);
  if (c.options.observed) c.emit(Op.Caught, value, place.start, place.end);
  c.emit(Op.LoadConst, kind, c.constant(FINALLY_THROW));
  c.bind(finalizer.entry);
  if (c.completion >= 0) {
    // A finally block's own value counts only if it ends abruptly.
    const kept = c.temp();
    c.move(kept, c.completion);
    emptyCompletion(c);
    finalize(kind, value);
    c.move(c.completion, kept);
  } else finalize(kind, value);
  const done = new Label();
  c.jump(Op.JumpEqI, done, kind, FINALLY_NORMAL);
  const notThrow = new Label();
  if (finalizer.jumps.length > 0) {
    for (const { number, go } of finalizer.jumps) {
      const other = new Label();
      c.jump(Op.JumpNeI, other, kind, number);
      go();
      c.bind(other);
    }
  }
  if (finalizer.returns) {
    c.jump(Op.JumpNeI, notThrow, kind, FINALLY_RETURN);
    families.emitReturn(c, value);
    c.bind(notThrow);
  }
  c.emit(Op.Rethrow, value);
  c.bind(done);
}

void TDZ;
