import { analyzeScopes, parseProgram, Source, v8Problem } from '../../syntax';
import type { Agent } from '../agent';
import { makeFunctionCode } from '../compile/functions';
import { throwProblem } from '../errors';
import { makeClosure } from '../machine/classes';
import { evalContext } from '../machine/eval';
import { originOf } from '../machine/frame-line';
import { RunRequest, type Steps } from '../machine/request';
import { ToString } from '../operations/conversion';
import { GetPrototypeFromConstructor } from '../operations/object';
import type { Realm } from '../realm';
import { type JSObject, setHidden } from '../values/object';
import { C } from '../values/shape';
import type { Value } from '../values/value';
import { native } from './define';

interface Kind {
  readonly name: string;
  readonly prefix: string;
  readonly prototype: string;
}

const KINDS: Kind[] = [
  { name: 'Function', prefix: 'function', prototype: 'FunctionPrototype' },
  { name: 'GeneratorFunction', prefix: 'function*', prototype: 'GeneratorFunctionPrototype' },
  { name: 'AsyncFunction', prefix: 'async function', prototype: 'AsyncFunctionPrototype' },
  { name: 'AsyncGeneratorFunction', prefix: 'async function*', prototype: 'AsyncGeneratorFunctionPrototype' },
];

/** @spec sec-createdynamicfunction */
function* createDynamicFunction(agent: Agent, kind: Kind, args: Value[], newTarget: JSObject): Steps<Value> {
  const texts: string[] = [];
  for (const a of args) texts.push(yield* ToString(agent, a));
  const body = texts.pop() ?? '';
  agent.hooks.ensureCanCompileStrings(agent, agent.realm);
  const head = `${kind.prefix} anonymous(${texts.join(',')}\n) {\n`;
  const text = `${head}${body}\n}`;
  const source = new Source('<anonymous>', text, 0, null, null, originOf(agent));
  const importPhases = agent.hooks.library === undefined;
  // Each part must stand by itself, so that no comment or bracket reaches over.
  const parametersEnd = `(${head}`.length - ') {\n'.length;
  const options = { type: 'script', importPhases, parametersEnd } as const;
  const whole = `(${text})`;
  for (const part of [
    whole,
    `(${kind.prefix} anonymous(${texts.join(',')}\n) {\n})`,
    `(${kind.prefix} anonymous(\n) {\n${body}\n})`,
  ]) {
    const parsed = parseProgram(part, part === whole ? options : { type: 'script', importPhases });
    if ('problem' in parsed) throwProblem(agent, v8Problem(whole, options) ?? parsed.problem);
  }
  const parsed = parseProgram(text, { type: 'script', importPhases });
  if ('problem' in parsed) throwProblem(agent, v8Problem(whole, options) ?? parsed.problem);
  agent.addSource(source);
  const tree = analyzeScopes(parsed.program, { type: 'script' });
  tree.root.bindings.clear();
  const node = parsed.program.body[0];
  const code = makeFunctionCode(
    source,
    tree,
    { observed: agent.observer !== null, tailCalls: agent.observer === null && agent.hooks.followsStandard },
    tree.root,
    node,
    'normal',
    'anonymous',
  );
  code.isDynamic = true;
  const proto = yield* GetPrototypeFromConstructor(agent, newTarget, kind.prototype);
  const fn = makeClosure(agent.realm, code, null);
  if (fn.proto !== proto) fn.shape = fn.shape.withProto(proto);
  return fn;
}

/** Function and its three relatives, and `eval`. */
export function createFunctionConstructors(realm: Realm): void {
  const { intrinsics } = realm;
  for (const kind of KINDS) {
    const fn = native(
      realm,
      kind.name,
      1,
      function* (agent, _this, args, newTarget, self) {
        return yield* createDynamicFunction(agent, kind, args, newTarget ?? self);
      },
      { isConstructor: true, proto: kind.name === 'Function' ? intrinsics.FunctionPrototype : intrinsics.Function },
    );
    const prototype = intrinsics[kind.prototype]!;
    setHidden(fn, 'prototype', prototype, 0);
    setHidden(prototype, 'constructor', fn, kind.name === 'Function' ? 5 : C);
    intrinsics[kind.name] = fn;
  }
  // Indirect eval; a direct call is recognised by its call site. @spec sec-eval-x
  intrinsics.eval = native(realm, 'eval', 1, function* (agent, _this, [text]) {
    if (typeof text !== 'string') return text;
    return yield new RunRequest(evalContext(agent, agent.realm, text, null, null, null));
  });
}
