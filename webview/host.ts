/** The page's one way out: posting to the extension, or to nobody in a plain browser. */

import type { FromPanel } from '../src/protocol';

declare function acquireVsCodeApi(): { postMessage(message: FromPanel): void };

const api = typeof acquireVsCodeApi === 'function' ? acquireVsCodeApi() : null;

/** Sends a message to the extension. */
export function post(message: FromPanel): void {
  api?.postMessage(message);
}

/** Asks the extension for something by name. */
export function act(action: string, value?: unknown): void {
  post(value === undefined ? { type: 'action', action } : { type: 'action', action, value });
}
