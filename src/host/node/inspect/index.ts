import type { Agent, Steps, Value } from '../../../engine';
import { formatPlain } from '../../console-format';

/** What `util.format` makes of `args`. */
export function* formatLog(agent: Agent, args: readonly Value[]): Steps<string> {
  return yield* formatPlain(agent, args);
}
