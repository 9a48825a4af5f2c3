import type { NativeOptions } from '../../engine';

/** Who provides a window's and a worker's functions. */
export const HTML: NativeOptions = { provider: 'HTML' };
/** Virtual milliseconds a request takes. */
export const NETWORK_LATENCY = 3;
/** Virtual milliseconds until the browser's process has answered what a page can't do itself: grant a lock, read a blob. */
export const PROCESS_LATENCY = 2;
/** Where a program's files are served from. */
export const ORIGIN = 'http://localhost';
