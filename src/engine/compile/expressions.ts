import type { Node } from '../../syntax';
import { toKey, type Value } from '../values/value';
import { expressionHandlers, type FunctionCompiler, families, Label } from './compiler';
import { condition } from './conditions';
import { Op } from './op';

export const BINARY: Record<string, Op> = {
  '+': Op.Add,
  '-': Op.Sub,
  '*': Op.Mul,
  '/': Op.Div,
  '%': Op.Mod,
  '**': Op.Exp,
  '&': Op.BitAnd,
  '|': Op.BitOr,
  '^': Op.BitXor,
  '<<': Op.Shl,
  '>>': Op.Shr,
  '>>>': Op.Ushr,
  '==': Op.Eq,
  '!=': Op.Ne,
  '===': Op.StrictEq,
  '!==': Op.StrictNe,
  '<': Op.Lt,
  '<=': Op.Le,
  '>': Op.Gt,
  '>=': Op.Ge,
  in: Op.In,
  instanceof: Op.InstanceOf,
};

/** Small non-negative integers can be immediate operands. */
function immediate(node: Node): number {
  const { value } = node;
  return node.type === 'Literal' &&
    typeof value === 'number' &&
    value >= 0 &&
    value < 0x3fffffff &&
    Number.isInteger(value) &&
    !Object.is(value, -0)
    ? value
    : -1;
}

expressionHandlers.Literal = (c, node, target) => {
  if (node.regex) {
    const register = c.target(target);
    c.at(node);
    c.emit(Op.NewRegExp, register, c.constant(node.regex.pattern), c.constant(node.regex.flags));
    return register;
  }
  if (node.bigint !== undefined && node.bigint !== null) return c.loadConstant(BigInt(node.bigint), target);
  return c.loadConstant(node.value as Value, target);
};

expressionHandlers.Identifier = (c, node, target) => c.readName(node.name, node, target);

expressionHandlers.ThisExpression = (c, node, target) => readThis(c, node, target);

/** `this`: a hidden binding of the nearest function that has one, else the script's or module's. */
export function readThis(c: FunctionCompiler, node: Node, target: number): number {
  const place = c.resolve('this');
  if (place.kind === 'global') {
    let root = c.scope;
    while (root.parent !== null) root = root.parent;
    if (root.type === 'module') return c.loadConstant(undefined, target);
    const register = c.target(target);
    c.emit(Op.LoadGlobalThis, register);
    return register;
  }
  return c.readName('this', node, target);
}

expressionHandlers.ParenthesizedExpression = (c, node, target) => c.expression(node.expression, target);

expressionHandlers.SequenceExpression = (c, node, target) => {
  const last = node.expressions.length - 1;
  for (let i = 0; i < last; i++) {
    const mark = c.mark();
    effect(c, node.expressions[i]);
    c.release(mark);
  }
  // Of two, the second has the place of the whole.
  if (node.iterated !== undefined && last === 1) {
    node.expressions[1].iterated = node.iterated;
    node.expressions[1].quoted = node.quoted ?? node;
  }
  return c.expression(node.expressions[last], target);
};

/** Evaluates `node` for its effects alone. */
export function effect(c: FunctionCompiler, node: Node): void {
  if (node.type === 'UpdateExpression' && !node.prefix) update(c, { ...node, prefix: true, asWritten: 'postfix' }, -1);
  else c.expression(node);
}

// Operators

expressionHandlers.BinaryExpression = (c, node, target) => {
  if (node.left.type === 'PrivateIdentifier') {
    const mark = c.mark();
    const object = c.expression(node.right);
    const key = c.readName(`#${node.left.name}`, node.left, -1);
    c.release(mark);
    const register = c.target(target);
    c.at(node);
    c.emit(Op.HasPrivate, register, object, key);
    return register;
  }
  const register = c.target(target);
  const mark = c.mark();
  const n = immediate(node.right);
  if (n >= 0 && (node.operator === '+' || node.operator === '-' || node.operator === '&')) {
    const left = c.expression(node.left);
    c.at(node);
    c.emit(node.operator === '+' ? Op.AddI : node.operator === '-' ? Op.SubI : Op.BitAndI, register, left, n);
  } else {
    const left = c.stable(node.left, [node.right]);
    const right = c.expression(node.right);
    c.at(node);
    if (node.operator === 'in' || node.operator === 'instanceof') c.site(node);
    c.emit(BINARY[node.operator as string]!, register, left, right);
  }
  c.release(mark);
  return register;
};

expressionHandlers.LogicalExpression = (c, node, target) => {
  const register = c.target(target);
  const end = new Label();
  // A variable's own register must not receive the left value before the right one was computed from it.
  const own = register < c.mark() && target >= 0 ? c.temp() : register;
  c.expression(node.left, own);
  c.jump(node.operator === '&&' ? Op.JumpFalse : node.operator === '||' ? Op.JumpTrue : Op.JumpNotNullish, end, own);
  c.expression(node.right, own);
  c.bind(end);
  return c.into(own, register);
};

