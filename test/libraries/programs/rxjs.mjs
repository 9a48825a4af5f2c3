import { EventEmitter } from 'node:events';
import {
  animationFrameScheduler,
  asapScheduler,
  asyncScheduler,
  BehaviorSubject,
  combineLatest,
  concat,
  defer,
  EMPTY,
  firstValueFrom,
  from,
  fromEvent,
  interval,
  lastValueFrom,
  merge,
  Observable,
  of,
  queueScheduler,
  ReplaySubject,
  Subject,
  throwError,
  timer,
  zip,
} from 'rxjs';
import {
  bufferCount,
  catchError,
  concatMap,
  debounceTime,
  delay,
  distinctUntilChanged,
  exhaustMap,
  filter,
  finalize,
  groupBy,
  map,
  mergeMap,
  observeOn,
  pairwise,
  reduce,
  retry,
  scan,
  share,
  shareReplay,
  startWith,
  switchMap,
  take,
  takeUntil,
  tap,
  throttleTime,
  timeout,
  toArray,
  withLatestFrom,
} from 'rxjs/operators';

const log = (name) => ({
  next: (v) => console.log(name, v),
  error: (e) => console.log(name, 'error', e?.message ?? e),
  complete: () => console.log(name, 'done'),
});
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

of(1, 2, 3)
  .pipe(
    map((x) => x * 2),
    filter((x) => x > 2),
  )
  .subscribe(log('of'));
from(Promise.resolve('p')).subscribe(log('promise'));
from([1, 2, 3, 4])
  .pipe(
    scan((a, b) => a + b, 0),
    pairwise(),
    bufferCount(2),
  )
  .subscribe(log('scan'));
of(1, 2).pipe(observeOn(asapScheduler)).subscribe(log('asap'));
of(1, 2).pipe(observeOn(asyncScheduler)).subscribe(log('async'));
await wait(50);
interval(40).pipe(take(3)).subscribe(log('interval'));
timer(20, 40)
  .pipe(
    take(2),
    map((x) => `t${x}`),
  )
  .subscribe(log('timer'));
await wait(200);
merge(timer(60).pipe(map(() => 'm1')), timer(20).pipe(map(() => 'm2'))).subscribe(log('merge'));
await lastValueFrom(concat(of('c1'), timer(90).pipe(map(() => 'c2')), of('c3')).pipe(tap((v) => console.log(v))));
const s = new Subject();
s.pipe(debounceTime(30)).subscribe(log('debounce'));
s.next(1);
s.next(2);
await wait(90);
s.next(3);
s.complete();
const b = new BehaviorSubject(0);
combineLatest([b, of('x')]).subscribe(log('combine'));
zip(b, of('z')).subscribe(log('zip'));
b.next(1);
b.complete();
const r = new ReplaySubject(2);
[1, 2, 3].forEach((x) => r.next(x));
r.subscribe(log('replay'));
throwError(() => new Error('bad'))
  .pipe(
    catchError((e) => of(`caught ${e.message}`)),
    startWith('start'),
  )
  .subscribe(log('catch'));
let n = 0;
defer(() => (++n < 3 ? throwError(() => new Error(`n${n}`)) : of(`ok${n}`)))
  .pipe(retry(3))
  .subscribe(log('retry'));
for (const [name, op] of Object.entries({ concatMap, switchMap, exhaustMap, mergeMap })) {
  await lastValueFrom(
    of(1, 2, 3).pipe(
      op((x) => of(x).pipe(delay(30))),
      tap((v) => console.log(name, v)),
    ),
  );
}
const e = new EventEmitter();
fromEvent(e, 'x').pipe(take(2)).subscribe(log('event'));
e.emit('x', 1);
e.emit('x', 2);
e.emit('x', 3);
console.log(e.listenerCount('x'));
from([
  { k: 'a', v: 1 },
  { k: 'b', v: 2 },
  { k: 'a', v: 3 },
])
  .pipe(
    groupBy((x) => x.k),
    mergeMap((g) => g.pipe(toArray())),
  )
  .subscribe(log('group'));
console.log(
  await firstValueFrom(timer(10).pipe(map(() => 'first'))),
  await lastValueFrom(
    of(1, 2, 9).pipe(
      reduce((a, x) => a + x, 0),
      distinctUntilChanged(),
    ),
  ),
);
await firstValueFrom(EMPTY).catch((error) => console.log(error.name));
await lastValueFrom(interval(500).pipe(timeout(30))).catch((error) => console.log(error.name, error.message));
const shared = interval(30).pipe(
  take(2),
  tap((v) => console.log('source', v)),
  share(),
  finalize(() => console.log('finally')),
);
shared.subscribe(log('s1'));
shared.subscribe(log('s2'));
await wait(120);
const late = of(7).pipe(shareReplay(1), withLatestFrom(of('l')), throttleTime(10), takeUntil(timer(5)));
late.subscribe(log('late'));
const ob = new Observable((o) => {
  o.next(1);
  return () => console.log('teardown');
});
const sub = ob.subscribe(log('ob'));
sub.unsubscribe();
console.log(sub.closed, typeof animationFrameScheduler.schedule);
queueScheduler.schedule(() => {
  console.log('q1');
  queueScheduler.schedule(() => console.log('q3'));
  console.log('q2');
});
