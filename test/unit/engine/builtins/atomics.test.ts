import assert from 'node:assert/strict';
import {
  Agent,
  compileScript,
  createRealm,
  Frame,
  type HostHooks,
  instantiateGlobals,
  type Job,
  RunRequest,
  run,
  type Steps,
  type StopReason,
  type Value,
} from '../../../../src/engine';
import { createBufferObject } from '../../../../src/engine/builtins/array-buffer';
import { expireWait } from '../../../../src/engine/builtins/atomics';
import { createDataBlock, type DataBlock } from '../../../../src/engine/builtins/data-block';
import { native } from '../../../../src/engine/builtins/define';
import { NATIVE_CODE } from '../../../../src/engine/machine/calls';
import { setHidden } from '../../../../src/engine/values/object';
import { parseProgram, Source } from '../../../../src/syntax';
import { errorOf, linesOf, show } from '../../../support/engine/run-script';

/** Agents that share one block of 64 bytes and take turns; time passes only when all of them wait. */
class Cluster {
  readonly lines: string[] = [];
  private now = 0;
  private readonly block: DataBlock = createDataBlock(64, undefined, true);
  private readonly members: {
    agent: Agent;
    state: StopReason;
    since: number;
    timeouts: { due: number; job: Job }[];
  }[] = [];

  start(name: string, text: string): void {
    const jobs: Job[] = [];
    const timeouts: { due: number; job: Job }[] = [];
    const hooks: Partial<HostHooks> = {
      timeZoneName: 'UTC',
      locale: 'en-US',
      enqueuePromiseJob: (_agent, job) => void jobs.push(job),
      enqueueGenericJob: (_agent, job) => void jobs.push(job),
      enqueueTimeoutJob: (_agent, job, milliseconds) => void timeouts.push({ due: this.now + milliseconds, job }),
    };
    const limits = { stackDepth: 1000, stringLength: 1 << 20, heapBytes: 1 << 28 };
    const agent = new Agent(this.members.length + 1, name, hooks as HostHooks, limits);
    const realm = createRealm(agent);
    const print = native(realm, 'print', 0, (_agent, _this, args) => {
      this.lines.push(`${name}: ${args.map((arg) => show(arg)).join(' ')}`);
      return undefined;
    });
    setHidden(realm.globalObject, 'print', print, 7);
    setHidden(realm.globalObject, 'memory', createBufferObject(realm, this.block), 7);
    const source = new Source(`${name}.js`, `const cells = new Int32Array(memory);\n${text}`);
    const parsed = parseProgram(source.text, { type: 'script' });
    assert.ok('program' in parsed);
    const { code, declarations } = compileScript(source, parsed.program, { observed: false });
    const main = function* (): Steps<Value> {
      code.compile();
      instantiateGlobals(agent, realm, declarations);
      const registers = code.template.slice();
      yield new RunRequest(
        new Frame(code, registers, realm.scriptScope, null, realm.globalThis, undefined, null, realm, null),
      );
      for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) yield* job.run();
      return undefined;
    };
    agent.frame = new Frame(NATIVE_CODE, [], null, null, undefined, undefined, null, realm, main());
    this.members.push({ agent, state: 'fuel', since: 0, timeouts });
  }

  run(): string[] {
    for (let idle = 0; idle < 200; idle++) {
      for (const member of this.members) {
        const { agent } = member;
        if (member.state === 'blocked') {
          const waiter = agent.blockedOn!;
          if (waiter.result === null && this.now - member.since >= waiter.timeout) expireWait(agent);
          if (waiter.result === null) continue;
          member.state = 'fuel';
        }
        if (member.state !== 'fuel') continue;
        idle = 0;
        member.state = run(agent, 50);
        member.since = this.now;
      }
      this.now++;
    }
    return this.lines;
  }
}

describe('Atomics', () => {
  it('wakes agents in the order they came, and as many as asked', () => {
    const cluster = new Cluster();
    for (const name of ['a', 'b', 'c']) {
      cluster.start(name, `Atomics.add(cells, 1, 1); print(Atomics.wait(cells, 0, 0)); Atomics.add(cells, 2, 1);`);
    }
    cluster.start(
      'main',
      `while (Atomics.load(cells, 1) < 3);
      for (let i = 0; i < 100; i++);
      print('woke', Atomics.notify(cells, 0, 2));
      while (Atomics.load(cells, 2) < 2);
      print('woke', Atomics.notify(cells, 0), Atomics.notify(cells, 0));`,
    );
    assert.deepEqual(cluster.run(), ['main: woke 2', 'a: ok', 'b: ok', 'main: woke 1 0', 'c: ok']);
  });

  it('gives up in time, and does not begin to wait in vain', () => {
    const cluster = new Cluster();
    cluster.start('a', `print(Atomics.wait(cells, 0, 1)); print(Atomics.wait(cells, 0, 0, 10), cells[3]);`);
    cluster.start('b', `cells[3] = 7; print(Atomics.wait(cells, 0, 0, 0));`);
    assert.deepEqual(cluster.run(), ['a: not-equal', 'b: timed-out', 'a: timed-out 7']);
  });

  it('keeps the sums of many agents right', () => {
    const cluster = new Cluster();
    for (const name of ['a', 'b', 'c']) {
      cluster.start(
        name,
        `for (let i = 0; i < 200; i++) Atomics.add(cells, 0, 1); if (Atomics.add(cells, 1, 1) === 2) print(cells[0]);`,
      );
    }
    assert.match(cluster.run().join(), /^[abc]: 600$/);
  });

  it('settles promises of waitAsync', () => {
    const cluster = new Cluster();
    cluster.start(
      'a',
      `const result = Atomics.waitAsync(cells, 0, 0);
      print(result.async);
      result.value.then((value) => print(value));
      print(Atomics.waitAsync(cells, 0, 5).value);
      print(Atomics.notify(cells, 0));`,
    );
    assert.deepEqual(cluster.run(), ['a: true', 'a: not-equal', 'a: 1', 'a: ok']);
  });

  it('refuses what cannot wait', () => {
    assert.equal(
      errorOf('Atomics.wait(new Int32Array(4), 0, 0)'),
      'TypeError: [object Int32Array] is not a shared typed array.',
    );
    assert.deepEqual(linesOf('print(Atomics.notify(new Int32Array(4), 0))'), ['0']);
  });
});
