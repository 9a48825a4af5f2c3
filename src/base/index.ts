export { type Disposable, Disposables } from './disposable';
export { type Latest, LatestRunner } from './latest-runner';
export { PriorityQueue } from './priority-queue';
export { SeededRandom } from './random';
