import { SeededRandom } from '../base';
import { type JSObject, LimitReached, run as runMachine, type StopReason } from '../engine';
import type { Source, SyntaxProblem } from '../syntax';
import { Choices } from './choice';
import { Clock } from './clock';
import type { HostAgent } from './host-agent';
import type { MessageHome } from './message-port';
import type { RunObserver } from './observe';
import type { RunOptions, RunOutput, RunResult } from './options';
import { VirtualDisk } from './virtual-disk';

/** Units of work an agent may do before the next agent's turn. */
const SLICE = 20_000;

/** One run: the clock, the choices and the agents, interleaved on one host thread in a definite order. */
export class Run {
  readonly clock: Clock;
  readonly choices: Choices;
  readonly random: SeededRandom;
  readonly disk: VirtualDisk;
  readonly agents: HostAgent[] = [];
  readonly observer: RunObserver | null;
  exitCode = 0;
  /** Set by `process.exit` and its like: everything stops. */
  stopped = false;
  /** The first text that did not parse, for the report. */
  syntaxProblem: { readonly source: Source; readonly problem: SyntaxProblem } | null = null;
  /** Every text the run compiled; shared by its agents. */
  readonly sources: Source[] = [];
  private nextJob = 1;
  private nextTimer = 1;
  /** Broadcast channels that are open, in the order they were made. */
  readonly broadcasting: {
    readonly name: string;
    readonly host: MessageHome;
    readonly object: JSObject;
    readonly port: number;
  }[] = [];
  private nextPort = 1;
  private nextThread = 1;
  private nextAgent = 1;
  private work = 0;

  constructor(
    readonly options: RunOptions,
    readonly output: RunOutput,
  ) {
    this.clock = new Clock(options.startTime);
    this.choices = new Choices(options.choices);
    this.random = new SeededRandom(options.seed);
    this.disk = new VirtualDisk(
      options.files,
      { path: options.entry, text: options.text },
      () => options.startTime + this.clock.now,
    );
    this.observer = output.observer;
  }

  jobId(): number {
    return this.nextJob++;
  }

  portId(): number {
    return this.nextPort++;
  }

  threadId(): number {
    return this.nextThread++;
  }

  timerId(): number {
    return this.nextTimer++;
  }

  agentId(): number {
    return this.nextAgent++;
  }

  add(agent: HostAgent): void {
    this.agents.push(agent);
  }

  /** Runs all agents until none can go on, `stopped` is set, or a limit is met. */
  execute(): RunResult {
    const { limits } = this.options;
    try {
      for (;;) {
        let ran = false;
        for (const host of [...this.agents]) {
          if (this.stopped) return this.result('finished', '');
          if (host.ended || !host.ready()) continue;
          ran = true;
          this.turn(host);
          if (this.work > limits.work)
            return this.result('limit', `${limits.work.toLocaleString('en-US')} calls and loop rounds`);
          if (this.clock.now > limits.virtualTime)
            return this.result('limit', `${limits.virtualTime / 1000} s of virtual time`);
        }
        if (ran) continue;
        // Everybody waits: jump to the next moment something is due.
        let due = Number.POSITIVE_INFINITY;
        for (const host of this.agents) if (!host.ended) due = Math.min(due, host.nextWake());
        if (due === Number.POSITIVE_INFINITY) break;
        this.clock.advanceTo(due);
        this.observer?.timeIs(this.clock.now);
        if (this.clock.now > limits.virtualTime)
          return this.result('limit', `${limits.virtualTime / 1000} s of virtual time`);
      }
      return this.result('finished', '');
    } catch (error) {
      if (error instanceof LimitReached) return this.result('limit', error.detail);
      throw error;
    }
  }

  /** Too many microtasks without anything else getting a turn. */
  starving(count: number): never {
    throw new LimitReached('steps', `${count.toLocaleString('en-US')} microtasks in one checkpoint: tasks starve`);
  }

  private turn(host: HostAgent): void {
    const { agent } = host;
    this.output.turnBegins?.();
    this.observer?.agentRunning(agent);
    this.clock.count(agent);
    const before = agent.work;
    const reason: StopReason = runMachine(agent, SLICE);
    this.clock.rest();
    this.work += agent.work - before;
    host.stopped(reason);
  }

  private result(ending: RunResult['ending'], detail: string): RunResult {
    return {
      exitCode: this.exitCode,
      ending,
      detail,
      choices: this.choices.made,
      sources: this.sources,
      problem: this.syntaxProblem,
    };
  }
}
