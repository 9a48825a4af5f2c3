import type { Agent } from './agent';
import type { Intrinsics } from './builtins/intrinsics';
import type { Environment } from './environment/environment';
import type { JSObject } from './values/object';
import type { Shape } from './values/shape';

/**
 * A realm: a set of intrinsics, a global object and the scope of its scripts.
 * @spec sec-code-realms
 */
export class Realm {
  intrinsics!: Intrinsics;
  globalObject!: JSObject;
  /** The `this` of scripts: the global object, or what a host puts in front of it. */
  globalThis!: JSObject;
  /** Declarative part of the global environment: `let`, `const`, `class` of scripts. */
  scriptScope!: Environment;
  /** Slot of each name of `scriptScope`. */
  readonly scriptNames = new Map<string, number>();
  /** Names declared by `var` and functions of scripts. @spec sec-object-environment-records */
  readonly variableNames = new Set<string>();
  /** Template objects by site. @spec sec-gettemplateobject */
  readonly templates = new Map<object, JSObject>();
  /** Names the host gives this realm; shown in pictures. */
  name = '';
  id = 0;
  /** The host's data about this realm (environment settings object). */
  host: any = null;

  // Shapes the machine starts fresh objects with.
  objectShape!: Shape;
  arrayShape!: Shape;
  functionShape!: Shape;
  iteratorResultShape!: Shape;

  constructor(readonly agent: Agent) {}
}
