const async = require('async');
const steps = [
  (done) =>
    async.series(
      [
        (cb) =>
          setTimeout(() => {
            console.log('s1');
            cb(null, 1);
          }, 20),
        (cb) => cb(null, 2),
      ],
      (e, r) => {
        console.log('series', e, r);
        done();
      },
    ),
  (done) =>
    async.parallel(
      { a: (cb) => setTimeout(cb, 30, null, 'A'), b: (cb) => process.nextTick(cb, null, 'B') },
      (_e, r) => {
        console.log('parallel', r);
        done();
      },
    ),
  (done) =>
    async.waterfall([(cb) => cb(null, 1), (x, cb) => setImmediate(cb, null, x + 1), async (x) => x * 10], (_e, r) => {
      console.log('waterfall', r);
      done();
    }),
  (done) =>
    async.eachLimit(
      [3, 1, 2],
      2,
      (x, cb) =>
        setTimeout(() => {
          console.log('each', x);
          cb();
        }, x * 40),
      (e) => {
        console.log('each done', e);
        done();
      },
    ),
  (done) =>
    async
      .mapSeries([1, 2], async (x) => x * 2)
      .then((r) => {
        console.log('map', r);
        done();
      }),
  (done) => {
    const q = async.queue((t, cb) => {
      console.log('task', t);
      setTimeout(cb, 30);
    }, 2);
    q.push([1, 2, 3], () => console.log('finished'));
    q.drain(() => {
      console.log('drained');
      done();
    });
  },
  (done) =>
    async.auto({ a: (cb) => cb(null, 'a'), b: ['a', (r, cb) => cb(null, `${r.a}b`)] }, (_e, r) => {
      console.log('auto', r);
      done();
    }),
  (done) => {
    let n = 0;
    async.retry(
      { times: 3, interval: 10 },
      (cb) => (++n < 3 ? cb(new Error('x')) : cb(null, n)),
      (_e, r) => {
        console.log('retry', r);
        done();
      },
    );
  },
  (done) => {
    let i = 0;
    async.whilst(
      (cb) => cb(null, i < 3),
      (cb) => {
        i++;
        setImmediate(cb);
      },
      () => {
        console.log('whilst', i);
        done();
      },
    );
  },
  (done) =>
    async.race([(cb) => setTimeout(cb, 90, null, 'slow'), (cb) => setTimeout(cb, 10, null, 'fast')], (_e, r) => {
      console.log('race', r);
      done();
    }),
  (done) =>
    async
      .detect([1, 2, 3], async (x) => x > 1)
      .then((x) => {
        console.log('detect', x);
        done();
      }),
  (done) => {
    const mem = async.memoize((x, cb) => {
      console.log('computing');
      setImmediate(cb, null, x);
    });
    mem(1, () =>
      mem(1, () => {
        console.log('memo');
        done();
      }),
    );
  },
  (done) =>
    async.timeout(
      (cb) => setTimeout(cb, 200),
      20,
    )((e) => {
      console.log(e.code, e.message);
      done();
    }),
  (done) => {
    const pq = async.priorityQueue(async (t) => console.log('pq', t), 1);
    pq.push('low', 5);
    pq.push('high', 1);
    pq.drain(done);
  },
  (done) =>
    async.each(
      [1],
      (_x, cb) => cb(new Error('each err')),
      (e) => {
        console.log(e.message);
        done();
      },
    ),
];
(function next() {
  const step = steps.shift();
  if (step) step(next);
})();