expressionHandlers.ConditionalExpression = (c, node, target) => {
  const register = c.temp();
  const otherwise = new Label();
  const end = new Label();
  condition(c, node.test, otherwise, false);
  c.expression(node.consequent, register);
  c.jump(Op.Jump, end);
  c.bind(otherwise);
  c.expression(node.alternate, register);
  c.bind(end);
  return c.into(register, target);
};

expressionHandlers.UnaryExpression = (c, node, target) => {
  const { operator, argument } = node;
  switch (operator) {
    case 'typeof': {
      const register = c.target(target);
      if (argument.type === 'Identifier') {
        const place = c.resolve(argument.name);
        if (place.kind === 'global') {
          c.at(argument);
          c.emit(Op.TypeofGlobal, register, c.constant(argument.name));
          return register;
        }
        if (place.kind === 'dynamic') {
          c.emit(Op.GetDynamic, register, c.constant(argument.name), 1);
          c.emit(Op.TypeOf, register, register);
          return register;
        }
      }
      const mark = c.mark();
      const value = c.expression(argument);
      c.release(mark);
      c.emit(Op.TypeOf, register, value);
      return register;
    }
    case 'delete':
      return remove(c, node, argument, target);
    case 'void': {
      const mark = c.mark();
      effect(c, argument);
      c.release(mark);
      return c.loadConstant(undefined, target);
    }
    case '-': {
      if (argument.type === 'Literal' && typeof argument.value === 'number')
        return c.loadConstant(-argument.value, target);
    }
  }
  const register = c.target(target);
  const mark = c.mark();
  const value = c.expression(argument);
  c.release(mark);
  c.at(node);
  c.emit(
    operator === '-' ? Op.Neg : operator === '+' ? Op.Plus : operator === '~' ? Op.BitNot : Op.Not,
    register,
    value,
  );
  return register;
};

function remove(c: FunctionCompiler, node: Node, argument: Node, target: number): number {
  while (argument.type === 'ParenthesizedExpression') argument = argument.expression;
  if (argument.type === 'ChainExpression') {
    return chain(c, target, true, () => remove(c, node, argument.expression, -1));
  }
  const register = c.target(target);
  const mark = c.mark();
  if (argument.type === 'MemberExpression') {
    if (argument.object.type === 'Super') {
      readThis(c, argument, -1);
      if (argument.computed) c.expression(argument.property);
      c.at(node);
      c.emit(Op.ThrowReference, c.constant("Unsupported reference to 'super'"));
      c.release(mark);
      return register;
    }
    const object = c.stable(argument.object, [argument.computed ? argument.property : null]);
    if (argument.optional) c.jump(Op.JumpNullish, c.chainLabel!, object);
    if (argument.computed) {
      const key = c.expression(argument.property);
      c.at(node);
      c.emit(Op.DeleteElem, register, object, key);
    } else {
      c.at(node);
      c.emit(Op.DeleteProp, register, object, c.constant(toKey(argument.property.name)));
    }
  } else if (argument.type === 'Identifier') {
    const place = c.resolve(argument.name);
    if (place.kind === 'global' || place.kind === 'dynamic') {
      c.at(node);
      c.emit(Op.DeleteDynamic, register, c.constant(argument.name));
    } else c.loadConstant(false, register);
  } else {
    effect(c, argument);
    c.loadConstant(true, register);
  }
  c.release(mark);
  return register;
}

// Members

expressionHandlers.MemberExpression = (c, node, target) => {
  const register = c.target(target);
  const mark = c.mark();
  if (node.object.type === 'Super') {
    superMember(c, node, register);
    c.release(mark);
    return register;
  }
  const object = c.stable(node.object, [node.computed ? node.property : null]);
  if (node.optional) c.jump(Op.JumpNullish, c.chainLabel!, object);
  member(c, node, object, register);
  c.release(mark);
  return register;
};

/** Reads `node`'s property from register `object`. */
function member(c: FunctionCompiler, node: Node, object: number, register: number): void {
  const { property } = node;
  if (property.type === 'PrivateIdentifier') {
    const key = c.readName(`#${property.name}`, property, -1);
    c.at(node, property.start);
    c.emit(Op.GetPrivate, register, object, key);
  } else if (!node.computed) {
    c.at(node, property.start);
    c.site(node);
    c.emit(Op.GetProp, register, object, c.constant(property.name), c.cache());
  } else if (
    property.type === 'Literal' &&
    typeof property.value === 'string' &&
    typeof toKey(property.value) === 'string'
  ) {
    c.at(node, property.start);
    c.site(node);
    c.emit(Op.GetProp, register, object, c.constant(property.value), c.cache());
  } else {
    const key = c.expression(property);
    c.at(node, property.start);
    c.site(node);
    c.emit(Op.GetElem, register, object, key);
  }
}

