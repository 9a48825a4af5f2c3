/**
 * Installs a real VS Code (server, workbench and extension hosts) from npm packages, for machines without a desktop one.
 *
 * No install script runs and nothing is compiled, since a bare machine has no compiler: two small native modules (file
 * logging, a parent watchdog) are replaced by stand-ins in plain JavaScript.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fromRoot } from '../root.mjs';
import { CODE_SERVER, NODE, NODE_PACKAGES } from './pins.mjs';

/** @typedef {{ node: string, server: string }} ServedVSCode the Node to run the server with, and its main script */

/** Whether this machine can run the served VS Code at all. */
export function canServe() {
  return nodePackage() !== undefined;
}

/**
 * Installs what is missing below `.vscode-test/served` (or LOOPSCOPE_SERVED_HOME, to share it between checkouts).
 *
 * @param {(message: string) => void} [log]
 * @returns {ServedVSCode}
 */
export function installServed(log = console.log) {
  const home = process.env.LOOPSCOPE_SERVED_HOME ?? fromRoot('.vscode-test/served');
  const target = path.join(home, `code-server-${CODE_SERVER}-node-${NODE}`);
  if (!existsSync(target)) {
    installInto(target, log);
  }
  return {
    node: path.join(target, `node/node_modules/${nodePackage()}/bin/node`),
    server: path.join(target, 'code-server/node_modules/code-server/lib/vscode/out/server-main.js'),
  };
}

/** @param {string} target @param {(message: string) => void} log */
function installInto(target, log) {
  const node = nodePackage();
  if (!node) {
    throw new Error(
      `No served VS Code for ${process.platform}-${process.arch}: install desktop VS Code and put \`code\` on the PATH.`,
    );
  }
  // Built aside and renamed when complete: an interrupted set-up leaves nothing half done, and two at once don't meet.
  const draft = `${target}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  log(`Installing VS Code's server once (code-server ${CODE_SERVER}, Node ${NODE}; about 800 MB)`);
  const step = timedSteps(log);

  step('Node');
  const nodeHome = emptyPackage(path.join(draft, 'node'));
  npm(nodeHome, ['install', `${node}@${NODE}`]);
  const newerNode = path.join(nodeHome, `node_modules/${node}/bin`);

  step('VS Code server');
  const serverHome = emptyPackage(path.join(draft, 'code-server'));
  npm(serverHome, ['install', '--ignore-scripts', `code-server@${CODE_SERVER}`], newerNode);

  step("the server's own dependencies");
  // `npm install`, not `npm ci`: the shrinkwrap inside the package misses an entry.
  const vscode = path.join(serverHome, 'node_modules/code-server/lib/vscode');
  npm(vscode, ['install', '--omit=dev', '--ignore-scripts'], newerNode);

  step('built-in extensions');
  const extensions = path.join(vscode, 'extensions');
  npm(extensions, ['install', '--omit=dev', '--ignore-scripts'], newerNode);
  run(path.join(newerNode, 'node'), ['postinstall.mjs'], extensions);
  for (const name of ['spdlog', 'native-watchdog']) {
    const standIn = fromRoot(`test/support/vscode/stand-ins/${name}.cjs`);
    copyFileSync(standIn, path.join(vscode, `node_modules/@vscode/${name}/index.js`));
  }

  step();
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) {
      throw error;
    }
  }
}

/** @returns {string | undefined} */
function nodePackage() {
  return /** @type {Record<string, string>} */ (NODE_PACKAGES)[`${process.platform}-${process.arch}`];
}

/** @param {string} folder */
function emptyPackage(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  return folder;
}

/** @param {string} folder @param {string[]} args @param {string} [firstOnPath] */
function npm(folder, args, firstOnPath) {
  run('npm', [...args, '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'], folder, firstOnPath);
}

/** @param {string} command @param {string[]} args @param {string} cwd @param {string} [firstOnPath] */
function run(command, args, cwd, firstOnPath) {
  const PATH = firstOnPath ? `${firstOnPath}${path.delimiter}${process.env.PATH}` : process.env.PATH;
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    // npm hands its own settings down by npm_*; those of an outer `npm test` must not steer this install.
    env: { ...withoutNpm(process.env), PATH },
    maxBuffer: 1 << 26,
  });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed in ${cwd}\n${error ?? ''}${stdout}${stderr}`);
  }
}

/** @param {NodeJS.ProcessEnv} env */
function withoutNpm(env) {
  const local = /^npm_(config_local_prefix|package|lifecycle|command|execpath)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !local.test(name)));
}

/** Announces a step and says how long the one before took. @param {(message: string) => void} log */
function timedSteps(log) {
  let since = Date.now();
  let current = '';
  return (next = '') => {
    if (current) {
      log(`  ${current}: ${((Date.now() - since) / 1000).toFixed(1)} s`);
    }
    since = Date.now();
    current = next;
  };
}
