import type { Agent } from '../agent';
import type { Steps } from '../machine/request';
import { Kind } from '../values/object';
import { wellKnown } from '../values/symbols';
import { isObject, type Value } from '../values/value';
import { Get } from './object';
import { ToBoolean } from './primitive';

/** @spec sec-isregexp */
export function* IsRegExp(agent: Agent, value: Value): Steps<boolean> {
  if (!isObject(value)) return false;
  const matcher = yield* Get(agent, value, wellKnown.match);
  return matcher === undefined ? value.kind === Kind.RegExp : ToBoolean(matcher);
}
