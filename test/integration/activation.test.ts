import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('activation', () => {
  it('activates and registers its command', async () => {
    const extension = vscode.extensions.getExtension('loopscope.loopscope');
    assert.ok(extension, 'the extension is installed');
    await extension.activate();
    assert.ok((await vscode.commands.getCommands(true)).includes('loopscope.traceFile'));
  });
});
