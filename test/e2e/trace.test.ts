import assert from 'node:assert/strict';
import { fromRoot } from '../support/root.mjs';
import { packagedExtension } from '../support/vscode/packaged.mjs';
import { Workbench } from '../support/vscode/workbench.mjs';

describe('tracing a file', () => {
  let workbench: Workbench;

  before(async () => {
    const folder = fromRoot('media/samples');
    workbench = await Workbench.open({ vsix: packagedExtension(), folder, file: 'orders.js' });
  });

  after(() => workbench?.close());

  it('starts from the context menu of the editor', async () => {
    await workbench.chooseFromContextMenu(workbench.lineWith('orders.js', 'function price'), 'Trace Execution');
    await workbench.notification('Loopscope').waitFor();
    assert.deepEqual([...workbench.outsideHosts], []);
    assert.deepEqual(workbench.pageErrors, []);
  });
});