function propertyKey(c: FunctionCompiler, node: Node): number {
  if (node.computed) return c.expression(node.property);
  return c.loadConstant(node.property.name, -1);
}

/** Register with the object `super` looks properties up in, as it is once a computed key's expression has run. */
function superBase(c: FunctionCompiler, node: Node): number {
  const base = c.temp();
  c.emit(Op.GetSuperBase, base, c.readName('%function', node, -1));
  return base;
}

function superMember(c: FunctionCompiler, node: Node, register: number): number {
  const self = readThis(c, node, c.temp());
  const key = propertyKey(c, node);
  const base = superBase(c, node);
  c.at(node, node.property.start);
  c.emit(Op.GetSuper, register, self, base, key);
  return self;
}

expressionHandlers.ChainExpression = (c, node, target) =>
  chain(c, target, undefined, () => c.expression(node.expression));

/** Evaluates an optional chain: `shortCircuit` is its value when a link is nullish. */
function chain(c: FunctionCompiler, target: number, shortCircuit: Value, body: () => number): number {
  const register = c.temp();
  const outer = c.chainLabel;
  const cut = new Label();
  const end = new Label();
  c.chainLabel = cut;
  c.move(register, body());
  c.chainLabel = outer;
  c.jump(Op.Jump, end);
  c.bind(cut);
  c.loadConstant(shortCircuit, register);
  c.bind(end);
  return c.into(register, target);
}

// Calls

/** `(a?.b)()`: the reference keeps its base. */
function memberOfChain(c: FunctionCompiler, link: Node, fn: number, self: number): void {
  const outer = c.chainLabel;
  const cut = new Label();
  const done = new Label();
  c.chainLabel = cut;
  c.move(self, c.stable(link.object, [link.computed ? link.property : null]));
  if (link.optional) c.jump(Op.JumpNullish, cut, self);
  member(c, link, self, fn);
  c.jump(Op.Jump, done);
  c.bind(cut);
  c.emit(Op.LoadUndefined, fn);
  c.bind(done);
  c.chainLabel = outer;
}

/** Where stack traces see a call: at the name just before the arguments, else at their opening bracket. */
function callCaret(c: FunctionCompiler, { callee }: Node): number {
  if (callee.type === 'Identifier') return callee.start;
  if (callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier') {
    return callee.property.start;
  }
  const { text } = c.code.source;
  let at = callee.end;
  for (;;) {
    const [gap] = /^(?:[\s)]|\?\.|\/\*[\s\S]*?\*\/|\/\/.*)*/.exec(text.slice(at, at + 1000))!;
    at += gap.length;
    if (gap.length < 1000) return at;
  }
}

expressionHandlers.CallExpression = (c, node, target) => {
  const { callee, arguments: args } = node;
  if (callee.type === 'Super') return superCall(c, node, target);
  const register = c.target(target);
  const mark = c.mark();
  let self: number;
  let fn: number;
  let inner = callee;
  while (inner.type === 'ParenthesizedExpression') inner = inner.expression;
  const caret = callCaret(c, node);
  if (inner.type === 'MemberExpression') {
    fn = c.temp();
    if (inner.object.type === 'Super') self = superMember(c, inner, fn);
    else {
      self = c.stable(inner.object, [inner.computed ? inner.property : null, ...args]);
      if (inner.optional) c.jump(Op.JumpNullish, c.chainLabel!, self);
      member(c, inner, self, fn);
    }
  } else if (inner.type === 'ChainExpression' && inner.expression.type === 'MemberExpression') {
    fn = c.temp();
    self = c.temp();
    memberOfChain(c, inner.expression, fn, self);
  } else if (inner.type === 'Identifier' && c.resolve(inner.name).kind === 'dynamic') {
    fn = c.temp();
    self = c.temp();
    c.at(inner);
    c.emit(Op.GetDynamicCall, fn, self, c.constant(inner.name));
  } else {
    fn = c.stable(callee, args);
    self = c.loadConstant(undefined, -1);
  }
  if (node.optional) c.jump(Op.JumpNullish, c.chainLabel!, fn);
  if (callee.type === 'Identifier' && callee.name === 'eval' && !node.optional) {
    const array = argumentArray(c, args, node);
    const site = c.constant({ scope: c.scope, strict: c.scope.facts.strict, tail: c.tailCall === node });
    c.at(node, caret);
    c.site(node);
    c.emit(Op.CallEval, register, fn, self, array, site);
  } else if (args.some((a: Node) => a.type === 'SpreadElement')) {
    const array = argumentArray(c, args, node);
    c.at(node, caret);
    c.site(node);
    c.emit(Op.CallSpread, register, fn, self, array);
  } else {
    const first = c.temps(args.length);
    for (let i = 0; i < args.length; i++) c.expression(args[i], first + i);
    c.at(node, caret);
    c.site(node);
    c.emit(c.tailCall === node ? Op.TailCall : Op.Call, register, fn, self, first, args.length);
  }
  c.release(mark);
  return register;
};

