import type * as vscode from 'vscode';
import { activateLoopscope } from './activate';

export function activate(context: vscode.ExtensionContext): void {
  activateLoopscope(context);
}
