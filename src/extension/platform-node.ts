import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Platform } from './platform';

/** Sources may nest deeply, and the parser recurses: far more than the 4 MB a thread has by default. */
const STACK_MB = 64;
/** A trace of a million steps with its tables fits; a runaway ends in the worker, not in the extension host. */
const HEAP_MB = 2048;
/** Trees, realms and tables of a run die with it: room for a whole run spares copying them meanwhile. */
const YOUNG_MB = 96;

/** Workers as threads of the extension host's process. */
export const platform: Platform = {
  // Beside a remote workspace this host is remote too, and sees its files as `file`.
  readsDisk: (scheme) => scheme === 'file',
  // At once: by way of the window it takes as long as a panel takes to open.
  ownText: (context, path) => readFileSync(context.asAbsolutePath(path), 'utf8'),
  async startWorker(context, listener) {
    const worker = new Worker(context.asAbsolutePath('dist/worker-start.js'), {
      workerData: { codeFolder: context.globalStorageUri.fsPath },
      resourceLimits: { stackSizeMb: STACK_MB, maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
      // What a library might print must not reach the extension host's own output.
      stdout: true,
      stderr: true,
    });
    worker.on('message', (data: unknown) => listener.message(data));
    worker.on('error', (error: NodeJS.ErrnoException) => {
      listener.failed(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'the memory there is' : error.message);
    });
    worker.on('exit', (code) => {
      if (code !== 0) listener.failed(`the worker ended with code ${code}`);
    });
    return {
      post: (message) => worker.postMessage(message),
      dispose: () => void worker.terminate(),
    };
  },
};
