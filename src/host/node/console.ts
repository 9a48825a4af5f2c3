import {
  type Agent,
  createObject,
  isObject,
  type JSObject,
  method,
  type Steps,
  ToBoolean,
  ToString,
  type Value,
  WEC,
} from '../../engine';
import type { ConsoleLevel } from '../observe';
import { formatTable } from './console-table';
import { formatLog, inspectValue, readOptions } from './inspect';
import type { NodeHost } from './node-host';

const METHODS: Record<string, ConsoleLevel> = {
  log: 'log',
  info: 'info',
  debug: 'debug',
  warn: 'warn',
  error: 'error',
  trace: 'error',
};

/** Node's console. */
export function createConsole(host: NodeHost, write: (level: 'log' | 'error', text: string) => void): JSObject {
  const { realm, run } = host;
  const console = createObject(createObject(realm.intrinsics.ObjectPrototype));
  let indentation = '';
  const counts = new Map<string, number>();
  const starts = new Map<string, number>();
  const print = (level: ConsoleLevel, text: string): void => {
    const lines =
      indentation === ''
        ? text
        : text
            .split('\n')
            .map((l) => indentation + l)
            .join('\n');
    run.observer?.consolePrinted(level, lines);
    write(level === 'warn' || level === 'error' ? 'error' : 'log', `${lines}\n`);
  };
  const add = (name: string, body: (agent: Agent, args: Value[]) => Steps<void>): void => {
    const fn = method(
      realm,
      console,
      name,
      0,
      function* (agent, _this, args) {
        yield* body(agent, args);
        return undefined;
      },
      { provider: 'Node' },
    );
    console.slots[console.shape.lookup(name)] = fn;
    console.shape = console.shape.withAttributes(console.shape.lookup(name), WEC);
  };
  for (const [name, level] of Object.entries(METHODS)) {
    add(name, function* (agent, args) {
      print(level, yield* formatLog(agent, args));
    });
  }
  const label = function* (agent: Agent, value: Value): Steps<string> {
    return value === undefined ? 'default' : yield* ToString(agent, value);
  };
  for (const name of ['group', 'groupCollapsed']) {
    add(name, function* (agent, args) {
      if (args.length > 0) print('log', yield* formatLog(agent, args));
      indentation += '  ';
    });
  }
  add('groupEnd', function* () {
    indentation = indentation.slice(2);
  });
  add('count', function* (agent, [name]) {
    const text = yield* label(agent, name);
    const n = (counts.get(text) ?? 0) + 1;
    counts.set(text, n);
    print('log', `${text}: ${n}`);
  });
  add('countReset', function* (agent, [name]) {
    counts.delete(yield* label(agent, name));
  });
  add('assert', function* (agent, [ok, ...rest]) {
    if (ToBoolean(ok)) return;
    if (rest.length === 0) print('warn', 'Assertion failed');
    else if (typeof rest[0] === 'string')
      print('warn', yield* formatLog(agent, [`Assertion failed: ${rest[0]}`, ...rest.slice(1)]));
    else print('warn', yield* formatLog(agent, ['Assertion failed:', ...rest]));
  });
  const elapsed = (from: number): string => {
    const ms = run.clock.now - from;
    return ms >= 1000 ? `${(ms / 1000).toFixed(3)}s` : `${Number(ms.toFixed(3))}ms`;
  };
  add('time', function* (agent, [name]) {
    starts.set(yield* label(agent, name), run.clock.read());
  });
  add('timeEnd', function* (agent, [name]) {
    const text = yield* label(agent, name);
    const from = starts.get(text);
    if (from === undefined) return;
    print('log', `${text}: ${elapsed(from)}`);
    starts.delete(text);
  });
  add('timeLog', function* (agent, [name, ...rest]) {
    const text = yield* label(agent, name);
    const from = starts.get(text);
    if (from === undefined) return;
    print(
      'log',
      [`${text}: ${elapsed(from)}`, rest.length > 0 ? yield* formatLog(agent, rest) : '']
        .filter((t) => t !== '')
        .join(' '),
    );
  });
  add('dir', function* (agent, [value, options]) {
    print('log', yield* inspectValue(agent, value, { customInspect: false, ...(yield* readOptions(agent, options)) }));
  });
  add('dirxml', function* (agent, args) {
    print('log', yield* formatLog(agent, args));
  });
  add('table', function* (agent, [data, columns]) {
    const text = isObject(data) ? yield* formatTable(agent, data, columns) : null;
    print('log', text ?? (yield* formatLog(agent, [data])));
  });
  return console;
}
