/**
 * Builds every shipped file into dist/.
 *
 *   node esbuild.mjs [--watch] [--production]
 *
 * An entry whose source does not exist yet is skipped with a note, so the tree builds at all times.
 */

import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** What VS Code's own loader provides at run time. */
const external = ['vscode'];

/** Output name -> what differs from the shared options. */
const entries = {
  'extension.js': { entry: 'src/extension/main.ts', platform: 'node', format: 'cjs', external },
  'extension.web.js': { entry: 'src/extension/main.web.ts', platform: 'browser', format: 'cjs', external },
  'worker.js': { entry: 'src/runner/worker-node.ts', platform: 'node', format: 'cjs' },
  'worker-start.js': { entry: 'src/runner/worker-start.ts', platform: 'node', format: 'cjs' },
  'worker.web.js': { entry: 'src/runner/worker-web.ts', platform: 'browser', format: 'iife' },
  'panel.js': { entry: 'webview/main.tsx', platform: 'browser', format: 'iife' },
  'cli.js': { entry: 'src/cli/main.ts', platform: 'node', format: 'cjs', banner: { js: '#!/usr/bin/env node' } },
};

function optionsFor(output, { entry, ...own }) {
  return {
    entryPoints: [path.join(root, entry)],
    outfile: path.join(root, 'dist', output),
    absWorkingDir: root,
    bundle: true,
    // VS Code 1.90 brings Node 20 and Chromium 122.
    target: own.platform === 'node' ? 'node20' : 'chrome122',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // One of its plugins asks for acorn's other form, which would be a second acorn.
    alias: { acorn: path.join(root, 'node_modules/acorn/dist/acorn.mjs') },
    loader: { '.svg': 'text', '.guest.js': 'text' },
    define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
    sourcemap: !production,
    minify: production,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    ...own,
  };
}

/** Remembers each build's metafile for size reports and says in watch mode that a build is done. */
function reportPlugin(output) {
  return {
    name: 'report',
    setup(build) {
      build.onEnd(async (result) => {
        if (result.errors.length > 0) {
          return;
        }
        await writeFile(path.join(root, 'out/meta', `${output}.json`), JSON.stringify(result.metafile));
        const bytes = Object.values(result.metafile.outputs)
          .filter((file) => file.entryPoint)
          .reduce((sum, file) => sum + file.bytes, 0);
        console.log(`dist/${output}  ${(bytes / 1024).toFixed(1)} KB`);
      });
    },
  };
}

async function main() {
  // A packaged build must not carry source maps of an earlier one; otherwise files are replaced in place,
  // so that builds running side by side never see an empty folder.
  if (production) {
    await rm(path.join(root, 'dist'), { recursive: true, force: true });
  }
  await mkdir(path.join(root, 'dist'), { recursive: true });
  await mkdir(path.join(root, 'out/meta'), { recursive: true });
  const present = Object.entries(entries).filter(([output, { entry }]) => {
    const there = existsSync(path.join(root, entry));
    if (!there) {
      console.log(`dist/${output}  skipped, ${entry} does not exist`);
    }
    return there;
  });
  await Promise.all(
    present.map(async ([output, own]) => {
      const options = { ...optionsFor(output, own), plugins: [reportPlugin(output)] };
      if (watch) {
        await (await esbuild.context(options)).watch();
      } else {
        await esbuild.build(options);
      }
    }),
  );
}

main().catch((error) => {
  // esbuild has printed its own errors already.
  if (!error.errors) {
    console.error(error);
  }
  process.exitCode = 1;
});
