import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, watch, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import * as esbuild from 'esbuild';
import { fromRoot } from '../../support/root.mjs';

const WORKER = `
const { parentPort } = require('node:worker_threads');
const answer = (n) => n < 2 ? n : answer(n - 1) + answer(n - 2);
parentPort.on('message', (n) => parentPort.postMessage(answer(n)));
`;

describe('The start of a worker', () => {
  let folder = '';
  const codes = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.code'));

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'loopscope-start-'));
    await esbuild.build({
      entryPoints: [fromRoot('src/runner/worker-start.ts')],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: path.join(folder, 'worker-start.js'),
    });
    writeFileSync(path.join(folder, 'worker.js'), WORKER);
  });
  after(() => rmSync(folder, { recursive: true }));

  async function ask(codeFolder: string, until: () => boolean): Promise<number> {
    const worker = new Worker(path.join(folder, 'worker-start.js'), { workerData: { codeFolder, quietMs: 0 } });
    worker.postMessage(10);
    const [answer] = await once(worker, 'message');
    if (!until()) {
      const watcher = watch(folder);
      while (!until()) await once(watcher, 'change');
      watcher.close();
    }
    await worker.terminate();
    return answer;
  }

  it('keeps the code of one build, and uses it, whatever has become of the file', async () => {
    assert.equal(await ask(folder, () => codes().length === 1), 55);
    const kept = path.join(folder, codes()[0]!);
    const whole = readFileSync(kept);
    const { ino } = statSync(kept);
    assert.equal(await ask(folder, () => true), 55);
    assert.equal(statSync(kept).ino, ino, 'what is good is not written again');

    writeFileSync(kept, whole.subarray(0, whole.length / 2));
    assert.equal(await ask(folder, () => existsSync(kept) && statSync(kept).size >= whole.length), 55);

    writeFileSync(path.join(folder, 'worker.js'), `${WORKER}\n// another build`);
    assert.equal(await ask(folder, () => codes().length === 1 && !existsSync(kept)), 55);
  });

  it('starts where nothing can be kept', async () => {
    assert.equal(await ask(path.join(folder, 'worker.js', 'no folder'), () => true), 55);
  });
});
