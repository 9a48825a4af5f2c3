import path from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { FileLoader } from '../host';
import { DiskLoader } from './disk';
import { serve } from './worker-serve';

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

const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker');
port.on('message', (message: unknown) => {
  serve(message, { post: (answer, transfer) => port.postMessage(answer, [...transfer]), disk });
});
