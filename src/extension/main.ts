import * as vscode from 'vscode';
import { activateLoopscope, type LoopscopeApi } from './activate';

/** Entry in the Node extension host. */
export function activate(context: vscode.ExtensionContext): LoopscopeApi {
  try {
    return activateLoopscope(context, async () => (await import('./platform-node')).platform);
  } catch (error) {
    // VS Code itself says nothing about an extension that fails to start.
    vscode.window.showErrorMessage(`Loopscope could not start: ${error}`);
    throw error;
  }
}
