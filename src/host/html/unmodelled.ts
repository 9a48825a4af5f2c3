import {
  constructorFunction,
  createObject,
  type JSObject,
  makeError,
  native,
  setHidden,
  Throw,
  type Value,
  wellKnown,
} from '../../engine';
import { HTML } from './page-facts';
import type { ScriptEnvironment } from './script-environment';
import { unmodelledKind } from './unmodelled-names';

/** The global names of a real window that are not modelled, made as somebody looks at them. */
export class UnmodelledNames {
  private readonly made = new Map<string, Value>();

  constructor(private readonly environment: ScriptEnvironment) {}

  /** What stands for `name`; undefined for names that a window has not, or that are modelled. */
  valueOf(name: string): Value {
    const kind = unmodelledKind(name);
    if (kind === undefined) return undefined;
    if (!this.made.has(name)) this.made.set(name, this.make(name, kind));
    return this.made.get(name);
  }

  private make(name: string, kind: NonNullable<ReturnType<typeof unmodelledKind>>): Value {
    const { realm } = this.environment;
    const plain = (): JSObject => createObject(realm.intrinsics.ObjectPrototype);
    switch (kind) {
      case 'event handler':
        return null;
      case 'function':
        return native(realm, name, 0, () => this.refuse(name), HTML);
      case 'interface': {
        const prototype = plain();
        setHidden(prototype, wellKnown.toStringTag, name, 4);
        return constructorFunction(realm, name, 0, () => this.refuse(name), prototype, HTML);
      }
      default: {
        const object = plain();
        object.exotic = {
          getOwn: (_object, key) => {
            if (typeof key === 'string') this.environment.run.observer?.notModelled(`${name}.${key}`);
            return undefined;
          },
        };
        return object;
      }
    }
  }

  private refuse(name: string): never {
    this.environment.run.observer?.notModelled(name);
    throw new Throw(makeError(this.environment.agent, 'Error', `${name} is not modelled`));
  }
}
