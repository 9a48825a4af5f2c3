import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS, LINK_COMMANDS } from '../../src/extension/contributions';
import { api } from './support';

describe('activation', () => {
  it('activates, quickly, with nothing traced', async () => {
    const { activationTime, session } = await api();
    assert.equal(await session(), null);
    // Generous: other windows share the machine. `npm run bench` measures.
    assert.ok(activationTime < 200, `${activationTime} ms`);
  });

  it('registers its commands', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const missing = [...Object.values(COMMANDS), ...Object.values(LINK_COMMANDS)].filter((id) => !known.has(id));
    assert.deepEqual(missing, []);
  });

  it('works where nothing is trusted and where files are virtual', () => {
    const { capabilities } = vscode.extensions.getExtension('loopscope.loopscope')!.packageJSON;
    assert.equal(capabilities.untrustedWorkspaces.supported, true);
    assert.equal(capabilities.virtualWorkspaces, true);
  });
});
