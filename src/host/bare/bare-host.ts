import {
  type Agent,
  compileScript,
  createObject,
  describeValue,
  Frame,
  instantiateGlobals,
  type Job,
  type ModuleRecord,
  method,
  RunRequest,
  type Steps,
  setHidden,
  Throw,
  throwTypeError,
  type Value,
  WaitRequest,
  WC,
} from '../../engine';
import { parseProgram, Source } from '../../syntax';
import { formatPlain } from '../console-format';
import { HostAgent } from '../host-agent';
import type { JobFacts } from '../observe';
import type { Run } from '../run';

/** A host that has nothing but the engine's job queue and a way to print. */
export class BareHost extends HostAgent {
  /** Of `Atomics.waitAsync`. */
  private readonly timeouts: { readonly facts: JobFacts; readonly due: number; readonly job: Job }[] = [];

  constructor(run: Run) {
    super(run, 'bare', 'bare engine');
    const { realm } = this;
    realm.name = 'script';
    run.observer?.realmCreated(realm, 'global');
    const console = createObject(realm.intrinsics.ObjectPrototype);
    setHidden(realm.globalObject, 'console', console, WC);
    const print = (level: 'log' | 'error') =>
      function* (agent: Agent, _this: Value, args: Value[]): Steps<Value> {
        const text = yield* formatPlain(agent, args);
        run.observer?.consolePrinted(level, text);
        if (level === 'log') run.output.stdout(`${text}\n`);
        else run.output.stderr(`${text}\n`);
        return undefined;
      };
    method(realm, console, 'log', 0, print('log'), { provider: 'Loopscope' });
    method(realm, console, 'error', 0, print('error'), { provider: 'Loopscope' });
    method(realm, realm.globalObject, 'print', 0, print('log'), { provider: 'Loopscope' });
    this.start(this.loop());
  }

  private *loop(): Steps<Value> {
    const { run, realm, agent } = this;
    const { entry, text } = run.options;
    const source = agent.addSource(new Source(entry, text, 0, null, entry));
    const parsed = parseProgram(text, { type: 'script', importPhases: true });
    if ('problem' in parsed) throw new Error(parsed.problem.message);
    const { code, declarations } = compileScript(source, parsed.program, { observed: run.observer !== null });
    run.observer?.phaseEntered('jobs');
    try {
      instantiateGlobals(agent, realm, declarations);
      yield new RunRequest(
        new Frame(code, code.template.slice(), null, null, realm.globalThis, undefined, null, realm, null),
      );
    } catch (error) {
      yield* this.report(error);
    }
    for (;;) {
      yield* this.runMicrotasks((error) => this.report(error));
      const due = this.nextDue();
      if (due === Number.POSITIVE_INFINITY) break;
      if (due > run.clock.now) yield new WaitRequest('idle');
      else yield* this.runTimeout(due);
    }
    run.observer?.phaseEntered('ended');
    return undefined;
  }

  private *runTimeout(due: number): Steps<void> {
    const at = this.timeouts.findIndex((timeout) => timeout.due === due);
    const { facts, job } = this.timeouts.splice(at, 1)[0]!;
    this.run.observer?.jobStarted(facts);
    yield* job.run();
    this.run.observer?.jobFinished(facts);
  }

  private *report(error: unknown): Steps<void> {
    if (!(error instanceof Throw)) throw error;
    const text = `Uncaught ${describeValue(error.value)}`;
    this.run.observer?.errorReported('uncaught', error.value, text);
    this.run.output.stderr(`${text}\n`);
    this.run.exitCode = 1;
  }

  protected hasWork(): boolean {
    return this.microtasks.length > 0 || this.nextDue() <= this.run.clock.now;
  }

  nextDue(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...this.timeouts.map(({ due }) => due));
  }

  promiseRejectionTracker(): void {}

  *loadImportedModule(agent: Agent, _referrer: ModuleRecord | null, specifier: string): Steps<ModuleRecord> {
    return throwTypeError(agent, `Cannot load '${specifier}': the bare engine has no module loader`);
  }

  importMetaProperties(): void {}

  enqueueTimeoutJob(_agent: Agent, job: Job, milliseconds: number): void {
    const facts = this.jobFacts('timeout', 'timeout', job.callback);
    this.timeouts.push({ facts, due: this.run.clock.now + milliseconds, job });
    this.run.observer?.jobQueued(facts);
  }
}
