import type { FileLoader } from './options';

/** A file or directory the program has made or changed. */
interface Entry {
  readonly kind: 'file' | 'directory';
  readonly bytes: Uint8Array;
  readonly mode: number;
  /** Virtual wall-clock milliseconds. */
  readonly modified: number;
}

export interface FileFacts {
  readonly kind: 'file' | 'directory';
  readonly size: number;
  readonly mode: number;
  readonly modified: number;
}

const NOTHING = new Uint8Array(0);
const DIRECTORY_SIZE = 4096;

function parentOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

/**
 * The files of a run: those its request gave, under what the program wrote, which exists in this run alone. Paths are absolute and
 * normal, with `/`.
 */
export class VirtualDisk implements FileLoader {
  /** Null where the program removed something. */
  private readonly own = new Map<string, Entry | null>([['/tmp', this.directory(0o1777)]]);

  constructor(
    private readonly files: FileLoader,
    /** The text of the file that runs, saved or not. */
    entry: { readonly path: string; readonly text: string },
    private readonly now: () => number,
  ) {
    this.own.set(entry.path, { kind: 'file', bytes: new TextEncoder().encode(entry.text), mode: 0o644, modified: 0 });
  }

  private directory(mode: number): Entry {
    return { kind: 'directory', bytes: NOTHING, mode, modified: 0 };
  }

  /** What `path` is, if anything. */
  facts(path: string): FileFacts | null {
    const own = this.own.get(path);
    if (own === null) return null;
    if (own !== undefined) {
      const { kind, bytes, mode, modified } = own;
      return { kind, size: kind === 'file' ? bytes.length : DIRECTORY_SIZE, mode, modified };
    }
    const kind = this.files.stat(path);
    if (kind === null) return null;
    const size = kind === 'file' ? (this.files.read(path)?.length ?? 0) : DIRECTORY_SIZE;
    return { kind, size, mode: kind === 'file' ? 0o644 : 0o755, modified: 0 };
  }

  stat(path: string): 'file' | 'directory' | null {
    const own = this.own.get(path);
    return own === undefined ? this.files.stat(path) : (own?.kind ?? null);
  }

  read(path: string): Uint8Array | null {
    const own = this.own.get(path);
    if (own === undefined) return this.files.read(path);
    return own?.kind === 'file' ? own.bytes : null;
  }

  list(path: string): string[] | null {
    if (this.stat(path) !== 'directory') return null;
    const names = new Set(this.own.get(path) === undefined ? this.files.list(path) : []);
    for (const [name, entry] of this.own) {
      if (name === path || parentOf(name) !== path) continue;
      const last = name.slice(name.lastIndexOf('/') + 1);
      if (entry === null) names.delete(last);
      else names.add(last);
    }
    return [...names].sort();
  }

  realPath(path: string): string {
    return this.files.stat(path) === null ? path : this.files.realPath(path);
  }

  write(path: string, bytes: Uint8Array, mode = this.facts(path)?.mode ?? 0o644): void {
    this.own.set(path, { kind: 'file', bytes, mode, modified: this.now() });
  }

  makeDirectory(path: string, mode: number): void {
    this.own.set(path, { ...this.directory(mode), modified: this.now() });
  }

  /** Removes a file, or a directory that is empty. */
  remove(path: string): void {
    this.own.set(path, null);
  }
}
