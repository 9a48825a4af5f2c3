import type { Agent, Steps, Value } from '../engine';
import { describeValue, isObject, ToString } from '../engine';

/** Text of console arguments as a browser's `console.log` shows them in plain text: strings as they are, objects in short. */
export function* formatPlain(agent: Agent, args: readonly Value[]): Steps<string> {
  const parts: string[] = [];
  for (const a of args) {
    if (isObject(a)) parts.push(describeValue(a));
    else if (typeof a === 'symbol') parts.push(describeValue(a));
    else parts.push(Object.is(a, -0) ? '-0' : yield* ToString(agent, a));
  }
  return parts.join(' ');
}
