import {
  type Agent,
  CallRequest,
  compileModule,
  createObject,
  evaluate,
  Get,
  getNamespace,
  isObject,
  type JSObject,
  link,
  loadRequestedModules,
  type ModuleRecord,
  makeClosure,
  native,
  ownPropertyKeys,
  peek,
  peekExport,
  SourceTextModule,
  type Steps,
  SyntheticModule,
  setHidden,
  Throw,
  ToString,
  throwProblem,
  toKey,
  type Value,
  WEC,
} from '../../engine';
import { type Language, parseProgram, Source } from '../../syntax';
import { libraryCode } from '../library-code';
import { CommonJsLoader } from './commonjs';
import { LIBRARIES } from './libraries';
import { nodeError } from './node-error';
import type { NodeHost } from './node-host';
import { directoryOf, languageOf, Resolver } from './resolve';
import { addUnmodelled, isUnmodelled, unmodelledNames } from './unmodelled';

type Format = 'commonjs' | 'module' | 'json';

/** The host's URL parser: the same everywhere. */
declare const URL: { new (url: string, base?: string): { readonly href: string }; canParse(url: string): boolean };

/** Bytes as text, without a byte order mark. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

const REQUIRED_ASYNC_MODULE =
  'require() cannot be used on an ESM graph with top-level await. Use import() instead. To see where the top-level await comes from, use --experimental-print-required-tla.';

/** Built-in modules that are not found without `node:`. */
const SCHEME_ONLY: ReadonlySet<string> = new Set(['test']);

/** Microtasks of Node's loader before a module is linked, or missed. */
const LOADER_TICKS = { known: 5, builtIn: 13, data: 14, missing: 3 } as const;

/** Node's module systems: CommonJS, ES modules and the built-in libraries. */
export class NodeModules {
  readonly resolver: Resolver;
  readonly commonJs: CommonJsLoader;
  private readonly records = new Map<string, ModuleRecord>();
  private readonly libraries = new Map<string, JSObject>();
  private binding: JSObject | null = null;
  /** What `require` answers for ES modules with a default export. */
  private readonly facades = new Map<ModuleRecord, JSObject>();

  constructor(private readonly host: NodeHost) {
    this.resolver = new Resolver(host.run.disk);
    this.commonJs = new CommonJsLoader(host, this);
  }

  private get agent(): Agent {
    return this.host.agent;
  }

  // Libraries

  /** Makes `process`, still without what library code gives it. */
  bootstrap(binding: JSObject): JSObject {
    this.binding = binding;
    const process = createObject(this.host.realm.intrinsics.ObjectPrototype);
    setHidden(binding, 'process', process, WEC);
    this.commonJs.bind(binding);
    return process;
  }

  /** Whether `process` is complete. */
  get isSetUp(): boolean {
    return this.libraries.has('process');
  }

  /** Completes `process`, which is done when it is first needed: many programs never ask for it. */
  *setUp(): Steps<void> {
    if (!this.isSetUp) yield* this.library('process');
  }

  /** The exports of a built-in module; null if there's none of that name. */
  *library(name: string): Steps<JSObject | null> {
    const known = this.libraries.get(name);
    if (known !== undefined) return peek(known, 'exports') as JSObject;
    const text = LIBRARIES[name] ?? (isUnmodelled(name) ? '' : undefined);
    if (text === undefined) return null;
    if (name !== 'process') yield* this.setUp();
    const { realm } = this.host;
    const source = this.agent.addSource(new Source(`node:${name}`, text, 0, 'Node'));
    const code = libraryCode(source, ['exports', 'require', 'module', 'process', 'binding']);
    const module = createObject(realm.intrinsics.ObjectPrototype);
    const exports = createObject(realm.intrinsics.ObjectPrototype);
    setHidden(module, 'exports', exports, WEC);
    this.libraries.set(name, module);
    const self = this;
    const require = native(
      realm,
      'require',
      1,
      function* (_agent, _this, [id]) {
        return yield* self.library(String(id).replace(/^node:/, ''));
      },
      { provider: 'Node' },
    );
    const process = peek(this.binding!, 'process');
    yield new CallRequest(
      makeClosure(realm, code, null),
      exports,
      [exports, require, module, process, this.binding!],
      undefined,
    );
    const made = peek(module, 'exports') as JSObject;
    addUnmodelled(this.host, name, made);
    return made;
  }

