import type { ImportPhase } from '../../syntax';
import type { Agent } from '../agent';
import { createMappedArguments, createUnmappedArguments } from '../builtins/arguments';
import { RegExpCreate } from '../builtins/regexp-create';
import { typedArrayGet, typedArraySet } from '../builtins/typed-array-access';
import { Op } from '../compile/op';
import { BindingFlag, Environment, type ScopeInfo } from '../environment/environment';
import { errorThrow, throwReferenceError, throwTypeError } from '../errors';
import { dynamicImport, importMeta } from '../modules/dynamic-import';
import { describeAccess, describeValue } from '../operations/describe';
import type { DisposableResource } from '../operations/disposal';
import { createArray } from '../operations/object';
import { ToBoolean, ToObject as toObject } from '../operations/primitive';
import { PromiseResolve, performPromiseThen, promiseResolve } from '../operations/promise';
import type { Closure, NativeFunction } from '../values/function';
import {
  Accessor,
  createDataProperty,
  FROZEN_ELEMENTS,
  IS_HTML_DDA,
  JSObject,
  Kind,
  peek,
  poke,
  prototypeEpoch,
} from '../values/object';
import { ACCESSOR, type Shape, W, WEC } from '../values/shape';
import { HOLE, isObject, type PropertyKey, SLOW, Throw, UNINITIALIZED, type Value } from '../values/value';
import {
  callFunction,
  constructFunction,
  returnFrom,
  startSteps,
  suspend,
  tailCall,
  tampered,
  toThrow,
  unwind,
  yieldFrom,
} from './calls';
import {
  addField,
  type ClassField,
  defineMethod,
  definePrivateMethod,
  getPrivate,
  hasPrivate,
  initializeFields,
  makeClass,
  makeClosure,
  makeTemplate,
  newPrivateName,
  runFields,
  setFunctionName,
  setPrivate,
} from './classes';
import { addDisposable, DisposalState } from './disposal';
import { directEval, type EvalSite } from './eval';
import { Frame, ReturnTo } from './frame';
import { makeAsyncGenerator, makeGenerator } from './generator-objects';
import { defineGlobalVar, initGlobalLexical, setBlockFunction, setEvalVariable } from './globals';
import { noNextMessage, notDestructurableMessage } from './messages';
import type { Steps } from './request';
import {
  Binary,
  binarySlowly,
  Compare,
  callReturn,
  closeIterator,
  compareQuickly,
  compareSlowly,
  concatenate,
  convertKey,
  copyProperties,
  DelegateClosing,
  defineElement,
  delegateCall,
  deleteName,
  deleteSlowly,
  derivedFailed,
  equalsSlowly,
  ForInState,
  forInQuickly,
  forInSlowly,
  getElementSlowly,
  getSlowly,
  getSuper,
  getValue,
  globalSlowly,
  globalValue,
  ImportBinding,
  type IteratorState,
  inSlowly,
  instanceOf,
  isDone,
  keyOf,
  nextOfArray,
  nextSlowly,
  openIterator,
  openQuickly,
  pushElement,
  type Resolved,
  readDynamic,
  readResolved,
  resolveForRegister,
  resolveName,
  restOf,
  SUPER_FIRST,
  setElementSlowly,
  setFailed,
  setGlobalSlowly,
  setSlowly,
  setSuper,
  stepSlowly,
  superBase,
  throwNoSuperConstructor,
  toStringSlowly,
  unarySlowly,
  unwrapResult,
  writeResolved,
} from './slow';
import { Thrown } from './thrown';

/** Runs a comparison that needs guest code, then moves the frame on. */
function* jumpAfterCompare(
  agent: Agent,
  frame: Frame,
  operator: Compare,
  a: Value,
  b: Value,
  wanted: boolean,
  target: number,
): Steps<Value> {
  if ((yield* compareSlowly(agent, operator, a, b)) === wanted) frame.pc = target;
  return undefined;
}

/** Ends a for-of round: the value into its register, or on to the loop's end. */
function* iterateInto(
  _agent: Agent,
  frame: Frame,
  steps: Steps<Value>,
  register: number,
  target: number,
): Steps<Value> {
  const value = yield* steps;
  if (value === HOLE) frame.pc = target;
  else frame.registers[register] = value;
  return undefined;
}

function* jumpIfDone(agent: Agent, frame: Frame, result: JSObject, target: number): Steps<Value> {
  if (yield* isDone(agent, result)) frame.pc = target;
  return undefined;
}

function* delegateInto(_agent: Agent, frame: Frame, steps: Steps<Value>, result: number, mode: number): Steps<Value> {
  const value = yield* steps;
  if (value === HOLE) frame.registers[mode] = 3;
  else if ((value as unknown) instanceof DelegateClosing) {
    frame.registers[mode] = 4;
    frame.registers[result] = (value as unknown as DelegateClosing).result;
  } else frame.registers[result] = value;
  return undefined;
}

function* disposeInto(
  frame: Frame,
  state: DisposalState,
  received: Value,
  thrown: boolean,
  register: number,
  target: number,
): Steps<Value> {
  const { done, value } = yield* state.next(received, thrown);
  if (done) frame.pc = target;
  else frame.registers[register] = value;
  return undefined;
}

function* dynamicCall(agent: Agent, frame: Frame, name: string, fn: number, self: number): Steps<Value> {
  const resolved: Resolved = yield* resolveName(agent, frame, name);
  frame.registers[fn] = yield* readResolved(agent, frame, resolved, name, false, frame.code.strict);
  frame.registers[self] = resolved.slot === -2 ? resolved.environment!.object! : undefined;
  return undefined;
}

function* toPromise(agent: Agent, value: Value): Steps<Value> {
  return yield* PromiseResolve(agent, agent.realm.intrinsics.Promise, value);
}

/** In V8's words for the place, where it has some. */
function requireNext(agent: Agent, frame: Frame, state: IteratorState): void {
  const { array, nextMethod } = state;
  if (array !== null || (isObject(nextMethod) && nextMethod.callable)) return;
  const message = noNextMessage(frame);
  if (message === null) return;
  state.done = true;
  throwTypeError(agent, message);
}

function* nextOfLoop(agent: Agent, frame: Frame, state: IteratorState): Steps<Value> {
  requireNext(agent, frame, state);
  return yield* nextSlowly(agent, state);
}

function* spreadInto(agent: Agent, frame: Frame, array: JSObject, value: Value): Steps<Value> {
  const state = (yield* openIterator(agent, frame, value, false)) as unknown as IteratorState;
  requireNext(agent, frame, state);
  return yield* restOf(agent, state, array);
}

function* typeofSlowly(agent: Agent, frame: Frame, name: string): Steps<Value> {
  return typeOf(yield* globalSlowly(agent, frame, name, true));
}

const WITH_SCOPE: ScopeInfo = { kind: 'with', name: '', names: [], flags: [], holdsVariables: false, start: 0, end: 0 };

function typeOf(value: Value): string {
  if (isObject(value)) return value.flags & IS_HTML_DDA ? 'undefined' : value.callable ? 'function' : 'object';
  return value === null ? 'object' : typeof value;
}

/** Fills the inline cache of a property read, as far as the property can be cached. */
function cacheRead(frame: Frame, object: JSObject, key: string, ic: number): void {
  const { code } = frame;
  const { shape } = object;
  if (object.exotic !== null) return;
  let slot = shape.lookup(key);
  if (slot >= 0) {
    if (shape.attributes(slot) & ACCESSOR) return;
    code.cacheShapes[ic] = shape;
    code.cacheSlots[ic] = slot;
    code.cacheHolders[ic] = null;
    return;
  }
  if (shape.dictionary) return;
  for (let holder = shape.proto; holder !== null; holder = holder.shape.proto) {
    if (holder.exotic !== null || holder.kind === Kind.Proxy || holder.kind === Kind.Array) {
      if (holder.kind !== Kind.Array || holder.exotic !== null) return;
    }
    slot = holder.shape.lookup(key);
    if (slot >= 0) {
      if (holder.shape.attributes(slot) & ACCESSOR) return;
      code.cacheShapes[ic] = shape;
      code.cacheSlots[ic] = slot;
      code.cacheHolders[ic] = holder;
      code.cacheEpochs[ic] = prototypeEpoch.count;
      return;
    }
  }
}

function pokeFrom(agent: Agent, frame: Frame, object: JSObject, key: PropertyKey, value: Value): boolean | typeof SLOW {
  return tampered(agent, frame) && !agent.pristine.keeps(object)
    ? agent.pristine.within(() => poke(object, key, value))
    : poke(object, key, value);
}

