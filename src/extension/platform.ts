import type * as vscode from 'vscode';
import type { RunnerListener, RunnerWorker } from '../protocol';

/** What differs between the Node and the web extension host. */
export interface Platform {
  /** Whether files of a scheme lie on the disk that the worker can read. */
  readsDisk(scheme: string): boolean;
  /** The text of a file of the extension's own, by its path in the extension. */
  ownText(context: vscode.ExtensionContext, path: string): Promise<string> | string;
  startWorker(context: vscode.ExtensionContext, listener: RunnerListener): Promise<RunnerWorker>;
}
