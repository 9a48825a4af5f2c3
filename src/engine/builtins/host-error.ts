import type { Agent } from '../agent';
import { errorThrow } from '../errors';

/**
 * Runs a pure host function for its result; its host error becomes the guest error of the same name and words. For `Intl`,
 * `BigInt` and others whose limits and wording are the host's.
 */
export function guarded<T>(agent: Agent, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) throw errorThrow(agent, 'RangeError', error.message);
    if (error instanceof TypeError) throw errorThrow(agent, 'TypeError', error.message);
    if (error instanceof SyntaxError) throw errorThrow(agent, 'SyntaxError', error.message);
    throw error;
  }
}