/** Collects arguments with spreads into an array object; answers its register. */
function argumentArray(c: FunctionCompiler, args: readonly Node[], call: Node | null): number {
  const array = c.temp();
  const last = args.findIndex((a) => a.type === 'SpreadElement') === args.length - 1;
  c.emit(Op.NewArray, array, 0, 0);
  for (const argument of args) {
    const mark = c.mark();
    if (argument.type === 'SpreadElement') {
      const value = c.expression(argument.argument);
      c.at(argument.argument);
      c.site({ ...argument, type: last ? 'LastSpread' : 'Spread', call });
      c.emit(Op.ArraySpread, array, value);
    } else c.emit(Op.ArrayPush, array, c.expression(argument));
    c.release(mark);
  }
  return array;
}

expressionHandlers.NewExpression = (c, node, target) => {
  const { callee, arguments: args } = node;
  const register = c.target(target);
  const mark = c.mark();
  const fn = c.stable(callee, args);
  if (args.some((a: Node) => a.type === 'SpreadElement')) {
    const array = argumentArray(c, args, node);
    c.at(node);
    c.site(node);
    c.emit(Op.NewSpread, register, fn, array);
  } else {
    const first = c.temps(args.length);
    for (let i = 0; i < args.length; i++) c.expression(args[i], first + i);
    c.at(node);
    c.site(node);
    c.emit(Op.New, register, fn, first, args.length);
  }
  c.release(mark);
  return register;
};

/** `super(...)`: constructs the parent, binds `this`, runs field initialisers. */
function superCall(c: FunctionCompiler, node: Node, target: number): number {
  const mark = c.mark();
  const register = c.temp();
  const fn = c.readName('%function', node, -1);
  const parent = c.temp();
  c.emit(Op.GetSuperConstructor, parent, fn);
  const array = argumentArray(c, node.arguments, null);
  const newTarget = c.readName('new.target', node, -1);
  c.at(node);
  c.site(node);
  c.emit(Op.SuperCall, register, parent, newTarget, array);
  bindThis(c, node, register);
  c.at(node);
  c.emit(Op.InitFields, fn, register);
  c.release(mark);
  if (target >= 0) return c.into(register, target);
  c.release(Math.max(mark, register + 1));
  return register;
}

function bindThis(c: FunctionCompiler, node: Node, value: number): void {
  const place = c.resolve('this');
  const message = c.constant('Super constructor may only be called once');
  const fresh = new Label();
  if (place.kind === 'register') {
    c.jump(Op.JumpUninitialized, fresh, place.binding.register);
    c.at(node);
    c.emit(Op.ThrowReference, message);
    c.bind(fresh);
    c.move(place.binding.register, value);
  } else if (place.kind === 'env') {
    const current = c.temp();
    c.emit(Op.GetEnv, current, place.hops, place.binding.slot);
    c.jump(Op.JumpUninitialized, fresh, current);
    c.at(node);
    c.emit(Op.ThrowReference, message);
    c.bind(fresh);
    c.emit(Op.SetEnv, place.hops, place.binding.slot, value);
  }
}

// Literals of objects, arrays, templates

expressionHandlers.ArrayExpression = (c, node, target) => {
  const { elements } = node;
  const register = c.target(target);
  const mark = c.mark();
  const plain = elements.length <= 64 && elements.every((e: Node | null) => e !== null && e.type !== 'SpreadElement');
  if (plain) {
    const first = c.temps(elements.length);
    for (let i = 0; i < elements.length; i++) c.expression(elements[i], first + i);
    c.emit(Op.NewArray, register, first, elements.length);
    c.release(mark);
    return register;
  }
  const array = c.temp();
  c.emit(Op.NewArray, array, 0, 0);
  for (const element of elements) {
    const inner = c.mark();
    if (element === null) c.emit(Op.ArrayHole, array);
    else if (element.type === 'SpreadElement') {
      element.argument.iterated = 'sync';
      const value = c.expression(element.argument);
      c.at(element.argument);
      // Not to be taken for a `yield*` that fails itself.
      const { argument } = element;
      c.site(argument.type === 'YieldExpression' ? { ...argument, type: 'SentValue' } : argument);
      c.emit(Op.ArraySpread, array, value);
    } else c.emit(Op.ArrayPush, array, c.expression(element));
    c.release(inner);
  }
  c.move(register, array);
  c.release(mark);
  return register;
};

function simpleKey(p: Node): string | undefined {
  if (p.type !== 'Property' || p.kind !== 'init' || p.computed || p.method) return undefined;
  const name = p.key.type === 'Identifier' ? p.key.name : String(p.key.value);
  return name === '__proto__' || typeof toKey(name) !== 'string' ? undefined : name;
}

