import type { Agent } from '../agent';
import type { Code } from '../compile/code';
import type { Environment } from '../environment/environment';
import type { Steps } from '../machine/request';
import type { Realm } from '../realm';
import type { JSObject } from './object';
import type { PropertyKey, Value } from './value';

/** Who provides a built-in: shown in stack, hover and explanations. */
export type Provider = 'ECMAScript' | 'HTML' | 'Node' | 'Loopscope';

/**
 * The body of a built-in function. One that may run guest code is a host generator function (`function*`) and yields
 * requests; any other is a plain function and must not touch anything that could run guest code.
 * A guest error is raised with `throw` of a {@link import('./value').Throw}, normally by `throwTypeError` and friends.
 */
export type NativeBody = (
  agent: Agent,
  thisValue: Value,
  args: Value[],
  newTarget: JSObject | undefined,
  fn: JSObject,
) => Value | Steps<Value>;

/** Internal slots of a built-in function. */
export class NativeFunction {
  /** It tells of values as the program has left them, whoever calls it. */
  looksAsIs = false;

  constructor(
    readonly body: NativeBody,
    /** Whether `body` is a host generator function. */
    readonly steps: boolean,
    readonly name: string,
    readonly realm: Realm,
    readonly provider: Provider,
    /** Values captured by the function (resolving functions, proxies' revokers). */
    readonly captured: any = null,
    /** What runs, as a host generator, when a plain `body` answers SLOW before it changed anything. */
    readonly fallback: NativeBody | null = null,
  ) {}
}

/** Internal slots of a function compiled from source text. @spec sec-ecmascript-function-objects */
export class Closure {
  homeObject: JSObject | null = null;
  /** Field initialisers and private methods a class constructor runs. */
  fields: JSObject | null = null;
  constructor(
    readonly code: Code,
    readonly env: Environment | null,
    readonly realm: Realm,
  ) {}
}

/** Internal slots of a bound function. @spec sec-bound-function-exotic-objects */
export class BoundFunction {
  constructor(
    readonly target: JSObject,
    readonly boundThis: Value,
    readonly boundArgs: Value[],
  ) {}
}

/** Internal slots of a Proxy; both null once revoked. @spec sec-proxy-object-internal-methods-and-internal-slots */
export class ProxyData {
  constructor(
    public target: JSObject | null,
    public handler: JSObject | null,
    /** What runs before the target is asked, of a proxy made by the engine: it has no traps. */
    readonly prepare: ((agent: Agent, trap: string, key: PropertyKey | undefined) => Steps<void>) | null = null,
  ) {}
}
