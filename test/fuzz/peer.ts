import { spawn, spawnSync } from 'node:child_process';
import vm from 'node:vm';
import type { Feature } from './newer';

const LIMIT_MS = 10_000;
const ENVIRONMENT = { ...process.env, NO_COLOR: '1', TZ: 'UTC' };

/** The Node that programs are compared with. */
export class Peer {
  private readonly isThis: boolean;

  constructor(private readonly path: string) {
    this.isThis = path === process.execPath;
  }

  /** What a program prints. */
  run(text: string): Promise<string> {
    return new Promise((resolve) => {
      // What V8 has compiled to optimized code finds other words for some errors.
      const child = spawn(this.path, ['--no-opt', '-'], { env: ENVIRONMENT });
      let output = '';
      child.stdout.setEncoding('utf8');
      const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
      child.stdout.on('data', (chunk) => {
        output += chunk;
      });
      child.on('close', (_code, signal) => {
        clearTimeout(timer);
        resolve(signal === null ? output : `${output}killed\n`);
      });
      child.stdin.end(text);
    });
  }

  parses(text: string): boolean {
    if (!this.isThis) return this.ask(`parses(${JSON.stringify(text)})`) as boolean;
    try {
      new vm.Script(`(function () {${text}\n})`);
      return true;
    } catch {
      return false;
    }
  }

  /** Of some features those that it has. */
  knows(features: readonly Feature[]): Feature[] {
    const answers = this.ask(`[${features.map(({ test }) => `holds(${JSON.stringify(test)})`)}]`) as boolean[];
    return features.filter((_, i) => answers[i]);
  }

  /** The value of an expression there. */
  ask(expression: string): unknown {
    const text = `
      const vm = require('node:vm');
      const holds = (test) => { try { return Boolean(vm.runInNewContext(test, { icu: process.versions.icu })); } catch { return false; } };
      const parses = (text) => { try { new vm.Script('(function () {' + text + '\\n})'); return true; } catch { return false; } };
      process.stdout.write(JSON.stringify(${expression}));`;
    return JSON.parse(spawnSync(this.path, ['-'], { input: text, encoding: 'utf8', env: ENVIRONMENT }).stdout);
  }
}
