import type { Agent } from '../agent';
import { stepNative } from './calls';
import { interpret } from './interpret';
import { ResumeMode } from './request';

/** Why the machine stopped: the stack is empty, the agent waits, or the fuel is used up. */
export type StopReason = 'done' | 'idle' | 'blocked' | 'fuel';

/**
 * Runs `agent` from where it is until it waits, ends, or has used up `fuel` (calls and loop rounds).
 * A `LimitReached` passes through; after it the agent must not be run again.
 */
export function run(agent: Agent, fuel: number): StopReason {
  agent.fuel = fuel;
  if (agent.waiting !== null) {
    agent.waiting = null;
    const frame = agent.frame!;
    frame.sent = agent.wakeValue;
    frame.mode = ResumeMode.Next;
    agent.wakeValue = undefined;
  }
  try {
    for (;;) {
      const { frame } = agent;
      if (frame === null) return 'done';
      if (frame.native !== null) {
        if (--agent.fuel < 0) return 'fuel';
        if (!stepNative(agent, frame)) return agent.waiting!;
      } else {
        interpret(agent);
        if (agent.fuel < 0) return 'fuel';
      }
      if (agent.waiting !== null) return agent.waiting;
    }
  } finally {
    agent.executed += fuel - Math.max(0, agent.fuel);
  }
}
