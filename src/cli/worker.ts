import path from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  isFromRunner,
  Operation,
  type RunMessage,
  type RunnerAnswer,
  RunnerClient,
  type RunnerListener,
  type RunnerRequest,
  type RunnerWorker,
} from '../protocol';

/** Sources may nest deeply, and the parser recurses: far more than the 4 MB a thread has by default. */
const STACK_MB = 64;
/** A program without end ends in the worker, not by the whole machine's memory. */
const HEAP_MB = 4096;
/** Real time of a traced run. */
const TIME_LIMIT_MS = 120_000;
/** An operation under way for this long is taken for one that never ends. */
const OPERATION_MS = 10_000;
const LOOK_MS = 1_000;

/** How a run ended that was not recorded: as its host would, or before its end, and why. */
export type RunEnd = { readonly exitCode: number } | { readonly stopped: string };

function startWorker(listener: RunnerListener): RunnerWorker {
  const worker = new Worker(path.join(__dirname, 'worker.js'), {
    resourceLimits: { stackSizeMb: STACK_MB, maxOldGenerationSizeMb: HEAP_MB },
    // What is printed is written by the worker itself, at once.
    stdout: true,
    stderr: true,
  });
  worker.on('message', (data: unknown) => listener.message(data));
  worker.on('error', (error: NodeJS.ErrnoException) => {
    listener.failed(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'the memory there is' : (error.stack ?? error.message));
  });
  return { post: (message) => worker.postMessage(message), dispose: () => void worker.terminate() };
}

/** Traces a program in a worker; what never ends there ends in a partial trace. */
export async function traceInWorker(request: RunnerRequest): Promise<RunnerAnswer> {
  const client = new RunnerClient(async (listener) => startWorker(listener));
  try {
    const answer = await client.request({
      revision: 0,
      request,
      overlays: [],
      roots: ['/'],
      pack: null,
      timeLimit: TIME_LIMIT_MS,
      fetch: () => Promise.reject(new Error('the worker reads the disk')),
      progress() {},
    });
    if (answer.kind === 'superseded') throw new Error('there is one run only');
    return answer.result;
  } finally {
    client.dispose();
  }
}

/** Runs a program in a worker that prints what it prints. */
export function runInWorker(program: Omit<RunMessage, 'type' | 'id' | 'operation'>): Promise<RunEnd> {
  return new Promise((settle) => {
    const operation = new SharedArrayBuffer(4 * Operation.length);
    const cells = new Int32Array(operation);
    const names = new Map<number, string>();
    const end = (how: RunEnd): void => {
      clearInterval(timer);
      worker.dispose();
      settle(how);
    };
    const worker = startWorker({
      message(data) {
        if (!isFromRunner(data)) return;
        if (data.type === 'source') names.set(data.source, data.name);
        else if (data.type === 'exited') end({ exitCode: data.exitCode });
        else if (data.type === 'failed') end({ stopped: data.message });
      },
      failed: (reason) => end({ stopped: reason }),
    });
    let begun = 0;
    let looks = 0;
    const timer = setInterval(() => {
      const waits = cells[Operation.ended] !== cells[Operation.begun];
      looks = waits && cells[Operation.begun] === begun ? looks + 1 : 0;
      begun = cells[Operation.begun]!;
      if (looks * LOOK_MS < OPERATION_MS) return;
      const place = `${names.get(cells[Operation.source]!) ?? program.entry}:${cells[Operation.line]}`;
      end({ stopped: `a regular expression that takes more than ${OPERATION_MS / 1000} s to match, ${place}` });
    }, LOOK_MS);
    worker.post({ type: 'run', id: 0, ...program, operation });
  });
}
