import assert from 'node:assert/strict';
import { printed } from '../../support/traced';

/** Programs for the Node host and the lines they print in Node 20. */
const PROGRAMS: readonly (readonly [title: string, text: string, lines: readonly string[]])[] = [
  [
    'url.parse, format and resolve take addresses apart and put them together',
    `const url = require('url');
     const u = url.parse('http://u:p%20s@Host.com:80/a?q=1#h', true); console.log(u.auth, u.host, u.port, u.query.q, u.path, u.href);
     console.log(url.parse('mailto:a@b.c').hostname, url.parse('/a?b').protocol, url.format({ protocol: 'https', host: 'x', query: { a: [1, 2] } }));
     console.log(url.resolve('/one/two', 'three'), url.pathToFileURL('/a #').href);`,
    [
      'u:p s host.com:80 80 1 /a?q=1 http://u:p%20s@host.com:80/a?q=1#h',
      'b.c null https://x?a=1&a=2',
      '/one/three file:///a%20%23',
    ],
  ],
  [
    'readline splits lines, asks questions, and ends with its input',
    `const readline = require('readline'); const { Readable, PassThrough } = require('stream');
     readline.createInterface({ input: process.stdin }).on('line', console.log).on('close', () => console.log('stdin closed'));
     readline.createInterface({ input: Readable.from(['a\\nb\\r', '\\nc']) }).on('line', (l) => console.log('line', l)).on('close', () => console.log('close'));
     (async () => {
       for await (const l of readline.createInterface({ input: Readable.from(['x\\n', 'y']) })) console.log('each', l);
       const input = new PassThrough(); const rl = require('readline/promises').createInterface({ input });
       setTimeout(() => input.write('bob\\n'), 9);
       console.log('answer', await rl.question('name? ')); rl.close();
     })();`,
    ['line a', 'line b', 'line c', 'close', 'each x', 'each y', 'stdin closed', 'answer bob'],
  ],
  [
    'structuredClone takes no options but objects',
    `for (const options of [null, {}, 0, 'x'])
       try { console.log(structuredClone(1, options)); } catch (e) { console.log(e.name, e.code, e.message); }`,
    [
      '1',
      '1',
      'TypeError ERR_INVALID_ARG_TYPE The options argument must be either an object or undefined',
      'TypeError ERR_INVALID_ARG_TYPE The options argument must be either an object or undefined',
    ],
  ],
  [
    'performance marks, measures and tells its observers in an immediate',
    `const { PerformanceObserver } = require('perf_hooks');
     new PerformanceObserver((list, self) => {
       console.log(list.getEntries().map((e) => e.entryType + ' ' + e.name + ' ' + JSON.stringify(e.detail)).join()); self.disconnect();
     }).observe({ entryTypes: ['mark', 'function'] });
     performance.mark('a', { detail: { x: 1 } });
     console.log(performance.timerify(function add(a, b) { return a + b; })(1, 2));
     console.log(performance.measure('m', { start: 1, end: 5 }));
     try { performance.measure('m', 'none') } catch (e) { console.log(e.name, e.message) }
     performance.clearMarks(); console.log(performance.getEntries().length);
     setImmediate(() => console.log('immediate'));`,
    [
      '3',
      'PerformanceMeasure {',
      "  name: 'm',",
      "  entryType: 'measure',",
      '  startTime: 1,',
      '  duration: 4,',
      '  detail: null',
      '}',
      'SyntaxError The "none" performance mark has not been set',
      '1',
      'mark a {"x":1},function add [1,2]',
      'immediate',
    ],
  ],
  [
    'Error.prepareStackTrace words stacks from call sites',
    `Error.prepareStackTrace = (e, sites) => sites;
     class A { m() { return new Error().stack[0] } static s() { 'use strict'; return new Error().stack[0] } }
     function f() { return new Error().stack[0] }
     for (const c of [new A().m(), A.s(), f(), [1].map(() => new Error().stack[1])[0]])
       console.log(c.getTypeName(), c.getFunctionName(), c.getMethodName(), c.getLineNumber(), c.isToplevel(), c.isNative());
     console.log(f().getThis() === globalThis, f().getFunction() === f, A.s().getThis());
     const o = {}; Error.captureStackTrace(o); console.log(Array.isArray(o.stack), o.stack === o.stack);
     Error.prepareStackTrace = (e) => e + '|' + new Error('inner').stack.split('\\n')[0]; console.log(new Error('outer').stack);
     Error.prepareStackTrace = () => { throw 'no' }; try { new Error().stack } catch (e) { console.log(e) }
     Error.prepareStackTrace = undefined; console.log(new Error('plain').stack.split('\\n')[0]);`,
    [
      'A m m 2 false false',
      'Function s s 2 false false',
      'null f null 3 true false',
      'Array map map null false false',
      'true true undefined',
      'true true',
      'Error: outer|Error: inner',
      'no',
      'Error: plain',
    ],
  ],
  [
    'AsyncLocalStorage follows every kind of job from where it is queued',
    `const { AsyncLocalStorage, AsyncResource } = require('async_hooks');
     const als = new AsyncLocalStorage();
     const say = (name) => console.log(name, als.getStore());
     let settle; const settled = new Promise((r) => (settle = r));
     als.run('a', () => settled.then(() => say('settled')));
     als.run('b', () => {
       setImmediate(say, 'immediate'); process.nextTick(say, 'tick'); queueMicrotask(() => say('micro'));
       (async () => { await null; say('await'); await new Promise((r) => setImmediate(r)); say('again'); })();
       als.exit(() => queueMicrotask(() => say('exited')));
       settle();
     });
     say('outside');
     als.run('snap', () => AsyncLocalStorage.snapshot())(say, 'snapshot');
     als.run('r', () => new AsyncResource('R')).runInAsyncScope(say, null, 'resource');
     setTimeout(() => { als.enterWith('t'); Promise.resolve().then(() => say('entered')); }, 20);
     setTimeout(say, 20, 'later');`,
    [
      'outside undefined',
      'snapshot snap',
      'resource r',
      'tick b',
      'micro b',
      'await b',
      'exited undefined',
      'settled a',
      'immediate b',
      'again b',
      'entered t',
      'later undefined',
    ],
  ],
  [
    'Buffer knows encodings and ranges',
    `const b = Buffer.from('h\\u00e9'); console.log(b, b.toString('base64'), b.readUInt16BE(1));
     try { b.readInt32LE(0) } catch (e) { console.log(e.code) }
     try { b.writeUInt8(256, 0) } catch (e) { console.log(e.message) }`,
    [
      '<Buffer 68 c3 a9> aMOp 50089',
      'ERR_BUFFER_OUT_OF_BOUNDS',
      'The value of "value" is out of range. It must be >= 0 and <= 255. Received 256',
    ],
  ],
  [
    'a Writable holds back, drains, finishes and closes in order',
    `const { Writable } = require('stream');
     const w = new Writable({ highWaterMark: 1, write(c, e, done) { console.log('write', String(c)); setImmediate(done); } });
     for (const event of ['drain', 'finish', 'close']) w.on(event, () => console.log(event));
     console.log(w.write('a'), w.writableNeedDrain);
     w.once('drain', () => w.end('b', () => console.log('end')));`,
    ['write a', 'false true', 'drain', 'write b', 'end', 'finish', 'close'],
  ],
  [
    'pipeline passes chunks through generators and tells its end',
    `const { pipeline, Readable, Writable } = require('stream');
     const sink = new Writable({ objectMode: true, write(c, e, done) { console.log(c); done(); } });
     pipeline(Readable.from([1, 2]), async function* (source) { for await (const x of source) yield x * 2; }, sink, (e) => console.log('done', e));`,
    ['2', '4', 'done undefined'],
  ],
  [
    'threads have data, ports, errors and exit codes of their own',
    `const { Worker } = require('worker_threads');
     const w = new Worker('const { parentPort, workerData } = require("worker_threads"); console.log("in", workerData.a); parentPort.once("message", (m) => { parentPort.postMessage(m + 1); throw new TypeError("t"); })', { eval: true, workerData: { a: 1 } });
     for (const event of ['online', 'message', 'exit']) w.on(event, (x) => console.log(event, x));
     w.on('error', (e) => console.log('error', e instanceof TypeError, e.message));
     w.postMessage(1);
     console.log('first');`,
    ['first', 'online undefined', 'in 1', 'message 2', 'error true t', 'exit 1'],
  ],
  [
    'an error is printed with the name it has when its stack is first read',
    `class Own extends Error { constructor(m) { super(m); this.name = 'Own'; } }
     const e = new Own('m'); console.log(e.stack.split('\\n')[0]); e.message = 'n'; console.log(e.stack.split('\\n')[0]);`,
    ['Own: m', 'Own: m'],
  ],
];

describe("Node's modules", () => {
  for (const [title, text, lines] of PROGRAMS) it(title, () => assert.deepEqual(printed(text, 'node'), lines));
});
