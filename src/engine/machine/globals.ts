import type { Agent } from '../agent';
import type { BlockFunction, GlobalDeclarations, VariableDeclarations } from '../compile/program';
import { BindingFlag, type Environment } from '../environment/environment';
import { throwSyntaxError, throwTypeError } from '../errors';
import { Set as SetProperty } from '../operations/object';
import type { Realm } from '../realm';
import { addProperty, defineOwnProperty, getOwnProperty, hasOwn, type JSObject } from '../values/object';
import { C, E, W, WEC } from '../values/shape';
import { toKey, UNINITIALIZED, type Value } from '../values/value';
import type { Frame } from './frame';
import type { Steps } from './request';

/** Adds a lexical name of a script to the realm's script scope, uninitialised. */
function addLexical(realm: Realm, name: string, constant: boolean): void {
  const { info, values } = realm.scriptScope;
  realm.scriptNames.set(name, values.length);
  info.names.push(name);
  info.flags.push(BindingFlag.Lexical | BindingFlag.Unique | (constant ? BindingFlag.Const : 0));
  values.push(UNINITIALIZED);
}

/** @spec sec-candeclareglobalfunction */
function canDeclareFunction(global: JSObject, name: string): boolean {
  const own = getOwnProperty(global, toKey(name));
  if (own === undefined) return global.extensible;
  return (own.attributes & C) !== 0 || (!own.isAccessor && (own.attributes & (W | E)) === (W | E));
}

/** Whether a variable can be made on the global object, or is there. @spec sec-candeclareglobalvar */
function canDeclareVariable(global: JSObject, name: string): boolean {
  return global.extensible || hasOwn(global, toKey(name));
}

function alreadyDeclared(name: string): string {
  return `Identifier '${name}' has already been declared`;
}

/** Checks and makes what a script declares. @spec sec-globaldeclarationinstantiation */
export function instantiateGlobals(agent: Agent, realm: Realm, declarations: GlobalDeclarations): void {
  const global = realm.globalObject;
  for (const { name } of declarations.lexical) {
    const own = getOwnProperty(global, toKey(name));
    if (realm.scriptNames.has(name) || realm.variableNames.has(name) || (own !== undefined && !(own.attributes & C))) {
      throwSyntaxError(agent, alreadyDeclared(name));
    }
  }
  checkGlobalVariables(agent, realm, declarations, 'script');
  for (const { name, constant } of declarations.lexical) addLexical(realm, name, constant);
  for (const name of makeGlobalVariables(realm, declarations, false)) realm.variableNames.add(name);
}

/** Refuses variables that the global environment cannot take, and skips such block functions. */
function checkGlobalVariables(
  agent: Agent,
  realm: Realm,
  declarations: VariableDeclarations,
  kind: 'script' | 'eval',
): void {
  const { functions, variables, blockFunctions } = declarations;
  const global = realm.globalObject;
  for (const name of [...functions, ...variables]) {
    if (realm.scriptNames.has(name)) throwSyntaxError(agent, alreadyDeclared(name));
  }
  for (const name of functions) {
    if (canDeclareFunction(global, name)) continue;
    if (!hasOwn(global, toKey(name))) throwTypeError(agent, notExtensible(name));
    // INTEROP: the standard has a TypeError for both; V8 throws a SyntaxError for scripts.
    if (kind === 'script' && !agent.hooks.followsStandard) throwSyntaxError(agent, alreadyDeclared(name));
    throwTypeError(agent, alreadyDeclared(name));
  }
  for (const name of variables) {
    if (!canDeclareVariable(global, name)) throwTypeError(agent, notExtensible(name));
  }
  for (const fn of blockFunctions) {
    fn.skipped ||= realm.scriptNames.has(fn.name) || !canDeclareVariable(global, fn.name);
  }
}

function notExtensible(name: string): string {
  return `Cannot add property ${name}, object is not extensible`;
}

/** Makes variables on the global object, undefined unless they are there; answers their names. */
function makeGlobalVariables(realm: Realm, declarations: VariableDeclarations, configurable: boolean): string[] {
  const global = realm.globalObject;
  const names = variableNames(declarations);
  for (const name of names) {
    const key = toKey(name);
    if (hasOwn(global, key)) continue;
    if (typeof key === 'string' && global.exotic === null)
      addProperty(global, key, undefined, configurable ? WEC : W | E);
    else defineOwnProperty(global, key, { value: undefined, writable: true, enumerable: true, configurable });
  }
  return names;
}

function variableNames({ functions, variables, blockFunctions }: VariableDeclarations): string[] {
  return [...functions, ...variables, ...blockFunctions.filter((fn) => !fn.skipped).map((fn) => fn.name)];
}

/** The environment record that takes the variables of eval code in `env`; null: the global one. */
function variableEnvironment(env: Environment | null): Environment | null {
  while (env !== null && !env.info.holdsVariables) env = env.outer;
  return env;
}

/** Makes the variables of sloppy eval code where they belong. @spec sec-evaldeclarationinstantiation */
export function instantiateEval(
  agent: Agent,
  realm: Realm,
  declarations: VariableDeclarations,
  env: Environment | null,
): void {
  const target = variableEnvironment(env);
  const clashes = (name: string): boolean => {
    for (let inner = env; inner !== null; inner = inner.outer) {
      const slot = inner.info.names.indexOf(name);
      if (slot >= 0 && inner.info.flags[slot]! & BindingFlag.Unique) return true;
      if (inner === target) break;
    }
    return false;
  };
  for (const name of [...declarations.functions, ...declarations.variables]) {
    if (clashes(name)) throwSyntaxError(agent, alreadyDeclared(name));
  }
  for (const fn of declarations.blockFunctions) fn.skipped = clashes(fn.name);
  if (target === null) {
    checkGlobalVariables(agent, realm, declarations, 'eval');
    makeGlobalVariables(realm, declarations, true);
    return;
  }
  for (const name of variableNames(declarations)) {
    if (target.info.names.includes(name) || target.extra?.has(name)) continue;
    target.extra ??= new Map();
    target.extra.set(name, undefined);
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

/** Gives a function of sloppy eval code to its variable: in the nearest function's record, or on the global object. */
export function setEvalVariable(agent: Agent, frame: Frame, name: string, value: Value): void {
  const env = variableEnvironment(frame.env);
  if (env === null) {
    defineGlobalVar(agent, frame, name, value);
    return;
  }
  const slot = env.info.names.indexOf(name);
  if (slot < 0) env.extra!.set(name, value);
  else {
    env.values[slot] = value;
    if (agent.observer !== null) agent.observer.bindingWritten(env, slot, value);
  }
}

/** A block function of a script or eval code becomes the value of its variable. @spec sec-web-compat-evaldeclarationinstantiation */
export function* setBlockFunction(agent: Agent, frame: Frame, fn: BlockFunction, value: Value): Steps<Value> {
  if (fn.skipped) return undefined;
  if (variableEnvironment(frame.env) !== null) setEvalVariable(agent, frame, fn.name, value);
  else {
    yield* SetProperty(agent, frame.realm.globalObject, toKey(fn.name), value, false);
    if (agent.observer !== null) agent.observer.globalWritten(frame, fn.name, value);
  }
  return undefined;
}
