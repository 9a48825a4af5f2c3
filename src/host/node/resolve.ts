import type { Language } from '../../syntax';
import type { FileLoader } from '../options';

/** Why a specifier leads nowhere, with Node's code. */
export interface ResolveFailure {
  readonly code: string;
  readonly message: string;
}

export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** Normalises `.` and `..` of an absolute path. */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export function languageOf(path: string): Language {
  return /\.[mc]?tsx$/.test(path) ? 'tsx' : /\.[mc]?ts$/.test(path) ? 'ts' : /\.jsx$/.test(path) ? 'jsx' : 'js';
}

/** Directories that are searched for packages, from a file upwards. */
export function modulePaths(path: string): string[] {
  const paths: string[] = [];
  for (let directory = directoryOf(path); ; directory = directoryOf(directory)) {
    if (!directory.endsWith('/node_modules')) paths.push(`${directory === '/' ? '' : directory}/node_modules`);
    if (directory === '/') return paths;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a package.json holds anything
type PackageJson = Record<string, any>;

const EXTENSIONS = ['.js', '.json', '.cjs', '.mjs', '.ts', '.tsx', '.jsx', '.mts', '.cts'];

/** Finds files as Node's loaders do: relative paths, `node_modules`, `exports` and `imports` of packages. */
export class Resolver {
  private readonly packages = new Map<string, PackageJson | null>();

  constructor(private readonly files: FileLoader) {}

  absolute(specifier: string, from: string): string {
    return specifier.startsWith('/') ? normalizePath(specifier) : normalizePath(`${directoryOf(from)}/${specifier}`);
  }

  private readPackage(directory: string): PackageJson | null {
    let known = this.packages.get(directory);
    if (known === undefined) {
      const bytes = this.files.read(`${directory === '/' ? '' : directory}/package.json`);
      known = null;
      if (bytes !== null) {
        try {
          known = JSON.parse(new TextDecoder().decode(bytes)) as PackageJson;
        } catch {
          known = {};
        }
      }
      this.packages.set(directory, known);
    }
    return known;
  }

  /** The nearest package around a file. */
  private packageScope(path: string): { directory: string; json: PackageJson } | null {
    for (let directory = directoryOf(path); ; directory = directoryOf(directory)) {
      if (!directory.endsWith('/node_modules')) {
        const json = this.readPackage(directory);
        if (json !== null) return { directory, json };
      }
      if (directory === '/') return null;
    }
  }

  /** The `type` of the package a file belongs to. */
  packageType(path: string): string | undefined {
    const type = this.packageScope(path)?.json.type;
    return typeof type === 'string' ? type : undefined;
  }

  /** `strict`: as ES modules resolve, without guessing extensions or index files (TypeScript's stay guessed). */
  resolve(specifier: string, from: string, conditions: readonly string[], strict = false): string | ResolveFailure {
    const missing: ResolveFailure = { code: 'MODULE_NOT_FOUND', message: `Cannot find module '${specifier}'` };
    if (/^(\.{0,2}\/|\.{1,2}$)/.test(specifier)) {
      const path = this.absolute(specifier, from);
      const guess = !strict || /\.[mc]?tsx?$/.test(from);
      return this.file(path, guess && !specifier.endsWith('/')) ?? (guess ? this.directory(path) : null) ?? missing;
    }
    if (specifier.startsWith('#')) {
      const scope = this.packageScope(from);
      const target = scope && this.mapTarget(scope.json.imports, specifier, conditions);
      if (!scope || target == null) {
        return {
          code: 'ERR_PACKAGE_IMPORT_NOT_DEFINED',
          message: `Package import specifier "${specifier}" is not defined${scope ? ` in package ${scope.directory}/package.json` : ''} imported from ${from}`,
        };
      }
      if (target.startsWith('./')) return this.file(normalizePath(`${scope.directory}/${target}`), false) ?? missing;
      return this.resolve(target, from, conditions, strict);
    }
    const parts = specifier.split('/');
    const name = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
    const rest = specifier.slice(name.length);
    // A package may refer to itself by name.
    const own = this.packageScope(from);
    if (own && own.json.name === name && own.json.exports !== undefined)
      return this.exported(own.directory, own.json, `.${rest}`, conditions, name);
    for (let directory = directoryOf(from); ; directory = directoryOf(directory)) {
      if (!directory.endsWith('/node_modules')) {
        const root = `${directory === '/' ? '' : directory}/node_modules/${name}`;
        if (this.files.stat(root) === 'directory') {
          const real = this.files.realPath(root);
          const json = this.readPackage(real);
          if (json?.exports !== undefined) return this.exported(real, json, `.${rest}`, conditions, name);
          const path = normalizePath(real + rest);
          return (rest === '' ? null : this.file(path, true)) ?? this.directory(path) ?? missing;
        }
        if (rest === '') {
          const file = this.file(root, true);
          if (file !== null) return file;
        }
      }
      if (directory === '/') return missing;
    }
  }

  private file(path: string, guess: boolean): string | null {
    if (this.files.stat(path) === 'file') return this.files.realPath(path);
    if (guess) {
      for (const extension of EXTENSIONS)
        if (this.files.stat(path + extension) === 'file') return this.files.realPath(path + extension);
    }
    // TypeScript writes the extension its output will have.
    const typed = path.replace(/\.([mc]?)js(x?)$/, '.$1ts$2');
    if (typed !== path && this.files.stat(typed) === 'file') return this.files.realPath(typed);
    return null;
  }

  private directory(path: string): string | null {
    if (this.files.stat(path) !== 'directory') return null;
    const main = this.readPackage(path)?.main;
    if (typeof main === 'string') {
      const target = normalizePath(`${path}/${main}`);
      const found = this.file(target, true) ?? this.file(`${target}/index`, true);
      if (found !== null) return found;
    }
    return this.file(`${path}/index`, true);
  }

  private exported(
    directory: string,
    json: PackageJson,
    subpath: string,
    conditions: readonly string[],
    name: string,
  ): string | ResolveFailure {
    const { exports } = json;
    const plain =
      typeof exports === 'string' ||
      Array.isArray(exports) ||
      (exports !== null && typeof exports === 'object' && !Object.keys(exports).some((k) => k.startsWith('.')));
    const target = plain
      ? subpath === '.'
        ? this.target(exports, '', conditions)
        : null
      : this.mapTarget(exports, subpath, conditions);
    if (target == null) {
      return subpath === '.'
        ? { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED', message: `No "exports" main defined in ${directory}/package.json` }
        : {
            code: 'ERR_PACKAGE_PATH_NOT_EXPORTED',
            message: `Package subpath '${subpath}' is not defined by "exports" in ${directory}/package.json`,
          };
    }
    return (
      this.file(normalizePath(`${directory}/${target}`), false) ?? {
        code: 'MODULE_NOT_FOUND',
        message: `Cannot find module '${name}'`,
      }
    );
  }

  /** Looks a subpath up in an `exports` or `imports` map, patterns with `*` included. */
  private mapTarget(map: unknown, key: string, conditions: readonly string[]): string | null {
    if (map === null || typeof map !== 'object') return null;
    const table = map as PackageJson;
    if (key in table && !key.includes('*')) return this.target(table[key], '', conditions);
    let best: string | null = null;
    for (const pattern of Object.keys(table)) {
      const star = pattern.indexOf('*');
      if (star < 0) continue;
      const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
      if (
        key.startsWith(before) &&
        key.endsWith(after) &&
        key.length >= pattern.length - 1 &&
        (best === null || star > best.indexOf('*'))
      )
        best = pattern;
    }
    if (best === null) return null;
    const star = best.indexOf('*');
    return this.target(table[best], key.slice(star, key.length - (best.length - star - 1)), conditions);
  }

  private target(value: unknown, match: string, conditions: readonly string[]): string | null {
    if (typeof value === 'string') return value.replaceAll('*', match);
    if (Array.isArray(value)) {
      for (const v of value) {
        const found = this.target(v, match, conditions);
        if (found !== null) return found;
      }
      return null;
    }
    if (value !== null && typeof value === 'object') {
      for (const [condition, v] of Object.entries(value)) {
        if (condition !== 'default' && !conditions.includes(condition)) continue;
        const found = this.target(v, match, conditions);
        if (found !== null) return found;
      }
    }
    return null;
  }
}
