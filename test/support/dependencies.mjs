/** Brings node_modules in step with package-lock.json. Needs nothing but Node and npm. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fromRoot, root } from './root.mjs';

/** Runs `npm ci` when node_modules is missing or holds other versions than the lock file. */
export function ensureDependencies() {
  if (dependenciesMatchLock()) {
    return;
  }
  console.log('Installing dependencies (npm ci)');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    throw new Error('npm ci failed');
  }
}

/**
 * Compares contents, not times: a fresh checkout makes the lock file look newer than modules that fit it.
 * Optional packages (other platforms' binaries) may be absent.
 */
function dependenciesMatchLock() {
  try {
    const wanted = readPackages(fromRoot('package-lock.json'));
    const installed = readPackages(fromRoot('node_modules/.package-lock.json'));
    return Object.entries(wanted).every(([name, entry]) => {
      const there = installed[name];
      return name === '' || (there ? there.version === entry.version : Boolean(entry.optional));
    });
  } catch {
    return false;
  }
}

/** @param {string} lockFile @returns {Record<string, { version: string, optional?: boolean }>} */
function readPackages(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}
