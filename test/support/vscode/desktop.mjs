/** Finds a desktop VS Code on this machine. */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/**
 * The `code` command of a desktop VS Code, or undefined. A `code` that belongs to a remote window's terminal opens
 * files in that window and can't start a VS Code.
 */
export function findDesktopCommand() {
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code'];
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of names) {
      const candidate = path.join(folder, name);
      if (existsSync(candidate) && !realpathSync(candidate).includes('remote-cli')) {
        return candidate;
      }
    }
  }
  return undefined;
}

/**
 * The program a test can start: VSCODE_EXECUTABLE, or the one behind the `code` command (which itself is a script that
 * returns before VS Code ends). Undefined when there is none, or no display to show it on.
 */
export function findDesktopExecutable() {
  if (process.env.VSCODE_EXECUTABLE) {
    return process.env.VSCODE_EXECUTABLE;
  }
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return undefined;
  }
  const command = findDesktopCommand();
  if (!command) {
    return undefined;
  }
  // …/bin/code beside …/code (Linux), …/Contents/Resources/app/bin/code below …/Contents/MacOS (macOS), …\bin\code.cmd (Windows)
  const folder = path.dirname(realpathSync(command));
  const candidates = ['../code', '../../../MacOS/Electron', '../../../MacOS/Code', '../Code.exe'];
  return candidates.map((relative) => path.resolve(folder, relative)).find((file) => existsSync(file));
}
