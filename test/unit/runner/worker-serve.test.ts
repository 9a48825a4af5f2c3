import assert from 'node:assert/strict';
import type { FileLoader } from '../../../src/host';
import type { FilePack, FromRunner, TraceMessage } from '../../../src/protocol';
import { serve } from '../../../src/runner/worker-serve';
import { openTrace } from '../../../src/trace/read';

const NO_DISK: FileLoader = { read: () => null, stat: () => null, list: () => null, realPath: (path) => path };

function answers(text: string, more: Partial<TraceMessage> = {}, entry = '/w/main.js'): FromRunner[] {
  const posted: FromRunner[] = [];
  const request = { profile: 'node', entry, text, args: [], seed: 1, maxSteps: 1_000_000, choices: [] } as const;
  const message: TraceMessage = {
    type: 'trace',
    id: 7,
    revision: 1,
    request,
    overlays: [],
    roots: ['/w'],
    pack: null,
    timeLimit: 10_000,
    cancel: null,
    rescue: null,
    ...more,
  };
  serve(message, { post: (answer) => posted.push(answer), disk: () => NO_DISK, run: null, memory: null });
  return posted;
}

function consoleOf(answer: FromRunner | undefined): string[] {
  assert.equal(answer?.type, 'done');
  return answer.type === 'done'
    ? openTrace(answer.bytes)
        .consoleLines()
        .map(({ text }) => text)
    : [];
}

describe('the worker', () => {
  it('answers with a trace', () => {
    assert.deepEqual(consoleOf(answers('console.log(1 + 1)').at(-1)), ['2']);
  });

  it('answers with the problem of a text that does not parse', () => {
    const [answer] = answers('let a = 1;\nlet = ;');
    assert.equal(answer?.type, 'problem');
    if (answer?.type === 'problem') assert.deepEqual([answer.problem.file, answer.problem.line], ['/w/main.js', 2]);
  });

  it('reads unsaved texts before the disk', () => {
    const overlays = [{ path: '/w/part.js', text: 'module.exports = "unsaved"' }];
    assert.deepEqual(consoleOf(answers('console.log(require("./part"))', { overlays }).at(-1)), ['unsaved']);
  });

  it('keeps the steps so far when its time is up', () => {
    const posted = answers('while (true);', { timeLimit: 100 });
    const last = posted.at(-1);
    assert.equal(last?.type, 'done');
    if (last?.type === 'done') {
      const { ending, stepCount } = openTrace(last.bytes);
      assert.deepEqual([ending.kind, ending.text], ['limit', '0.1 s of tracing']);
      assert.ok(stepCount > 1000);
    }
  });

  it('keeps the steps so far when it is asked to stop', () => {
    const cancel = new SharedArrayBuffer(4);
    new Int32Array(cancel)[0] = 1;
    const last = answers('for (;;) { }', { cancel }).at(-1);
    assert.equal(last?.type, 'done');
    if (last?.type === 'done') assert.equal(openTrace(last.bytes).ending.text, 'your request');
  });

  it('asks for files it was not given, until it has what the program reads', () => {
    const disk: Record<string, string> = {
      '/w/main.js': '',
      '/w/lib/a.js': 'module.exports = require("./b") + 1',
      '/w/lib/b.js': 'module.exports = 41',
    };
    const pack = { files: [], folders: [], absent: [] } as {
      files: FilePack['files'][number][];
      folders: FilePack['folders'][number][];
      absent: string[];
    };
    let last: FromRunner | undefined;
    for (let round = 0; round < 20; round++) {
      last = answers('console.log(require("./lib/a"))', { pack: structuredClone(pack) }).at(-1);
      if (last?.type !== 'missing') break;
      assert.notEqual(last.paths.length, 0);
      for (const path of last.paths) {
        const text = disk[path];
        const inside = Object.keys(disk).filter((file) => file.startsWith(`${path}/`));
        if (text !== undefined) pack.files.push({ path, bytes: new TextEncoder().encode(text) });
        else if (inside.length > 0) {
          const names = [...new Set(inside.map((file) => file.slice(path.length + 1).split('/')[0]!))];
          pack.folders.push({ path, entries: names.map((name) => ({ name, folder: !name.includes('.') })) });
        } else pack.absent.push(path);
      }
    }
    assert.deepEqual(consoleOf(last), ['42']);
  });

  it('answers nonsense with a failure', () => {
    const posted: FromRunner[] = [];
    serve(
      { id: 3, type: 'dance' },
      { post: (answer) => posted.push(answer), disk: () => NO_DISK, run: null, memory: null },
    );
    assert.deepEqual(
      posted.map(({ type, id }) => [type, id]),
      [['failed', 3]],
    );
  });
});
