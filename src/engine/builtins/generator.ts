import type { Agent } from '../agent';
import { makeError, throwTypeError } from '../errors';
import type { AsyncGeneratorData, GeneratorData } from '../machine/generator-state';
import { drainQueue } from '../machine/generator-state';
import { ResumeMode, ResumeRequest, type Steps } from '../machine/request';
import { describeValue } from '../operations/describe';
import { CreateIterResultObject } from '../operations/iterator';
import { newPromise, rejectPromise } from '../operations/promise';
import type { Realm } from '../realm';
import { createObject, type JSObject, Kind, setHidden } from '../values/object';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, Throw, type Value } from '../values/value';
import { method } from './define';
import { throwIncompatible } from './receiver';

/** @spec sec-generatorvalidate @spec sec-generatorresume @spec sec-generatorresumeabrupt */
function* resumeGenerator(agent: Agent, generator: Value, mode: ResumeMode, value: Value, name: string): Steps<Value> {
  if (!isObject(generator) || generator.kind !== Kind.Generator) {
    throwIncompatible(agent, generator, `[Generator].prototype.${name}`);
  }
  const data = generator.data as GeneratorData;
  if (data.state === 'executing') throwTypeError(agent, 'Generator is already running');
  if (data.state === 'suspendedStart' && mode !== ResumeMode.Next) {
    data.state = 'completed';
    data.frame = null;
  }
  if (data.state === 'completed') {
    if (mode === ResumeMode.Throw) throw new Throw(value);
    return CreateIterResultObject(agent.realm, mode === ResumeMode.Return ? value : undefined, true);
  }
  data.state = 'executing';
  return yield new ResumeRequest(data.frame!, mode, value);
}

/** @spec sec-asyncgenerator-prototype-next @spec sec-asyncgeneratorenqueue */
function* enqueue(agent: Agent, generator: Value, mode: ResumeMode, value: Value, name: string): Steps<Value> {
  const promise = newPromise(agent.realm);
  if (!isObject(generator) || generator.kind !== Kind.AsyncGenerator) {
    rejectPromise(
      agent,
      promise,
      makeError(
        agent,
        'TypeError',
        `Method [AsyncGenerator].prototype.${name} called on incompatible receiver ${describeValue(generator)}`,
      ),
    );
    return promise;
  }
  const data = generator.data as AsyncGeneratorData;
  data.queue.push({ mode, value, promise });
  if (data.state === 'executing' || data.state === 'draining') return promise;
  if (data.state === 'suspendedStart' && mode !== ResumeMode.Next) {
    data.state = 'completed';
    data.frame = null;
  }
  if (data.state === 'completed') {
    const rest = drainQueue(agent, generator);
    if (rest !== null) yield* rest;
    return promise;
  }
  data.state = 'executing';
  yield new ResumeRequest(data.frame!, mode, value);
  return promise;
}

const MODES: [string, ResumeMode][] = [
  ['next', ResumeMode.Next],
  ['return', ResumeMode.Return],
  ['throw', ResumeMode.Throw],
];

/** Generator and async generator prototypes; the constructors follow in function-constructors. */
export function createGenerator(realm: Realm): void {
  const { intrinsics } = realm;
  const family = (prefix: string, iteratorPrototype: JSObject, run: typeof enqueue): void => {
    const functionPrototype = createObject(intrinsics.FunctionPrototype);
    const prototype = createObject(iteratorPrototype);
    intrinsics[`${prefix}FunctionPrototype`] = functionPrototype;
    intrinsics[`${prefix}Prototype`] = prototype;
    setHidden(functionPrototype, 'prototype', prototype, C);
    setHidden(prototype, 'constructor', functionPrototype, C);
    setHidden(functionPrototype, wellKnown.toStringTag, `${prefix}Function`, C);
    for (const [name, mode] of MODES) {
      method(realm, prototype, name, 1, function* (agent, thisValue, args) {
        return yield* run(agent, thisValue, mode, args[0], name);
      });
    }
    setHidden(prototype, wellKnown.toStringTag, prefix, C);
  };
  family('Generator', intrinsics.IteratorPrototype, resumeGenerator);
  family('AsyncGenerator', intrinsics.AsyncIteratorPrototype, enqueue);
  const asyncFunctionPrototype = createObject(intrinsics.FunctionPrototype);
  intrinsics.AsyncFunctionPrototype = asyncFunctionPrototype;
  setHidden(asyncFunctionPrototype, wellKnown.toStringTag, 'AsyncFunction', C);
}