expressionHandlers.ObjectExpression = (c, node, target) => {
  const { properties } = node;
  const register = c.target(target);
  const mark = c.mark();
  const object = c.temp();
  // A leading run of plain properties is made in one go with a shared shape.
  const names: string[] = [];
  for (const p of properties) {
    const name = simpleKey(p);
    if (name === undefined || names.includes(name) || names.length === 64) break;
    names.push(name);
  }
  if (names.length > 0) {
    const first = c.temps(names.length);
    for (let i = 0; i < names.length; i++) namedValue(c, properties[i].value, names[i]!, first + i);
    c.emit(Op.NewObjectFrom, object, first, names.length, c.constant(names), c.cache());
  } else c.emit(Op.NewObject, object);
  for (let i = names.length; i < properties.length; i++) {
    const p = properties[i];
    const inner = c.mark();
    if (p.type === 'SpreadElement') {
      const source = c.expression(p.argument);
      c.at(p);
      c.emit(Op.CopyDataProperties, object, source, c.loadConstant(undefined, -1));
    } else property(c, object, p);
    c.release(inner);
  }
  c.move(register, object);
  c.release(mark);
  return register;
};

function property(c: FunctionCompiler, object: number, p: Node): void {
  const name: string | undefined = p.computed
    ? undefined
    : p.key.type === 'Identifier'
      ? p.key.name
      : String(p.key.value);
  if (p.kind === 'get' || p.kind === 'set' || p.method) {
    let key: number;
    if (name !== undefined) key = c.loadConstant(name, -1);
    else {
      key = c.temp();
      c.computedKey(p.key, key);
      c.at(p.key);
      c.emit(Op.ToPropertyKey, key, key);
    }
    const kind = p.kind === 'get' ? 'getter' : p.kind === 'set' ? 'setter' : 'method';
    p.value.definitionStart = p.start;
    const fn = families.closure(c, p.value, kind, name ?? '', -1);
    if (name === undefined || kind !== 'method')
      c.emit(Op.SetFunctionName, fn, key, kind === 'getter' ? 1 : kind === 'setter' ? 2 : 0);
    c.emit(Op.SetHome, fn, object);
    c.emit(Op.DefineMethod, object, key, fn, (kind === 'getter' ? 1 : kind === 'setter' ? 2 : 0) | 4);
    return;
  }
  if (name === '__proto__' && !p.shorthand) {
    c.emit(Op.SetProto, object, c.expression(p.value));
    return;
  }
  if (name !== undefined && typeof toKey(name) === 'string') {
    const value = namedValue(c, p.value, name, -1);
    c.emit(Op.DefineProp, object, c.constant(name), value);
    return;
  }
  const key = c.temp();
  if (name !== undefined) c.loadConstant(name, key);
  else {
    c.computedKey(p.key, key);
    c.at(p.key);
    c.emit(Op.ToPropertyKey, key, key);
  }
  const value = name !== undefined ? namedValue(c, p.value, name, -1) : computedNamedValue(c, p.value, key);
  c.at(p);
  c.emit(Op.DefineElem, object, key, value);
}

export function isAnonymousFunction(node: Node): boolean {
  if (node.type === 'ParenthesizedExpression') return isAnonymousFunction(node.expression);
  return (
    ((node.type === 'FunctionExpression' || node.type === 'ClassExpression') && !node.id) ||
    node.type === 'ArrowFunctionExpression'
  );
}

/** NamedEvaluation: an anonymous function gets `name`. @spec sec-runtime-semantics-namedevaluation */
export function namedValue(c: FunctionCompiler, node: Node, name: string, target: number): number {
  let inner = node;
  while (inner.type === 'ParenthesizedExpression') inner = inner.expression;
  if (!isAnonymousFunction(inner)) return c.expression(node, target);
  if (inner.type === 'ClassExpression') return families.classDefinition(c, inner, name, target);
  return families.closure(c, inner, inner.type === 'ArrowFunctionExpression' ? 'arrow' : 'normal', name, target);
}

/** As `namedValue`, for a name only known at run time, in register `key`. */
function computedNamedValue(c: FunctionCompiler, node: Node, key: number): number {
  let inner = node;
  while (inner.type === 'ParenthesizedExpression') inner = inner.expression;
  if (!isAnonymousFunction(inner)) return c.expression(node);
  if (inner.type === 'ClassExpression') return families.classDefinition(c, inner, '', -1, key);
  const fn = namedValue(c, node, '', -1);
  c.emit(Op.SetFunctionName, fn, key, 0);
  return fn;
}

expressionHandlers.TemplateLiteral = (c, node, target) => {
  const { quasis, expressions } = node;
  if (expressions.length === 0) return c.loadConstant(quasis[0].value.cooked, target);
  const register = c.target(target);
  const mark = c.mark();
  const count = quasis.length + expressions.length;
  const first = c.temps(count);
  for (let i = 0; i < count; i++) {
    if (i % 2 === 0) c.loadConstant(quasis[i / 2].value.cooked, first + i);
    else {
      const part = expressions[(i - 1) / 2];
      c.expression(part, first + i);
      c.at(part);
      c.emit(Op.ToStringValue, first + i, first + i);
    }
  }
  c.at(node);
  c.emit(Op.Concat, register, first, count);
  c.release(mark);
  return register;
};

