import type { FileLoader } from '../host';
import type { FilePack, Overlay } from '../protocol';

function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** Unsaved texts over other files. */
export class OverlayLoader implements FileLoader {
  private readonly texts: ReadonlyMap<string, string>;

  constructor(
    private readonly below: FileLoader,
    overlays: readonly Overlay[],
  ) {
    this.texts = new Map(overlays.map(({ path, text }) => [path, text]));
  }

  read(path: string): Uint8Array | null {
    const text = this.texts.get(path);
    return text === undefined ? this.below.read(path) : new TextEncoder().encode(text);
  }

  stat(path: string): 'file' | 'directory' | null {
    return this.texts.has(path) ? 'file' : this.below.stat(path);
  }

  list(path: string): string[] | null {
    const names = this.below.list(path);
    const more = [...this.texts.keys()]
      .filter((p) => directoryOf(p) === path)
      .map((p) => p.slice(p.lastIndexOf('/') + 1));
    if (more.length === 0) return names;
    return [...new Set([...(names ?? []), ...more])].sort();
  }

  realPath(path: string): string {
    return this.texts.has(path) ? path : this.below.realPath(path);
  }
}

/**
 * Files that were handed over. A path that lies below the roots and that the pack says nothing about is noted in `missing`
 * and reported with `ask`, which ends the run: it is started again with more files.
 */
export class PackLoader implements FileLoader {
  readonly missing = new Set<string>();
  private readonly files = new Map<string, Uint8Array>();
  private readonly folders = new Map<string, ReadonlyMap<string, 'file' | 'directory'>>();
  private readonly absent: ReadonlySet<string>;

  constructor(
    pack: FilePack,
    private readonly roots: readonly string[],
    private readonly ask: () => void,
  ) {
    for (const { path, bytes } of pack.files) this.files.set(path, bytes);
    for (const { path, entries } of pack.folders) {
      this.folders.set(path, new Map(entries.map(({ name, folder }) => [name, folder ? 'directory' : 'file'])));
    }
    this.absent = new Set(pack.absent);
  }

  private inside(path: string): boolean {
    return this.roots.some((root) => path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`));
  }

  private want(path: string): null {
    this.missing.add(path);
    this.ask();
    return null;
  }

  read(path: string): Uint8Array | null {
    const bytes = this.files.get(path);
    if (bytes !== undefined) return bytes;
    if (this.stat(path) !== 'file' || this.absent.has(path)) return null;
    return this.want(path);
  }

  stat(path: string): 'file' | 'directory' | null {
    if (this.files.has(path)) return 'file';
    if (this.folders.has(path)) return 'directory';
    if (this.absent.has(path) || !this.inside(path)) return null;
    const folder = directoryOf(path);
    const siblings = this.folders.get(folder);
    if (siblings !== undefined) return siblings.get(path.slice(folder === '/' ? 1 : folder.length + 1)) ?? null;
    // A folder known not to exist holds nothing.
    if (folder !== path && this.inside(folder) && this.stat(folder) === null && this.missing.size === 0) return null;
    return this.want(path);
  }

  list(path: string): string[] | null {
    const entries = this.folders.get(path);
    if (entries !== undefined) return [...entries.keys()].sort();
    return this.stat(path) === 'directory' ? this.want(path) : null;
  }

  realPath(path: string): string {
    return path;
  }
}
