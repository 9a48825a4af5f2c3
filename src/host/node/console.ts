import {
  type Agent,
  CallRequest,
  type Closure,
  constructorFunction,
  createObject,
  Get,
  getOwnProperty,
  IsCallable,
  isObject,
  type JSObject,
  Kind,
  native,
  peek,
  type Steps,
  setHidden,
  stackLines,
  ToBoolean,
  ToString,
  type Value,
  WC,
  WEC,
  wellKnown,
} from '../../engine';
import type { ConsoleLevel } from '../observe';
import { formatTable } from './console-table';
import { formatLog, type InspectOptions, inspectValue, readOptions } from './inspect';
import { nodeError, received } from './node-error';
import type { NodeHost } from './node-host';

/** Where a console's text goes. */
type Sink = (level: ConsoleLevel, text: string) => Steps<void>;
type ConsoleMethod = (agent: Agent, args: Value[]) => Steps<void>;

/** Virtual milliseconds in Node's words. */
function elapsed(ms: number): string {
  return ms >= 1000 ? `${(ms / 1000).toFixed(3)}s` : `${Number(ms.toFixed(3))}ms`;
}

/** The methods of one console in Node's order, with the state they share. */
function consoleMethods(
  host: NodeHost,
  sink: Sink,
  options: Partial<InspectOptions>,
  groupIndentation: number,
): Record<string, ConsoleMethod> {
  const { clock } = host.run;
  let indentation = '';
  const counts = new Map<string, number>();
  const starts = new Map<string, number>();
  const print = function* (level: ConsoleLevel, text: string): Steps<void> {
    yield* sink(level, indentation === '' ? text : text.replace(/^/gm, indentation));
  };
  const logged = (level: ConsoleLevel): ConsoleMethod =>
    function* (agent, args) {
      yield* print(level, yield* formatLog(agent, args, options));
    };
  const label = function* (agent: Agent, value: Value): Steps<string> {
    return value === undefined ? 'default' : yield* ToString(agent, value);
  };
  const group: ConsoleMethod = function* (agent, args) {
    if (args.length > 0) yield* print('log', yield* formatLog(agent, args, options));
    indentation += ' '.repeat(groupIndentation);
  };
  return {
    log: logged('log'),
    warn: logged('warn'),
    *dir(agent, [value, given]) {
      const own = yield* readOptions(agent, given);
      yield* print('log', yield* inspectValue(agent, value, { customInspect: false, ...options, ...own }));
    },
    *time(agent, [name]) {
      starts.set(yield* label(agent, name), clock.read());
    },
    *timeEnd(agent, [name]) {
      const text = yield* label(agent, name);
      const from = starts.get(text);
      if (from === undefined) return;
      yield* print('log', `${text}: ${elapsed(clock.now - from)}`);
      starts.delete(text);
    },
    *timeLog(agent, [name, ...rest]) {
      const text = yield* label(agent, name);
      const from = starts.get(text);
      if (from === undefined) return;
      const more = rest.length > 0 ? ` ${yield* formatLog(agent, rest, options)}` : '';
      yield* print('log', `${text}: ${elapsed(clock.now - from)}${more}`);
    },
    *trace(agent, args) {
      const text = args.length > 0 ? `: ${yield* formatLog(agent, args, options)}` : '';
      yield* print('error', `Trace${text}${stackLines(agent, agent.frame?.fn ?? null)}`);
    },
    *assert(agent, [ok, ...rest]) {
      if (ToBoolean(ok)) return;
      if (rest.length === 0) yield* print('warn', 'Assertion failed');
      else {
        const first = `Assertion failed: ${yield* ToString(agent, rest[0])}`;
        yield* print('warn', yield* formatLog(agent, [first, ...rest.slice(1)], options));
      }
    },
    *clear() {},
    *count(agent, [name]) {
      const text = yield* label(agent, name);
      const n = (counts.get(text) ?? 0) + 1;
      counts.set(text, n);
      yield* print('log', `${text}: ${n}`);
    },
    *countReset(agent, [name]) {
      counts.delete(yield* label(agent, name));
    },
    group,
    *groupEnd() {
      indentation = indentation.slice(groupIndentation);
    },
    *table(agent, [data, columns]) {
      if (!isObject(data) || data.callable) {
        yield* print('log', yield* formatLog(agent, [data], options));
        return;
      }
      if (columns !== undefined && (!isObject(columns) || columns.kind !== Kind.Array)) {
        throw nodeError(
          agent,
          'TypeError',
          'ERR_INVALID_ARG_TYPE',
          `The "properties" argument must be an instance of Array.${received(columns)}`,
        );
      }
      const wanted = columns === undefined ? null : columns.elements.slice(0, columns.length);
      yield* print('log', yield* formatTable(agent, data, wanted as Value[] | null));
    },
    debug: logged('debug'),
    info: logged('info'),
    dirxml: logged('log'),
    error: logged('error'),
    groupCollapsed: group,
  };
}