expressionHandlers.TaggedTemplateExpression = (c, node, target) => {
  const register = c.target(target);
  const mark = c.mark();
  let self: number;
  let fn: number;
  let caret = node.start;
  if (node.tag.type === 'MemberExpression') {
    fn = c.temp();
    if (node.tag.object.type === 'Super') self = superMember(c, node.tag, fn);
    else {
      self = c.stable(node.tag.object, [node.tag.property, node.quasi]);
      member(c, node.tag, self, fn);
    }
    caret = node.tag.property.start;
  } else if (node.tag.type === 'ChainExpression' && node.tag.expression.type === 'MemberExpression') {
    fn = c.temp();
    self = c.temp();
    memberOfChain(c, node.tag.expression, fn, self);
  } else if (node.tag.type === 'Identifier' && c.resolve(node.tag.name).kind === 'dynamic') {
    fn = c.temp();
    self = c.temp();
    c.emit(Op.GetDynamicCall, fn, self, c.constant(node.tag.name));
  } else {
    fn = c.stable(node.tag, [node.quasi]);
    self = c.loadConstant(undefined, -1);
  }
  const { quasis, expressions } = node.quasi;
  const first = c.temps(expressions.length + 1);
  c.emit(
    Op.GetTemplate,
    first,
    c.constant({
      cooked: quasis.map((q: Node) => q.value.cooked ?? undefined),
      raw: quasis.map((q: Node) => q.value.raw),
    }),
  );
  for (let i = 0; i < expressions.length; i++) c.expression(expressions[i], first + 1 + i);
  c.at(node, caret);
  c.site(node);
  c.emit(c.tailCall === node ? Op.TailCall : Op.Call, register, fn, self, first, expressions.length + 1);
  c.release(mark);
  return register;
};

// Assignment

expressionHandlers.AssignmentExpression = (c, node, target) => {
  let { left } = node;
  const { right, operator } = node;
  while (left.type === 'ParenthesizedExpression') left = left.expression;
  if (operator === '=') {
    if (left.type === 'ObjectPattern' || left.type === 'ArrayPattern') {
      if (left.type === 'ArrayPattern') right.iterated = 'sync';
      const value = c.detached(right);
      left.destructured = right;
      left.assigned = true;
      left.assignment = node;
      families.assignPattern(c, left, value, false);
      return c.into(value, target);
    }
    if (left.type === 'Identifier') return assignName(c, left, right, target, !isParenthesized(node));
    return assignMember(c, left, node, target);
  }
  if (operator === '&&=' || operator === '||=' || operator === '??=') return logicalAssignment(c, node, left, target);
  const op = BINARY[operator.slice(0, -1)]!;
  if (left.type === 'Identifier') {
    const place = c.resolve(left.name);
    const register = c.temp();
    if (place.kind === 'dynamic') {
      const reference = c.temp();
      c.at(left);
      c.emit(Op.ResolveDynamic, reference, c.constant(left.name));
      c.emit(Op.GetResolved, register, reference, c.constant(left.name));
      const value = c.expression(right);
      c.at(node);
      c.emit(op, register, register, value);
      c.emit(Op.PutResolved, reference, c.constant(left.name), register);
      return c.into(register, target);
    }
    const old = c.stable(left, [right]);
    const n = immediate(right);
    const direct = place.kind === 'register' && place.binding.assignable ? place.binding.register : register;
    if (n >= 0 && (operator === '+=' || operator === '-=')) {
      c.at(node);
      c.emit(operator === '+=' ? Op.AddI : Op.SubI, direct, old, n);
    } else {
      const value = c.expression(right);
      c.at(node);
      c.emit(op, direct, old, value);
    }
    if (direct === register) c.writeName(left.name, left, register);
    return c.into(direct, target);
  }
  const reference = openMember(c, left, [right]);
  const register = c.temp();
  reference.get(register);
  const value = c.expression(right);
  c.at(node);
  c.emit(op, register, register, value);
  reference.set(register);
  return c.into(register, target);
};

/** Evaluates a name whose place is only known when the program runs, for writing it once its value is computed; else null. */
export function openName(c: FunctionCompiler, node: Node): { set(value: number): void } | null {
  const place = c.resolve(node.name);
  // A name that the script itself declares will be there.
  const declared = c.tree.root.type === 'script' && c.tree.root.bindings.has(node.name);
  if (place.kind !== 'dynamic' && !(place.kind === 'global' && c.scope.facts.strict && !declared)) return null;
  const reference = c.temp();
  c.at(node);
  c.emit(Op.ResolveDynamic, reference, c.constant(node.name));
  return {
    set: (value) => {
      c.at(node);
      c.emit(Op.PutResolved, reference, c.constant(node.name), value);
    },
  };
}

