import type { NativeOptions } from '../../engine';

/** Who provides a window's and a worker's functions. */
export const HTML: NativeOptions = { provider: 'HTML' };
/** Virtual milliseconds a request takes. */
export const NETWORK_LATENCY = 3;
/** Where a program's files are served from. */
export const ORIGIN = 'http://localhost';
