import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The project's folder. Found by walking up rather than by a fixed number of `..`, because bundled tests run from
 * `out/test`, not from where they were written.
 */
export const root = findRoot(path.dirname(fileURLToPath(import.meta.url)));

/** @param {string} folder @returns {string} */
function findRoot(folder) {
  if (existsSync(path.join(folder, 'package-lock.json'))) {
    return folder;
  }
  const parent = path.dirname(folder);
  if (parent === folder) {
    throw new Error('package-lock.json was not found in any parent folder');
  }
  return findRoot(parent);
}

/** A path inside the project. @param {...string} parts */
export function fromRoot(...parts) {
  return path.join(root, ...parts);
}
