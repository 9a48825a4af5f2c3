import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';

/** What the code of a worker is kept as, once it has traced something: what V8 compiled on the way saves the next start that. */
const KEPT = /^worker-.*\.code$/;
/** The folder is written to when a person has had their first traces. */
const QUIET_MS = 3000;

/** What a worker is started with. */
interface StartData {
  /** Where V8's code is kept; without it, nowhere. */
  readonly codeFolder?: string;
  /** How long no message must have come before it is written. */
  readonly quietMs?: number;
}

/**
 * Runs `dist/worker.js`, with V8's code of an earlier time if `workerData.codeFolder` has it; else that is written there later.
 * V8 takes no code of another version of its own, and the name tells which build it was made of. Nothing fails on the folder.
 */
function start(): void {
  const file = path.join(__dirname, 'worker.js');
  const { size, mtimeMs } = statSync(file);
  const { codeFolder, quietMs = QUIET_MS }: StartData = workerData ?? {};
  const kept = codeFolder === undefined ? null : path.join(codeFolder, `worker-${size}-${Math.floor(mtimeMs)}.code`);
  const script = new Script(`(function (exports, require, module) {${readFileSync(file, 'utf8')}\n})`, {
    filename: file,
    cachedData: kept === null ? undefined : read(kept),
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module);
  if (kept !== null && script.cachedDataRejected !== false) keepLater(script, kept, quietMs);
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Keeps the code when no message has come for a while. */
function keepLater(script: Script, file: string, quietMs: number): void {
  let timer: NodeJS.Timeout | undefined;
  const postpone = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      parentPort?.off('message', postpone);
      keep(script, file);
    }, quietMs);
    timer.unref();
  };
  parentPort?.on('message', postpone);
}

function keep(script: Script, file: string): void {
  const folder = path.dirname(file);
  const part = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) if (KEPT.test(name)) rmSync(path.join(folder, name), { force: true });
    // In one go: two windows may start at once, and half a file must not be read.
    writeFileSync(part, script.createCachedData());
    renameSync(part, file);
  } catch {
    // A folder that can't be written: each start compiles anew.
  }
}

start();
