/**
 * Opens VS Code with Loopscope and something to trace.
 *
 *   npm start                        the sample
 *   npm start -- path/to/file.js     that file and its folder
 *   npm start -- path/to/folder
 *
 * The desktop VS Code if `code` is on the PATH; otherwise a real VS Code served on 127.0.0.1 (PORT chooses the port).
 * Needs nothing but Node and npm: what is missing is installed first.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies } from '../test/support/dependencies.mjs';
import { fromRoot, root } from '../test/support/root.mjs';
import { findDesktopCommand } from '../test/support/vscode/desktop.mjs';

async function main() {
  const { folder, file } = whatToOpen(process.argv[2]);
  const desktop = findDesktopCommand();
  ensureDependencies();
  if (desktop) {
    openDesktop(desktop, folder, file);
  } else {
    await serve(folder, file);
  }
}

/** @param {string | undefined} given @returns {{ folder: string, file?: string }} */
function whatToOpen(given) {
  if (given === undefined) {
    return { folder: fromRoot('media/samples'), file: fromRoot('media/samples/orders.js') };
  }
  // npm runs scripts in the project's folder; INIT_CWD is where the person was.
  const target = path.resolve(process.env.INIT_CWD ?? process.cwd(), given);
  if (!existsSync(target)) {
    throw new Error(`${target} does not exist`);
  }
  return statSync(target).isDirectory() ? { folder: target } : { folder: path.dirname(target), file: target };
}

/** @param {string} command @param {string} folder @param {string} [file] */
function openDesktop(command, folder, file) {
  run(process.execPath, [fromRoot('esbuild.mjs')]);
  const args = [`--extensionDevelopmentPath=${root}`, '--new-window', folder, ...(file ? [file] : [])];
  run(command, args);
  console.log('VS Code is opening. Right-click in the editor and choose "Trace Execution".');
}

/** @param {string} folder @param {string} [file] */
async function serve(folder, file) {
  const { canServe, installServed } = await import('../test/support/vscode/served.mjs');
  if (!canServe()) {
    throw new Error(
      '`code` is not on the PATH. Install VS Code; on macOS run "Shell Command: Install \'code\' command in PATH" in it.',
    );
  }
  installServed();
  const { packageExtension } = await import('./package.mjs');
  const { foldersIn, installExtension, startServer } = await import('../test/support/vscode/server.mjs');
  console.log('Packaging the extension');
  const folders = foldersIn(fromRoot('.vscode-test/start'));
  installExtension(packageExtension(), folders);
  const server = await startServer({ folders, port: Number(process.env.PORT ?? 0) });
  const address = server.workbenchUrl(folder, file ? [['openFile', server.remoteUri(file)]] : []);
  console.log(`\nVS Code with Loopscope is ready. Open this address in a browser:\n\n  ${address}\n`);
  console.log('Then right-click in the editor and choose "Trace Execution". Ctrl+C stops everything.');
  const code = await new Promise((resolve) => server.child.once('exit', resolve));
  throw new Error(`VS Code's server ended with code ${code}; its log is in ${folders.serverData}`);
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed`);
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
