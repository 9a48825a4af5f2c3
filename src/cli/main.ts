import fs from 'node:fs';
import path from 'node:path';
import { runFile } from '../runner/run-file';

const USAGE = `usage: loopscope run FILE [--host node|browser|bare] [--args ...]
       loopscope trace FILE [--host ...] [--format table|json] [--out FILE]`;

function main(argv: string[]): number {
  const [command, ...rest] = argv;
  if (command !== 'run' && command !== 'trace') {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  let file: string | undefined;
  let host = 'node';
  let args: string[] = [];
  for (let i = 0; i < rest.length; i++) {
    const a = rest[i]!;
    if (a === '--host') host = rest[++i] ?? '';
    else if (a === '--args') {
      args = rest.slice(i + 1);
      break;
    } else if (a.startsWith('--host=')) host = a.slice(7);
    else file ??= a;
  }
  if (file === undefined || !['node', 'browser', 'bare'].includes(host)) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  return runFile(path.resolve(file), host as 'node', args, fs);
}

process.exitCode = main(process.argv.slice(2));
