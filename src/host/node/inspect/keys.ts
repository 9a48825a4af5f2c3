import {
  getOwnProperty,
  type JSObject,
  objectOwnKeys,
  ownPropertyKeys,
  type PropertyKey,
  type Steps,
} from '../../../engine';
import { type Context, ownProperty } from './context';

/** The keys to show of an object that is no proxy. */
export function keysOf(c: Context, object: JSObject, skipIndices = false): PropertyKey[] {
  const keys: PropertyKey[] = [];
  for (const key of ownPropertyKeys(object)) {
    if (skipIndices && typeof key === 'number') continue;
    if (c.showHidden) {
      keys.push(key);
      continue;
    }
    const own = getOwnProperty(object, key);
    if (own?.enumerable) keys.push(key);
  }
  return keys;
}

/** The keys of a proxy that is another one's target: it is asked as any object is. */
export function* keysOfProxy(c: Context, proxy: JSObject, isArray: boolean): Steps<PropertyKey[]> {
  const keys = yield* objectOwnKeys(c.agent, proxy);
  // Symbols and names are asked for one after the other.
  if (!isArray) yield* objectOwnKeys(c.agent, proxy);
  if (c.showHidden) return keys;
  const shown: PropertyKey[] = [];
  for (const key of keys) {
    if (isArray && typeof key === 'number') continue;
    if ((yield* ownProperty(c, proxy, key))?.enumerable) shown.push(key);
  }
  return shown;
}
