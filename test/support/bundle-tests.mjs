/** Bundles TypeScript tests with esbuild: for plain Node, and for each extension host. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { fromRoot, root } from './root.mjs';

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  sourcemap: 'linked',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.css': 'empty', '.svg': 'text', '.guest.js': 'text' },
  logLevel: 'warning',
};

/**
 * One bundle per test file, in one build: code they share becomes shared chunks, which Node then loads once.
 *
 * @param {string[]} files  project paths
 * @param {string} outFolder
 * @returns {Promise<string[]>} the bundles, in the order of `files`
 */
export async function bundleForNode(files, outFolder) {
  await esbuild.build({
    ...shared,
    entryPoints: files,
    outdir: outFolder,
    outbase: fromRoot('test'),
    outExtension: { '.js': '.mjs' },
    entryNames: '[dir]/[name]',
    chunkNames: 'chunks/[hash]',
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
  });
  return files.map((file) => path.join(outFolder, path.relative('test', file).replace(/\.tsx?$/, '.mjs')));
}

/**
 * One file that exports `run()`, as VS Code's `extensionTestsPath` wants it.
 *
 * @param {'node' | 'web'} host
 * @param {string[]} files  project paths
 * @param {string} outFile
 */
export async function bundleForExtensionHost(host, files, outFile) {
  const imports = files.map((file) => `await import('./${file}');`).join('\n');
  /** @type {import('esbuild').BuildOptions} */
  const web = {
    platform: 'browser',
    alias: { 'node:assert/strict': fromRoot('test/support/extension-host/assert.ts') },
    inject: [fromRoot('test/support/extension-host/process.js')],
  };
  await esbuild.build({
    ...shared,
    stdin: {
      contents: `import { runSuite } from './test/support/extension-host/run';
        export const run = () => runSuite(async () => {\n${imports}\n});`,
      resolveDir: root,
      sourcefile: 'suite.js',
    },
    outfile: outFile,
    format: 'cjs',
    target: 'es2022',
    define: { global: 'globalThis', 'process.env.TEST_GREP': JSON.stringify(process.env.TEST_GREP ?? '') },
    external: ['vscode'],
    plugins: [mochaBrowserBuild],
    ...(host === 'web' ? web : { platform: 'node', target: 'node20' }),
  });
  return outFile;
}

/**
 * mocha.js is a UMD script in a `"type": "module"` package: left alone it would find the bundle's own `module` and
 * replace what the bundle exports. Hidden from `module` and `exports`, it defines `globalThis.mocha`.
 *
 * @type {import('esbuild').Plugin}
 */
const mochaBrowserBuild = {
  name: 'mocha-browser-build',
  setup(build) {
    build.onLoad({ filter: /[\\/]mocha[\\/]mocha\.js$/ }, async ({ path: file }) => ({
      contents: `(function (module, exports) {\n${await readFile(file, 'utf8')}\n}).call(globalThis);`,
      loader: 'js',
    }));
  },
};
