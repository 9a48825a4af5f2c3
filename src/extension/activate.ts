import * as vscode from 'vscode';

/** Registers what the extension offers; the same in the Node and the web extension host. */
export function activateLoopscope(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('loopscope.traceFile', () =>
      vscode.window.showInformationMessage('Loopscope: tracing is not built yet.'),
    ),
  );
}
