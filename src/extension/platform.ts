import type * as vscode from 'vscode';
import type { Disposable } from '../base';
import type { ToRunner } from '../protocol';

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

/** What differs between the Node and the web extension host. */
export interface Platform {
  /** Whether files of a scheme lie on the disk that the worker can read. */
  readsDisk(scheme: string): boolean;
  /** The text of a file of the extension's own, by its path in the extension. */
  ownText(context: vscode.ExtensionContext, path: string): Promise<string> | string;
  startWorker(context: vscode.ExtensionContext, listener: RunnerListener): Promise<RunnerWorker>;
}
