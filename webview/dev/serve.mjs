/**
 * Serves the panel in a plain browser, with a saved trace and the colours of a theme. For work on the panel only.
 *
 *   node webview/dev/serve.mjs [trace.json | program.js] [port]
 *
 * A program is traced first, `media/samples/orders.js` if nothing is named; needs a built dist/. The printed address has
 * pickers around the panel. The panel alone is at `/`: there `theme` is one of dark, light, hc, hcl; `step` the step to
 * show first; `notice` one of stale, running.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pickerPage } from './picker.mjs';
import { themes } from './themes.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.map': 'application/json' };
const CLASSES = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  hc: 'vscode-high-contrast',
  hcl: 'vscode-high-contrast vscode-high-contrast-light',
};
const NOTICES = {
  stale: { type: 'stale', problem: { message: 'Unexpected token', line: 12, column: 3 } },
  running: { type: 'progress', steps: 240_000, milliseconds: 1200 },
};

/** The page around the panel; the same frame as the extension's, with a theme's variables as rules. */
function page(theme, step, notice) {
  const rules = Object.entries(themes[theme] ?? themes.dark)
    .map(([name, value]) => `--vscode-${name}: ${value};`)
    .join('\n');
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Loopscope</title>
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; script-src 'self' 'nonce-dev'; style-src 'self' 'nonce-dev'; connect-src 'self'">
<style nonce="dev">html { ${rules} }</style>
<link rel="stylesheet" href="/dist/panel.css">
</head><body class="${CLASSES[theme] ?? CLASSES.dark}"><div id="app"></div>
<script nonce="dev">
  // Stands in for the extension: sends the trace, and keeps what the panel sends and remembers.
  window.sent = [];
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.sent.push(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
  addEventListener('load', async () => {
    const saved = await (await fetch('/trace.json')).json();
    window.postMessage({ type: 'trace', revision: 1, bytes: saved.bytes, step: ${step}, title: 'trace', host: 'node' });
    window.postMessage(${JSON.stringify(NOTICES[notice] ?? { type: 'idle' })});
  });
</script>
<script nonce="dev" src="/dist/panel.js"></script></body></html>`;
}

/** Starts the server; `port` 0 takes a free one. */
export function serve(file, port = 0) {
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const query = (name, otherwise) => url.searchParams.get(name) ?? otherwise;
    try {
      if (url.pathname === '/') {
        response.setHeader('content-type', 'text/html');
        response.end(page(query('theme', 'dark'), Number(query('step', 0)), query('notice', '')));
      } else if (url.pathname === '/pick') {
        response.setHeader('content-type', 'text/html');
        response.end(pickerPage(Object.keys(themes), Object.keys(NOTICES)));
      } else if (url.pathname === '/trace.json') {
        response.setHeader('content-type', 'application/json');
        response.end(await readFile(file));
      } else {
        const name = path.join(root, 'dist', path.basename(url.pathname));
        const body = await readFile(name);
        response.setHeader('content-type', TYPES[path.extname(name)] ?? 'application/octet-stream');
        response.end(body);
      }
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve({ server, url: `http://127.0.0.1:${server.address().port}/` }));
  });
}

/** A saved trace as it is; a program is traced into a file of its own. */
function traceFile(file) {
  if (file.endsWith('.json')) return file;
  const out = path.join(mkdtempSync(path.join(os.tmpdir(), 'loopscope-')), 'trace.json');
  const args = [path.join(root, 'dist/cli.js'), 'trace', file, '--format', 'json', '--out', out];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status === null || status > 1) throw new Error(`can't trace ${file}\n${stderr}`);
  return out;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = path.resolve(process.argv[2] ?? path.join(root, 'media/samples/orders.js'));
  const { url } = await serve(traceFile(file), Number(process.argv[3] ?? 8123));
  console.log(`${url}pick`);
}
