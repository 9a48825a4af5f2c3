import type { Agent } from '../agent';
import type { JSObject } from '../values/object';
export function RegExpCreate(_agent: Agent, _p: string, _f: string): JSObject {
  throw new Error('not yet');
}