function addMethods(host: NodeHost, console: JSObject, methods: Record<string, ConsoleMethod>): void {
  for (const [name, body] of Object.entries(methods)) {
    const run = function* (agent: Agent, _this: Value, args: Value[]): Steps<Value> {
      yield* body(agent, args);
      return undefined;
    };
    setHidden(console, name, native(host.realm, name, 0, run, { provider: 'Node' }), WEC);
  }
}

function isError(level: ConsoleLevel): boolean {
  return level === 'warn' || level === 'error';
}

/** Node's `console`. `process` gives the streams, whose `write` the program may have replaced. */
export function createConsole(
  host: NodeHost,
  write: (level: 'log' | 'error', text: string) => void,
  process: () => JSObject,
): JSObject {
  const { realm, run } = host;
  const sink: Sink = function* (level, text) {
    run.observer?.consolePrinted(level, text);
    // An accessor still: nobody has asked for the stream.
    const own = getOwnProperty(process(), isError(level) ? 'stderr' : 'stdout');
    const stream = own === undefined || own.isAccessor ? undefined : (own.value as Value);
    const replaced = isObject(stream) ? peek(stream, 'write') : undefined;
    if (isObject(replaced) && !(replaced.kind === Kind.Closure && (replaced.data as Closure).code.library))
      yield new CallRequest(replaced, stream, [`${text}\n`], undefined);
    else write(isError(level) ? 'error' : 'log', `${text}\n`);
  };
  const console = createObject(createObject(realm.intrinsics.ObjectPrototype));
  addMethods(host, console, consoleMethods(host, sink, {}, 2));
  setHidden(console, 'Console', consoleConstructor(host, console), WEC);
  for (const name of ['profile', 'profileEnd', 'timeStamp', 'context', 'createTask']) {
    const nothing = native(realm, name, 0, () => undefined, { provider: 'Node' });
    setHidden(console, name, nothing, WEC);
  }
  setHidden(console, wellKnown.toStringTag, 'console', WC & ~1);
  return console;
}

/** `console.Console`: a console on streams of the program's own. */
function consoleConstructor(host: NodeHost, global: JSObject): JSObject {
  const { realm } = host;
  const prototype = createObject(realm.intrinsics.ObjectPrototype);
  const made = new WeakSet([global]);
  const Console = constructorFunction(
    realm,
    'Console',
    1,
    function* (agent, _this, [first, second], newTarget) {
      const given = isObject(first) && peek(first, 'write') === undefined ? first : null;
      const stdout = given === null ? first : yield* Get(agent, given, 'stdout');
      const stderr = (given === null ? second : yield* Get(agent, given, 'stderr')) ?? stdout;
      for (const [name, stream] of [['stdout', stdout] as const, ['stderr', stderr] as const]) {
        if (isObject(stream) && IsCallable(yield* Get(agent, stream, 'write'))) continue;
        const text = `Console expects a writable stream instance for ${name}`;
        throw nodeError(agent, 'TypeError', 'ERR_CONSOLE_WRITABLE_STREAM', text);
      }
      const indentation = given === null ? undefined : yield* Get(agent, given, 'groupIndentation');
      const options = given === null ? {} : yield* readOptions(agent, yield* Get(agent, given, 'inspectOptions'));
      const sink: Sink = function* (level, text) {
        const stream = isError(level) ? stderr : stdout;
        yield new CallRequest(yield* Get(agent, stream as JSObject, 'write'), stream, [`${text}\n`], undefined);
      };
      const own = newTarget === undefined ? prototype : ((yield* Get(agent, newTarget, 'prototype')) as JSObject);
      const console = createObject(own);
      addMethods(host, console, consoleMethods(host, sink, options, typeof indentation === 'number' ? indentation : 2));
      made.add(console);
      return console;
    },
    prototype,
    { provider: 'Node' },
  );
  const hasInstance = native(
    realm,
    wellKnown.hasInstance,
    1,
    (_agent, _this, [value]) => isObject(value) && made.has(value),
  );
  setHidden(Console, wellKnown.hasInstance, hasInstance, 0);
  return Console;
}
