import * as vscode from 'vscode';
import type { FilePack } from '../protocol';

/** A single file larger than this is not handed to a run. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Files of the workspace for workers that can't read them: what a run asked for, and what its relative imports will ask for
 * next, so that most programs are complete after one look.
 */
export class FileGatherer {
  private readonly files = new Map<string, Uint8Array>();
  private readonly folders = new Map<string, readonly { name: string; folder: boolean }[]>();
  private readonly absent = new Set<string>();

  constructor(
    private readonly base: vscode.Uri,
    private readonly roots: readonly string[],
  ) {}

  /** Forgets what was read, so that changes of the files are seen. */
  clear(): void {
    this.files.clear();
    this.folders.clear();
    this.absent.clear();
  }

  pack(): FilePack {
    return {
      files: [...this.files].map(([path, bytes]) => ({ path, bytes })),
      folders: [...this.folders].map(([path, entries]) => ({ path, entries })),
      absent: [...this.absent],
    };
  }

  /** Adds what the texts of a program import, and what those import, as far as paths are relative. */
  async follow(path: string, text: string): Promise<void> {
    const seen = new Set<string>();
    const visit = async (from: string, source: string): Promise<void> => {
      await this.look(directoryOf(from));
      const targets = relativeImports(source).map((specifier) => resolvePath(directoryOf(from), specifier));
      await Promise.all(
        targets.map(async (target) => {
          await this.look(directoryOf(target));
          const found = this.guess(target);
          if (found === null || seen.has(found)) return;
          seen.add(found);
          const bytes = await this.read(found);
          if (bytes !== null) await visit(found, new TextDecoder().decode(bytes));
        }),
      );
    };
    await visit(path, text);
  }

  /** Adds paths a run asked for: the folder around each, and the path itself. */
  async add(paths: readonly string[]): Promise<void> {
    await Promise.all(
      paths.map(async (path) => {
        await this.look(directoryOf(path));
        const kind = this.kindOf(path);
        if (kind === 'folder') await this.look(path);
        else if (kind === 'file') await this.read(path);
        else this.absent.add(path);
      }),
    );
  }

  private inside(path: string): boolean {
    return this.roots.some((root) => path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`));
  }

  private kindOf(path: string): 'file' | 'folder' | null {
    if (this.folders.has(path)) return 'folder';
    const name = path.slice(path.lastIndexOf('/') + 1);
    const entry = this.folders.get(directoryOf(path))?.find((e) => e.name === name);
    return entry === undefined ? null : entry.folder ? 'folder' : 'file';
  }

  private guess(path: string): string | null {
    const guesses = ['', '.js', '.ts', '.mjs', '.cjs', '.tsx', '.jsx', '.json'].map((extension) => path + extension);
    guesses.push(path.replace(/\.([mc]?)js(x?)$/, '.$1ts$2'));
    return guesses.find((candidate) => this.kindOf(candidate) === 'file') ?? null;
  }

  /** Reads a folder's names, and its package.json, which tells how its scripts are read. */
  private async look(path: string): Promise<void> {
    if (this.folders.has(path) || this.absent.has(path) || !this.inside(path)) return;
    try {
      const entries = await vscode.workspace.fs.readDirectory(this.base.with({ path }));
      this.folders.set(
        path,
        entries.map(([name, type]) => ({ name, folder: (type & vscode.FileType.Directory) !== 0 })),
      );
    } catch {
      this.absent.add(path);
      return;
    }
    const manifest = `${path === '/' ? '' : path}/package.json`;
    await Promise.all([
      this.kindOf(manifest) === 'file' ? this.read(manifest) : null,
      path === '/' ? null : this.look(directoryOf(path)),
    ]);
  }

  private async read(path: string): Promise<Uint8Array | null> {
    const known = this.files.get(path);
    if (known !== undefined) return known;
    try {
      const bytes = await vscode.workspace.fs.readFile(this.base.with({ path }));
      if (bytes.length > MOST_BYTES) throw new Error('too large');
      this.files.set(path, bytes);
      return bytes;
    } catch {
      this.absent.add(path);
      return null;
    }
  }
}

/** Specifiers of a text that start with a dot, wherever they stand: a guess that may be too generous. */
export function relativeImports(text: string): string[] {
  const pattern =
    /(?:\bfrom|\bimport|\brequire|\bWorker|\bURL)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]*)\1|\bsrc\s*=\s*(["'])([^"':]+)\3/g;
  return [...text.matchAll(pattern)].map((match) => match[2] ?? match[4]!);
}

function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

function resolvePath(folder: string, specifier: string): string {
  const parts = folder.split('/').filter((part) => part !== '');
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
