import * as vscode from 'vscode';
import { COMMANDS } from './contributions';
import type { Session } from './session';

/** Says in the status bar that a run takes its time; a click ends it with what it has. */
export class RunStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('loopscope.run', vscode.StatusBarAlignment.Left);

  constructor() {
    this.item.name = 'Loopscope';
    this.item.command = COMMANDS.stop;
    this.item.tooltip = 'Loopscope is tracing. Click to stop; the steps so far are kept.';
  }

  update(sessions: readonly Session[]): void {
    const running = sessions.find(({ progress }) => progress !== null);
    if (running?.progress == null) {
      this.item.hide();
      return;
    }
    const { steps, milliseconds } = running.progress;
    this.item.text = `$(loading~spin) Tracing: ${steps.toLocaleString('en-US')} steps, ${(milliseconds / 1000).toFixed(1)} s`;
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}
