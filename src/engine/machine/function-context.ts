import type { Agent } from '../agent';
import { createMappedArguments } from '../builtins/arguments';
import { native } from '../builtins/define';
import type { ParameterPlace } from '../compile/code';
import type { Realm } from '../realm';
import { type JSObject, Property, VirtualProperty } from '../values/object';
import { isObject, type Value } from '../values/value';
import type { Frame } from './frame';

/** The topmost context of `fn`, or null. */
function contextOf(agent: Agent, fn: Value): Frame | null {
  let frame = agent.frame;
  while (frame !== null && frame.fn !== fn) frame = frame.caller;
  return frame;
}

/** Who called `fn` last: a sloppy function, or null. Contexts of scripts and eval code don't count. */
export function callerOf(agent: Agent, fn: Value): Value {
  let frame = contextOf(agent, fn)?.caller ?? null;
  while (frame !== null && (frame.internal || frame.fn === null || frame.code.kind === 'eval')) frame = frame.caller;
  return frame === null || frame.native !== null || frame.code.strict ? null : frame.fn;
}

/** The arguments of `fn`'s topmost context; null if it has none. As in V8, variables that no closure captures have gone on. */
export function argumentsOf(agent: Agent, fn: Value): Value {
  const frame = contextOf(agent, fn);
  if (frame === null) return null;
  if (frame.args !== null) {
    const { parameters } = frame.code;
    const args = frame.args.map((arg, i) => {
      const place = parameters?.[i] ?? null;
      return place === null ? arg : currentValue(frame, place);
    });
    return createMappedArguments(frame.realm, frame.fn!, args, frame.env!, []);
  }
  agent.hooks.notModelled(agent, 'the property `arguments` of a running function');
  return null;
}

function currentValue(frame: Frame, { register, slot, scope }: ParameterPlace): Value {
  if (slot < 0) return frame.registers[register];
  let { env } = frame;
  while (env !== null && env.info !== scope) env = env.outer;
  return env?.values[slot];
}

/** INTEROP: `caller` and `arguments` of a sloppy function, which tell of its running context; its own up to V8 13. */
export class ContextProperty extends VirtualProperty {
  constructor(
    private readonly realm: Realm,
    name: 'caller' | 'arguments',
    private readonly find = name === 'caller' ? callerOf : argumentsOf,
  ) {
    super(
      native(realm, name, 0, (agent, thisValue) => (isObject(thisValue) ? find(agent, thisValue) : null)),
      undefined,
    );
  }

  lookAt(object: JSObject): Property {
    return new Property(this.find(this.realm.agent, object), 0);
  }
}
