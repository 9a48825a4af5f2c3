import type { Agent } from '../agent';
import type { GlobalDeclarations } from '../compile/program';
import { BindingFlag } from '../environment/environment';
import { throwSyntaxError, throwTypeError } from '../errors';
import type { Realm } from '../realm';
import { addProperty, defineOwnProperty, getOwnProperty, hasOwn, type JSObject } from '../values/object';
import { C, E, W } from '../values/shape';
import { toKey, UNINITIALIZED, type Value } from '../values/value';
import type { Frame } from './frame';

/** Adds a lexical name of a script to the realm's script scope, uninitialised. */
function addLexical(realm: Realm, name: string, constant: boolean): void {
  const { info, values } = realm.scriptScope;
  realm.scriptNames.set(name, values.length);
  info.names.push(name);
  info.flags.push(BindingFlag.Lexical | (constant ? BindingFlag.Const : 0));
  values.push(UNINITIALIZED);
}

/** @spec sec-candeclareglobalfunction */
function canDeclareFunction(global: JSObject, name: string): boolean {
  const own = getOwnProperty(global, toKey(name));
  if (own === undefined) return global.extensible;
  return (own.attributes & C) !== 0 || (!own.isAccessor && (own.attributes & (W | E)) === (W | E));
}

/** Checks and makes what a script declares. @spec sec-globaldeclarationinstantiation */
export function instantiateGlobals(agent: Agent, realm: Realm, declarations: GlobalDeclarations): void {
  const global = realm.globalObject;
  for (const { name } of declarations.lexical) {
    const own = getOwnProperty(global, toKey(name));
    if (realm.scriptNames.has(name) || realm.variableNames.has(name) || (own !== undefined && !(own.attributes & C))) {
      throwSyntaxError(agent, `Identifier '${name}' has already been declared`);
    }
  }
  for (const name of [...declarations.functions, ...declarations.variables]) {
    if (realm.scriptNames.has(name)) throwSyntaxError(agent, `Identifier '${name}' has already been declared`);
  }
  for (const name of declarations.functions) {
    if (!canDeclareFunction(global, name)) throwSyntaxError(agent, `Identifier '${name}' has already been declared`);
  }
  for (const name of declarations.variables) {
    if (!hasOwn(global, toKey(name)) && !global.extensible)
      throwTypeError(agent, `Cannot define global variable '${name}'`);
  }
  for (const { name, constant } of declarations.lexical) addLexical(realm, name, constant);
  for (const name of [...declarations.functions, ...declarations.variables]) {
    realm.variableNames.add(name);
    const key = toKey(name);
    if (!hasOwn(global, key)) {
      if (typeof key === 'string' && global.exotic === null) addProperty(global, key, undefined, W | E);
      else defineOwnProperty(global, key, { value: undefined, writable: true, enumerable: true, configurable: false });
    }
  }
}

export function initGlobalLexical(agent: Agent, frame: Frame, name: string, value: Value): void {
  const { realm } = frame;
  const slot = realm.scriptNames.get(name)!;
  realm.scriptScope.values[slot] = value;
  if (agent.observer !== null) agent.observer.bindingWritten(realm.scriptScope, slot, value);
}

/** Gives a global function its value. @spec sec-createglobalfunctionbinding */
export function defineGlobalVar(agent: Agent, frame: Frame, name: string, value: Value): void {
  const global = frame.realm.globalObject;
  const key = toKey(name);
  const own = getOwnProperty(global, key);
  const desc =
    own === undefined || own.attributes & C
      ? {
          value,
          writable: true,
          enumerable: true,
          configurable: own === undefined ? false : frame.code.kind === 'eval',
        }
      : { value };
  if (!defineOwnProperty(global, key, desc)) throwTypeError(agent, `Cannot redefine property: ${name}`);
  if (agent.observer !== null) agent.observer.globalWritten(frame, name, value);
}

/** A variable of sloppy eval code: lives in the nearest function's record, or on the global object. */
export function setEvalVariable(agent: Agent, frame: Frame, name: string, value: Value): void {
  let env = frame.env;
  while (env !== null && !env.extra?.has(name) && !(env.info.kind === 'function' && env.info.names.includes(name)))
    env = env.outer;
  if (env === null) {
    defineGlobalVar(agent, frame, name, value);
    return;
  }
  if (env.extra?.has(name)) env.extra.set(name, value);
  else {
    const slot = env.info.names.indexOf(name);
    env.values[slot] = value;
    if (agent.observer !== null) agent.observer.bindingWritten(env, slot, value);
  }
}