/** `name = right`, also of a `var` declaration. */
export function assignName(c: FunctionCompiler, left: Node, right: Node, target: number, named = true): number {
  const evaluate = (register: number): number =>
    named ? namedValue(c, right, left.name, register) : c.expression(right, register);
  const reference = openName(c, left);
  if (reference !== null) {
    const value = evaluate(-1);
    reference.set(value);
    return c.into(value, target);
  }
  const place = c.resolve(left.name);
  if (place.kind === 'register' && target < 0) {
    const { binding } = place;
    const plain = binding.assignable && !c.mayBeUninitialized(binding, left.start);
    if (plain) {
      // Computed in place unless the right side could throw half-way in a handler that sees the variable: results are
      // written by the last instruction only, so in place is safe for everything but conditional evaluation.
      if (right.type === 'BinaryExpression' || right.type === 'CallExpression' || right.type === 'Literal') {
        return evaluate(binding.register);
      }
    }
  }
  const value = evaluate(-1);
  c.writeName(left.name, left, value);
  return c.into(value, target);
}

/** Whether parentheses stand around the target of an assignment (or default value): then nothing is named after it. */
export function isParenthesized(assignment: Node): boolean {
  return assignment.left.start !== assignment.start;
}

interface MemberReference {
  get(register: number): void;
  set(value: number): void;
}

/** Evaluates the parts of a member reference once, for reading and then writing it. */
export function openMember(
  c: FunctionCompiler,
  node: Node,
  later: readonly (Node | null)[],
  refusal = 'Invalid left-hand side in assignment',
): MemberReference {
  const { property } = node;
  if (node.type !== 'MemberExpression') {
    // A call as assignment target: evaluated, then refused (old code of the web).
    const refuse = (): void => {
      c.at(node);
      c.emit(Op.ThrowReference, c.constant(refusal));
    };
    return {
      get: (register) => {
        c.expression(node, register);
        refuse();
      },
      set: refuse,
    };
  }
  if (node.object.type === 'Super') {
    const self = readThis(c, node, c.temp());
    const key = c.temp();
    c.move(key, propertyKey(c, node));
    const base = superBase(c, node);
    return {
      get: (register) => {
        c.at(node, property.start);
        // Read and write must convert the key once.
        if (node.computed && property.type !== 'Literal') c.emit(Op.ToPropertyKeyOf, key, key, base);
        c.emit(Op.GetSuper, register, self, base, key);
      },
      set: (value) => {
        c.at(node, property.start);
        c.emit(Op.SetSuper, self, base, key, value);
      },
    };
  }
  const object = c.stable(node.object, [node.computed ? property : null, ...later]);
  if (property.type === 'PrivateIdentifier') {
    const key = c.readName(`#${property.name}`, property, -1);
    return {
      get: (register) => {
        c.at(node, property.start);
        c.emit(Op.GetPrivate, register, object, key);
      },
      set: (value) => {
        c.at(node, property.start);
        c.emit(Op.SetPrivate, object, key, value);
      },
    };
  }
  const fixed: string | undefined = !node.computed
    ? property.name
    : property.type === 'Literal' && typeof property.value === 'string' && typeof toKey(property.value) === 'string'
      ? property.value
      : undefined;
  if (fixed !== undefined) {
    const name = c.constant(fixed);
    return {
      get: (register) => {
        c.at(node, property.start);
        c.site(node);
        c.emit(Op.GetProp, register, object, name, c.cache());
      },
      set: (value) => {
        c.at(node, property.start);
        c.site(node);
        c.emit(Op.SetProp, object, name, value, c.cache());
      },
    };
  }
  let key = c.stable(property, later);
  let converted = false;
  return {
    get: (register) => {
      c.at(node, property.start);
      // Read and write must convert the key once.
      if (property.type !== 'Literal') {
        const once = c.temp();
        c.site(node);
        c.emit(Op.ToPropertyKeyOf, once, key, object);
        key = once;
        converted = true;
      }
      c.site(node);
      c.emit(Op.GetElem, register, object, key);
    },
    set: (value) => {
      void converted;
      c.at(node, property.start);
      c.site(node);
      c.emit(Op.SetElem, object, key, value);
    },
  };
}

function assignMember(c: FunctionCompiler, left: Node, node: Node, target: number): number {
  if (left.type !== 'MemberExpression') {
    const scratch = c.temp();
    openMember(c, left, []).get(scratch);
    return scratch;
  }
  const result = c.target(target);
  const mark = c.mark();
  const reference = openMember(c, left, [node.right]);
  if (isAnonymousFunction(node.right)) node.right.inferredName = memberText(left);
  const value = c.expression(node.right);
  reference.set(value);
  if (target < 0 && (value < mark || value < -1)) {
    c.release(mark);
    return value;
  }
  c.move(result, value);
  c.release(mark);
  return result;
}

