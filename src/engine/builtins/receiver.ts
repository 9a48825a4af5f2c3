import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { describeValue, describeWithType } from '../operations/describe';
import type { JSObject, Kind } from '../values/object';
import { isObject, type Value } from '../values/value';

// What built-in methods say about a `this` value or argument of the wrong sort.

/** `this` as an object with the internal slots of `kind`. @spec sec-requireinternalslot */
export function receiver(agent: Agent, value: Value, kind: Kind, method: string): JSObject {
  if (isObject(value) && value.kind === kind) return value;
  return throwIncompatible(agent, value, method);
}

export function throwIncompatible(agent: Agent, value: Value, method: string): never {
  return throwTypeError(agent, `Method ${method} called on incompatible receiver ${describeValue(value)}`);
}

export function throwNotGeneric(agent: Agent, method: string, wanted: string): never {
  return throwTypeError(agent, `${method} requires that 'this' be a ${wanted}`);
}

/** A constructor called without `new`. */
export function throwRequiresNew(agent: Agent, name: string): never {
  return throwTypeError(agent, `Constructor ${name} requires 'new'`);
}

/** A callback argument, which must be callable. */
export function callback(agent: Agent, value: Value): JSObject {
  if (isObject(value) && value.callable) return value;
  return throwNotCallable(agent, value);
}

/** A value that should be called, in the words of the host's V8. */
export function throwNotCallable(agent: Agent, value: Value): never {
  const text = agent.hooks.wording === 'V8 11' ? describeValue(value) : describeWithType(value);
  return throwTypeError(agent, `${text} is not a function`);
}

/** The comparator argument of the sorting methods. */
export function comparator(agent: Agent, value: Value): JSObject | undefined {
  if (value === undefined || (isObject(value) && value.callable)) return value;
  const shown = agent.hooks.wording === 'V8 11' ? '' : `: ${describeValue(value)}`;
  return throwTypeError(agent, `The comparison function must be either a function or undefined${shown}`);
}

/** As `callback`, with the wording of built-ins that leave the check to the call itself. */
export function callbackWithType(agent: Agent, value: Value): JSObject {
  if (isObject(value) && value.callable) return value;
  return throwTypeError(agent, `${describeWithType(value)} is not a function`);
}

export function isKind(value: Value, kind: Kind): value is JSObject {
  return isObject(value) && value.kind === kind;
}
