import type { Node } from '../../syntax';
import { fieldBody, fieldKeyName, initializerFunction } from '../../syntax';
import { Code } from './code';
import { type FunctionCompiler, families } from './compiler';
import { isAnonymousFunction } from './expressions';
import { Op } from './op';
import { inScope } from './statements';

families.classDefinition = classDefinition;

/** What a member adds: flags of `DefineMethod` and `ClassElement`. */
const GETTER = 1;
const SETTER = 2;

/** @spec sec-runtime-semantics-classdefinitionevaluation */
function classDefinition(c: FunctionCompiler, node: Node, name: string, target: number, nameRegister = -1): number {
  const register = c.temp();
  const strict = c.scope.facts.strict;
  c.scope.facts.strict = true;
  const scope = c.tree.scopeOf.get(node)!;
  inScope(c, scope, 'class', () => {
    // Private names of this class, made anew each time it's evaluated.
    const kinds = new Map<string, string>();
    for (const member of node.body.body) {
      if (member.key?.type !== 'PrivateIdentifier') continue;
      const id = `#${member.key.name}`;
      if (kinds.has(id)) continue;
      kinds.set(id, member.kind ?? 'field');
      const key = c.temp();
      const className = node.id?.name ?? 'anonymous';
      const brand =
        member.type === 'MethodDefinition' ? `${member.static ? '' : 'an instance of '}class ${className}` : '';
      c.emit(Op.NewPrivateName, key, c.constant({ id, brand }));
      c.initializeName(id, member, key);
    }
    let parent = -1;
    if (node.superClass) {
      parent = c.temp();
      c.step(node.superClass);
      c.expression(node.superClass, parent);
    }
    const proto = c.temp();
    const constructorMember = node.body.body.find(
      (m: Node) => m.type === 'MethodDefinition' && m.kind === 'constructor',
    );
    const code = constructorMember
      ? families.functionCode(c, constructorMember.value, node.superClass ? 'derivedConstructor' : 'constructor', name)
      : defaultConstructor(c, node, name);
    code.classNode = node;
    c.at(node.superClass ?? node);
    c.emit(Op.NewClass, register, proto, parent, c.code.functions.push(code) - 1);
    if (nameRegister >= 0) c.emit(Op.SetFunctionName, register, nameRegister, 0);

    const fields: Node[] = [];
    const instancePrivateMethods: { key: number; fn: number; flags: number }[] = [];
    const staticPrivateMethods: { key: number; fn: number; flags: number }[] = [];
    const staticElements: Node[] = [];
    for (const member of node.body.body) {
      if (member === constructorMember) continue;
      if (member.type === 'StaticBlock') {
        staticElements.push(member);
        continue;
      }
      const home = member.static ? register : proto;
      const isPrivate = member.key.type === 'PrivateIdentifier';
      if (member.type === 'MethodDefinition') {
        const flags = member.kind === 'get' ? GETTER : member.kind === 'set' ? SETTER : 0;
        const kind = member.kind === 'get' ? 'getter' : member.kind === 'set' ? 'setter' : 'method';
        const keep = c.mark();
        let key: number;
        let text = '';
        if (isPrivate) {
          text = `#${member.key.name}`;
          key = c.temp();
          c.readName(text, member.key, key);
        } else key = memberKey(c, member);
        if (!isPrivate && !member.computed) text = keyText(member);
        member.value.definitionStart = member.static ? afterStatic(c, member.start) : member.start;
        const fn = families.closure(c, member.value, kind, text, -1);
        if (isPrivate ? flags !== 0 : member.computed || flags !== 0) {
          c.emit(Op.SetFunctionName, fn, isPrivate ? c.loadConstant(text, -1) : key, flags);
        }
        c.emit(Op.SetHome, fn, home);
        if (isPrivate) (member.static ? staticPrivateMethods : instancePrivateMethods).push({ key, fn, flags });
        else {
          c.emit(Op.DefineMethod, home, key, fn, flags);
          c.release(keep);
        }
      } else {
        if (member.computed) {
          const key = c.temp();
          c.step(member.key);
          c.computedKey(member.key, key);
          c.at(member.key);
          c.emit(Op.ToPropertyKey, key, key);
          c.initializeName(fieldKeyName(member), member, key);
        }
        (member.static ? staticElements : fields).push(member);
      }
    }
    if (node.id) c.initializeName(node.id.name, node, register);
    if (fields.length > 0 || instancePrivateMethods.length > 0) {
      const list = c.temp();
      c.emit(Op.NewFields, list, register);
      for (const m of instancePrivateMethods) c.emit(Op.AddField, list, m.key, m.fn, 8 | m.flags);
      for (const member of fields) addField(c, list, member, proto);
    }
    for (const m of staticPrivateMethods) c.emit(Op.DefinePrivateMethod, register, m.key, m.fn, m.flags);
    for (const member of staticElements) {
      const mark = c.mark();
      if (member.type === 'StaticBlock') {
        const body = { type: 'BlockStatement', start: member.start, end: member.end, body: member.body };
        const fn = initializer(c, unnamed(initializerFunction(member, body)), '<static_initializer>', register);
        c.at(member);
        const ignored = c.temp();
        c.emit(Op.Call, ignored, fn, register, 0, 0);
      } else {
        const list = c.temp();
        c.emit(Op.NewFields, list, c.loadConstant(undefined, -1));
        addField(c, list, member, register);
        c.at(member);
        c.emit(Op.RunFields, list, register);
      }
      c.release(mark);
    }
  });
  c.scope.facts.strict = strict;
  return c.into(register, target);
}

