import type { JSObject } from '../values/object';
import type { Value } from '../values/value';
export function typedArrayGet(_o: JSObject, _i: number): Value {
  return undefined;
}
export function typedArraySet(_o: JSObject, _i: number, _v: number): boolean {
  return false;
}
