import pLimit from 'p-limit';
import PQueue from 'p-queue';

const sleep = (ms, v) => new Promise((resolve) => setTimeout(resolve, ms, v));
const limit = pLimit(2);
const task = (n) =>
  limit(async () => {
    console.log('start', n, limit.activeCount, limit.pendingCount);
    await sleep(n * 40);
    console.log('end', n);
    return n;
  });
console.log(await Promise.all([1, 3, 5, 2].map(task)));
const q = new PQueue({ concurrency: 1, autoStart: false });
q.on('active', () => console.log('active', q.size, q.pending));
q.on('idle', () => console.log('idle'));
q.add(() => sleep(20).then(() => console.log('low')), { priority: 0 });
q.add(async () => console.log('high'), { priority: 5 });
q.start();
await q.onIdle();
const rate = new PQueue({ intervalCap: 2, interval: 60 });
for (let i = 0; i < 4; i++) rate.add(async () => console.log('rate', i));
await rate.onIdle();
const slow = new PQueue({ timeout: 20, throwOnTimeout: true });
await slow.add(() => sleep(200)).catch((e) => console.log(e.name, e.message));
const controller = new AbortController();
const pending = q.add(() => sleep(50), { signal: controller.signal }).catch((e) => console.log('aborted', e.name));
controller.abort();
await pending;
