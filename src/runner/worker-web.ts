import { serve } from './worker-serve';

/** The part of a dedicated worker's global scope that is used here. */
interface WorkerScope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
}

const scope = globalThis as unknown as WorkerScope;
scope.onmessage = ({ data }) => {
  serve(data, {
    run: null,
    memory: null,
    post: (answer, transfer) => scope.postMessage(answer, transfer),
    disk: () => {
      throw new Error('a web worker has no disk to read: the files must come with the request');
    },
  });
};