  libraryNames(): string[] {
    const names = Object.keys(LIBRARIES).filter((name) => !name.startsWith('internal/') && !SCHEME_ONLY.has(name));
    return [...new Set([...names, ...unmodelledNames()])].sort();
  }

  isLibrary(specifier: string): string | null {
    const name = specifier.replace(/^node:/, '');
    // These have no name but the one with the scheme.
    if (SCHEME_ONLY.has(specifier)) return null;
    return (Object.hasOwn(LIBRARIES, name) || isUnmodelled(name)) && !name.startsWith('internal/') ? name : null;
  }

  // Formats

  formatOf(path: string): Format {
    if (path.endsWith('.json')) return 'json';
    if (/\.m[jt]s$/.test(path)) return 'module';
    if (/\.c[jt]s$/.test(path)) return 'commonjs';
    const type = this.resolver.packageType(path);
    if (type === 'module') return 'module';
    if (type === 'commonjs') return 'commonjs';
    // Without a package type, a file that only parses as a module is one.
    const text = this.textOf(path);
    if (text !== null && /\b(import|export|await)\b/.test(text)) {
      const language = languageOf(path);
      const parsed = parseProgram(text, { type: 'commonjs', language });
      if ('problem' in parsed && 'program' in parseProgram(text, { type: 'module', language })) return 'module';
      this.commonJs.keep(path, text, parsed);
    }
    return 'commonjs';
  }

  textOf(path: string): string | null {
    const { options } = this.host.run;
    const thread = this.host.thread?.text ?? null;
    if (thread !== null && path === this.host.entry) return thread;
    if (path === options.entry) return options.text;
    const bytes = this.host.run.disk.read(path);
    return bytes === null ? null : decode(bytes);
  }

  *requireModule(path: string): Steps<Value> {
    const module = yield* this.loadFile(path);
    yield* loadRequestedModules(this.agent, module);
    yield* link(this.agent, module);
    const promise = yield* evaluate(this.agent, module);
    const { state, result } = promise.data;
    if (state === 'rejected') throw new Throw(result);
    if (state === 'pending') throw nodeError(this.agent, 'Error', 'ERR_REQUIRE_ASYNC_MODULE', REQUIRED_ASYNC_MODULE);
    const namespace = getNamespace(module);
    const names = ownPropertyKeys(namespace);
    if (names.includes('module.exports')) return peekExport(namespace, 'module.exports');
    return names.includes('default') && !names.includes('__esModule')
      ? yield* this.marked(module, namespace)
      : namespace;
  }

  /** A namespace that tells compiled CommonJS code it is a module's. */
  private *marked(module: ModuleRecord, namespace: JSObject): Steps<JSObject> {
    const known = this.facades.get(module);
    if (known !== undefined) return known;
    const names = ownPropertyKeys(namespace).filter((key): key is string => typeof key === 'string');
    const record = new SyntheticModule(this.host.realm, module.name, ['__esModule', ...names], function* (facade) {
      facade.setExport('__esModule', true);
      for (const name of names) facade.setExport(name, peekExport(namespace, name));
      return undefined;
    });
    yield* link(this.agent, record);
    yield* evaluate(this.agent, record);
    const facade = getNamespace(record);
    this.facades.set(module, facade);
    return facade;
  }

  // ES modules

