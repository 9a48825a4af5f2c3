import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { LoopscopeApi, SessionFacts } from '../../src/extension/activate';

/** Waits this long for what should come soon. */
const PATIENCE_MS = 20_000;

export function workspaceFile(name: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
}

export async function api(): Promise<LoopscopeApi> {
  const extension = vscode.extensions.getExtension<LoopscopeApi>('loopscope.loopscope');
  assert.ok(extension, 'the extension is installed');
  return extension.activate();
}

/** The active session once nothing runs any more. */
export async function session(): Promise<SessionFacts> {
  const facts = await (await api()).session();
  assert.ok(facts, 'a trace is open');
  return facts;
}

/** Writes a file, opens it, and gives its editor. */
export async function open(name: string, text: string): Promise<vscode.TextEditor> {
  const uri = workspaceFile(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  return vscode.window.showTextDocument(document, vscode.ViewColumn.One);
}

/** Opens a file and traces it. */
export async function trace(name: string, text: string): Promise<vscode.TextEditor> {
  const editor = await open(name, text);
  await vscode.commands.executeCommand('loopscope.traceFile', editor.document.uri);
  return editor;
}

/** Closes every editor and panel. */
export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor').then(undefined, () => {});
  for (const document of vscode.workspace.textDocuments) {
    if (document.isDirty) await document.save();
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await until('every trace is closed', async () => (await (await api()).session()) === null);
}

/** Closes a tab. While groups come and go VS Code's own list of tabs may be a moment behind, and closing throws. */
export async function closeTab(isIt: (tab: vscode.Tab) => boolean): Promise<void> {
  const find = (): vscode.Tab | undefined => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(isIt);
  // The list of tabs follows the window by a moment.
  await until('the tab is there', () => find() !== undefined);
  await until('the tab is closed', async () => {
    const tab = find();
    if (tab === undefined) return true;
    await vscode.window.tabGroups.close(tab).then(undefined, () => {});
    return false;
  });
}

/** Replaces a text in a document, as typing would. */
export async function replace(editor: vscode.TextEditor, text: string, by: string): Promise<void> {
  const { document } = editor;
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `${text} is in the document`);
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
  assert.ok(await editor.edit((edit) => edit.replace(range, by)));
}

/** Asks until the answer is yes. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > end) assert.fail(`not so in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Our diagnostics of a document. */
export function problems(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Loopscope');
}

/** The text of all our hovers at a place. */
export async function hoverText(uri: vscode.Uri, line: number, character: number): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    new vscode.Position(line, character),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .filter((text) => text.includes('command:loopscope'))
    .join('\n');
}
