export { PriorityQueue } from './priority-queue';
export { SeededRandom } from './random';
