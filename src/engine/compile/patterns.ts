import type { Node } from '../../syntax';
import { toKey } from '../values/value';
import { type FunctionCompiler, families, Label } from './compiler';
import { isAnonymousFunction, isParenthesized, namedValue, openMember, openName } from './expressions';
import { Op } from './op';

families.assignPattern = assignPattern;

/**
 * Destructures register `value` into `pattern`. `declare` initialises declared bindings; otherwise it's an assignment.
 * @spec sec-destructuring-assignment
 * @spec sec-destructuring-binding-patterns-runtime-semantics-bindinginitialization
 */
function assignPattern(c: FunctionCompiler, pattern: Node, value: number, declare: boolean): void {
  const mark = c.mark();
  switch (pattern.type) {
    case 'Identifier':
      if (declare) c.initializeName(pattern.name, pattern, value);
      else c.writeName(pattern.name, pattern, value);
      break;
    case 'ParenthesizedExpression':
      assignPattern(c, pattern.expression, value, declare);
      break;
    case 'AssignmentPattern': {
      const copy = c.temp();
      c.move(copy, value);
      defaultValue(c, pattern, copy);
      // A parameter's default makes its value a conditional expression.
      if (pattern.left.type === 'ObjectPattern') pattern.left.destructured = { type: 'ConditionalExpression' };
      else if (pattern.left.type === 'ArrayPattern') pattern.left.fallback = pattern.right;
      assignPattern(c, pattern.left, copy, declare);
      break;
    }
    case 'ObjectPattern':
      objectPattern(c, pattern, value, declare);
      break;
    case 'ArrayPattern':
      arrayPattern(c, pattern, value, declare);
      break;
    case 'CallExpression':
      // Only loops get here: as a part of a pattern it's an early error.
      c.expression(pattern, c.temp());
      c.at(pattern);
      c.emit(Op.ThrowReference, c.constant('Invalid left-hand side in for-loop'));
      break;
    default:
      openMember(c, pattern, []).set(value);
  }
  c.release(mark);
}

/** Replaces undefined in `register` by the pattern's default. */
function defaultValue(c: FunctionCompiler, pattern: Node, register: number): void {
  const present = new Label();
  c.jump(Op.JumpNotUndefined, present, register);
  c.step(pattern.right);
  const { left, right } = pattern;
  if (left.type === 'Identifier' && !isParenthesized(pattern) && isAnonymousFunction(right))
    namedValue(c, right, left.name, register);
  else c.expression(right, register);
  c.bind(present);
}

/** A target that is no pattern is evaluated before the value is fetched, as far as that can be seen. */
function earlyReference(c: FunctionCompiler, target: Node, declare: boolean): { set(value: number): void } | null {
  if (declare) return null;
  let inner = target.type === 'AssignmentPattern' ? target.left : target;
  while (inner.type === 'ParenthesizedExpression') inner = inner.expression;
  if (inner.type === 'Identifier') return openName(c, inner);
  return inner.type === 'MemberExpression' ? openMember(c, inner, [inner]) : null;
}

function store(
  c: FunctionCompiler,
  target: Node,
  reference: ReturnType<typeof earlyReference>,
  value: number,
  declare: boolean,
): void {
  if (reference === null) {
    if (target.type === 'AssignmentPattern') {
      defaultValue(c, target, value);
      assignPattern(c, target.left, value, declare);
    } else assignPattern(c, target, value, declare);
    return;
  }
  if (target.type === 'AssignmentPattern') defaultValue(c, target, value);
  reference.set(value);
}

/** Notes for messages what an object pattern inside another takes apart: its default is all of it that has a text. */
function nest(target: Node): void {
  if (target.type === 'ObjectPattern') target.nested = true;
  else if (target.type === 'AssignmentPattern') {
    if (target.left.type === 'ObjectPattern') target.left.destructured = target.right;
    else if (target.left.type === 'ArrayPattern') {
      target.left.fallback = target.right;
      target.right.iterated = 'sync';
    }
  }
}

