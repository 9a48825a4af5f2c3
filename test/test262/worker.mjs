/** A thread that runs the tests it is sent, one at a time, and answers with why each failed. */
import { parentPort, workerData } from 'node:worker_threads';

const { runTest } = await import(workerData.bundle);

parentPort?.on('message', (name) => {
  parentPort?.postMessage(runTest(workerData.root, name, workerData.recorded));
});
// An idle port must not let the thread end while the main thread has no listener.
parentPort?.ref();
