/**
 * The machine's instructions. Each is one 32-bit opcode followed by 32-bit operands: registers (`d` target, others sources),
 * constants (`k`), jump targets (`t`, absolute), inline cache numbers (`ic`), small integers (`n`).
 * The comment behind each opcode is its encoding.
 */
export const enum Op {
  Move, // d s
  LoadConst, // d k
  LoadUndefined, // d
  LoadUninitialized, // d
  // Scopes
  PushEnv, // n(scope)
  PopEnv, //
  CopyEnv, //
  SaveEnv, // d
  RestoreEnv, // s
  GetEnv0, // d n(slot)
  GetEnv1, // d n(slot)
  GetEnv, // d n(hops) n(slot)
  GetEnvChecked, // d n(hops) n(slot)
  SetEnv, // n(hops) n(slot) s
  SetEnvChecked, // n(hops) n(slot) s
  CheckInitialized, // s k(name)
  GetImport, // d n(hops) n(slot)
  GetGlobal, // d k(name) ic
  GetIntrinsic, // d k(name)
  TypeofGlobal, // d k(name)
  SetGlobal, // k(name) s ic
  InitGlobalLexical, // k(name) s
  DefineGlobalVar, // k(name) s
  GetDynamic, // d k(name) n(typeof)
  ResolveDynamic, // d k(name)
  GetResolved, // d s(reference) k(name)
  PutResolved, // s(reference) k(name) s
  GetDynamicCall, // d d(this) k(name)
  DeleteDynamic, // d k(name)
  SetEvalVar, // k(name) s
  SetBlockFunction, // k(BlockFunction) s
  PushWith, // s
  ThrowConst, // k(sort of variable)
  ThrowReference, // k(message)
  // Properties
  GetProp, // d o k ic
  SetProp, // o k s ic
  GetElem, // d o s
  SetElem, // o s s
  GetSuperBase, // d s(function)
  GetSuper, // d s(this) s(base) s(key)
  SetSuper, // s(this) s(base) s(key) s
  DeleteProp, // d o k
  DeleteElem, // d o s
  DeleteSuper, //
  GetPrivate, // d o s(key)
  SetPrivate, // o s(key) s
  HasPrivate, // d o s(key)
  NewPrivateName, // d k(description)
  DefineField, // o s(key) s
  DefineProp, // o k s
  DefineElem, // o s(key) s
  DefineMethod, // o s(key) s n(flags)
  SetProto, // o s
  CopyDataProperties, // d s s(excluded array or undefined)
  NewObject, // d
  NewObjectFrom, // d n(first) n(count) k(keys) ic
  NewArray, // d n(first) n(count)
  ArrayPush, // o s
  ArrayHole, // o
  ArraySpread, // o s
  NewRegExp, // d k(pattern) k(flags)
  GetTemplate, // d k(site)
  // Operators
  Add, // d a b
  Sub,
  Mul,
  Div,
  Mod,
  Exp,
  BitAnd,
  BitOr,
  BitXor,
  Shl,
  Shr,
  Ushr,
  AddI, // d a n
  SubI, // d a n
  BitAndI, // d a n
  Eq,
  Ne,
  StrictEq,
  StrictNe,
  Lt,
  Le,
  Gt,
  Ge,
  In,
  InstanceOf,
  Inc, // d a
  Dec,
  ToNumeric,
  Neg,
  Plus,
  BitNot,
  Not,
  TypeOf,
  ToPropertyKey,
  ToPropertyKeyOf, // d s(key) o(object, must not be nullish)
  ToStringValue,
  Concat, // d n(first) n(count)
  // Jumps
  Jump, // t
  Loop, // (start of a loop's test: where a run can be stopped)
  JumpTrue, // s t
  JumpFalse, // s t
  JumpNullish, // s t
  JumpNotNullish, // s t
  JumpUndefined, // s t
  JumpNotUndefined, // s t
  JumpEqI, // s n t
  JumpNeI, // s n t
  JumpUninitialized, // s t
  JumpLt, // a b t
  JumpLe,
  JumpGt,
  JumpGe,
  JumpStrictEq,
  JumpStrictNe,
  JumpNotLt,
  JumpNotLe,
  JumpNotGt,
  JumpNotGe,
  // Calls
  Call, // d f this n(first) n(count)
  CallSpread, // d f this s(array)
  TailCall, // as Call
  CallEval, // d f s(this) o(arguments) k(scope)
  New, // d f n(first) n(count)
  NewSpread, // d f s(array)
  GetSuperConstructor, // d s(function)
  SuperCall, // d s(parent) s(newTarget) s(array)
  InitFields, // s(function) s(this)
  Return, // s
  Throw, // s
  Rethrow, // s
  // Functions and classes
  Closure, // d n
  NewClass, // d d(proto) s(super or -1) n(constructor)
  SetHome, // s(fn) s(home)
  NewFields, // d s(class or undefined)
  AddField, // s(list) s(key) s(initialiser) n(4 private, 8 private method, 16 name the value; 1 getter, 2 setter)
  RunFields, // s(list) s(this)
  DefinePrivateMethod, // o s(key) s(fn) n(flags)
  SetFunctionName, // s(fn) s(key) n(prefix)
  LoadThis, // d
  LoadNewTarget, // d
  LoadFunction, // d
  LoadGlobalThis, // d
  CreateArguments, // d k(slots of mapped parameters, or -1)
  Rest, // d n(from)
  // Iteration
  IterOpen, // d s n(0 sync, 1 async, 2 sync by calls alone)
  IterNext, // d s(iterator) t(done)
  IterStep, // d s(iterator): undefined once done
  IterCallNext, // d s(iterator)
  IterUnwrap, // d s(result) s(iterator) t(done)
  IterClose, // s(iterator) n(1: an exception is passing, swallow errors)
  IterCallReturn, // d s(iterator) t(no method)
  IterMarkDone, // s(iterator)
  IterRest, // d s(iterator)
  JumpIterDone, // s(iterator) t
  CheckObject, // s k(what)
  ForInOpen, // d s
  ForInNext, // d s t(done)
  RequireObject, // s(value) n(pattern index)
  // Suspension
  InitialYield, //
  Yield, // d s d(mode)
  YieldResult, // d s d(mode)   (an iterator result handed through by yield*)
  ToPromise, // d s
  Await, // d s(promise)
  AsyncReturnAwait, // d s
  DelegateDone, // s(result) t(done)
  DelegateCall, // d(result) s(iterator) s(received) s d(mode)
  // Resources
  NewDisposables, // d
  AddDisposable, // s(resources) s(value) n(async)
  DisposeOpen, // d(state) s(resources) s(kind) s(value)
  DisposeNext, // d(awaited) s(state) s(received) s(mode) t(done)
  DisposeEnd, // s(state) d(kind) d(value)
  // Other
  ImportMeta, // d
  DynamicImport, // d s(specifier) s(options) k(phase)
  Debugger,
  Step, // n n
  Caught, // s n(start) n(end)
  ThrowIfNotObject, // s
  ReturnDerived, // d s s(this)
  Nop,
}
