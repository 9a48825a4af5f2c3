import fs from 'node:fs';
import path from 'node:path';
import type { FileLoader } from '../host';

/** Reads files below `roots` from the disk, never outside them, never writing. */
export class DiskLoader implements FileLoader {
  private readonly roots: string[];

  constructor(roots: readonly string[]) {
    this.roots = roots.map((r) => path.resolve(r));
  }

  private allowed(file: string): boolean {
    return this.roots.some(
      (root) => file === root || file.startsWith(root.endsWith(path.sep) ? root : root + path.sep),
    );
  }

  private real(file: string): string | null {
    try {
      const real = fs.realpathSync(file);
      return this.allowed(real) || this.allowed(path.resolve(file)) ? real : null;
    } catch {
      return null;
    }
  }

  read(file: string): Uint8Array | null {
    const real = this.real(file);
    if (real === null) return null;
    try {
      return fs.readFileSync(real);
    } catch {
      return null;
    }
  }

  stat(file: string): 'file' | 'directory' | null {
    const real = this.real(file);
    if (real === null) return null;
    const stat = fs.statSync(real, { throwIfNoEntry: false });
    return stat === undefined ? null : stat.isDirectory() ? 'directory' : stat.isFile() ? 'file' : null;
  }

  list(directory: string): string[] | null {
    const real = this.real(directory);
    if (real === null) return null;
    try {
      return fs.readdirSync(real).sort();
    } catch {
      return null;
    }
  }

  realPath(file: string): string {
    return this.real(file) ?? file;
  }
}
