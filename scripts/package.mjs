/**
 * Packages the extension: `npm run package` writes out/loopscope.vsix.
 *
 * Everything the extension needs at run time is bundled into dist/, so no dependency is packed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromRoot, root } from '../test/support/root.mjs';

/** Builds for production, packages, and returns the path of the .vsix. @param {string} [folder] of another extension */
export function packageExtension(folder = root, name = 'loopscope.vsix') {
  const vsix = fromRoot('out', name);
  mkdirSync(path.dirname(vsix), { recursive: true });
  const vsce = fromRoot('node_modules/@vscode/vsce/vsce');
  // The read-me's pictures are packed with it: without a repository there is no address to rewrite their links to.
  const args = [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  args.push('-o', vsix);
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`Packaging failed\n${stdout}${stderr}`);
  }
  return vsix;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const vsix = packageExtension();
  console.log(`${path.relative(root, vsix)}  ${(statSync(vsix).size / 1024).toFixed(1)} KB`);
}
