import * as vscode from 'vscode';
import type { Platform } from './platform';

/** The part of the DOM's Worker that is used here; this layer is compiled without the DOM's types. */
interface WebWorker {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(message: unknown): void;
  terminate(): void;
}
declare const Worker: new (url: string, options?: { name?: string }) => WebWorker;

/** Workers as web workers, started from the file's text: the extension's address may be of another origin. */
export const platform: Platform = {
  readsDisk: () => false,
  async ownText(context, path) {
    return new TextDecoder().decode(
      await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, path)),
    );
  },
  async startWorker(context, listener) {
    const file = vscode.Uri.joinPath(context.extensionUri, 'dist/worker.web.js');
    const text = (await vscode.workspace.fs.readFile(file)) as Uint8Array<ArrayBuffer>;
    const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    const worker = new Worker(url, { name: 'loopscope' });
    worker.onmessage = ({ data }) => listener.message(data);
    worker.onerror = ({ message }) => listener.failed(message ?? 'the worker could not be started');
    return {
      post: (message) => worker.postMessage(message),
      dispose() {
        worker.terminate();
        URL.revokeObjectURL(url);
      },
    };
  },
};
