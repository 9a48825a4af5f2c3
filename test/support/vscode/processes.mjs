/** Child processes that never outlive us. */
import { spawn } from 'node:child_process';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Starts a process in a group of its own, so that whatever it forks ends with it.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function spawnGroup(command, args, options) {
  if (running.size === 0) {
    endWithUs();
  }
  const child = spawn(command, args, { ...options, detached: true });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Asks a group to end, and insists after five seconds. @param {import('node:child_process').ChildProcess} child */
export function stopGroup(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      return resolve(undefined);
    }
    const insist = setTimeout(() => signalGroup(child, 'SIGKILL'), 5000);
    child.once('exit', () => {
      clearTimeout(insist);
      resolve(undefined);
    });
    signalGroup(child, 'SIGTERM');
  });
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  try {
    process.kill(-(child.pid ?? 0), signal);
  } catch {
    // It has ended meanwhile.
  }
}

let installed = false;
function endWithUs() {
  if (installed) {
    return;
  }
  installed = true;
  process.on('exit', () => {
    for (const child of running) {
      signalGroup(child, 'SIGKILL');
    }
  });
  // Without a handler a signal ends Node without its `exit` event.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => process.exit(130));
  }
}
