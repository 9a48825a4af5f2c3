import { packageExtension } from '../../../scripts/package.mjs';

/** @type {string | undefined} */
let vsix;

/** The extension as people install it, packaged once in a run. */
export function packagedExtension() {
  vsix ??= packageExtension();
  return vsix;
}
