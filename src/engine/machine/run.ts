import type { Agent } from '../agent';
import type { Realm } from '../realm';
import type { Value } from '../values/value';
import { NATIVE_CODE, stepNative } from './calls';
import { Frame } from './frame';
import { interpret } from './interpret';
import { ResumeMode, type Steps } from './request';

/** Why the machine stopped: the stack is empty, the agent waits, or the fuel is used up. */
export type StopReason = 'done' | 'idle' | 'blocked' | 'fuel';

/** Gives an idle agent its base: engine or host steps (an event loop) that run until they end. */
export function startAgent(agent: Agent, realm: Realm, steps: Steps<Value>): void {
  const frame = new Frame(NATIVE_CODE, [], null, null, undefined, undefined, null, realm, steps);
  frame.internal = true;
  agent.realm = realm;
  agent.frame = frame;
}

/**
 * Runs `agent` from where it is until it waits, ends, or has used up `fuel` (calls and loop rounds).
 * A `LimitReached` passes through; after it the agent must not be run again.
 */
export function run(agent: Agent, fuel: number): StopReason {
  agent.fuel = fuel;
  agent.granted = fuel;
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
    agent.executed += fuel - agent.fuel;
    agent.granted = agent.fuel;
  }
}
