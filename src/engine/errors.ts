import type { SyntaxProblem } from '../syntax';
import type { Agent } from './agent';
import { builtinInside, captureStack, reserveStack } from './machine/stack-trace';
import type { Realm } from './realm';
import { JSObject, Kind, setHidden } from './values/object';
import { WC } from './values/shape';
import { Throw, type Value } from './values/value';

export type ErrorName =
  | 'Error'
  | 'TypeError'
  | 'RangeError'
  | 'SyntaxError'
  | 'ReferenceError'
  | 'EvalError'
  | 'URIError';

/** Makes an error object with message and stack as V8 words them. */
export function makeError(agent: Agent, name: ErrorName, message: string, realm: Realm = agent.realm): JSObject {
  const error = new JSObject(realm.intrinsics[`${name}Prototype`]!.childShape(), Kind.Error);
  reserveStack(agent, error);
  setHidden(error, 'message', message, WC);
  captureStack(agent, error, null, builtinInside(agent));
  return error;
}

/** The completion to `throw` for a new guest error. */
export function errorThrow(agent: Agent, name: ErrorName, message: string): Throw {
  return new Throw(makeError(agent, name, message));
}

export function throwTypeError(agent: Agent, message: string): never {
  throw errorThrow(agent, 'TypeError', message);
}

export function throwRangeError(agent: Agent, message: string): never {
  throw errorThrow(agent, 'RangeError', message);
}

export function throwReferenceError(agent: Agent, message: string): never {
  throw errorThrow(agent, 'ReferenceError', message);
}

export function throwSyntaxError(agent: Agent, message: string): never {
  throw errorThrow(agent, 'SyntaxError', message);
}

/** Throws what a text that does not parse gives. */
export function throwProblem(agent: Agent, { type, message }: SyntaxProblem): never {
  throw errorThrow(agent, type, message);
}

export function throwValue(value: Value): never {
  throw new Throw(value);
}
