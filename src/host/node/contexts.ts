import {
  compileScript,
  createObject,
  createRealm,
  defineOwnProperty,
  deleteProperty,
  type ExoticMethods,
  Frame,
  getOwnProperty,
  instantiateGlobals,
  isObject,
  type JSObject,
  Kind,
  method,
  ownPropertyKeys,
  type PropertyDescriptor,
  type PropertyKey,
  poke,
  type Realm,
  RunRequest,
  type Steps,
  setHidden,
  Throw,
  throwProblem,
  type Value,
  WC,
} from '../../engine';
import { parseProgram, Source } from '../../syntax';
import type { NodeHost } from './node-host';

/** The global object of a context reads and writes the object it was made from, and keeps the rest to itself. */
function contextual(sandbox: JSObject): ExoticMethods {
  const holderOf = (key: PropertyKey): JSObject | null => {
    for (let o: JSObject | null = sandbox; o !== null && o.kind !== Kind.Proxy; o = o.proto)
      if (getOwnProperty(o, key) !== undefined) return o;
    return null;
  };
  return {
    getOwn: (_global, key) => {
      const holder = holderOf(key);
      return holder === null ? undefined : getOwnProperty(holder, key);
    },
    define: (_global, key, descriptor: PropertyDescriptor) => {
      // What a script declares is assigned to the sandbox.
      const declared = descriptor.writable && descriptor.enumerable && descriptor.configurable === false;
      return (
        defineOwnProperty(sandbox, key, declared ? { ...descriptor, configurable: true } : descriptor) || undefined
      );
    },
    set: (_global, key, value) => {
      const done = poke(sandbox, key, value);
      return done === false && getOwnProperty(sandbox, key) === undefined ? undefined : done;
    },
    delete: (_global, key) => (getOwnProperty(sandbox, key) === undefined ? undefined : deleteProperty(sandbox, key)),
    keys: () => ownPropertyKeys(sandbox),
  };
}

const CONSOLE =
  'debug error info log warn dir dirxml table trace group groupCollapsed groupEnd clear count countReset assert profile profileEnd time timeLog timeEnd timeStamp context'.split(
    ' ',
  );

/** What `vm` needs: realms whose global object stands before an object of the program. */
export function bindContexts(host: NodeHost, binding: JSObject): void {
  const { realm, run } = host;
  const contexts = new WeakMap<JSObject, Realm>();
  const bind = (name: string, length: number, body: Parameters<typeof method>[4]): void => {
    method(realm, binding, name, length, body, { provider: 'Node' });
  };
  bind('isContext', 1, (_agent, _this, [object]) => contexts.has(object as JSObject));
  bind('makeContext', 1, (agent, _this, [object]) => {
    const inner = createRealm(agent);
    inner.name = 'vm';
    // V8's own console, which only an inspector hears.
    const silent = createObject(inner.intrinsics.ObjectPrototype);
    for (const name of CONSOLE) method(inner, silent, name, 0, () => undefined, { provider: 'Node' });
    setHidden(inner.globalObject, 'console', silent, WC);
    inner.globalObject.exotic = contextual(object as JSObject);
    agent.pristine.keep(Object.values(inner.intrinsics));
    run.observer?.realmCreated(inner, 'vm');
    contexts.set(object as JSObject, inner);
    return object;
  });
  bind('runScript', 3, function* (agent, _this, [text, name, context]) {
    const inner = isObject(context) ? contexts.get(context)! : realm;
    const source = agent.addSource(new Source(String(name as string), String(text as string)));
    const parsed = parseProgram(source.text, { type: 'script' });
    if ('problem' in parsed) {
      const { problem } = parsed;
      const { start, end } = problem;
      return yield* arrowed(source, start, end - start, function* () {
        throwProblem(agent, problem);
      });
    }
    const { code, declarations } = compileScript(source, parsed.program, { observed: run.observer !== null });
    return yield* arrowed(source, null, 1, function* () {
      instantiateGlobals(agent, inner, declarations);
      const registers = code.template.slice();
      return yield new RunRequest(
        new Frame(code, registers, null, null, inner.globalThis, undefined, null, inner, null),
      );
    });
  });
  bind('checkScript', 3, function* (agent, _this, [text, name, context]) {
    if (isObject(context)) agent.realm = contexts.get(context)!;
    const source = new Source(String(name as string), String(text as string));
    const parsed = parseProgram(source.text, { type: 'script' });
    if (!('problem' in parsed)) return undefined;
    const { problem } = parsed;
    const { start, end } = problem;
    return yield* arrowed(source, start, end - start, function* () {
      throwProblem(agent, problem);
    });
  });
}

/** Puts place and line before the stack of what a script throws, as Node does where errors are displayed. */
function* arrowed(source: Source, at: number | null, width: number, steps: () => Steps<Value>): Steps<Value> {
  try {
    return yield* steps();
  } catch (error) {
    if (!(error instanceof Throw) || !isObject(error.value) || error.value.kind !== Kind.Error) throw error;
    const stack = getOwnProperty(error.value, 'stack')?.value;
    if (typeof stack !== 'string') throw error;
    let place = at === null ? null : source.position(at);
    if (place === null) {
      const name = source.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      const match = new RegExp(`${name}:(\\d+):(\\d+)`).exec(stack);
      if (match !== null) place = { line: Number(match[1]), column: Number(match[2]) };
    }
    if (place === null) throw error;
    const line = source.text.split('\n')[place.line - 1] ?? '';
    const caret = ' '.repeat(place.column - 1) + '^'.repeat(width);
    setHidden(error.value, 'stack', `${source.name}:${place.line}\n${line}\n${caret}\n\n${stack}`, WC);
    throw error;
  }
}
