/** The page's one way out: the extension's messages and its memory, or neither in a plain browser. */

import type { FromPanel } from '../../src/protocol';

interface VSCodeApi {
  postMessage(message: FromPanel): void;
  getState?(): unknown;
  setState?(state: unknown): void;
}

declare function acquireVsCodeApi(): VSCodeApi;

const api = typeof acquireVsCodeApi === 'function' ? acquireVsCodeApi() : null;

/** Sends a message to the extension. */
export function post(message: FromPanel): void {
  api?.postMessage(message);
}

/** Asks the extension for something by name. */
export function act(action: string, value?: unknown): void {
  post(value === undefined ? { type: 'action', action } : { type: 'action', action, value });
}

/** What the page remembered before it was reloaded. */
export function remembered(): unknown {
  return api?.getState?.();
}

export function remember(state: unknown): void {
  api?.setState?.(state);
}
