import { throwTypeError } from '../errors';
import type { CapturedSite } from '../machine/captured-site';
import type { Realm } from '../realm';
import { JSObject, Kind } from '../values/object';
import { isObject, type Value } from '../values/value';
import { constant, constructorFunction, method, plainObject } from './define';

/** What the methods of V8's call sites answer. */
const ANSWERS: Readonly<Record<string, (site: CapturedSite) => Value>> = {
  getColumnNumber: (s) => s.column,
  getEnclosingColumnNumber: (s) => s.enclosing?.column ?? 0,
  getEnclosingLineNumber: (s) => s.enclosing?.line ?? null,
  getEvalOrigin: (s) => s.evalOrigin,
  getFileName: (s) => s.file ?? (s.isEval ? undefined : null),
  getFunction: (s) => s.fn,
  getFunctionName: (s) => s.functionName,
  getLineNumber: (s) => s.line,
  getMethodName: (s) => s.methodName,
  getPosition: (s) => s.offset,
  getPromiseIndex: (s) => s.promiseIndex,
  getScriptNameOrSourceURL: (s) => s.file ?? (s.isEval ? undefined : null),
  getThis: (s) => s.receiver,
  getTypeName: (s) => s.typeName,
  isAsync: (s) => s.isAsync,
  isConstructor: (s) => s.isConstructor,
  isEval: (s) => s.isEval,
  isNative: () => false,
  isPromiseAll: (s) => s.promiseIndex !== null,
  isToplevel: (s) => s.isTopLevel,
  toString: (s: CapturedSite) => s.text,
};

/** The internal slot of a call site. */
class SiteSlot {
  constructor(readonly site: CapturedSite) {}
}

/** The class of the objects `Error.prepareStackTrace` is given; reached through them alone. */
export function createCallSite(realm: Realm): void {
  const proto = plainObject(realm);
  constructorFunction(realm, 'CallSite', 0, (agent) => throwTypeError(agent, 'Illegal constructor'), proto);
  for (const [name, answer] of Object.entries(ANSWERS)) {
    const fn = method(realm, proto, name, 0, (agent, self) => {
      const slot: unknown = isObject(self) ? self.data : undefined;
      if (!(slot instanceof SiteSlot)) throwTypeError(agent, `CallSite method ${name} expects CallSite as receiver`);
      return answer(slot.site);
    });
    constant(proto, name, fn);
  }
  method(realm, proto, 'getScriptHash', 0, (agent) => {
    agent.hooks.notModelled(agent, 'CallSite.getScriptHash');
    return '';
  });
  realm.intrinsics.CallSitePrototype = proto;
}

/** A call site the guest can ask. */
export function callSite(realm: Realm, site: CapturedSite): JSObject {
  const object = new JSObject(realm.intrinsics.CallSitePrototype!.childShape(), Kind.Ordinary);
  object.data = new SiteSlot(site);
  return object;
}