/** Writes a property and fills the inline cache; false when guest code is needed. */
function writeProperty(agent: Agent, frame: Frame, object: JSObject, key: string, value: Value, ic: number): boolean {
  const before = object.shape;
  const done = pokeFrom(agent, frame, object, key, value);
  if (done === SLOW) return false;
  if (done === false) {
    if (frame.code.strict) setFailed(agent, object, key);
    return true;
  }
  if (object.exotic !== null || object.kind === Kind.Proxy) return true;
  const { code } = frame;
  const slot = object.shape.lookup(key);
  if (slot < 0) return true;
  if (object.shape === before) {
    code.cacheShapes[ic] = before;
    code.cacheSlots[ic] = slot;
    code.cacheNext[ic] = null;
  } else if (!before.dictionary && !object.shape.dictionary) {
    // The object grew by this property: others of the old shape may grow alike.
    code.cacheShapes[ic] = before;
    code.cacheSlots[ic] = slot;
    code.cacheNext[ic] = object.shape;
    code.cacheEpochs[ic] = prototypeEpoch.count;
  }
  return true;
}

/** A fresh list of binding values for a scope: undefined, or uninitialised for lexical bindings. */
function freshValues(flags: readonly number[]): Value[] {
  const values: Value[] = [];
  for (let i = 0; i < flags.length; i++) values.push(flags[i]! & BindingFlag.Lexical ? UNINITIALIZED : undefined);
  return values;
}

/**
 * The machine's loop: executes instructions of compiled frames from `agent.frame` on, until the frame on top is a built-in's
 * (or none), or the fuel is used up. Guest calls and returns between compiled frames stay inside the loop.
 */