function keyText(member: Node): string {
  return member.key.type === 'Identifier' ? member.key.name : String(member.key.value);
}

/** Register with the property key of a method. */
function memberKey(c: FunctionCompiler, member: Node): number {
  if (!member.computed) return c.loadConstant(keyText(member), -1);
  const key = c.temp();
  c.step(member.key);
  c.computedKey(member.key, key);
  c.at(member.key);
  c.emit(Op.ToPropertyKey, key, key);
  return key;
}

/** V8 looks for no source text in static initialisers. */
function unnamed(fn: Node): Node {
  fn.unnamed = true;
  return fn;
}

/** A function run with the object under construction as `this`. */
function initializer(c: FunctionCompiler, node: Node, name: string, home: number): number {
  const fn = families.closure(c, node, 'initializer', name, -1);
  c.emit(Op.SetHome, fn, home);
  return fn;
}

/** Adds a field to a list: its key, its initialiser (or undefined), and how to define it. */
function addField(c: FunctionCompiler, list: number, member: Node, home: number): void {
  const mark = c.mark();
  const isPrivate = member.key.type === 'PrivateIdentifier';
  const key = c.temp();
  if (isPrivate) c.readName(`#${member.key.name}`, member.key, key);
  else if (member.computed) c.readName(fieldKeyName(member), member.key, key);
  else c.loadConstant(keyText(member), key);
  let fn: number;
  let flags = isPrivate ? 4 : 0;
  if (member.value) {
    const name = isPrivate ? `#${member.key.name}` : member.computed ? '' : keyText(member);
    const body = initializerFunction(member, fieldBody(member));
    if (member.static) unnamed(body);
    if (isAnonymousFunction(member.value)) {
      // The value is named after the field; a computed name is known only now.
      if (member.computed && !isPrivate) flags |= 16;
      else body.body.body[0].valueName = name;
    }
    fn = initializer(c, body, '<instance_members_initializer>', home);
  } else fn = c.loadConstant(undefined, -1);
  c.emit(Op.AddField, list, key, fn, flags);
  c.release(mark);
}

/** `constructor(...args) { super(...args); }` or `constructor() {}`, without touching Array.prototype's iterator. */
function defaultConstructor(c: FunctionCompiler, node: Node, name: string): Code {
  const derived = node.superClass !== null && node.superClass !== undefined;
  const code = new Code(derived ? 'derivedConstructor' : 'constructor', name, c.code.source, node, c.scope, (self) => {
    compileDefaultConstructor(self, derived);
  });
  code.strict = true;
  code.needsArguments = derived;
  return code;
}

function compileDefaultConstructor(code: Code, derived: boolean): void {
  // Registers: 0 this, 1 function, 2 parent, 3 new.target, 4 arguments, 5 undefined.
  const words = derived
    ? [
        Op.LoadFunction,
        1,
        Op.GetSuperConstructor,
        2,
        1,
        Op.LoadNewTarget,
        3,
        Op.Rest,
        4,
        0,
        Op.SuperCall,
        0,
        2,
        3,
        4,
        Op.InitFields,
        1,
        0,
        Op.Return,
        0,
      ]
    : [Op.LoadFunction, 1, Op.LoadThis, 0, Op.InitFields, 1, 0, Op.Return, 0];
  code.instructions = Int32Array.from(words);
  code.template = new Array(6).fill(undefined);
  const { start, end } = code.node!;
  code.positions = [0, start, end, start];
}

/** Where a static member's definition goes on after the word `static`. */
function afterStatic(c: FunctionCompiler, start: number): number {
  const gap = /^static(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)*/.exec(c.code.source.text.slice(start));
  return start + (gap?.[0].length ?? 0);
}
