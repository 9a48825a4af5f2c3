import { type Disposable, type Latest, LatestRunner } from '../base';
import {
  Cancel,
  type FilePack,
  type FromRunner,
  isFromRunner,
  type Rescue,
  type ToRunner,
  type TraceMessage,
} from './runner';

/** A started worker, whichever kind. */
export interface RunnerWorker extends Disposable {
  post(message: ToRunner): void;
}

/** What a worker tells whoever started it. */
export interface RunnerListener {
  /** Anything it sent; not looked at yet. */
  message(data: unknown): void;
  /** It ended by itself: out of memory, or an error of ours. */
  failed(reason: string): void;
}

/** One run to be made; `fetch` gets the files that a worker without a disk turns out to need. */
export interface RunnerJob extends Omit<TraceMessage, 'type' | 'id' | 'cancel' | 'pack' | 'rescue'> {
  readonly pack: FilePack | null;
  fetch(paths: readonly string[]): Promise<FilePack>;
  progress(steps: number, milliseconds: number): void;
}

export type RunnerAnswer = Extract<FromRunner, { type: 'done' | 'problem' | 'failed' }>;

/** The worker ended before it answered. */
interface Silence {
  readonly type: 'silence';
  readonly id: number;
  readonly message: string;
  /** Whether it was silent for long: something in it does not end. */
  readonly stuck: boolean;
  /** Steps it told of last. */
  readonly steps: number;
  /** In a search, the number of the operation it told of last. */
  readonly operation: number;
}

type Outcome = Extract<FromRunner, { type: 'done' | 'problem' | 'missing' | 'failed' }> | Silence;

/** What follows the end of a worker: nothing, its trace made again as far as it came, or up to what does not end. */
type Then = 'give up' | 'rescue' | 'search';

/** A worker that was told to stop and says nothing for this long is ended. */
const GRACE_MS = 1_000;
/** A run that a newer one waits for has less time to end in good order. */
const SHORT_GRACE_MS = 250;
/** A worker that said it is ending has this long to pack what it recorded. */
const PACKING_MS = 20_000;
/** An operation that takes longer is the one that is searched for. */
const QUIET_MS = 2_000;
/** How often a run may turn out to need more files. */
const MOST_FETCHES = 500;

interface Run {
  readonly id: number;
  readonly cancel: Int32Array | null;
  readonly job: RunnerJob;
  readonly searching: boolean;
  steps: number;
  operation: number;
  settle(answer: Outcome): void;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Runs programs in a worker of its own: one at a time, the newest first. A worker that does not answer is ended and replaced;
 * nothing here ever waits for it.
 */
export class RunnerClient implements Disposable {
  private worker: Promise<RunnerWorker> | null = null;
  private run: Run | null = null;
  /** Of the run before: a worker may be repeating that, for practice. */
  private before: Int32Array | null = null;
  private nextId = 1;
  private readonly latest = new LatestRunner<RunnerJob, RunnerAnswer>(
    (job) => this.attempt(job),
    () => this.stop(Cancel.drop, SHORT_GRACE_MS),
  );

  constructor(private readonly startWorker: (listener: RunnerListener) => Promise<RunnerWorker>) {}

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

  /** Ends the run that is under way; what it has so far is its answer. */
  cancel(): void {
    this.latest.drop();
    this.stop(Cancel.keep, GRACE_MS);
  }

  dispose(): void {
    this.latest.drop();
    this.end('the trace was closed', 'give up');
  }

  private async attempt(asked: RunnerJob): Promise<RunnerAnswer> {
    let job = asked;
    for (let fetches = 0; ; fetches++) {
      const answer = await this.once(job, null);
      if (answer.type === 'silence') return this.rescue(job, answer);
      if (answer.type !== 'missing') return answer;
      if (fetches >= MOST_FETCHES)
        return { type: 'failed', id: answer.id, message: 'the program reads too many files' };
      job = { ...job, pack: await job.fetch(answer.paths) };
    }
  }