export function interpret(agent: Agent): void {
  let frame = agent.frame!;
  let code = frame.code.instructions!;
  let r = frame.registers;
  let pc = frame.pc;
  let env = frame.env;
  const { observer } = agent;
  const observed = observer !== null;
  for (;;) {
    try {
      for (;;) {
        switch (code[pc]) {
          case Op.Nop:
          case Op.Debugger:
          case Op.DeleteSuper:
            pc += 1;
            break;
          case Op.Move:
            r[code[pc + 1]!] = r[code[pc + 2]!];
            pc += 3;
            break;
          case Op.LoadConst:
            r[code[pc + 1]!] = frame.code.constants[code[pc + 2]!];
            pc += 3;
            break;
          case Op.LoadUndefined:
            r[code[pc + 1]!] = undefined;
            pc += 2;
            break;
          case Op.LoadUninitialized:
            r[code[pc + 1]!] = UNINITIALIZED;
            pc += 2;
            break;

          // Scopes
          case Op.PushEnv: {
            const info = frame.code.scopes[code[pc + 1]!]!;
            env = new Environment(env, info, freshValues(info.flags));
            frame.env = env;
            pc += 2;
            if (observed) observer.environmentChanged(frame);
            break;
          }
          case Op.PopEnv:
            env = env!.outer;
            frame.env = env;
            pc += 1;
            if (observed) observer.environmentChanged(frame);
            break;
          case Op.CopyEnv:
            env = new Environment(env!.outer, env!.info, env!.values.slice());
            frame.env = env;
            pc += 1;
            if (observed) observer.environmentChanged(frame);
            break;
          case Op.SaveEnv:
            r[code[pc + 1]!] = env as unknown as Value;
            pc += 2;
            break;
          case Op.RestoreEnv: {
            const saved = r[code[pc + 1]!] as unknown as Environment | null;
            pc += 2;
            if (saved !== env) {
              env = saved;
              frame.env = env;
              if (observed) observer.environmentChanged(frame);
            }
            break;
          }
          case Op.GetEnv0:
            r[code[pc + 1]!] = env!.values[code[pc + 2]!];
            pc += 3;
            break;
          case Op.GetEnv1:
            r[code[pc + 1]!] = env!.outer!.values[code[pc + 2]!];
            pc += 3;
            break;
          case Op.GetEnv: {
            let e = env!;
            for (let hops = code[pc + 2]!; hops > 0; hops--) e = e.outer!;
            r[code[pc + 1]!] = e.values[code[pc + 3]!];
            pc += 4;
            break;
          }
          case Op.GetEnvChecked: {
            let e = env!;
            for (let hops = code[pc + 2]!; hops > 0; hops--) e = e.outer!;
            const value = e.values[code[pc + 3]!];
            pc += 4;
            if (value === UNINITIALIZED) {
              frame.pc = pc;
              agent.frame = frame;
              agent.realm = frame.realm;
              const name = e.info.names[code[pc - 1]!]!;
              throwReferenceError(
                agent,
                name === 'this' ? SUPER_FIRST : `Cannot access '${name}' before initialization`,
              );
            }
            r[code[pc - 3]!] = value;
            break;
          }
          case Op.SetEnv: {
            let e = env!;
            for (let hops = code[pc + 1]!; hops > 0; hops--) e = e.outer!;
            const value = r[code[pc + 3]!];
            e.values[code[pc + 2]!] = value;
            if (observed) observer.bindingWritten(e, code[pc + 2]!, value);
            pc += 4;
            break;
          }
          case Op.SetEnvChecked: {
            let e = env!;
            for (let hops = code[pc + 1]!; hops > 0; hops--) e = e.outer!;
            const slot = code[pc + 2]!;
            pc += 4;
            if (e.values[slot] === UNINITIALIZED) {
              frame.pc = pc;
              agent.frame = frame;
              agent.realm = frame.realm;
              throwReferenceError(agent, `Cannot access '${e.info.names[slot]}' before initialization`);
            }
            const value = r[code[pc - 1]!];
            e.values[slot] = value;
            if (observed) observer.bindingWritten(e, slot, value);
            break;
          }
          case Op.CheckInitialized:
            if (r[code[pc + 1]!] === UNINITIALIZED) {
              const name = frame.code.constants[code[pc + 2]!];
              pc += 3;
              frame.pc = pc;
              agent.frame = frame;
              agent.realm = frame.realm;
              throwReferenceError(
                agent,
                name === 'this' ? SUPER_FIRST : `Cannot access '${name}' before initialization`,
              );
            }
            pc += 3;
            break;
          case Op.GetImport: {
            let e = env!;
            for (let hops = code[pc + 2]!; hops > 0; hops--) e = e.outer!;
            let value = e.values[code[pc + 3]!];
            const name = e.info.names[code[pc + 3]!]!;
            pc += 4;
            if (value instanceof ImportBinding) value = value.read();
            if (value === UNINITIALIZED) {
              frame.pc = pc;
              agent.frame = frame;
              agent.realm = frame.realm;
              throwReferenceError(agent, `Cannot access '${name}' before initialization`);
            }
            r[code[pc - 3]!] = value;
            break;
          }
          case Op.GetGlobal: {
            const ic = code[pc + 3]!;
            const global = frame.realm.globalObject;
            if (
              global.shape === frame.code.cacheShapes[ic] &&
              frame.code.cacheEpochs[ic] === frame.realm.scriptNames.size
            ) {
              r[code[pc + 1]!] = global.slots[frame.code.cacheSlots[ic]!];
              pc += 4;
              break;
            }
            if (frame.code.cacheHolders[ic] === (frame.realm.scriptScope as unknown)) {
              const value = frame.realm.scriptScope.values[frame.code.cacheSlots[ic]!];
              if (value !== UNINITIALIZED) {
                r[code[pc + 1]!] = value;
                pc += 4;
                break;
              }
            }
            const name = frame.code.constants[code[pc + 2]!] as string;
            const target = code[pc + 1]!;
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            const value = globalValue(agent, frame, name, false);
            if (value === SLOW) {
              startSteps(agent, frame, globalSlowly(agent, frame, name, false), target, ReturnTo.Register);
              if (agent.frame !== frame) return;
              break;
            }
            r[target] = value;
            const script = frame.realm.scriptNames.get(name);
            if (script !== undefined) {
              frame.code.cacheHolders[ic] = frame.realm.scriptScope as unknown as JSObject;
              frame.code.cacheSlots[ic] = script;
            } else if (global.exotic === null) {
              const slot = global.shape.lookup(name);
              if (slot >= 0 && !(global.shape.attributes(slot) & ACCESSOR)) {
                frame.code.cacheShapes[ic] = global.shape;
                frame.code.cacheSlots[ic] = slot;
                frame.code.cacheEpochs[ic] = frame.realm.scriptNames.size;
              }
            }
            break;
          }
          case Op.GetIntrinsic: {
            const value = frame.realm.intrinsics[frame.code.constants[code[pc + 2]!] as string];
            r[code[pc + 1]!] = value;
            pc += 3;
            break;
          }
          case Op.TypeofGlobal: {
            const name = frame.code.constants[code[pc + 2]!] as string;
            const target = code[pc + 1]!;
            pc += 3;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            let value = globalValue(agent, frame, name, true);
            if (value === SLOW) {
              startSteps(agent, frame, typeofSlowly(agent, frame, name), target, ReturnTo.Register);
              if (agent.frame !== frame) return;
              break;
            }
            value = typeOf(value);
            r[target] = value;
            break;
          }
          case Op.SetGlobal: {
            const name = frame.code.constants[code[pc + 1]!] as string;
            const value = r[code[pc + 2]!];
            const ic = code[pc + 3]!;
            pc += 4;
            const { realm } = frame;
            const script = realm.scriptNames.get(name);
            if (script !== undefined) {
              const scope = realm.scriptScope;
              frame.pc = pc;
              agent.frame = frame;
              agent.realm = realm;
              if (scope.values[script] === UNINITIALIZED)
                throwReferenceError(agent, `Cannot access '${name}' before initialization`);
              if (scope.info.flags[script]! & BindingFlag.Const)
                throwTypeError(agent, 'Assignment to constant variable.');
              scope.values[script] = value;
              if (observed) observer.bindingWritten(scope, script, value);
              break;
            }
            const global = realm.globalObject;
            if (global.shape === frame.code.cacheShapes[ic]) {
              global.slots[frame.code.cacheSlots[ic]!] = value;
              if (global.watch !== null) global.watch.changed(global, name);
              break;
            }
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = realm;
            const slot = global.exotic === null ? global.shape.lookup(name) : -1;
            if (slot >= 0 && (global.shape.attributes(slot) & (W | ACCESSOR)) === W) {
              global.slots[slot] = value;
              frame.code.cacheShapes[ic] = global.shape;
              frame.code.cacheSlots[ic] = slot;
              if (global.watch !== null) global.watch.changed(global, name);
            } else {
              startSteps(agent, frame, setGlobalSlowly(agent, frame, name, value), -1, ReturnTo.Discard);
              if (agent.frame !== frame) return;
            }
            break;
          }
          case Op.InitGlobalLexical:
            initGlobalLexical(agent, frame, frame.code.constants[code[pc + 1]!], r[code[pc + 2]!]);
            pc += 3;
            break;
          case Op.DefineGlobalVar:
            frame.pc = pc + 3;
            agent.frame = frame;
            agent.realm = frame.realm;
            defineGlobalVar(agent, frame, frame.code.constants[code[pc + 1]!], r[code[pc + 2]!]);
            pc += 3;
            break;
          case Op.GetDynamic: {
            const steps = readDynamic(agent, frame, frame.code.constants[code[pc + 2]!], code[pc + 3] === 1);
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.ResolveDynamic: {
            const steps = resolveForRegister(agent, frame, frame.code.constants[code[pc + 2]!]);
            pc += 3;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, code[pc - 2]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.GetResolved: {
            const resolved = r[code[pc + 2]!] as unknown as Resolved;
            const steps = readResolved(
              agent,
              frame,
              resolved,
              frame.code.constants[code[pc + 3]!],
              false,
              frame.code.strict,
            );
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.PutResolved: {
            const resolved = r[code[pc + 1]!] as unknown as Resolved;
            const steps = writeResolved(agent, frame, resolved, frame.code.constants[code[pc + 2]!], r[code[pc + 3]!]);
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, -1, ReturnTo.Discard);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.GetDynamicCall: {
            const steps = dynamicCall(agent, frame, frame.code.constants[code[pc + 3]!], code[pc + 1]!, code[pc + 2]!);
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, -1, ReturnTo.Discard);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.DeleteDynamic: {
            const steps = deleteName(agent, frame, frame.code.constants[code[pc + 2]!]);
            pc += 3;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, code[pc - 2]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.SetEvalVar:
            frame.pc = pc + 3;
            agent.frame = frame;
            agent.realm = frame.realm;
            setEvalVariable(agent, frame, frame.code.constants[code[pc + 1]!], r[code[pc + 2]!]);
            pc += 3;
            break;
          case Op.SetBlockFunction: {
            const steps = setBlockFunction(agent, frame, frame.code.constants[code[pc + 1]!], r[code[pc + 2]!]);
            pc += 3;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, -1, ReturnTo.Discard);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.PushWith: {
            const value = r[code[pc + 1]!];
            pc += 2;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            if (value === undefined || value === null)
              throwTypeError(agent, 'Cannot convert undefined or null to object');
            env = new Environment(env, WITH_SCOPE, []);
            env.object = toObject(agent, value);
            frame.env = env;
            if (observed) observer.environmentChanged(frame);
            break;
          }
          case Op.ThrowConst:
            pc += 2;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            throwTypeError(agent, `Assignment to ${frame.code.constants[code[pc - 1]!]} variable.`);
            break;
          case Op.ThrowReference:
            pc += 2;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            throwReferenceError(agent, frame.code.constants[code[pc - 1]!]);
            break;

          // Properties
          case Op.GetProp: {
            const object = r[code[pc + 2]!];
            const ic = code[pc + 4]!;
            if (typeof object === 'object' && object !== null) {
              const owner = frame.code;
              if (object.shape === owner.cacheShapes[ic]) {
                const holder = owner.cacheHolders[ic]!;
                if (holder === null) {
                  r[code[pc + 1]!] = object.slots[owner.cacheSlots[ic]!];
                  pc += 5;
                  break;
                }
                if (owner.cacheEpochs[ic] === prototypeEpoch.count) {
                  r[code[pc + 1]!] = holder.slots[owner.cacheSlots[ic]!];
                  pc += 5;
                  break;
                }
              }
              const key = owner.constants[code[pc + 3]!] as string;
              if (key === 'length' && object.kind === Kind.Array) {
                r[code[pc + 1]!] = object.length;
                pc += 5;
                break;
              }
              const asBefore = tampered(agent, frame);
              const value = asBefore ? agent.pristine.peek(object, key) : peek(object, key);
              if (value !== SLOW) {
                r[code[pc + 1]!] = value;
                pc += 5;
                if (!asBefore) cacheRead(frame, object, key, ic);
                break;
              }
              pc += 5;
              frame.pc = pc;
              agent.frame = frame;
              agent.realm = frame.realm;
              startSteps(agent, frame, getSlowly(agent, object, key), code[pc - 4]!, ReturnTo.Register);
              if (agent.frame !== frame) return;
              break;
            }
            const key = frame.code.constants[code[pc + 3]!] as string;
            pc += 5;
            if (typeof object === 'string' && key === 'length') {
              r[code[pc - 4]!] = object.length;
              break;
            }
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            const value = getValue(agent, frame, object, key);
            if (value !== SLOW) {
              r[code[pc - 4]!] = value;
              break;
            }
            startSteps(agent, frame, getSlowly(agent, object, key), code[pc - 4]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.SetProp: {
            const object = r[code[pc + 1]!];
            const value = r[code[pc + 3]!];
            if (typeof object === 'object' && object !== null) {
              const owner = frame.code;
              const ic = code[pc + 4]!;
              if (object.shape === owner.cacheShapes[ic]) {
                const next = owner.cacheNext[ic]!;
                if (next === null) {
                  object.slots[owner.cacheSlots[ic]!] = value;
                  pc += 5;
                  if (object.watch !== null) object.watch.changed(object, owner.constants[code[pc - 3]!]);
                  break;
                }
                if (owner.cacheEpochs[ic] === prototypeEpoch.count) {
                  object.shape = next;
                  object.slots.push(value);
                  pc += 5;
                  if (object.watch !== null) object.watch.changed(object, owner.constants[code[pc - 3]!]);
                  break;
                }
              }
              pc += 5;
              frame.pc = pc;
              agent.frame = frame;
              agent.realm = frame.realm;
              if (writeProperty(agent, frame, object, owner.constants[code[pc - 3]!], value, ic)) break;
            } else {
              pc += 5;
              frame.pc = pc;
              agent.frame = frame;
              agent.realm = frame.realm;
            }
            startSteps(
              agent,
              frame,
              setSlowly(agent, object, frame.code.constants[code[pc - 3]!], value, frame.code.strict),
              -1,
              ReturnTo.Discard,
            );
            if (agent.frame !== frame) return;
            break;
          }
          case Op.GetElem: {
            const object = r[code[pc + 2]!];
            const key = r[code[pc + 3]!];
            pc += 4;
            if (typeof object === 'object' && object !== null) {
              if (typeof key === 'number') {
                if (object.exotic === null) {
                  if (key < object.elements.length && key >= 0) {
                    const value = object.elements[key];
                    if (value !== HOLE && (value !== undefined || Number.isInteger(key))) {
                      r[code[pc - 3]!] = value;
                      break;
                    }
                  }
                } else if (object.kind === Kind.TypedArray) {
                  r[code[pc - 3]!] = typedArrayGet(object, key);
                  break;
                }
              }
              frame.pc = pc;
              agent.frame = frame;
              agent.realm = frame.realm;
              const name = keyOf(key);
              if (name !== SLOW) {
                const value = getValue(agent, frame, object, name as PropertyKey);
                if (value !== SLOW) {
                  r[code[pc - 3]!] = value;
                  break;
                }
              }
            } else {
              if (
                typeof object === 'string' &&
                typeof key === 'number' &&
                key >= 0 &&
                key < object.length &&
                Number.isInteger(key)
              ) {
                r[code[pc - 3]!] = object[key];
                break;
              }
              frame.pc = pc;
              agent.frame = frame;
              agent.realm = frame.realm;
            }
            startSteps(agent, frame, getElementSlowly(agent, object, key), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.SetElem: {
            const object = r[code[pc + 1]!];
            const key = r[code[pc + 2]!];
            const value = r[code[pc + 3]!];
            pc += 4;
            if (typeof object === 'object' && object !== null) {
              if (typeof key === 'number') {
                if (object.exotic === null) {
                  const { elements } = object;
                  if (
                    key < elements.length &&
                    key >= 0 &&
                    Number.isInteger(key) &&
                    elements[key] !== HOLE &&
                    !(object.flags & FROZEN_ELEMENTS)
                  ) {
                    elements[key] = value;
                    if (object.watch !== null) object.watch.changed(object, key);
                    break;
                  }
                } else if (
                  object.kind === Kind.TypedArray &&
                  typeof value === 'number' &&
                  typedArraySet(object, key, value)
                ) {
                  if (object.watch !== null) object.watch.changed(object, key);
                  break;
                }
              }
              frame.pc = pc;
              agent.frame = frame;
              agent.realm = frame.realm;
              const name = keyOf(key);
              if (name !== SLOW && object.kind !== Kind.TypedArray) {
                const done = pokeFrom(agent, frame, object, name as PropertyKey, value);
                if (done !== SLOW) {
                  if (done === false && frame.code.strict) setFailed(agent, object, name as PropertyKey);
                  // An element added at the end; every so often, many are accounted for at once.
                  if (typeof key === 'number' && (key & 0x3ff) === 0x3ff && key === object.elements.length - 1) {
                    agent.allocateElements(0x400);
                  }
                  break;
                }
              }
            } else {
              frame.pc = pc;
              agent.frame = frame;
              agent.realm = frame.realm;
            }
            startSteps(
              agent,
              frame,
              setElementSlowly(agent, object, key, value, frame.code.strict),
              -1,
              ReturnTo.Discard,
            );
            if (agent.frame !== frame) return;
            break;
          }
          case Op.GetSuperBase:
            r[code[pc + 1]!] = superBase(r[code[pc + 2]!] as JSObject);
            pc += 3;
            break;
          case Op.GetSuper: {
            const steps = getSuper(agent, r[code[pc + 2]!], r[code[pc + 3]!] as JSObject | null, r[code[pc + 4]!]);
            pc += 5;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, code[pc - 4]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.SetSuper: {
            const steps = setSuper(
              agent,
              r[code[pc + 1]!],
              r[code[pc + 2]!] as JSObject | null,
              r[code[pc + 3]!],
              r[code[pc + 4]!],
              frame.code.strict,
            );
            pc += 5;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, -1, ReturnTo.Discard);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.DeleteProp:
          case Op.DeleteElem: {
            const key = code[pc] === Op.DeleteProp ? (frame.code.constants[code[pc + 3]!] as Value) : r[code[pc + 3]!];
            const steps = deleteSlowly(agent, r[code[pc + 2]!], key, frame.code.strict);
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.GetPrivate: {
            const object = r[code[pc + 2]!];
            const key = r[code[pc + 3]!] as symbol;
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            const value = getPrivate(agent, object, key);
            if (value instanceof Accessor) {
              callFunction(agent, frame, value.get, object, [], code[pc - 3]!, ReturnTo.Register);
              if (agent.frame !== frame) return;
            } else r[code[pc - 3]!] = value;
            break;
          }
          case Op.SetPrivate: {
            const object = r[code[pc + 1]!];
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            const setter = setPrivate(agent, object, r[code[pc - 2]!] as symbol, r[code[pc - 1]!]);
            if (setter !== null) {
              callFunction(agent, frame, setter, object, [r[code[pc - 1]!]], -1, ReturnTo.Discard);
              if (agent.frame !== frame) return;
            }
            break;
          }
          case Op.HasPrivate:
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            r[code[pc - 3]!] = hasPrivate(agent, r[code[pc - 2]!], r[code[pc - 1]!] as symbol);
            break;
          case Op.NewPrivateName:
            r[code[pc + 1]!] = newPrivateName(agent, frame.code.constants[code[pc + 2]!]);
            pc += 3;
            break;
          case Op.DefineProp: {
            const object = r[code[pc + 1]!] as JSObject;
            createDataProperty(object, frame.code.constants[code[pc + 2]!], r[code[pc + 3]!]);
            pc += 4;
            break;
          }
          case Op.DefineElem:
          case Op.DefineField: {
            const steps = defineElement(
              agent,
              r[code[pc + 1]!] as JSObject,
              keyOf(r[code[pc + 2]!]) as PropertyKey,
              r[code[pc + 3]!],
            );
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, -1, ReturnTo.Discard);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.DefineMethod: {
            const object = r[code[pc + 1]!] as JSObject;
            pc += 5;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            defineMethod(
              agent,
              object,
              keyOf(r[code[pc - 3]!]) as PropertyKey,
              r[code[pc - 2]!] as JSObject,
              code[pc - 1]!,
            );
            break;
          }
          case Op.SetProto: {
            const proto = r[code[pc + 2]!];
            if (proto === null || isObject(proto)) {
              const object = r[code[pc + 1]!] as JSObject;
              object.shape = object.shape.withProto(proto);
            }
            pc += 3;
            break;
          }
          case Op.CopyDataProperties: {
            const steps = copyProperties(agent, r[code[pc + 1]!] as JSObject, r[code[pc + 2]!], r[code[pc + 3]!]);
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, -1, ReturnTo.Discard);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.NewObject:
            r[code[pc + 1]!] = new JSObject(frame.realm.objectShape);
            pc += 2;
            break;
          case Op.NewObjectFrom: {
            const first = code[pc + 2]!;
            const count = code[pc + 3]!;
            const ic = code[pc + 5]!;
            const { objectShape } = frame.realm;
            let shape: Shape;
            if (frame.code.cacheShapes[ic] === objectShape) shape = frame.code.cacheNext[ic]!;
            else {
              shape = objectShape;
              for (const name of frame.code.constants[code[pc + 4]!]) shape = shape.add(name, WEC);
              frame.code.cacheShapes[ic] = objectShape;
              frame.code.cacheNext[ic] = shape;
            }
            const slots: Value[] = [];
            for (let i = 0; i < count; i++) slots.push(r[first + i]);
            r[code[pc + 1]!] = new JSObject(shape, Kind.Ordinary, null, slots);
            pc += 6;
            break;
          }
          case Op.NewArray: {
            const first = code[pc + 2]!;
            const count = code[pc + 3]!;
            const values: Value[] = [];
            for (let i = 0; i < count; i++) values.push(r[first + i]);
            r[code[pc + 1]!] = createArray(frame.realm, values);
            pc += 4;
            break;
          }
          case Op.ArrayPush:
            pushElement(agent, r[code[pc + 1]!] as JSObject, r[code[pc + 2]!]);
            pc += 3;
            break;
          case Op.ArrayHole:
            pushElement(agent, r[code[pc + 1]!] as JSObject, HOLE);
            pc += 2;
            break;
          case Op.ArraySpread: {
            const array = r[code[pc + 1]!] as JSObject;
            const value = r[code[pc + 2]!];
            pc += 3;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            const quick = openQuickly(agent, frame, value);
            if (
              quick !== null &&
              (value as JSObject).sparse === null &&
              (value as JSObject).elements.length === (value as JSObject).length &&
              !(value as JSObject).elements.includes(HOLE)
            ) {
              const { elements } = value as JSObject;
              agent.allocateElements(elements.length);
              for (let i = 0; i < elements.length; i++) array.elements.push(elements[i]);
              array.length = array.elements.length;
              break;
            }
            startSteps(agent, frame, spreadInto(agent, frame, array, value), -1, ReturnTo.Discard);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.NewRegExp:
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            r[code[pc - 3]!] = RegExpCreate(
              agent,
              frame.code.constants[code[pc - 2]!],
              frame.code.constants[code[pc - 1]!],
            );
            break;
          case Op.GetTemplate:
            r[code[pc + 1]!] = makeTemplate(frame.realm, frame.code.constants[code[pc + 2]!]);
            pc += 3;
            break;

          // Operators
          case Op.Add: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            if (typeof a === 'number' && typeof b === 'number') {
              r[code[pc + 1]!] = a + b;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            if (typeof a === 'string' && typeof b === 'string') {
              r[code[pc - 3]!] = concatenate(agent, a, b);
              break;
            }
            if (typeof a === 'string' && typeof b === 'number') {
              r[code[pc - 3]!] = concatenate(agent, a, String(b));
              break;
            }
            startSteps(agent, frame, binarySlowly(agent, Binary.Add, a, b), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.AddI: {
            const a = r[code[pc + 2]!];
            if (typeof a === 'number') {
              r[code[pc + 1]!] = a + code[pc + 3]!;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(
              agent,
              frame,
              binarySlowly(agent, Binary.Add, a, code[pc - 1]!),
              code[pc - 3]!,
              ReturnTo.Register,
            );
            if (agent.frame !== frame) return;
            break;
          }
          case Op.SubI: {
            const a = r[code[pc + 2]!];
            if (typeof a === 'number') {
              r[code[pc + 1]!] = a - code[pc + 3]!;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(
              agent,
              frame,
              binarySlowly(agent, Binary.Sub, a, code[pc - 1]!),
              code[pc - 3]!,
              ReturnTo.Register,
            );
            if (agent.frame !== frame) return;
            break;
          }
          case Op.BitAndI: {
            const a = r[code[pc + 2]!];
            if (typeof a === 'number') {
              r[code[pc + 1]!] = a & code[pc + 3]!;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(
              agent,
              frame,
              binarySlowly(agent, Binary.BitAnd, a, code[pc - 1]!),
              code[pc - 3]!,
              ReturnTo.Register,
            );
            if (agent.frame !== frame) return;
            break;
          }
          case Op.Sub: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            if (typeof a === 'number' && typeof b === 'number') {
              r[code[pc + 1]!] = a - b;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(agent, frame, binarySlowly(agent, Binary.Sub, a, b), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.Mul: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            if (typeof a === 'number' && typeof b === 'number') {
              r[code[pc + 1]!] = a * b;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(agent, frame, binarySlowly(agent, Binary.Mul, a, b), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.Div: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            if (typeof a === 'number' && typeof b === 'number') {
              r[code[pc + 1]!] = a / b;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(agent, frame, binarySlowly(agent, Binary.Div, a, b), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.Mod: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            if (typeof a === 'number' && typeof b === 'number') {
              r[code[pc + 1]!] = a % b;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(agent, frame, binarySlowly(agent, Binary.Mod, a, b), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.Exp: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            if (typeof a === 'number' && typeof b === 'number') {
              r[code[pc + 1]!] = a ** b;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(agent, frame, binarySlowly(agent, Binary.Exp, a, b), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.BitAnd: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            if (typeof a === 'number' && typeof b === 'number') {
              r[code[pc + 1]!] = a & b;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(agent, frame, binarySlowly(agent, Binary.BitAnd, a, b), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.BitOr: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            if (typeof a === 'number' && typeof b === 'number') {
              r[code[pc + 1]!] = a | b;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(agent, frame, binarySlowly(agent, Binary.BitOr, a, b), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.BitXor: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            if (typeof a === 'number' && typeof b === 'number') {
              r[code[pc + 1]!] = a ^ b;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(agent, frame, binarySlowly(agent, Binary.BitXor, a, b), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.Shl: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            if (typeof a === 'number' && typeof b === 'number') {
              r[code[pc + 1]!] = a << b;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(agent, frame, binarySlowly(agent, Binary.Shl, a, b), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.Shr: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            if (typeof a === 'number' && typeof b === 'number') {
              r[code[pc + 1]!] = a >> b;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(agent, frame, binarySlowly(agent, Binary.Shr, a, b), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.Ushr: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            if (typeof a === 'number' && typeof b === 'number') {
              r[code[pc + 1]!] = a >>> b;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(agent, frame, binarySlowly(agent, Binary.Ushr, a, b), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.StrictEq:
            r[code[pc + 1]!] = r[code[pc + 2]!] === r[code[pc + 3]!];
            pc += 4;
            break;
          case Op.StrictNe:
            r[code[pc + 1]!] = r[code[pc + 2]!] !== r[code[pc + 3]!];
            pc += 4;
            break;
          case Op.Eq:
          case Op.Ne: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            const negate = code[pc] === Op.Ne;
            if (typeof a === typeof b && (typeof a !== 'object' || (a !== null && b !== null))) {
              r[code[pc + 1]!] = (a === b) !== negate;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, equalsSlowly(agent, a, b, negate), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.Lt: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            if (typeof a === 'number' && typeof b === 'number') {
              r[code[pc + 1]!] = a < b;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(agent, frame, compareSlowly(agent, Compare.Lt, a, b), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.JumpLt:
          case Op.JumpNotLt: {
            const a = r[code[pc + 1]!];
            const b = r[code[pc + 2]!];
            if (typeof a === 'number' && typeof b === 'number') {
              pc = a < b === (code[pc] === Op.JumpLt) ? code[pc + 3]! : pc + 4;
              break;
            }
            const known = compareQuickly(Compare.Lt, a, b);
            if (known !== SLOW) {
              pc = known === (code[pc] === Op.JumpLt) ? code[pc + 3]! : pc + 4;
              break;
            }
            // Operands become primitives in place, then the comparison runs again.
            const wanted = code[pc] === Op.JumpLt;
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(
              agent,
              frame,
              jumpAfterCompare(agent, frame, Compare.Lt, a, b, wanted, code[pc - 1]!),
              -1,
              ReturnTo.Discard,
            );
            if (agent.frame !== frame) return;
            pc = frame.pc;
            break;
          }
          case Op.Le: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            if (typeof a === 'number' && typeof b === 'number') {
              r[code[pc + 1]!] = a <= b;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(agent, frame, compareSlowly(agent, Compare.Le, a, b), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.JumpLe:
          case Op.JumpNotLe: {
            const a = r[code[pc + 1]!];
            const b = r[code[pc + 2]!];
            if (typeof a === 'number' && typeof b === 'number') {
              pc = a <= b === (code[pc] === Op.JumpLe) ? code[pc + 3]! : pc + 4;
              break;
            }
            const known = compareQuickly(Compare.Le, a, b);
            if (known !== SLOW) {
              pc = known === (code[pc] === Op.JumpLe) ? code[pc + 3]! : pc + 4;
              break;
            }
            // Operands become primitives in place, then the comparison runs again.
            const wanted = code[pc] === Op.JumpLe;
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(
              agent,
              frame,
              jumpAfterCompare(agent, frame, Compare.Le, a, b, wanted, code[pc - 1]!),
              -1,
              ReturnTo.Discard,
            );
            if (agent.frame !== frame) return;
            pc = frame.pc;
            break;
          }
          case Op.Gt: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            if (typeof a === 'number' && typeof b === 'number') {
              r[code[pc + 1]!] = a > b;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(agent, frame, compareSlowly(agent, Compare.Gt, a, b), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.JumpGt:
          case Op.JumpNotGt: {
            const a = r[code[pc + 1]!];
            const b = r[code[pc + 2]!];
            if (typeof a === 'number' && typeof b === 'number') {
              pc = a > b === (code[pc] === Op.JumpGt) ? code[pc + 3]! : pc + 4;
              break;
            }
            const known = compareQuickly(Compare.Gt, a, b);
            if (known !== SLOW) {
              pc = known === (code[pc] === Op.JumpGt) ? code[pc + 3]! : pc + 4;
              break;
            }
            // Operands become primitives in place, then the comparison runs again.
            const wanted = code[pc] === Op.JumpGt;
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(
              agent,
              frame,
              jumpAfterCompare(agent, frame, Compare.Gt, a, b, wanted, code[pc - 1]!),
              -1,
              ReturnTo.Discard,
            );
            if (agent.frame !== frame) return;
            pc = frame.pc;
            break;
          }
          case Op.Ge: {
            const a = r[code[pc + 2]!];
            const b = r[code[pc + 3]!];
            if (typeof a === 'number' && typeof b === 'number') {
              r[code[pc + 1]!] = a >= b;
              pc += 4;
              break;
            }
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(agent, frame, compareSlowly(agent, Compare.Ge, a, b), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.JumpGe:
          case Op.JumpNotGe: {
            const a = r[code[pc + 1]!];
            const b = r[code[pc + 2]!];
            if (typeof a === 'number' && typeof b === 'number') {
              pc = a >= b === (code[pc] === Op.JumpGe) ? code[pc + 3]! : pc + 4;
              break;
            }
            const known = compareQuickly(Compare.Ge, a, b);
            if (known !== SLOW) {
              pc = known === (code[pc] === Op.JumpGe) ? code[pc + 3]! : pc + 4;
              break;
            }
            // Operands become primitives in place, then the comparison runs again.
            const wanted = code[pc] === Op.JumpGe;
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            startSteps(
              agent,
              frame,
              jumpAfterCompare(agent, frame, Compare.Ge, a, b, wanted, code[pc - 1]!),
              -1,
              ReturnTo.Discard,
            );
            if (agent.frame !== frame) return;
            pc = frame.pc;
            break;
          }
          case Op.In: {
            const object = r[code[pc + 3]!];
            const steps = inSlowly(agent, r[code[pc + 2]!], object);
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.InstanceOf: {
            const steps = instanceOf(agent, r[code[pc + 2]!], r[code[pc + 3]!]);
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.Inc: {
            const a = r[code[pc + 2]!];
            pc += 3;
            if (typeof a === 'number') {
              r[code[pc - 2]!] = a + 1;
              break;
            }
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, unarySlowly(agent, 'inc', a), code[pc - 2]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.Dec: {
            const a = r[code[pc + 2]!];
            pc += 3;
            if (typeof a === 'number') {
              r[code[pc - 2]!] = a - 1;
              break;
            }
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, unarySlowly(agent, 'dec', a), code[pc - 2]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.ToNumeric: {
            const a = r[code[pc + 2]!];
            pc += 3;
            if (typeof a === 'number') {
              r[code[pc - 2]!] = a;
              break;
            }
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, unarySlowly(agent, 'numeric', a), code[pc - 2]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.Neg:
          case Op.Plus:
          case Op.BitNot: {
            const a = r[code[pc + 2]!];
            const op = code[pc];
            pc += 3;
            if (typeof a === 'number') {
              r[code[pc - 2]!] = op === Op.Neg ? -a : op === Op.Plus ? a : ~a;
              break;
            }
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(
              agent,
              frame,
              unarySlowly(agent, op === Op.Neg ? 'neg' : op === Op.Plus ? 'plus' : 'not', a),
              code[pc - 2]!,
              ReturnTo.Register,
            );
            if (agent.frame !== frame) return;
            break;
          }
          case Op.Not: {
            const a = r[code[pc + 2]!];
            r[code[pc + 1]!] = a === true ? false : a === false ? true : !ToBoolean(a);
            pc += 3;
            break;
          }
          case Op.TypeOf:
            r[code[pc + 1]!] = typeOf(r[code[pc + 2]!]);
            pc += 3;
            break;
          case Op.ToPropertyKey:
          case Op.ToPropertyKeyOf: {
            const key = r[code[pc + 2]!];
            const guarded = code[pc] === Op.ToPropertyKeyOf;
            const target = code[pc + 1]!;
            const object = guarded ? r[code[pc + 3]!] : key;
            pc += guarded ? 4 : 3;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            if (guarded && (object === undefined || object === null)) {
              throwTypeError(agent, `Cannot read properties of ${object}${describeAccess('reading', key)}`);
            }
            if (isObject(key)) {
              startSteps(agent, frame, convertKey(agent, key), target, ReturnTo.Register);
              if (agent.frame !== frame) return;
            } else r[target] = typeof key === 'symbol' || typeof key === 'number' ? key : String(key);
            break;
          }
          case Op.ToStringValue: {
            const value = r[code[pc + 2]!];
            pc += 3;
            if (typeof value === 'string') r[code[pc - 2]!] = value;
            else if (typeof value === 'number') r[code[pc - 2]!] = String(value);
            else {
              frame.pc = pc;
              agent.frame = frame;
              agent.realm = frame.realm;
              startSteps(agent, frame, toStringSlowly(agent, value), code[pc - 2]!, ReturnTo.Register);
              if (agent.frame !== frame) return;
            }
            break;
          }
          case Op.Concat: {
            const first = code[pc + 2]!;
            const count = code[pc + 3]!;
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            let text = r[first] as string;
            for (let i = 1; i < count; i++) text = concatenate(agent, text, r[first + i] as string);
            r[code[pc - 3]!] = text;
            break;
          }

          // Jumps
          case Op.Jump:
            pc = code[pc + 1]!;
            break;
          case Op.Loop:
            pc += 1;
            if (--agent.fuel < 0) {
              frame.pc = pc;
              agent.frame = frame;
              return;
            }
            break;
          case Op.JumpTrue: {
            const value = r[code[pc + 1]!];
            pc = value === true || (value !== false && ToBoolean(value)) ? code[pc + 2]! : pc + 3;
            break;
          }
          case Op.JumpFalse: {
            const value = r[code[pc + 1]!];
            pc = value === false || (value !== true && !ToBoolean(value)) ? code[pc + 2]! : pc + 3;
            break;
          }
          case Op.JumpNullish: {
            const value = r[code[pc + 1]!];
            pc = value === undefined || value === null ? code[pc + 2]! : pc + 3;
            break;
          }
          case Op.JumpNotNullish: {
            const value = r[code[pc + 1]!];
            pc = value === undefined || value === null ? pc + 3 : code[pc + 2]!;
            break;
          }
          case Op.JumpUndefined:
            pc = r[code[pc + 1]!] === undefined ? code[pc + 2]! : pc + 3;
            break;
          case Op.JumpNotUndefined:
            pc = r[code[pc + 1]!] !== undefined ? code[pc + 2]! : pc + 3;
            break;
          case Op.JumpUninitialized:
            pc = r[code[pc + 1]!] === UNINITIALIZED ? code[pc + 2]! : pc + 3;
            break;
          case Op.JumpEqI:
            pc = r[code[pc + 1]!] === code[pc + 2]! ? code[pc + 3]! : pc + 4;
            break;
          case Op.JumpNeI:
            pc = r[code[pc + 1]!] !== code[pc + 2]! ? code[pc + 3]! : pc + 4;
            break;
          case Op.JumpStrictEq:
            pc = r[code[pc + 1]!] === r[code[pc + 2]!] ? code[pc + 3]! : pc + 4;
            break;
          case Op.JumpStrictNe:
            pc = r[code[pc + 1]!] !== r[code[pc + 2]!] ? code[pc + 3]! : pc + 4;
            break;

          // Calls
          case Op.Call: {
            const fn = r[code[pc + 2]!];
            const first = code[pc + 4]!;
            const count = code[pc + 5]!;
            if (typeof fn === 'object' && fn !== null && fn.kind === Kind.Closure) {
              const closure = fn.data as Closure;
              const callee = closure.code;
              if (callee.instructions === null) callee.compile();
              if (!callee.special) {
                if (--agent.fuel < 0) {
                  frame.pc = pc;
                  agent.frame = frame;
                  return;
                }
                const registers = callee.template.slice();
                const parameters = callee.parameterCount;
                for (let i = 0; i < count && i < parameters; i++) registers[i] = r[first + i];
                let args: Value[] | null = null;
                if (callee.needsArguments) {
                  args = [];
                  for (let i = 0; i < count; i++) args.push(r[first + i]);
                }
                const next = new Frame(
                  callee,
                  registers,
                  closure.env,
                  fn,
                  r[code[pc + 3]!],
                  undefined,
                  args,
                  closure.realm,
                  null,
                );
                next.caller = frame;
                next.ret = code[pc + 1]!;
                next.depth = frame.depth + 1;
                pc += 6;
                frame.pc = pc;
                if (next.depth > agent.limits.stackDepth) {
                  agent.frame = frame;
                  agent.realm = frame.realm;
                  throw errorThrow(agent, 'RangeError', 'Maximum call stack size exceeded');
                }
                frame = next;
                if (observed) {
                  agent.frame = frame;
                  observer.contextPushed(frame);
                }
                code = callee.instructions!;
                r = registers;
                pc = 0;
                env = closure.env;
                break;
              }
            }
            const args: Value[] = [];
            for (let i = 0; i < count; i++) args.push(r[first + i]);
            pc += 6;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            if (typeof fn === 'object' && fn !== null && fn.kind === Kind.Native) {
              const data = fn.data as NativeFunction;
              if (!data.steps && !tampered(agent, frame)) {
                agent.realm = data.realm;
                const self = r[code[pc - 3]!];
                const result = data.body(agent, self, args, undefined, fn) as Value;
                if (result !== SLOW) {
                  r[code[pc - 5]!] = result;
                  if (observed) observer.builtinCalled(frame, fn, self, args, result);
                  break;
                }
              }
            }
            if (--agent.fuel < 0) {
              pc -= 6;
              frame.pc = pc;
              return;
            }
            callFunction(agent, frame, fn, r[code[pc - 3]!], args, code[pc - 5]!, ReturnTo.Register);
            if (agent.frame !== frame) {
              frame = agent.frame!;
              if (frame.native !== null) return;
              code = frame.code.instructions!;
              r = frame.registers;
              pc = frame.pc;
              env = frame.env;
            }
            break;
          }
          case Op.CallSpread: {
            const array = r[code[pc + 4]!] as JSObject;
            pc += 5;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            callFunction(
              agent,
              frame,
              r[code[pc - 3]!],
              r[code[pc - 2]!],
              array.elements.slice(),
              code[pc - 4]!,
              ReturnTo.Register,
            );
            if (agent.frame !== frame) return;
            break;
          }
          case Op.TailCall: {
            const first = code[pc + 4]!;
            const count = code[pc + 5]!;
            pc += 6;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            agent.fuel--;
            tailCall(agent, frame, r[code[pc - 4]!], r[code[pc - 3]!], r.slice(first, first + count), code[pc - 5]!);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.CallEval: {
            const fn = r[code[pc + 2]!];
            const site: EvalSite = frame.code.constants[code[pc + 5]!];
            const args = (r[code[pc + 4]!] as JSObject).elements.slice();
            pc += 6;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            if (fn === frame.realm.intrinsics.eval) directEval(agent, frame, args[0], site, code[pc - 5]!);
            else if (site.tail) tailCall(agent, frame, fn, r[code[pc - 3]!], args, code[pc - 5]!);
            else callFunction(agent, frame, fn, r[code[pc - 3]!], args, code[pc - 5]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.New: {
            const first = code[pc + 3]!;
            const count = code[pc + 4]!;
            const args: Value[] = [];
            for (let i = 0; i < count; i++) args.push(r[first + i]);
            pc += 5;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            agent.fuel--;
            constructFunction(agent, frame, r[code[pc - 3]!], args, null, code[pc - 4]!);
            if (agent.frame !== frame) {
              frame = agent.frame!;
              if (frame.native !== null) return;
              code = frame.code.instructions!;
              r = frame.registers;
              pc = frame.pc;
              env = frame.env;
            }
            break;
          }
          case Op.NewSpread: {
            const array = r[code[pc + 3]!] as JSObject;
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            constructFunction(agent, frame, r[code[pc - 2]!], array.elements.slice(), null, code[pc - 3]!);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.GetSuperConstructor:
            pc += 3;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            r[code[pc - 2]!] = (r[code[pc - 1]!] as JSObject).proto;
            break;
          case Op.SuperCall: {
            const array = r[code[pc + 4]!] as JSObject;
            pc += 5;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            const parent = r[code[pc - 3]!];
            if (!isObject(parent) || !(parent.flags & 4)) throwNoSuperConstructor(agent, frame, parent);
            constructFunction(
              agent,
              frame,
              parent,
              array.elements.slice(),
              r[code[pc - 2]!] as JSObject,
              code[pc - 4]!,
            );
            if (agent.frame !== frame) return;
            break;
          }
          case Op.InitFields: {
            const fields = ((r[code[pc + 1]!] as JSObject).data as Closure).fields as unknown as ClassField[] | null;
            const self = r[code[pc + 2]!] as JSObject;
            pc += 3;
            if (fields !== null) {
              frame.pc = pc;
              agent.frame = frame;
              agent.realm = frame.realm;
              startSteps(agent, frame, initializeFields(agent, fields, self), -1, ReturnTo.Discard);
              if (agent.frame !== frame) return;
            }
            break;
          }
          case Op.Return: {
            let value = r[code[pc + 1]!];
            pc += 2;
            const { caller } = frame;
            if (
              frame.owner === null &&
              caller !== null &&
              caller.native === null &&
              frame.returnTo <= ReturnTo.Construct
            ) {
              if (observed) {
                frame.pc = pc;
                observer.contextReturned(frame, value);
              }
              if (frame.returnTo === ReturnTo.Construct && !isObject(value)) value = frame.thisValue;
              const { ret } = frame;
              frame = caller;
              agent.frame = caller;
              r = frame.registers;
              if (ret >= 0) r[ret] = value;
              code = frame.code.instructions!;
              pc = frame.pc;
              env = frame.env;
              break;
            }
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            returnFrom(agent, frame, value);
            return;
          }
          case Op.ReturnDerived: {
            let value = r[code[pc + 1]!];
            const self = r[code[pc + 2]!];
            pc += 3;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            if (!isObject(value)) {
              if (value !== undefined || self === UNINITIALIZED) derivedFailed(agent, frame, value);
              value = self;
            }
            returnFrom(agent, frame, value);
            return;
          }
          case Op.Throw:
          case Op.Rethrow: {
            const value = r[code[pc + 1]!];
            if (observed && code[pc] === Op.Throw) {
              frame.pc = pc + 2;
              agent.frame = frame;
              observer.thrown(frame, value);
            }
            pc += 2;
            frame.pc = pc;
            agent.frame = frame;
            if (code[pc - 2] === Op.Throw) agent.thrown = new Thrown(value, frame.code, pc);
            unwind(agent, frame, value);
            frame = agent.frame!;
            if (frame.native !== null) return;
            code = frame.code.instructions!;
            r = frame.registers;
            pc = frame.pc;
            env = frame.env;
            break;
          }

          // Functions and classes
          case Op.Closure:
            r[code[pc + 1]!] = makeClosure(frame.realm, frame.code.functions[code[pc + 2]!]!, env);
            pc += 3;
            break;
          case Op.NewClass: {
            pc += 5;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            const parent = code[pc - 2]!;
            startSteps(
              agent,
              frame,
              makeClass(
                agent,
                frame,
                frame.code.functions[code[pc - 1]!]!,
                env,
                parent < 0 ? HOLE : r[parent],
                code[pc - 3]!,
              ),
              code[pc - 4]!,
              ReturnTo.Register,
            );
            if (agent.frame !== frame) return;
            break;
          }
          case Op.SetHome:
            ((r[code[pc + 1]!] as JSObject).data as Closure).homeObject = r[code[pc + 2]!] as JSObject;
            pc += 3;
            break;
          case Op.SetFunctionName:
            setFunctionName(r[code[pc + 1]!] as JSObject, r[code[pc + 2]!] as string | symbol, code[pc + 3]!);
            pc += 4;
            break;
          case Op.NewFields: {
            const list: ClassField[] = [];
            const owner = r[code[pc + 2]!];
            if (isObject(owner)) (owner.data as Closure).fields = list as unknown as JSObject;
            r[code[pc + 1]!] = list as unknown as Value;
            pc += 3;
            break;
          }
          case Op.AddField:
            addField(
              r[code[pc + 1]!] as unknown as ClassField[],
              r[code[pc + 2]!] as string | symbol,
              r[code[pc + 3]!] as JSObject | undefined,
              code[pc + 4]!,
            );
            pc += 5;
            break;
          case Op.RunFields: {
            const list = r[code[pc + 1]!] as unknown as ClassField[];
            const self = r[code[pc + 2]!] as JSObject;
            pc += 3;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, runFields(agent, list, self), -1, ReturnTo.Discard);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.DefinePrivateMethod:
            pc += 5;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            definePrivateMethod(
              agent,
              r[code[pc - 4]!] as JSObject,
              r[code[pc - 3]!] as symbol,
              r[code[pc - 2]!] as JSObject,
              code[pc - 1]!,
            );
            break;
          case Op.LoadThis: {
            let value = frame.thisValue;
            if (!frame.code.strict && !isObject(value)) {
              value = value === undefined || value === null ? frame.realm.globalThis : toObject(agent, value);
              frame.thisValue = value;
            }
            r[code[pc + 1]!] = value;
            pc += 2;
            break;
          }
          case Op.LoadNewTarget:
            r[code[pc + 1]!] = frame.newTarget;
            pc += 2;
            break;
          case Op.LoadFunction:
            r[code[pc + 1]!] = frame.fn!;
            pc += 2;
            break;
          case Op.LoadGlobalThis:
            r[code[pc + 1]!] = frame.realm.globalThis;
            pc += 2;
            break;
          case Op.CreateArguments: {
            const slots = code[pc + 2]!;
            r[code[pc + 1]!] =
              slots < 0
                ? createUnmappedArguments(frame.realm, frame.args!)
                : createMappedArguments(frame.realm, frame.fn!, frame.args!, env!, frame.code.constants[slots]);
            pc += 3;
            break;
          }
          case Op.Rest:
            r[code[pc + 1]!] = createArray(frame.realm, frame.args!.slice(code[pc + 2]!));
            pc += 3;
            break;

          // Iteration
          case Op.IterOpen: {
            const value = r[code[pc + 2]!];
            const mode = code[pc + 3]!;
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            const quick = mode === 0 ? openQuickly(agent, frame, value) : null;
            if (quick !== null) {
              r[code[pc - 3]!] = quick as unknown as Value;
              break;
            }
            startSteps(agent, frame, openIterator(agent, frame, value, mode === 1), code[pc - 3]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.IterNext: {
            const state = r[code[pc + 2]!] as unknown as IteratorState;
            pc += 4;
            if (state.array !== null) {
              const value = nextOfArray(state);
              if (value === HOLE) {
                pc = code[pc - 1]!;
                break;
              }
              if (value !== SLOW) {
                r[code[pc - 3]!] = value;
                break;
              }
            }
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(
              agent,
              frame,
              iterateInto(agent, frame, nextOfLoop(agent, frame, state), code[pc - 3]!, code[pc - 1]!),
              -1,
              ReturnTo.Discard,
            );
            if (agent.frame !== frame) return;
            pc = frame.pc;
            break;
          }
          case Op.IterStep: {
            const state = r[code[pc + 2]!] as unknown as IteratorState;
            pc += 3;
            if (state.array !== null && !state.done) {
              const value = nextOfArray(state);
              if (value !== SLOW) {
                r[code[pc - 2]!] = value === HOLE ? undefined : value;
                break;
              }
            }
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, stepSlowly(agent, state), code[pc - 2]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.IterCallNext: {
            const state = r[code[pc + 2]!] as unknown as IteratorState;
            pc += 3;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            callFunction(agent, frame, state.nextMethod, state.iterator, [], code[pc - 2]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.IterUnwrap: {
            const state = r[code[pc + 3]!] as unknown as IteratorState;
            pc += 5;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(
              agent,
              frame,
              iterateInto(agent, frame, unwrapResult(agent, state, r[code[pc - 3]!]), code[pc - 4]!, code[pc - 1]!),
              -1,
              ReturnTo.Discard,
            );
            if (agent.frame !== frame) return;
            pc = frame.pc;
            break;
          }
          case Op.IterClose: {
            const state = r[code[pc + 1]!] as unknown as IteratorState;
            const quiet = code[pc + 2] === 1;
            pc += 3;
            if (state.array !== null) {
              state.done = true;
              break;
            }
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, closeIterator(agent, state, quiet), -1, ReturnTo.Discard);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.IterCallReturn: {
            const state = r[code[pc + 2]!] as unknown as IteratorState;
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(
              agent,
              frame,
              iterateInto(agent, frame, callReturn(agent, state), code[pc - 3]!, code[pc - 1]!),
              -1,
              ReturnTo.Discard,
            );
            if (agent.frame !== frame) return;
            pc = frame.pc;
            break;
          }
          case Op.IterMarkDone:
            (r[code[pc + 1]!] as unknown as IteratorState).done = true;
            pc += 2;
            break;
          case Op.IterRest: {
            const state = r[code[pc + 2]!] as unknown as IteratorState;
            pc += 3;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(
              agent,
              frame,
              restOf(agent, state, createArray(frame.realm, [])),
              code[pc - 2]!,
              ReturnTo.Register,
            );
            if (agent.frame !== frame) return;
            break;
          }
          case Op.JumpIterDone:
            pc = (r[code[pc + 1]!] as unknown as IteratorState).done ? code[pc + 2]! : pc + 3;
            break;
          case Op.CheckObject: {
            const value = r[code[pc + 1]!];
            pc += 3;
            if (!isObject(value)) {
              frame.pc = pc;
              agent.frame = frame;
              agent.realm = frame.realm;
              throwTypeError(agent, `${frame.code.constants[code[pc - 1]!]} ${describeValue(value)} is not an object`);
            }
            break;
          }
          case Op.ForInOpen: {
            const value = r[code[pc + 2]!];
            r[code[pc + 1]!] = new ForInState(
              value === undefined || value === null ? null : toObject(agent, value),
            ) as unknown as Value;
            pc += 3;
            break;
          }
          case Op.ForInNext: {
            const state = r[code[pc + 2]!] as unknown as ForInState;
            pc += 4;
            const value = forInQuickly(state);
            if (value === HOLE) {
              pc = code[pc - 1]!;
              break;
            }
            if (value !== SLOW) {
              r[code[pc - 3]!] = value;
              break;
            }
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(
              agent,
              frame,
              iterateInto(agent, frame, forInSlowly(agent, state), code[pc - 3]!, code[pc - 1]!),
              -1,
              ReturnTo.Discard,
            );
            if (agent.frame !== frame) return;
            pc = frame.pc;
            break;
          }
          case Op.RequireObject: {
            const value = r[code[pc + 1]!];
            pc += 2;
            if (value === undefined || value === null) {
              frame.pc = pc;
              agent.frame = frame;
              agent.realm = frame.realm;
              throwTypeError(agent, notDestructurableMessage(frame, value));
            }
            break;
          }

          // Suspension
          case Op.InitialYield: {
            pc += 1;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            if (frame.code.kind === 'module') {
              suspend(agent, frame, undefined);
              return;
            }
            const owner = frame.code.async ? makeAsyncGenerator(frame) : makeGenerator(frame);
            if (observed) observer.contextSuspended(frame, 'start', owner);
            suspend(agent, frame, owner);
            return;
          }
          case Op.Yield:
          case Op.YieldResult: {
            const raw = code[pc] === Op.YieldResult;
            frame.resumeRegister = code[pc + 1]!;
            frame.modeRegister = code[pc + 3]!;
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            yieldFrom(agent, frame, r[code[pc - 2]!], raw);
            if (agent.frame !== frame) return;
            pc = frame.pc;
            break;
          }
          case Op.ToPromise: {
            const value = r[code[pc + 2]!];
            pc += 3;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            const promise = promiseResolve(agent, value);
            if (promise !== SLOW) {
              r[code[pc - 2]!] = promise;
              break;
            }
            startSteps(agent, frame, toPromise(agent, value), code[pc - 2]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.Await: {
            const promise = r[code[pc + 2]!] as JSObject;
            frame.resumeRegister = code[pc + 1]!;
            frame.modeRegister = -1;
            pc += 3;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            if (observed) observer.contextSuspended(frame, 'await', promise);
            performPromiseThen(agent, promise, frame, frame, undefined);
            const first = !frame.detached;
            frame.detached = true;
            suspend(
              agent,
              frame,
              first && frame.owner !== null && frame.owner.kind === Kind.Promise ? frame.owner : undefined,
            );
            return;
          }
          case Op.DelegateCall: {
            const state = r[code[pc + 2]!] as unknown as IteratorState;
            const received = r[code[pc + 3]!];
            const mode = r[code[pc + 4]!] as number;
            pc += 5;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(
              agent,
              frame,
              delegateInto(
                agent,
                frame,
                delegateCall(agent, frame, state, received, mode),
                code[pc - 4]!,
                code[pc - 1]!,
              ),
              -1,
              ReturnTo.Discard,
            );
            if (agent.frame !== frame) return;
            break;
          }
          case Op.DelegateDone: {
            const result = r[code[pc + 1]!] as JSObject;
            pc += 3;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, jumpIfDone(agent, frame, result, code[pc - 1]!), -1, ReturnTo.Discard);
            if (agent.frame !== frame) return;
            pc = frame.pc;
            break;
          }

          // Resources
          case Op.NewDisposables:
            r[code[pc + 1]!] = [] as unknown as Value;
            pc += 2;
            break;
          case Op.AddDisposable: {
            const steps = addDisposable(
              agent,
              r[code[pc + 1]!] as unknown as DisposableResource[],
              r[code[pc + 2]!],
              code[pc + 3] === 1,
            );
            pc += 4;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, -1, ReturnTo.Discard);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.DisposeOpen: {
            const completion = r[code[pc + 3]!] === 1 ? new Throw(r[code[pc + 4]!]) : undefined;
            r[code[pc + 1]!] = new DisposalState(
              agent,
              r[code[pc + 2]!] as unknown as DisposableResource[],
              completion,
            ) as unknown as Value;
            pc += 5;
            break;
          }
          case Op.DisposeNext: {
            const state = r[code[pc + 2]!] as unknown as DisposalState;
            const steps = disposeInto(
              frame,
              state,
              r[code[pc + 3]!],
              r[code[pc + 4]!] === 1,
              code[pc + 1]!,
              code[pc + 5]!,
            );
            pc += 6;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, -1, ReturnTo.Discard);
            if (agent.frame !== frame) return;
            pc = frame.pc;
            break;
          }
          case Op.DisposeEnd: {
            const { completion } = r[code[pc + 1]!] as unknown as DisposalState;
            if (completion !== undefined) {
              r[code[pc + 2]!] = 1;
              r[code[pc + 3]!] = completion.value;
            }
            pc += 4;
            break;
          }

          // Other
          case Op.ImportMeta:
            pc += 2;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            r[code[pc - 1]!] = importMeta(agent, frame);
            break;
          case Op.DynamicImport: {
            const phase: ImportPhase = frame.code.constants[code[pc + 4]!];
            const steps = dynamicImport(agent, frame, r[code[pc + 2]!], r[code[pc + 3]!], phase);
            pc += 5;
            frame.pc = pc;
            agent.frame = frame;
            agent.realm = frame.realm;
            startSteps(agent, frame, steps, code[pc - 4]!, ReturnTo.Register);
            if (agent.frame !== frame) return;
            break;
          }
          case Op.Step:
            frame.pc = pc + 3;
            agent.frame = frame;
            if (observed) observer.positionReached(frame, code[pc + 1]!, code[pc + 2]!);
            pc += 3;
            break;
          case Op.Caught:
            frame.pc = pc + 4;
            agent.frame = frame;
            if (observed) observer.caught(frame, r[code[pc + 1]!], code[pc + 2]!, code[pc + 3]!);
            pc += 4;
            break;
          default:
            throw new Error(`unknown instruction ${code[pc]} at ${pc} of ${frame.code.name}`);
        }
      }
    } catch (error) {
      const thrown = toThrow(agent, error);
      if (observed) {
        agent.frame = frame;
        observer.thrown(frame, thrown.value);
      }
      frame.pc = pc;
      agent.thrown = new Thrown(thrown.value, frame.code, pc);
      unwind(agent, frame, thrown.value);
      frame = agent.frame!;
      if (frame.native !== null) return;
      code = frame.code.instructions!;
      r = frame.registers;
      pc = frame.pc;
      env = frame.env;
    }
  }
}