  *load(referrer: ModuleRecord | null, specifier: string, attributes: Map<string, string>): Steps<ModuleRecord> {
    const library = this.isLibrary(specifier);
    if (library !== null) {
      this.checkAttributes(attributes, `node:${library}`, false);
      return yield* this.libraryRecord(library);
    }
    const from = this.pathOf(referrer);
    if (specifier.startsWith('node:'))
      throw nodeError(this.agent, 'Error', 'ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${specifier}`);
    if (specifier.startsWith('data:')) {
      this.checkAttributes(attributes, specifier, /^data:application\/json[;,]/.test(specifier));
      return yield* this.dataModule(specifier);
    }
    const scheme = /^([a-z][a-z\d+.-]+):/i.exec(specifier);
    if (scheme !== null && scheme[1] !== 'file') {
      const text = `Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol '${scheme[0].toLowerCase()}'`;
      throw nodeError(this.agent, 'Error', 'ERR_UNSUPPORTED_ESM_URL_SCHEME', text);
    }
    const { found, suffix } = this.resolveImport(specifier, from);
    if (typeof found !== 'string') {
      const message = found.message.replace(/^Cannot find module '(.+)'$/, (_all, name) =>
        /^[./]/.test(name)
          ? `Cannot find module '${this.resolver.absolute(name, from)}' imported from ${from}`
          : `Cannot find package '${name
              .split('/')
              .slice(0, name.startsWith('@') ? 2 : 1)
              .join('/')}' imported from ${from}`,
      );
      throw nodeError(
        this.agent,
        found.code === 'ERR_PACKAGE_IMPORT_NOT_DEFINED' ? 'TypeError' : 'Error',
        found.code === 'MODULE_NOT_FOUND' ? 'ERR_MODULE_NOT_FOUND' : found.code,
        message,
      );
    }
    this.checkAttributes(attributes, `file://${found}`, this.formatOf(found) === 'json');
    return yield* this.loadFile(found, suffix);
  }

  /** Throws where what is asked for of a module isn't what it is, in the words of Node 20. */
  private checkAttributes(attributes: Map<string, string>, url: string, isJson: boolean): void {
    const refuse = (code: string, message: string): never => {
      throw nodeError(this.agent, 'TypeError', code, message);
    };
    for (const [name, value] of attributes)
      if (name !== 'type')
        refuse('ERR_IMPORT_ATTRIBUTE_UNSUPPORTED', `Import attribute "${name}" with value "${value}" is not supported`);
    const type = attributes.get('type');
    if (isJson && type === undefined)
      refuse('ERR_IMPORT_ASSERTION_TYPE_MISSING', `Module "${url}" needs an import attribute of type "json"`);
    if (type !== undefined && type !== 'json')
      refuse('ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED', `Import attribute type "${type}" is unsupported`);
    if (!isJson && type === 'json') refuse('ERR_IMPORT_ASSERTION_TYPE_FAILED', `Module "${url}" is not of type "json"`);
  }

  /** What `import()` waits for: a file to be read, or as many microtasks as Node's own loader takes (as of version 20). */
  importDelay(referrer: ModuleRecord | null, specifier: string): 'file' | number {
    const library = this.isLibrary(specifier);
    if (library !== null) return this.records.has(`node:${library}`) ? LOADER_TICKS.known : LOADER_TICKS.builtIn;
    if (specifier.startsWith('node:')) return LOADER_TICKS.missing;
    if (specifier.startsWith('data:')) return this.records.has(specifier) ? LOADER_TICKS.known : LOADER_TICKS.data;
    const { found, suffix } = this.resolveImport(specifier, this.pathOf(referrer));
    if (typeof found !== 'string') return LOADER_TICKS.missing;
    return this.records.has(found + suffix) ? LOADER_TICKS.known : 'file';
  }

  private pathOf(referrer: ModuleRecord | null): string {
    return referrer?.name.replace(/^file:\/\//, '') ?? this.host.entry;
  }

  private resolveImport(specifier: string, from: string): { found: ReturnType<Resolver['resolve']>; suffix: string } {
    // A query or fragment makes it another module of the same file.
    const [, plain, suffix] = /^(#?[^?#]*)(.*)$/s.exec(specifier)!;
    const path = plain!.startsWith('file:') ? decodeURIComponent(plain!.replace(/^file:\/\//, '')) : plain!;
    const found = this.resolver.resolve(path, from, ['node', 'import', 'module-sync', 'default'], true);
    return { found, suffix: suffix! };
  }

  /** A module whose text is its URL. */
  private *dataModule(url: string): Steps<ModuleRecord> {
    const known = this.records.get(url);
    if (known !== undefined) return known;
    const [, head, body] = /^data:([^,]*),(.*)$/s.exec(url) ?? [null, '', ''];
    const text = /;base64$/.test(head!) ? decode(decodeBase64(body!)) : decodeURIComponent(body!);
    if (/^application\/json/.test(head!)) {
      const json = peek(this.host.realm.globalObject, 'JSON') as JSObject;
      const record = new SyntheticModule(this.host.realm, url, ['default'], function* (module) {
        module.setExport('default', yield new CallRequest(peek(json, 'parse'), json, [text], undefined));
        return undefined;
      });
      this.records.set(url, record);
      return record;
    }
    return this.sourceModule(url, text, url, 'js');
  }

  private sourceModule(name: string, text: string, key: string, language: Language, path?: string): ModuleRecord {
    const { realm, run } = this.host;
    const source = this.agent.addSource(new Source(name, text, 0, null, path ?? null));
    const parsed = parseProgram(text, { type: 'module', language });
    if ('problem' in parsed) {
      run.syntaxProblem ??= { source, problem: parsed.problem };
      throwProblem(this.agent, parsed.problem);
    }
    const code = compileModule(source, parsed.program, { observed: run.observer !== null });
    const record = new SourceTextModule(realm, source, code, path);
    this.records.set(key, record);
    return record;
  }

  *loadFile(path: string, suffix = ''): Steps<ModuleRecord> {
    const key = path + suffix;
    const known = this.records.get(key);
    if (known !== undefined) return known;
    if (this.formatOf(path) === 'module') {
      const text = this.textOf(path);
      if (text === null) throw nodeError(this.agent, 'Error', 'ERR_MODULE_NOT_FOUND', `Cannot find module '${path}'`);
      return this.sourceModule(`file://${path}${suffix}`, text, key, languageOf(path), path);
    }
    const record = this.commonJsRecord(path);
    this.records.set(key, record);
    return record;
  }

  /** A CommonJS or JSON file as a module: `default` is `module.exports`; names are found by looking at the text. */
  private commonJsRecord(path: string): ModuleRecord {
    const names = new Set<string>(['default']);
    if (!path.endsWith('.json')) for (const name of this.namesOf(path, new Set())) names.add(name);
    const self = this;
    const record = new SyntheticModule(this.host.realm, `file://${path}`, [...names], function* (module) {
      const exports = yield* self.commonJs.requireFile(path, null);
      module.setExport('default', exports);
      if (isObject(exports)) {
        for (const name of names)
          if (name !== 'default') module.setExport(name, yield* Get(self.agent, exports, toKey(name)));
      }
      return undefined;
    });
    if (!path.endsWith('.json')) record.missingExport = missingInCommonJs;
    return record;
  }

  /** The names a CommonJS file exports, with those of the files it passes on. */
  private namesOf(path: string, seen: Set<string>): Set<string> {
    const names = new Set<string>();
    if (seen.has(path) || path.endsWith('.json')) return names;
    seen.add(path);
    const text = this.textOf(path) ?? '';
    for (const name of exportedNames(text)) names.add(name);
    for (const request of reexports(text)) {
      const found = this.resolver.resolve(request, path, ['node', 'require', 'module-sync', 'default']);
      if (typeof found === 'string') for (const name of this.namesOf(found, seen)) names.add(name);
    }
    return names;
  }

  private *libraryRecord(name: string): Steps<ModuleRecord> {
    const key = `node:${name}`;
    const known = this.records.get(key);
    if (known !== undefined) return known;
    const exports = (yield* this.library(name))!;
    const names = [
      'default',
      ...ownPropertyKeys(exports).filter((k): k is string => typeof k === 'string' && k !== 'default'),
    ];
    const agent = this.agent;
    const record = new SyntheticModule(this.host.realm, key, names, function* (module) {
      module.setExport('default', exports);
      for (const n of names) if (n !== 'default') module.setExport(n, yield* Get(agent, exports, n));
      return undefined;
    });
    this.records.set(key, record);
    return record;
  }

  importMeta(module: ModuleRecord, meta: JSObject): void {
    const { realm } = this.host;
    const path = module.name.replace(/^file:\/\//, '');
    setHidden(meta, 'dirname', directoryOf(path), WEC);
    setHidden(meta, 'filename', path, WEC);
    const self = this;
    setHidden(
      meta,
      'resolve',
      native(
        realm,
        'resolve',
        1,
        function* (agent, _this, [specifier]) {
          const text = yield* ToString(agent, specifier);
          const library = self.isLibrary(text);
          if (library !== null) return `node:${library}`;
          if (/^\.{0,2}\//.test(text) || URL.canParse(text)) return new URL(text, module.name).href;
          const found = self.resolver.resolve(text, path, ['node', 'import', 'default'], true);
          if (typeof found === 'string') return `file://${found}`;
          throw nodeError(agent, 'Error', 'ERR_MODULE_NOT_FOUND', `${found.message} imported from ${path}`);
        },
        { provider: 'Node' },
      ),
      WEC,
    );
    setHidden(meta, 'url', module.name, WEC);
  }
}

function decodeBase64(text: string): Uint8Array {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const c of decodeURIComponent(text)) {
    const digit = digits.indexOf(c);
    if (digit < 0) continue;
    bits = ((bits << 6) | digit) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 255);
    }
  }
  return Uint8Array.from(bytes);
}

/** Files whose exports a CommonJS file passes on as its own. */
function reexports(text: string): string[] {
  const requests: string[] = [];
  for (const m of text.matchAll(/(?:^|[^.\w$])module\.exports\s*=\s*require\(\s*['"]([^'"]+)['"]\s*\)/g))
    requests.push(m[1]!);
  for (const m of text.matchAll(
    /(?:__exportStar|__export|__reExport\([\w$.]+,)\s*\(?\s*require\(\s*['"]([^'"]+)['"]\s*\)/g,
  ))
    requests.push(m[1]!);
  for (const m of text.matchAll(/\.\.\.require\(\s*['"]([^'"]+)['"]\s*\)/g)) requests.push(m[1]!);
  return requests;
}

/** Names a CommonJS file exports, as far as its text tells: `exports.x =`, `module.exports = { a, b }`, defineProperty. */
export function exportedNames(text: string): string[] {
  const names = new Set<string>();
  for (const m of text.matchAll(/(?:^|[^.\w$])(?:module\.)?exports\.([A-Za-z_$][\w$]*)\s*=(?!=)/g)) names.add(m[1]!);
  for (const m of text.matchAll(/(?:^|[^.\w$])(?:module\.)?exports\[\s*['"]([^'"]+)['"]\s*\]\s*=(?!=)/g))
    names.add(m[1]!);
  for (const m of text.matchAll(/Object\.defineProperty\(\s*(?:module\.)?exports\s*,\s*['"]([^'"]+)['"]/g))
    names.add(m[1]!);
  const literal = /module\.exports\s*=\s*\{([^}]*)\}/.exec(text);
  if (literal) {
    for (const part of literal[1]!.split(',')) {
      const m = /^\s*(?:['"]([^'"]+)['"]|([A-Za-z_$][\w$]*))\s*(?::|$|\()/.exec(part);
      if (m) names.add((m[1] ?? m[2])!);
      else break;
    }
  }
  return [...names];
}

/** What Node says of a name that a CommonJS file seems not to export; `text` is of the module that asks for it. */
function missingInCommonJs(request: string, name: string, text: string): string {
  const advice = `Named export '${name}' not found. The requested module '${request}' is a CommonJS module, which may not support all module.exports as named exports.
CommonJS modules can always be imported via the default export, for example using:

import pkg from '${request}';
`;
  // It looks at the line of the name alone.
  const names = text
    .split('\n')
    .filter((line) => /^\s*(?:import|export)\b/.test(line) && line.includes(name))
    .find((line) => !/\bfrom\b/.test(line) || line.includes(request));
  const list = names === undefined ? null : /\{.+\}/.exec(names);
  return list === null ? advice : `${advice}const ${list[0].replace(/\s+as\s+/g, ': ')} = pkg;\n`;
}