  /** Makes the trace again of which the worker had to be ended, up to the operation that does not end, or near it. */
  private async rescue(job: RunnerJob, silence: Silence): Promise<RunnerAnswer> {
    const from = silence.steps;
    let stop = 0;
    let reason = silence.message;
    if (silence.stuck) {
      const found = await this.once(job, { from, stop: null, reason: '' });
      if (found.type !== 'silence') return answerOf(found);
      stop = found.operation;
      if (stop > 0) reason = `a regular expression that takes more than ${QUIET_MS / 1000} s to match`;
    }
    return answerOf(await this.once(job, { from, stop, reason }));
  }

  private async once(job: RunnerJob, rescue: Rescue | null): Promise<Outcome> {
    const id = this.nextId++;
    const worker = await this.start();
    return new Promise((settle) => {
      const shared = typeof SharedArrayBuffer === 'function' ? new SharedArrayBuffer(4) : null;
      const searching = rescue !== null && rescue.stop === null;
      const cancel = shared && new Int32Array(shared);
      const run: Run = { id, cancel, job, searching, steps: 0, operation: 0, settle, timer: undefined };
      if (this.before !== null) Atomics.store(this.before, 0, Cancel.drop);
      this.before = cancel;
      this.run = run;
      this.endAfter(run, job.timeLimit + GRACE_MS, `${job.timeLimit / 1000} s without an answer`);
      const { revision, request, overlays, roots, pack, timeLimit } = job;
      const message = { type: 'trace', id, revision, request, overlays, roots, pack, timeLimit, rescue } as const;
      try {
        worker.post({ ...message, cancel: shared });
      } catch {
        // Some hosts refuse to hand over shared memory: then a run can only be ended with its worker.
        this.run = { ...run, cancel: null };
        worker.post({ ...message, cancel: null });
      }
    });
  }

  private start(): Promise<RunnerWorker> {
    if (this.worker !== null) return this.worker;
    // A worker that was replaced may still say that it ended: only the present one is listened to.
    const worker: Promise<RunnerWorker> = this.startWorker({
      message: (data) => {
        if (this.worker === worker) this.receive(data);
      },
      failed: (reason) => {
        if (this.worker === worker) this.end(reason, 'rescue');
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
    switch (data.type) {
      case 'operation':
        run.operation = data.number;
        break;
      case 'progress': {
        const { cancel, job } = run;
        run.steps = data.steps;
        job.progress(data.steps, data.milliseconds);
        const ending = data.milliseconds >= job.timeLimit || (cancel !== null && Atomics.load(cancel, 0) !== 0);
        if (ending) this.endAfter(run, PACKING_MS, 'an end that takes too long', 'rescue');
        if (ending) return;
        break;
      }
      case 'done':
      case 'problem':
      case 'missing':
      case 'failed':
        this.settle(data);
        return;
    }
    if (run.searching) this.endAfter(run, QUIET_MS, '');
  }

  private settle(answer: Outcome): void {
    const { run } = this;
    if (run === null) return;
    this.run = null;
    clearTimeout(run.timer);
    run.settle(answer);
  }

  private stop(how: number, grace: number): void {
    const { run } = this;
    if (run === null) return;
    const then = how === Cancel.keep ? 'rescue' : 'give up';
    if (run.cancel === null) {
      this.end('your request', then);
      return;
    }
    Atomics.store(run.cancel, 0, how);
    this.endAfter(run, grace, 'your request', then);
  }

  private endAfter(run: Run, milliseconds: number, reason: string, then: Then = 'search'): void {
    clearTimeout(run.timer);
    run.timer = setTimeout(() => this.end(reason, then), milliseconds);
  }

  /** Ends the worker, whatever it does; the next run starts another. */
  private end(message: string, then: Then): void {
    const { worker, run } = this;
    this.worker = null;
    worker?.then(
      (started) => started.dispose(),
      () => {},
    );
    if (run === null) return;
    const { id, steps, operation } = run;
    if (then === 'give up') this.settle({ type: 'failed', id, message });
    else this.settle({ type: 'silence', id, message, stuck: then === 'search', steps, operation });
  }
}

/** What a run gave that was to rescue another; it has all files, and is not rescued itself. */
function answerOf(outcome: Outcome): RunnerAnswer {
  switch (outcome.type) {
    case 'silence':
      return { type: 'failed', id: outcome.id, message: outcome.message };
    case 'missing':
      return { type: 'failed', id: outcome.id, message: 'the files it reads are no longer there' };
    default:
      return outcome;
  }
}
