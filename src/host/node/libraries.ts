import events from './lib/events.guest.js';
import process from './lib/process.guest.js';

/** Node's built-in modules as guest code, by name without `node:`; those under `internal/` can't be required by programs. */
export const LIBRARIES: Readonly<Record<string, string>> = {
  events,
  process,
};
