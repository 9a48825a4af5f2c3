/** The one place that opens trace bytes. */

import { openTrace, type Trace } from '../../src/trace/read';

/** A trace's bytes, in whichever form they were posted. */
export function bytesOf(bytes: Uint8Array | ArrayBuffer | string): Uint8Array {
  if (typeof bytes !== 'string') return bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  const text = atob(bytes);
  const result = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) result[i] = text.charCodeAt(i);
  return result;
}

export function openBytes(bytes: Uint8Array | ArrayBuffer | string): Trace {
  return openTrace(bytesOf(bytes));
}
