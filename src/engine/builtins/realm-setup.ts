import type { Agent } from '../agent';
import { Environment, type ScopeInfo } from '../environment/environment';
import { Realm } from '../realm';
import { IMMUTABLE_PROTO, JSObject, peek, setHidden } from '../values/object';
import { Shape, WC, WEC } from '../values/shape';
import type { Value } from '../values/value';
import { createArrayObject } from './array';
import { createArrayBuffer } from './array-buffer';
import { createAsyncIterator } from './async-iterator';
import { createAtomics } from './atomics';
import { createBigInt } from './bigint';
import { createBoolean } from './boolean';
import { createDataView } from './data-view';
import { createDate } from './date';
import { createDisposableStack } from './disposable-stack';
import { createError } from './error';
import { createFunctionPrototype, makeFunctionPrototype } from './function';
import { createFunctionConstructors } from './function-constructors';
import { createGenerator } from './generator';
import { createGlobalFunctions } from './global-functions';
import { createIntl } from './intl';
import { GLOBAL_VALUES, GLOBALS, type Intrinsics } from './intrinsics';
import { createIterator } from './iterator';
import { createJSON } from './json';
import { createMap } from './map';
import { createMath } from './math';
import { createNumber } from './number';
import { createObjectConstructor } from './object-constructor';
import { createObjectPrototype } from './object-prototype';
import { createPromise } from './promise';
import { createProposals } from './proposals';
import { createProxy } from './proxy';
import { createReflect } from './reflect';
import { createRegExp } from './regexp';
import { createSet } from './set';
import { createString } from './string';
import { createSymbol } from './symbol';
import { createTypedArray } from './typed-array';
import { createUint8ArrayEncoding } from './typed-array-encoding';
import { createTypedArrayMethods } from './typed-array-methods';
import { createWeakCollections } from './weak-collections';

/** In order: whoever inherits from another's prototype comes after it. */
const CREATORS: ((realm: Realm) => void)[] = [
  createFunctionPrototype,
  createObjectConstructor,
  createObjectPrototype,
  createSymbol,
  createError,
  createIterator,
  createAsyncIterator,
  createGenerator,
  createFunctionConstructors,
  createArrayObject,
  createPromise,
  createBoolean,
  createGlobalFunctions,
  createNumber,
  createBigInt,
  createMath,
  createString,
  createDate,
  createJSON,
  createRegExp,
  createArrayBuffer,
  createTypedArray,
  createTypedArrayMethods,
  createUint8ArrayEncoding,
  createDataView,
  createAtomics,
  createIntl,
  createMap,
  createSet,
  createWeakCollections,
  createDisposableStack,
  createProxy,
  createReflect,
];

/**
 * A realm with its intrinsics and a global object.
 * @spec sec-initializehostdefinedrealm
 */
export function createRealm(agent: Agent): Realm {
  const realm = new Realm(agent);
  agent.realms.push(realm);
  realm.id = agent.realms.length;
  agent.realm ??= realm;
  createIntrinsics(realm);
  realm.globalObject = new JSObject(realm.intrinsics.ObjectPrototype.childShape().toDictionary());
  realm.globalThis = realm.globalObject;
  setDefaultGlobalBindings(realm);
  const scope: ScopeInfo = { kind: 'script', name: '', names: [], flags: [], holdsVariables: false, start: 0, end: 0 };
  realm.scriptScope = new Environment(null, scope, []);
  agent.hooks.realmCreated?.(realm);
  return realm;
}

/** @spec sec-createintrinsics */
function createIntrinsics(realm: Realm): void {
  const intrinsics = {} as Intrinsics;
  realm.intrinsics = intrinsics;
  const objectPrototype = new JSObject(Shape.root(null).toDictionary());
  objectPrototype.flags |= IMMUTABLE_PROTO;
  intrinsics.ObjectPrototype = objectPrototype;
  intrinsics.FunctionPrototype = makeFunctionPrototype(realm, objectPrototype);
  realm.objectShape = objectPrototype.childShape();
  realm.functionShape = intrinsics.FunctionPrototype.childShape();
  realm.iteratorResultShape = realm.objectShape.add('value', WEC).add('done', WEC);
  for (const create of CREATORS) create(realm);
  createProposals(realm, createRealm);
  if (intrinsics.ArrayPrototype !== undefined) realm.arrayShape = intrinsics.ArrayPrototype.childShape();
  const { ArrayIteratorPrototype } = intrinsics;
  if (ArrayIteratorPrototype !== undefined) {
    intrinsics.ArrayIteratorPrototypeNext = peek(ArrayIteratorPrototype, 'next') as JSObject;
  }
}

/** @spec sec-setdefaultglobalbindings */
function setDefaultGlobalBindings(realm: Realm): void {
  const { globalObject, intrinsics } = realm;
  for (const name of GLOBALS) {
    if (GLOBAL_VALUES.includes(name))
      setHidden(globalObject, name, globalValue(realm, name), name === 'globalThis' ? WC : 0);
    else if (intrinsics[name] !== undefined) setHidden(globalObject, name, intrinsics[name], WC);
  }
}

function globalValue(realm: Realm, name: string): Value {
  switch (name) {
    case 'globalThis':
      return realm.globalThis;
    case 'Infinity':
      return Number.POSITIVE_INFINITY;
    default:
      return name === 'NaN' ? Number.NaN : undefined;
  }
}
