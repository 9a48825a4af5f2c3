import { getHeapStatistics } from 'node:v8';

/** Of the memory that V8 has for this thread; near its end V8 ends the whole process. */
const MOST = 0.75;
/** Between two looks. */
const LOOK_MS = 50;

/** Gives a function to be called often, which says in words how much memory is used once that is nearly all. */
export function watchMemory(): () => string | null {
  const limit = getHeapStatistics().heap_size_limit;
  let looked = performance.now();
  return () => {
    const now = performance.now();
    if (now - looked < LOOK_MS) return null;
    looked = now;
    const used = getHeapStatistics().used_heap_size;
    return used < MOST * limit ? null : `${Math.round(used / 1048576).toLocaleString('en-US')} MB of memory`;
  };
}
