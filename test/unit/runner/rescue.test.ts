import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { type RunnerAnswer, RunnerClient, type RunnerListener, type RunnerWorker } from '../../../src/protocol';
import { openTrace } from '../../../src/trace/read';

const folder = mkdtempSync(path.join(tmpdir(), 'loopscope-'));
const file = path.join(folder, 'worker.cjs');

async function startWorker(listener: RunnerListener): Promise<RunnerWorker> {
  const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: 256 } });
  worker.on('message', (data) => listener.message(data));
  worker.on('error', () => listener.failed('the memory there is'));
  return { post: (message) => worker.postMessage(message), dispose: () => void worker.terminate() };
}

/** What a client gives whose worker must be ended. */
async function rescued(text: string, timeLimit = 2_000): Promise<RunnerAnswer> {
  const client = new RunnerClient(startWorker);
  try {
    const answer = await client.request({
      revision: 1,
      request: { profile: 'node', entry: '/w/main.js', text, args: [], seed: 1, maxSteps: 1_000_000, choices: [] },
      overlays: [],
      roots: ['/w'],
      pack: null,
      timeLimit,
      fetch: async () => ({ files: [], folders: [], absent: [] }),
      progress() {},
    });
    assert.equal(answer.kind, 'done');
    return answer.kind === 'done' ? answer.result : assert.fail();
  } finally {
    client.dispose();
  }
}

function ended(answer: RunnerAnswer): { text: string; line: number | undefined; printed: string[] } {
  if (answer.type !== 'done') return assert.fail(JSON.stringify(answer));
  const trace = openTrace(answer.bytes);
  const { ending } = trace;
  assert.equal(ending.kind, 'limit');
  return { text: ending.text, line: ending.place?.line, printed: trace.consoleLines().map((line) => line.text) };
}

describe('a worker that had to be ended', function () {
  this.timeout(60_000);

  before(async () => {
    await build({
      entryPoints: ['src/runner/worker-node.ts'],
      outfile: file,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      loader: { '.guest.js': 'text' },
      logLevel: 'warning',
    });
  });

  after(() => rmSync(folder, { recursive: true }));

  it('leaves the trace up to the regular expression that does not end, and its line', async () => {
    const text = `
      const words = ['aab', 'ab'];
      for (let i = 0; i < 300; i++) words.push('a'.repeat(i % 5) + 'c');
      console.log(words.filter((word) => /^(a+)+b$/.test(word)).length);
      console.log(
        words.length,
        'x'.replace(/x/, () => /(a+)+$/.test('a'.repeat(40) + 'b')));
    `;
    assert.deepEqual(ended(await rescued(text)), {
      text: 'a regular expression that takes more than 2 s to match',
      line: 7,
      printed: ['2'],
    });
  });

  it('leaves the trace up to where its memory is used up', async () => {
    const text = `
      console.log('begun');
      for (const kept = []; ; ) kept.push([${'{},'.repeat(1000)}]);
    `;
    const { printed, text: reason } = ended(await rescued(text, 30_000));
    assert.deepEqual(printed, ['begun']);
    assert.match(reason, /memory/);
  });
});