/** A member expression as V8 names the function assigned to it: `exports.parse`, `Point.scale` for `Point.prototype.scale`. */
function memberText(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression') return '';
  const { property, computed } = node;
  const own = !computed ? property.name : property.type === 'Literal' ? String(property.value) : '<computed>';
  const object = memberText(node.object);
  if (own === 'prototype') return object;
  return object === '' ? own : `${object}.${own}`;
}

function logicalAssignment(c: FunctionCompiler, node: Node, left: Node, target: number): number {
  const { right, operator } = node;
  const evaluate = (): number =>
    left.type === 'Identifier' && !isParenthesized(node)
      ? namedValue(c, right, left.name, register)
      : c.expression(right, register);
  const op = operator === '&&=' ? Op.JumpFalse : operator === '||=' ? Op.JumpTrue : Op.JumpNotNullish;
  const register = c.temp();
  const end = new Label();
  if (left.type === 'Identifier') {
    const place = c.resolve(left.name);
    if (place.kind === 'dynamic') {
      const reference = c.temp();
      c.emit(Op.ResolveDynamic, reference, c.constant(left.name));
      c.emit(Op.GetResolved, register, reference, c.constant(left.name));
      c.jump(op, end, register);
      evaluate();
      c.emit(Op.PutResolved, reference, c.constant(left.name), register);
    } else {
      c.expression(left, register);
      c.jump(op, end, register);
      evaluate();
      c.writeName(left.name, left, register);
    }
  } else {
    const reference = openMember(c, left, [right]);
    reference.get(register);
    c.jump(op, end, register);
    evaluate();
    reference.set(register);
  }
  c.bind(end);
  return c.into(register, target);
}

expressionHandlers.UpdateExpression = (c, node, target) => update(c, node, target);

function update(c: FunctionCompiler, node: Node, target: number): number {
  const op = node.operator === '++' ? Op.Inc : Op.Dec;
  let { argument } = node;
  while (argument.type === 'ParenthesizedExpression') argument = argument.expression;
  if (argument.type === 'Identifier') {
    const place = c.resolve(argument.name);
    if (place.kind === 'register' && place.binding.assignable) {
      const own = c.readName(argument.name, argument, -1);
      c.at(node);
      if (node.prefix) {
        c.emit(op, own, own);
        return c.into(own, target);
      }
      const old = c.target(target);
      c.emit(Op.ToNumeric, old, own);
      c.emit(op, own, old);
      return old;
    }
    const old = c.temp();
    const next = c.temp();
    if (place.kind === 'dynamic') {
      const reference = c.temp();
      c.emit(Op.ResolveDynamic, reference, c.constant(argument.name));
      c.emit(Op.GetResolved, old, reference, c.constant(argument.name));
      c.at(node);
      c.emit(Op.ToNumeric, old, old);
      c.emit(op, next, old);
      c.emit(Op.PutResolved, reference, c.constant(argument.name), next);
    } else {
      c.expression(argument, old);
      c.at(node);
      c.emit(Op.ToNumeric, old, old);
      c.emit(op, next, old);
      c.writeName(argument.name, argument, next);
    }
    return c.into(node.prefix ? next : old, target);
  }
  const side = node.asWritten ?? (node.prefix ? 'prefix' : 'postfix');
  const reference = openMember(c, argument, [], `Invalid left-hand side expression in ${side} operation`);
  const old = c.temp();
  const next = c.temp();
  reference.get(old);
  c.at(node);
  c.emit(Op.ToNumeric, old, old);
  c.emit(op, next, old);
  reference.set(next);
  return c.into(node.prefix ? next : old, target);
}

// Others

expressionHandlers.MetaProperty = (c, node, target) => {
  if (node.meta.name === 'import') {
    const register = c.target(target);
    c.emit(Op.ImportMeta, register);
    return register;
  }
  const place = c.resolve('new.target');
  if (place.kind === 'global') return c.loadConstant(undefined, target);
  return c.readName('new.target', node, target);
};

expressionHandlers.ImportExpression = (c, node, target) => {
  const register = c.target(target);
  const mark = c.mark();
  const specifier = c.stable(node.source, [node.options]);
  const options = node.options ? c.expression(node.options) : c.loadConstant(undefined, -1);
  c.at(node);
  c.emit(Op.DynamicImport, register, specifier, options, c.constant(node.phase ?? 'evaluation'));
  c.release(mark);
  return register;
};

expressionHandlers.FunctionExpression = (c, node, target) =>
  families.closure(c, node, 'normal', node.id?.name ?? '', target);
expressionHandlers.ArrowFunctionExpression = (c, node, target) => families.closure(c, node, 'arrow', '', target);
expressionHandlers.ClassExpression = (c, node, target) =>
  families.classDefinition(c, node, node.id?.name ?? '', target);
