#!/usr/bin/env node
/**
 * Stands in for the desktop `code` executable where there is none: @vscode/test-electron starts it as
 * `vscodeExecutablePath` and takes its exit code. Behind it a real VS Code server runs the extension host, and a real
 * workbench runs in a headless Chromium. It is not Electron.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, parseArgs } from 'node:util';
import { launchChromium } from './chromium.mjs';
import { foldersIn, scratchFolders, startServer } from './server.mjs';

/** Exit codes beyond the suite's own 0 and 1. */
const SERVER_DIED = 70;
const PAGE_CRASHED = 71;
const TIMED_OUT = 124;

/** Lines of the workbench's own chatter in the extension host's console. */
const CHATTER = [
  /^(Ignoring fetching additional|Creating a socket|Resolv(ing|ed) connection token|Updating additional builtin)/,
  /^(Started local extension host|Canceled|No search provider registered|\[reconnection-grace-time\]|\[remote-connection\]|\[Service Worker\])/,
  /^(\[AgentHost|\[AccountPolicyGate\])/,
];

/** The part of VS Code's command line that a test run uses; everything else is accepted and ignored. */
function readCommandLine() {
  const { values, positionals } = parseArgs({
    options: {
      extensionDevelopmentPath: { type: 'string', multiple: true, default: [] },
      extensionDevelopmentKind: { type: 'string' },
      extensionTestsPath: { type: 'string' },
      'user-data-dir': { type: 'string' },
      'extensions-dir': { type: 'string' },
    },
    strict: false,
    allowPositionals: true,
  });
  const text = (/** @type {unknown} */ value) => (typeof value === 'string' ? value : undefined);
  return {
    developmentPaths: /** @type {string[]} */ (values.extensionDevelopmentPath).map((folder) => path.resolve(folder)),
    developmentKind: text(values.extensionDevelopmentKind),
    testsPath: path.resolve(text(values.extensionTestsPath) ?? fail('--extensionTestsPath is missing')),
    userData: text(values['user-data-dir']),
    extensions: text(values['extensions-dir']),
    workspace: path.resolve(positionals[0] ?? fail('the folder to open is missing')),
  };
}

/** Runs the suite and returns its exit code. */
async function main() {
  const options = readCommandLine();
  const scratch = scratchFolders();
  const folders = { ...scratch, ...given({ userData: options.userData, extensions: options.extensions }) };
  const settings = options.developmentKind ? extensionKindSetting(options) : {};
  const server = await startServer({ folders, settings, testDriver: true });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.exposeFunction('codeAutomationLog', printLine);
    /** @type {Promise<{ code: number, why?: string }>} */
    const verdict = new Promise((resolve) => {
      page.exposeFunction('codeAutomationExit', (/** @type {number} */ code, /** @type {LogFile[]} */ logs) => {
        keepLogs(scratch.base, logs);
        resolve({ code });
      });
      server.child.once('exit', () => resolve({ code: SERVER_DIED, why: 'the VS Code server died' }));
      page.once('crash', () => resolve({ code: PAGE_CRASHED, why: 'the page crashed' }));
      const limit = Number(process.env.LOOPSCOPE_TEST_TIMEOUT_MS ?? 300_000);
      setTimeout(() => resolve({ code: TIMED_OUT, why: `no verdict after ${limit} ms` }), limit).unref();
    });
    /** @type {[string, string][]} */
    const payload = options.developmentPaths.map((p) => ['extensionDevelopmentPath', server.remoteUri(p)]);
    payload.push(['extensionTestsPath', server.remoteUri(options.testsPath)]);
    await page.goto(server.workbenchUrl(options.workspace, payload));
    const { code, why } = await verdict;
    await Promise.all([browser.close(), server.stop()]);
    if (code === 0) {
      scratch.remove();
    } else {
      console.error(`${why ? `VS Code test run: ${why}; ` : ''}VS Code's logs are kept in ${scratch.base}`);
    }
    return code;
  } finally {
    await Promise.all([browser.close(), server.stop()]);
  }
}

/** @typedef {{ relativePath: string, contents: string }} LogFile */

/** @param {string} base @param {LogFile[]} [logs] */
function keepLogs(base, logs = []) {
  for (const { relativePath, contents } of logs) {
    const file = path.join(foldersIn(base).serverData, 'window-logs', relativePath);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
}

/** @param {string} type @param {unknown[]} values */
function printLine(type, values) {
  const line = format(...values);
  if (!CHATTER.some((pattern) => pattern.test(line))) {
    (type === 'error' ? process.stderr : process.stdout).write(`${line}\n`);
  }
}

/**
 * The browser workbench ignores --extensionDevelopmentKind; this user setting has the same effect.
 *
 * @param {{ developmentPaths: string[], developmentKind?: string }} options
 */
function extensionKindSetting({ developmentPaths, developmentKind }) {
  const kinds = developmentPaths.map((folder) => {
    const { publisher, name } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return [`${publisher}.${name}`, [developmentKind]];
  });
  return { 'remote.extensionKind': Object.fromEntries(kinds) };
}

/** Leaves out what is undefined. @template {object} T @param {T} values @returns {any} */
function given(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** @param {string} message @returns {never} */
function fail(message) {
  throw new Error(message);
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
