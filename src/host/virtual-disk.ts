import type { FileLoader } from './options';

/** A file, directory or symbolic link the program has made or changed. Hard links share one. */
interface Node {
  readonly kind: 'file' | 'directory' | 'link';
  bytes: Uint8Array;
  /** What a symbolic link says. */
  readonly target: string;
  mode: number;
  /** Virtual wall-clock milliseconds. */
  accessed: number;
  modified: number;
  changed: number;
  readonly born: number;
  links: number;
}

export interface FileFacts {
  readonly kind: 'file' | 'directory' | 'link';
  readonly size: number;
  readonly mode: number;
  readonly accessed: number;
  readonly modified: number;
  readonly changed: number;
  readonly born: number;
  readonly links: number;
  /** What tells it from every other. */
  readonly identity: object | string;
}

const NOTHING = new Uint8Array(0);
const DIRECTORY_SIZE = 4096;
const MOST_LINKS = 40;

function parentOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

/**
 * The files of a run: those its request gave, under what the program wrote, which exists in this run alone. Paths are absolute and
 * normal, with `/`.
 */
export class VirtualDisk implements FileLoader {
  /** Null where the program removed something. */
  private readonly own = new Map<string, Node | null>();
  /** Symbolic links were made. */
  private linked = false;

  constructor(
    private readonly files: FileLoader,
    /** The text of the file that runs, saved or not. */
    entry: { readonly path: string; readonly text: string },
    private readonly now: () => number,
  ) {
    this.own.set('/tmp', this.node('directory', NOTHING, 0o1777, 0));
    this.own.set(entry.path, this.node('file', new TextEncoder().encode(entry.text), 0o644, 0));
  }

  private node(kind: Node['kind'], bytes: Uint8Array, mode: number, time: number, target = ''): Node {
    const times = { accessed: time, modified: time, changed: time, born: time };
    return { kind, bytes, target, mode, ...times, links: kind === 'directory' ? 2 : 1 };
  }

  /** Where `path` leads, with symbolic links followed; those of its last part if `follow`. Null where they lead round. */
  private real(path: string, follow = true): string | null {
    if (!this.linked) return path;
    let rounds = 0;
    let rest = path.split('/').filter((part) => part !== '');
    let at = '';
    while (rest.length > 0) {
      const [part, ...others] = rest as [string, ...string[]];
      rest = others;
      const next = `${at}/${part}`;
      const node = this.own.get(next);
      if (node?.kind !== 'link' || (rest.length === 0 && !follow)) {
        at = next;
        continue;
      }
      if (++rounds > MOST_LINKS) return null;
      const from = node.target.startsWith('/') ? '' : at;
      at = '';
      rest = [...normal(`${from}/${node.target}`), ...rest];
    }
    return at === '' ? '/' : at;
  }

  /** What `path` is, if anything; a link itself unless `follow`. */
  facts(path: string, follow = true): FileFacts | null {
    const real = this.real(path, follow);
    if (real === null) return null;
    const own = this.own.get(real);
    if (own === null) return null;
    if (own !== undefined) {
      const { kind, bytes, mode, accessed, modified, changed, born, links, target } = own;
      const size = kind === 'directory' ? DIRECTORY_SIZE : kind === 'link' ? target.length : bytes.length;
      return { kind, size, mode, accessed, modified, changed, born, links, identity: own };
    }
    const kind = this.files.stat(real);
    if (kind === null) return null;
    const size = kind === 'file' ? (this.files.read(real)?.length ?? 0) : DIRECTORY_SIZE;
    const times = { accessed: 0, modified: 0, changed: 0, born: 0 };
    const isFile = kind === 'file';
    return { kind, size, mode: isFile ? 0o644 : 0o755, ...times, links: isFile ? 1 : 2, identity: real };
  }

  stat(path: string): 'file' | 'directory' | null {
    const real = this.real(path);
    if (real === null) return null;
    const own = this.own.get(real);
    if (own === undefined) return this.files.stat(real);
    return own === null || own.kind === 'link' ? null : own.kind;
  }

  read(path: string): Uint8Array | null {
    const real = this.real(path);
    if (real === null) return null;
    const own = this.own.get(real);
    if (own === undefined) return this.files.read(real);
    return own?.kind === 'file' ? own.bytes : null;
  }

  list(path: string): string[] | null {
    if (this.stat(path) !== 'directory') return null;
    const real = this.real(path)!;
    const names = new Set(this.own.get(real) === undefined ? this.files.list(real) : []);
    for (const [name, entry] of this.own) {
      if (name === real || parentOf(name) !== real) continue;
      const last = name.slice(name.lastIndexOf('/') + 1);
      if (entry === null) names.delete(last);
      else names.add(last);
    }
    return [...names].sort();
  }

  realPath(path: string): string {
    const real = this.real(path) ?? path;
    return this.files.stat(real) === null ? real : this.files.realPath(real);
  }

  /** The node of a file, one of the run's own from now on. */
  private ownNode(path: string): Node | null {
    const real = this.real(path) ?? path;
    const own = this.own.get(real);
    if (own !== undefined) return own;
    const facts = this.facts(real);
    if (facts === null) return null;
    const node = this.node(facts.kind, this.files.read(real) ?? NOTHING, facts.mode, 0);
    // What is in a directory is still the request's, unless it is the program's own.
    if (facts.kind === 'file') this.own.set(real, node);
    return node;
  }

  write(path: string, bytes: Uint8Array, mode?: number): void {
    const now = this.now();
    const real = this.real(path) ?? path;
    const node = this.own.get(real) ?? (this.files.stat(real) === 'file' ? this.ownNode(real) : null);
    if (node?.kind !== 'file' || this.own.get(real) === null) {
      this.own.set(real, this.node('file', bytes, mode ?? 0o644, now));
      return;
    }
    node.bytes = bytes;
    node.modified = node.changed = now;
    if (mode !== undefined) node.mode = mode;
  }

  makeDirectory(path: string, mode: number): void {
    this.own.set(this.real(path) ?? path, this.node('directory', NOTHING, mode, this.now()));
  }

  /** A symbolic link. */
  makeLink(path: string, target: string): void {
    this.linked = true;
    this.own.set(this.real(path, false) ?? path, this.node('link', NOTHING, 0o777, this.now(), target));
  }

  /** What a symbolic link says; null for what is none. */
  readLink(path: string): string | null {
    const node = this.own.get(this.real(path, false) ?? path);
    return node?.kind === 'link' ? node.target : null;
  }

  /** Another name of a file. */
  link(path: string, other: string): void {
    const node = this.ownNode(path)!;
    node.links++;
    node.changed = this.now();
    this.own.set(this.real(other, false) ?? other, node);
  }

  setMode(path: string, mode: number): void {
    const node = this.ownNode(path);
    if (node === null) return;
    node.mode = mode;
    node.changed = this.now();
  }

  setTimes(path: string, accessed: number, modified: number): void {
    const node = this.ownNode(path);
    if (node === null) return;
    node.accessed = accessed;
    node.modified = modified;
    node.changed = this.now();
  }

  /** Removes a file, a link, or a directory that is empty. */
  remove(path: string): void {
    const real = this.real(path, false) ?? path;
    const node = this.own.get(real);
    if (node) node.links--;
    this.own.set(real, null);
  }
}

function normal(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
}
