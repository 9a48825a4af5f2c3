import {
  Agent,
  compileScript,
  createRealm,
  type EngineLimits,
  Frame,
  type HostHooks,
  instantiateGlobals,
  isObject,
  type Job,
  type Realm,
  RunRequest,
  run,
  type Steps,
  Throw,
  type Value,
} from '../../../src/engine';
import { native } from '../../../src/engine/builtins/define';
import { NATIVE_CODE } from '../../../src/engine/machine/calls';
import { describeError, describeValue } from '../../../src/engine/operations/describe';
import { Kind, ownPropertyKeys, peek, setHidden } from '../../../src/engine/values/object';
import { HOLE } from '../../../src/engine/values/value';
import { parseProgram, Source } from '../../../src/syntax';

const LIMITS: EngineLimits = { stackDepth: 10_000, stringLength: 536870888, heapBytes: 1 << 30 };

/** What a run of the bare engine gave: the lines `print` wrote, then how it ended if not well. */
export interface ScriptResult {
  readonly lines: string[];
  /** The uncaught error of the script or of a job, in words. */
  readonly uncaught: string[];
}

/** A bare host: a queue of jobs, no clock, no randomness. */
class BareHooks implements HostHooks {
  readonly jobs: Job[] = [];
  readonly timeZoneName = 'UTC';
  readonly locale = 'en-US';
  private time = 0;

  constructor(readonly proposals: boolean) {}

  enqueuePromiseJob(_agent: Agent, job: Job): void {
    this.jobs.push(job);
  }
  enqueueGenericJob(_agent: Agent, job: Job): void {
    this.jobs.push(job);
  }
  enqueueTimeoutJob(_agent: Agent, job: Job): void {
    this.jobs.push(job);
  }
  promiseRejectionTracker(): void {}
  ensureCanCompileStrings(): void {}
  *loadImportedModule(): Steps<never> {
    throw new Error('no modules here');
  }
  importMetaProperties(): void {}
  enqueueFinalizationRegistryCleanupJob(): void {}
  currentTime(): number {
    return this.time++;
  }
  random(): number {
    return 0.5;
  }
  timeZoneOffset(): number {
    return 0;
  }
  notModelled(): void {}
  readonly stackMessage = 'captured';
  /** Of the Node that runs the tests, which is what they compare with. */
  readonly wording = Number.parseInt(process.versions.v8, 10) < 13 ? 'V8 11' : 'V8 13';
  stackTraceTail(): readonly string[] {
    return [];
  }
}

/** Runs a script and all its jobs on the bare engine, with a global `print(...values)`. */
export function runScript(text: string, prepare?: (realm: Realm) => void, proposals = false): ScriptResult {
  const lines: string[] = [];
  const uncaught: string[] = [];
  const hooks = new BareHooks(proposals);
  const agent = new Agent(1, 'test', hooks, LIMITS);
  const realm = createRealm(agent);
  const print = native(realm, 'print', 0, (_agent, _this, args) => {
    lines.push(args.map((arg) => show(arg)).join(' '));
    return undefined;
  });
  setHidden(realm.globalObject, 'print', print, 7);
  prepare?.(realm);
  const source = new Source('test.js', text);
  const parsed = parseProgram(text, { type: 'script' });
  if ('problem' in parsed) return { lines, uncaught: [`SyntaxError: ${parsed.problem.message}`] };
  const { code, declarations } = compileScript(source, parsed.program, { observed: false });
  const guarded = function* (steps: Steps<Value>): Steps<void> {
    try {
      yield* steps;
    } catch (error) {
      if (!(error instanceof Throw)) throw error;
      uncaught.push(show(error.value));
    }
  };
  const script = function* (): Steps<Value> {
    code.compile();
    instantiateGlobals(agent, realm, declarations);
    const registers = code.template.slice();
    return yield new RunRequest(
      new Frame(code, registers, realm.scriptScope, null, realm.globalThis, undefined, null, realm, null),
    );
  };
  const main = function* (): Steps<Value> {
    yield* guarded(script());
    for (let job = hooks.jobs.shift(); job !== undefined; job = hooks.jobs.shift()) yield* guarded(job.run());
    return undefined;
  };
  agent.frame = new Frame(NATIVE_CODE, [], null, null, undefined, undefined, null, realm, main());
  while (run(agent, 1_000_000) === 'fuel');
  return { lines, uncaught };
}

/** A value as the tests' expectations write it; close to what a console shows. */
export function show(value: Value, depth = 0): string {
  if (typeof value === 'string') return depth === 0 ? value : `'${value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  if (!isObject(value)) return describeValue(value);
  if (value.kind === Kind.Error) return describeError(value);
  if (value.kind === Kind.Proxy) return 'Proxy';
  if (value.callable) return `[Function ${String(peek(value, 'name'))}]`;
  if (value.kind === Kind.Promise) return `Promise<${value.data.state}>`;
  if (depth > 3) return '…';
  const parts: string[] = [];
  for (const key of ownPropertyKeys(value)) {
    if (value.kind === Kind.Array && key === 'length') continue;
    const item = peek(value, key);
    const text = isObject(item) || typeof item !== 'symbol' ? show(item, depth + 1) : item.toString();
    parts.push(value.kind === Kind.Array && typeof key === 'number' ? text : `${String(key)}: ${text}`);
  }
  if (value.kind === Kind.Array) {
    const holes = value.length - value.elements.filter((item) => item !== HOLE).length;
    if (holes > 0 && value.sparse === null) parts.push(`<${holes} empty>`);
    return `[${parts.join(', ')}]`;
  }
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** What a script prints, line by line; an uncaught error comes last, as `Uncaught …`. */
export function linesOf(text: string, { proposals = false } = {}): string[] {
  const { lines, uncaught } = runScript(text, undefined, proposals);
  return [...lines, ...uncaught.map((error) => `Uncaught ${error}`)];
}

/** The text of the error a script throws, or what it prints if it throws none. */
export function errorOf(text: string): string {
  const { lines, uncaught } = runScript(text);
  return uncaught[0] ?? `no error, but ${lines.join('\n')}`;
}