function objectPattern(c: FunctionCompiler, pattern: Node, source: number, declare: boolean): void {
  c.at(pattern);
  c.site(pattern);
  c.emit(Op.RequireObject, source);
  const { properties } = pattern;
  const rest = properties.length > 0 && properties[properties.length - 1].type === 'RestElement';
  const seen = rest ? c.temp() : -1;
  if (rest) c.emit(Op.NewArray, seen, 0, 0);
  for (const p of properties) {
    const mark = c.mark();
    if (p.type === 'RestElement') {
      const reference = earlyReference(c, p.argument, declare);
      const value = c.temp();
      c.emit(Op.NewObject, value);
      c.at(p);
      c.emit(Op.CopyDataProperties, value, source, seen);
      store(c, p.argument, reference, value, declare);
      c.release(mark);
      continue;
    }
    const name: string | undefined = p.computed
      ? undefined
      : p.key.type === 'Identifier'
        ? p.key.name
        : String(p.key.value);
    let key = -1;
    if (name === undefined) {
      key = c.temp();
      c.computedKey(p.key, key);
      c.at(p.key);
      c.emit(Op.ToPropertyKey, key, key);
    } else if (rest || typeof toKey(name) !== 'string') key = c.loadConstant(name, -1);
    if (rest) c.emit(Op.ArrayPush, seen, key);
    const reference = earlyReference(c, p.value, declare);
    const value = c.temp();
    nest(p.value);
    if (p.value.type !== 'AssignmentPattern') {
      p.value.within = pattern.destructured ?? pattern.within;
      if (p.value.within !== undefined) p.value.withinKey = name;
    }
    c.at(p, p.key.start);
    if (name !== undefined && typeof toKey(name) === 'string')
      c.emit(Op.GetProp, value, source, c.constant(name), c.cache());
    else c.emit(Op.GetElem, value, source, key);
    store(c, p.value, reference, value, declare);
    c.release(mark);
  }
}

function arrayPattern(c: FunctionCompiler, pattern: Node, source: number, declare: boolean): void {
  const iterator = c.temp();
  const error = c.temp();
  c.at(pattern);
  c.site(pattern);
  c.emit(Op.IterOpen, iterator, source, 0);
  const start = c.pc;
  const done = new Label();
  const finished = new Label();
  c.withExit({ leave: () => closeUnlessDone(c, iterator, 0) }, () => {
    for (const element of pattern.elements) {
      const mark = c.mark();
      const value = c.temp();
      if (element === null) {
        c.at(pattern);
        c.emit(Op.IterStep, value, iterator);
      } else if (element.type === 'RestElement') {
        const reference = earlyReference(c, element.argument, declare);
        c.at(element);
        c.emit(Op.IterRest, value, iterator);
        store(c, element.argument, reference, value, declare);
      } else {
        nest(element);
        const reference = earlyReference(c, element, declare);
        c.at(element);
        c.emit(Op.IterStep, value, iterator);
        store(c, element, reference, value, declare);
      }
      c.release(mark);
    }
  });
  const end = c.pc;
  closeUnlessDone(c, iterator, 0);
  c.jump(Op.Jump, finished);
  // An exception passes: close, keeping the exception.
  const env = c.temp();
  c.handler(start, end, c.pc, error);
  void env;
  closeUnlessDone(c, iterator, 1);
  c.emit(Op.Rethrow, error);
  c.bind(done);
  c.bind(finished);
}

/** Closes an iterator that isn't exhausted. With `quiet`, what closing throws is dropped. */
export function closeUnlessDone(c: FunctionCompiler, iterator: number, quiet: number): void {
  const skip = new Label();
  c.jump(Op.JumpIterDone, skip, iterator);
  c.emit(Op.IterClose, iterator, quiet);
  c.bind(skip);
}
