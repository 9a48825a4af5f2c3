import {
  type Agent,
  CONFIGURABLE,
  createObject,
  method,
  type Steps,
  setHidden,
  ToBoolean,
  ToString,
  type Value,
  WC,
  WEC,
  wellKnown,
} from '../../engine';
import type { ConsoleLevel } from '../observe';
import { consoleText } from './console-text';
import { HTML } from './page-facts';
import type { ScriptEnvironment } from './script-environment';

/** What prints its arguments, and at which level. */
const PRINTING: Readonly<Record<string, ConsoleLevel>> = {
  debug: 'debug',
  error: 'error',
  info: 'info',
  log: 'log',
  warn: 'warn',
  dir: 'info',
  dirxml: 'info',
  table: 'info',
  trace: 'info',
};

/** In the order in which Chromium has them. */
const ORDER =
  'debug error info log warn dir dirxml table trace group groupCollapsed groupEnd clear count countReset assert profile ' +
  'profileEnd time timeLog timeEnd timeStamp';

function* nothing(): Steps<void> {}

function* labelOf(agent: Agent, value: Value): Steps<string> {
  return value === undefined ? 'default' : yield* ToString(agent, value);
}

/** Installs `console`. What `console.log` says goes to the output, all else to the other one. @spec console#console-namespace */
export function installConsole({ realm, run }: ScriptEnvironment): void {
  const console = createObject(realm.intrinsics.ObjectPrototype);
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  let depth = 0;
  const print = (level: ConsoleLevel, text: string): void => {
    const indentation = '  '.repeat(depth);
    run.observer?.consolePrinted(level, text.replace(/^/gm, indentation));
    if (level === 'log') run.output.stdout(`${text}\n`);
    else run.output.stderr(`${text}\n`);
  };
  const bind = (name: string, body: (agent: Agent, args: Value[]) => Steps<void>): void => {
    const run = function* (agent: Agent, _this: Value, args: Value[]): Steps<Value> {
      yield* body(agent, args);
      return undefined;
    };
    setHidden(console, name, method(realm, console, name, 0, run, HTML), WEC);
  };
  for (const name of ORDER.split(' ')) bind(name, nothing);
  for (const [name, level] of Object.entries(PRINTING))
    bind(name, function* (agent, args) {
      // Chromium says nothing of nothing.
      if (args.length > 0) print(level, yield* consoleText(agent, args));
      else if (name === 'trace') print(level, 'console.trace');
    });
  for (const name of ['group', 'groupCollapsed'])
    bind(name, function* (agent, args) {
      print('info', args.length === 0 ? `console.${name}` : yield* consoleText(agent, args));
      depth++;
    });
  bind('groupEnd', function* () {
    depth = Math.max(0, depth - 1);
  });
  bind('assert', function* (agent, [condition, ...rest]) {
    if (ToBoolean(condition)) return;
    print('error', rest.length === 0 ? 'Assertion failed' : `Assertion failed: ${yield* consoleText(agent, rest)}`);
  });
  bind('count', function* (agent, [value]) {
    const label = yield* labelOf(agent, value);
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    print('info', `${label}: ${count}`);
  });
  bind('countReset', function* (agent, [value]) {
    const label = yield* labelOf(agent, value);
    if (!counts.delete(label)) print('warn', `Count for '${label}' does not exist`);
  });
  bind('time', function* (agent, [value]) {
    const label = yield* labelOf(agent, value);
    if (timers.has(label)) print('warn', `Timer '${label}' already exists`);
    else timers.set(label, run.clock.now);
  });
  for (const name of ['timeLog', 'timeEnd'])
    bind(name, function* (agent, [value, ...rest]) {
      const label = yield* labelOf(agent, value);
      const begun = timers.get(label);
      if (begun === undefined) {
        print('warn', `Timer '${label}' does not exist`);
        return;
      }
      const taken = `${label}: ${run.clock.now - begun} ms`;
      print('info', name === 'timeLog' && rest.length > 0 ? `${taken} ${yield* consoleText(agent, rest)}` : taken);
      if (name === 'timeEnd') timers.delete(label);
    });
  setHidden(console, wellKnown.toStringTag, 'console', CONFIGURABLE);
  setHidden(realm.globalObject, 'console', console, WC);
}
