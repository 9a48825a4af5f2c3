import { listener, workerClock } from './warm-up';

/** The part of a dedicated worker's global scope that is used here. */
interface WorkerScope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
}

const scope = globalThis as unknown as WorkerScope;
const listen = listener(
  {
    run: null,
    memory: null,
    post: (answer, transfer) => scope.postMessage(answer, transfer),
    disk: () => {
      throw new Error('a web worker has no disk to read: the files must come with the request');
    },
  },
  workerClock,
);
scope.onmessage = ({ data }) => listen(data);
