export { type Disposable, Disposables } from './disposable';
export { Later } from './later';
export { type Latest, LatestRunner } from './latest-runner';
export { PriorityQueue } from './priority-queue';
export { SeededRandom } from './random';
