// `npm run bench` makes all tables; `npm run bench -- editor` that of the editor alone.
import { Worker } from 'node:worker_threads';

/** Some peers run guest calls on the host's stack: long programs need more of it than a process has. */
const STACK_MB = 256;

if (process.argv[2] === 'editor') await import('./editor.mjs');
else {
  new Worker(new URL('./measure.mjs', import.meta.url), {
    resourceLimits: { stackSizeMb: STACK_MB, maxOldGenerationSizeMb: 4096 },
  });
}
