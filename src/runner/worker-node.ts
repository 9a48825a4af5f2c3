import path from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { FileLoader } from '../host';
import { type FromRunner, Operation, type RunMessage } from '../protocol';
import { DiskLoader } from './disk';
import { watchMemory } from './memory';
import { runFile } from './run-file';
import { listener, workerClock } from './warm-up';

/** Paths are spoken of with `/`, as in URIs; a Windows drive is `/c:/…` there. */
const onWindows = path.sep === '\\';
const toDisk = (file: string): string => (onWindows ? file.replace(/^\/(?=[A-Za-z]:)/, '') : file);
const fromDisk = (file: string): string => (onWindows ? `/${file.replaceAll('\\', '/')}` : file);

function disk(roots: readonly string[]): FileLoader {
  const loader = new DiskLoader(roots.map(toDisk));
  return {
    read: (file) => loader.read(toDisk(file)),
    stat: (file) => loader.stat(toDisk(file)),
    list: (file) => loader.list(toDisk(file)),
    realPath: (file) => fromDisk(loader.realPath(toDisk(file))),
  };
}

/** Runs a file; tells of operations that might never end where they can be read while it is under way. */
function run({ id, entry, text, profile, args, cwd, operation }: RunMessage): number {
  const cells = new Int32Array(operation);
  const known = new Set<number>();
  return runFile(entry, text, profile, args, cwd, {
    begins(source, line) {
      if (!known.has(source.id)) {
        known.add(source.id);
        post({ type: 'source', id, source: source.id, name: source.name });
      }
      cells[Operation.source] = source.id;
      cells[Operation.line] = line;
      cells[Operation.begun]!++;
    },
    ended() {
      cells[Operation.ended] = cells[Operation.begun]!;
    },
  });
}

const memory = watchMemory();
const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker');
const post = (answer: FromRunner, transfer: readonly ArrayBuffer[] = []): void =>
  port.postMessage(answer, [...transfer]);
port.on('message', listener({ post, disk, run, memory }, workerClock));
