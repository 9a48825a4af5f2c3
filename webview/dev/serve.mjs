/**
 * Serves the panel in a plain browser, with a saved trace and the colours of a theme. For work on the panel only.
 *
 *   node webview/dev/serve.mjs [trace.json] [port]
 *
 * A trace is saved with `node dist/cli.js trace file.js --format json --out trace.json`. In the address, `theme` is one of
 * dark, light, hc, hcl; `step` the step to show first.
 */

import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { themes } from './themes.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf', '.map': 'application/json' };

/** The page around the panel; the same frame as the extension's, with a theme's variables as rules. */
function page(theme, step) {
  const rules = Object.entries(themes[theme] ?? themes.dark)
    .map(([name, value]) => `--vscode-${name}: ${value};`)
    .join('\n');
  const kind = {
    dark: 'vscode-dark',
    light: 'vscode-light',
    hc: 'vscode-high-contrast',
    hcl: 'vscode-high-contrast vscode-high-contrast-light',
  };
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Loopscope</title>
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; script-src 'self' 'nonce-dev'; style-src 'self' 'nonce-dev'; font-src 'self'; connect-src 'self'">
<style nonce="dev">html { ${rules} }</style>
<link rel="stylesheet" href="/dist/codicon.css"><link rel="stylesheet" href="/dist/panel.css">
</head><body class="${kind[theme] ?? kind.dark}"><div id="root"></div>
<script nonce="dev">
  window.sent = [];
  window.acquireVsCodeApi = () => ({ postMessage: (message) => window.sent.push(message) });
  addEventListener('load', async () => {
    const saved = await (await fetch('/trace.json')).json();
    window.postMessage({ type: 'trace', revision: 1, bytes: saved.bytes, step: ${step}, title: 'trace', host: 'node' });
    window.postMessage({ type: 'idle' });
  });
</script>
<script nonce="dev" src="/dist/panel.js"></script></body></html>`;
}

/** Starts the server; `port` 0 takes a free one. */
export function serve(file, port = 0) {
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    try {
      if (url.pathname === '/') {
        response.setHeader('content-type', 'text/html');
        response.end(page(url.searchParams.get('theme') ?? 'dark', Number(url.searchParams.get('step') ?? 0)));
      } else if (url.pathname === '/trace.json') {
        response.setHeader('content-type', 'application/json');
        response.end(await readFile(file));
      } else {
        const name = path.join(root, 'dist', path.basename(url.pathname));
        response.setHeader('content-type', TYPES[path.extname(name)] ?? 'application/octet-stream');
        response.end(await readFile(name));
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serve(path.resolve(process.argv[2] ?? 'trace.json'), Number(process.argv[3] ?? 8123));
  console.log(`${url}?theme=dark&step=0 (themes: ${Object.keys(themes).join(', ')})`);
}
