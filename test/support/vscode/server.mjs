/** Starts and stops the served VS Code on 127.0.0.1, and installs extensions into it. */
import { spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnGroup, stopGroup } from './processes.mjs';
import { installServed } from './served.mjs';

/** User settings that keep a window free of what a test or a first look does not need. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'window.autoDetectColorScheme': false,
  'git.openRepositoryInParentFolders': 'never',
  'typescript.disableAutomaticTypeAcquisition': true,
  'typescript.surveys.enabled': false,
  'npm.autoDetect': 'off',
  'json.schemaDownload.enable': false,
};

/** The folders a server keeps its state in. @typedef {{ userData: string, extensions: string, serverData: string }} ServerFolders */

/** A fresh set of folders below the system's temporary folder. @returns {ServerFolders & { base: string, remove(): void }} */
export function scratchFolders() {
  const base = mkdtempSync(path.join(os.tmpdir(), 'loopscope-vscode-'));
  return { base, ...foldersIn(base), remove: () => rmSync(base, { recursive: true, force: true, maxRetries: 5 }) };
}

/** @param {string} base @returns {ServerFolders} */
export function foldersIn(base) {
  const folders = {
    userData: path.join(base, 'user-data'),
    extensions: path.join(base, 'extensions'),
    serverData: path.join(base, 'server-data'),
  };
  for (const folder of Object.values(folders)) {
    mkdirSync(folder, { recursive: true });
  }
  return folders;
}

/** Merges settings into a user-data folder. A window is sure to see them only when it is opened or reloaded. @param {string} userData @param {object} settings */
export function writeSettings(userData, settings) {
  const file = path.join(userData, 'User/settings.json');
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : QUIET_SETTINGS;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...before, ...settings }, null, 2));
}

/** Installs a .vsix. @param {string} vsix @param {ServerFolders} folders */
export function installExtension(vsix, folders) {
  const { node, server } = installServed();
  const args = [
    server,
    '--accept-server-license-terms',
    ...folderArguments(folders),
    '--force',
    '--install-extension',
    vsix,
  ];
  const { status, stdout, stderr } = spawnSync(node, args, { encoding: 'utf8', env: serverEnvironment() });
  if (status !== 0) {
    throw new Error(`Installing ${vsix} failed\n${stdout}${stderr}`);
  }
}

/**
 * @typedef {object} ServerOptions
 * @property {ServerFolders} folders
 * @property {object} [settings]   user settings, on top of the quiet ones
 * @property {number} [port]       any free one when absent
 * @property {boolean} [testDriver]  a built workbench honours extensionDevelopmentPath and extensionTestsPath only with
 *                                 the smoke-test driver; the driver also hides notifications, so it is off by default
 * @property {boolean} [restricted]  open every folder in Restricted Mode
 * @property {NodeJS.ProcessEnv} [env]  reaches the extension host
 */

/** @param {ServerOptions} options */
export async function startServer({
  folders,
  settings = {},
  port = 0,
  testDriver = false,
  restricted = false,
  env = {},
}) {
  const { node, server } = installServed();
  // Without the prompt a folder nobody has trusted stays restricted.
  writeSettings(folders.userData, { ...settings, 'security.workspace.trust.startupPrompt': 'never' });
  const args = [server, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  args.push('--accept-server-license-terms', '--telemetry-level', 'off');
  args.push(...folderArguments(folders), ...(testDriver ? ['--enable-smoke-test-driver'] : []));
  if (!restricted) {
    args.push('--disable-workspace-trust');
  }
  const child = spawnGroup(node, args, { env: { ...serverEnvironment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const actualPort = await portOf(child, path.join(folders.serverData, 'server.log'));
  return new Server(child, actualPort);
}

/** A running server. */
class Server {
  /** @param {import('node:child_process').ChildProcess} child @param {number} port */
  constructor(child, port) {
    this.child = child;
    this.port = port;
  }

  get origin() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The address of a workbench window. @param {string} folder @param {[string, string][]} [payload] */
  workbenchUrl(folder, payload = []) {
    const query = payload.length > 0 ? `&payload=${encodeURIComponent(JSON.stringify(payload))}` : '';
    return `${this.origin}/?folder=${encodeURI(folder)}${query}`;
  }

  /** How the workbench names a file of this machine. @param {string} file */
  remoteUri(file) {
    return `vscode-remote://127.0.0.1:${this.port}${encodeURI(file)}`;
  }

  stop() {
    return stopGroup(this.child);
  }
}

/** @param {ServerFolders} folders */
function folderArguments({ userData, extensions, serverData }) {
  return ['--user-data-dir', userData, '--extensions-dir', extensions, '--server-data-dir', serverData];
}

function serverEnvironment() {
  // A terminal inside VS Code hands down variables that would tie this server to that window.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE_(?!EXECUTABLE)|ELECTRON_)/.test(name));
  // An empty gallery stops every request to a marketplace.
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{}' };
}

/**
 * Waits until the server says which port it listens on; keeps all its output in a log.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} logFile
 * @returns {Promise<number>}
 */
function portOf(child, logFile) {
  const log = createWriteStream(logFile, { flags: 'a' });
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (/** @type {string} */ why) => reject(new Error(`${why}\n${output.slice(-2000)}`));
    const tooLate = setTimeout(() => fail('The VS Code server did not start within a minute.'), 60_000);
    const read = (/** @type {Buffer} */ chunk) => {
      log.write(chunk);
      output = (output + chunk).slice(-10_000);
      const listening = /Extension host agent listening on (\d+)/.exec(output);
      if (listening) {
        clearTimeout(tooLate);
        resolve(Number(listening[1]));
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => fail(String(error)));
    child.once('exit', (code) => {
      clearTimeout(tooLate);
      log.end();
      fail(`The VS Code server ended with code ${code}.`);
    });
  });
}
