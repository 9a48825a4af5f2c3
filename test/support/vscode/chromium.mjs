/** Finds a Chromium, or installs Debian's, and starts it headless. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const KNOWN_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of a Chromium: CHROMIUM_PATH, a known place, or freshly installed when this is Debian and we are root.
 *
 * @param {(message: string) => void} [log]
 */
export function ensureChromium(log = console.log) {
  const found = findChromium();
  if (found) {
    return found;
  }
  const isRoot = process.getuid?.() === 0;
  if (!existsSync('/usr/bin/apt-get') || !isRoot) {
    throw new Error(
      'No Chromium was found. Install Chromium or Google Chrome, or set CHROMIUM_PATH to one' +
        (existsSync('/usr/bin/apt-get') ? ' (as root: apt-get install chromium fonts-dejavu-core).' : '.'),
    );
  }
  log('Installing chromium (apt-get)');
  aptGet('update', '-qq');
  aptGet('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
  return findChromium() ?? fail('apt-get installed chromium, but /usr/bin/chromium is not there.');
}

function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen && !existsSync(chosen)) {
    fail(`CHROMIUM_PATH is ${chosen}, which does not exist.`);
  }
  return chosen ?? KNOWN_PLACES.find((place) => existsSync(place));
}

/** @param {...string} args */
function aptGet(...args) {
  const { status, stdout, stderr } = spawnSync('apt-get', args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 1 << 26,
  });
  if (status !== 0) {
    fail(`apt-get ${args.join(' ')} failed\n${stdout}${stderr}`);
  }
}

/** Starts a headless Chromium that asks nobody outside for anything. */
export function launchChromium() {
  return chromium.launch({
    executablePath: ensureChromium(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** @param {string} message @returns {never} */
function fail(message) {
  throw new Error(message);
}
