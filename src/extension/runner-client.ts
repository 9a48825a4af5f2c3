import type * as vscode from 'vscode';
import { type Disposable, type Latest, LatestRunner } from '../base';
import { Cancel, type FilePack, type FromRunner, isFromRunner, type TraceMessage } from '../protocol';
import type { Platform, RunnerWorker } from './platform';

/** One run to be made; `fetch` gets the files that a worker without a disk turns out to need. */
export interface RunnerJob extends Omit<TraceMessage, 'type' | 'id' | 'cancel' | 'pack'> {
  readonly pack: FilePack | null;
  fetch(paths: readonly string[]): Promise<FilePack>;
  progress(steps: number, milliseconds: number): void;
}

export type RunnerAnswer = Extract<FromRunner, { type: 'done' | 'problem' | 'failed' }>;

/** A worker that was told to stop and says nothing for this long is ended. */
const GRACE_MS = 1_000;
/** A run that a newer one waits for has less time to end in good order. */
const SHORT_GRACE_MS = 250;
/** A worker that said it is ending has this long to pack what it recorded. */
const PACKING_MS = 20_000;
/** How often a run may turn out to need more files. */
const MOST_FETCHES = 500;

interface Run {
  readonly id: number;
  readonly cancel: Int32Array | null;
  readonly job: RunnerJob;
  settle(answer: RunnerAnswer | Extract<FromRunner, { type: 'missing' }>): void;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Runs programs in a worker of its own: one at a time, the newest first. A worker that does not answer is ended and replaced;
 * nothing here ever waits for it.
 */
export class RunnerClient implements Disposable {
  private worker: Promise<RunnerWorker> | null = null;
  private run: Run | null = null;
  private nextId = 1;
  private readonly latest = new LatestRunner<RunnerJob, RunnerAnswer>(
    (job) => this.attempt(job, 0),
    () => this.stop(Cancel.drop, SHORT_GRACE_MS),
  );

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly platform: Platform,
  ) {}

  get busy(): boolean {
    return this.latest.busy;
  }

  /** Starts the worker ahead of its first request. */
  warmUp(): void {
    this.start().catch(() => {});
  }

  request(job: RunnerJob): Promise<Latest<RunnerAnswer>> {
    return this.latest.run(job);
  }

  /** Ends the run that is under way; what it has so far is its answer, if it answers in time. */
  cancel(): void {
    this.latest.drop();
    this.stop(Cancel.keep, GRACE_MS);
  }

  dispose(): void {
    this.latest.drop();
    this.end('the trace was closed');
  }

  private async attempt(job: RunnerJob, fetches: number): Promise<RunnerAnswer> {
    const answer = await this.once(job);
    if (answer.type !== 'missing') return answer;
    if (fetches >= MOST_FETCHES) return { type: 'failed', id: answer.id, message: 'the program reads too many files' };
    return this.attempt({ ...job, pack: await job.fetch(answer.paths) }, fetches + 1);
  }

  private async once(job: RunnerJob): Promise<RunnerAnswer | Extract<FromRunner, { type: 'missing' }>> {
    const id = this.nextId++;
    const worker = await this.start();
    return new Promise((settle) => {
      const shared = typeof SharedArrayBuffer === 'function' ? new SharedArrayBuffer(4) : null;
      const run: Run = { id, cancel: shared && new Int32Array(shared), job, settle, timer: undefined };
      this.run = run;
      run.timer = setTimeout(
        () => this.end(`it did not answer within ${job.timeLimit / 1000} s`),
        job.timeLimit + GRACE_MS,
      );
      const { revision, request, overlays, roots, pack, timeLimit } = job;
      try {
        worker.post({ type: 'trace', id, revision, request, overlays, roots, pack, timeLimit, cancel: shared });
      } catch {
        // Some hosts refuse to hand over shared memory: then a run can only be ended with its worker.
        this.run = { ...run, cancel: null };
        worker.post({ type: 'trace', id, revision, request, overlays, roots, pack, timeLimit, cancel: null });
      }
    });
  }

  private start(): Promise<RunnerWorker> {
    if (this.worker !== null) return this.worker;
    // A worker that was replaced may still say that it ended: only the present one is listened to.
    const worker: Promise<RunnerWorker> = this.platform.startWorker(this.context, {
      message: (data) => {
        if (this.worker === worker) this.receive(data);
      },
      failed: (reason) => {
        if (this.worker === worker) this.end(reason);
      },
    });
    this.worker = worker;
    worker.catch(() => {
      if (this.worker === worker) this.worker = null;
    });
    return worker;
  }

  private receive(data: unknown): void {
    const { run } = this;
    // Answers about runs that were given up come late; they are nobody's.
    if (run === null || !isFromRunner(data) || data.id !== run.id) return;
    if (data.type !== 'progress') {
      this.settle(data);
      return;
    }
    const ending = data.milliseconds >= run.job.timeLimit || (run.cancel !== null && Atomics.load(run.cancel, 0) !== 0);
    if (ending) {
      clearTimeout(run.timer);
      run.timer = setTimeout(() => this.end('it was ended and did not answer'), PACKING_MS);
    }
    run.job.progress(data.steps, data.milliseconds);
  }

  private settle(answer: RunnerAnswer | Extract<FromRunner, { type: 'missing' }>): void {
    const { run } = this;
    if (run === null) return;
    this.run = null;
    clearTimeout(run.timer);
    run.settle(answer);
  }

  private stop(how: number, grace: number): void {
    const { run } = this;
    if (run === null) return;
    if (run.cancel === null) {
      this.end('it was cancelled');
      return;
    }
    Atomics.store(run.cancel, 0, how);
    clearTimeout(run.timer);
    run.timer = setTimeout(() => this.end('it was cancelled and did not answer'), grace);
  }

  /** Ends the worker, whatever it does; the next run starts another. */
  private end(reason: string): void {
    const { worker } = this;
    this.worker = null;
    worker?.then(
      (started) => started.dispose(),
      () => {},
    );
    if (this.run !== null) this.settle({ type: 'failed', id: this.run.id, message: reason });
  }
}
