import {
  Accessor,
  type Agent,
  accessor,
  CallRequest,
  compileWrapped,
  createArray,
  createObject,
  deleteProperty,
  Get,
  getOwnProperty,
  isObject,
  type JSObject,
  makeClosure,
  makeError,
  method,
  native,
  peek,
  type Steps,
  setHidden,
  Throw,
  throwProblem,
  toKey,
  type Value,
  WC,
  WEC,
} from '../../engine';
import { type ParseResult, parseProgram, Source } from '../../syntax';
import type { NodeModules } from './modules';
import { nodeError, received } from './node-error';
import type { NodeHost } from './node-host';
import { directoryOf, languageOf, modulePaths, normalizePath } from './resolve';
import { LOAD_FAILURE, REQUIRE, RESOLVE_FAILURE } from './stack-tails';

const WRAPPER = ['exports', 'require', 'module', '__filename', '__dirname'];
const CONDITIONS = ['node', 'require', 'module-sync', 'default'];
const IS_MAIN = Symbol('kIsMainSymbol');
const IS_CACHED = Symbol('kIsCachedByESMLoader');
const IS_EXECUTING = Symbol('kIsExecuting');
const NODE = { provider: 'Node' } as const;

/** What the `module` library and the prototype of modules offer that programs may replace. */
type Replaceable = 'require' | '_load' | '_resolveFilename';

/** What a data property holds. */
function ownValue(object: JSObject, key: PropertyKey): Value {
  const property = getOwnProperty(object, key);
  return property === undefined || property.value instanceof Accessor ? undefined : property.value;
}

/** Node's CommonJS loader. Programs may replace its parts, which is how other loaders hook into it. */
export class CommonJsLoader {
  /** `require.cache`. */
  readonly cache = createObject(null);
  /** `Module._extensions`. */
  readonly extensions = createObject(null);
  readonly prototype: JSObject;
  /** `Module`, once the library has run. */
  private constructor_: JSObject | null = null;
  private main: JSObject | null = null;
  private readonly originals = new Map<Replaceable, JSObject>();
  private readonly handlers = new WeakMap<JSObject, (module: JSObject, path: string) => Steps<void>>();
  private readonly requires = new WeakSet<JSObject>();
  private readonly parents = new WeakMap<JSObject, JSObject>();
  /** The function that looks for a file, and Node's functions above it. */
  private searching: { readonly fn: JSObject; readonly lines: readonly string[] } | null = null;
  /** A text that was parsed to find its format. */
  private ahead: { readonly path: string; readonly text: string; readonly parsed: ParseResult } | null = null;

  constructor(
    private readonly host: NodeHost,
    private readonly modules: NodeModules,
  ) {
    const { realm } = host;
    this.prototype = createObject(realm.intrinsics.ObjectPrototype);
    this.fillPrototype();
    const extension = (name: string, run: (module: JSObject, path: string) => Steps<void>): void => {
      const handler = native(
        realm,
        '',
        2,
        function* (_agent, _this, [module, path]) {
          yield* run(module as JSObject, String(path as string));
          return undefined;
        },
        NODE,
      );
      this.handlers.set(handler, run);
      setHidden(this.extensions, name, handler, WEC);
    };
    extension('.js', (module, path) => this.runFile(module, path));
    extension('.json', (module, path) => this.readJson(module, path));
    extension('.node', function* (_module, path) {
      yield* [];
      host.run.observer?.notModelled('native add-ons');
      throw nodeError(host.agent, 'Error', 'ERR_DLOPEN_FAILED', `${path}: native add-ons are not modelled`);
    });
  }

  private fillPrototype(): void {
    const { realm } = this.host;
    const self = this;
    accessor(
      realm,
      this.prototype,
      'constructor',
      function* () {
        return (yield* self.modules.library('module'))!;
      },
      undefined,
      NODE,
    );
    accessor(realm, this.prototype, 'parent', (_agent, module) => this.parentOf(module), undefined, NODE);
    method(
      realm,
      this.prototype,
      'load',
      1,
      function* (_agent, module, [path]) {
        yield* self.loadInto(module as JSObject, String(path as string));
        return undefined;
      },
      NODE,
    );
    const require: JSObject = method(
      realm,
      this.prototype,
      'require',
      1,
      function* (agent, module, [request]) {
        return yield* self.load(self.checkRequest(agent, request), module as JSObject, require);
      },
      NODE,
    );
    this.requires.add(require);
    this.originals.set('require', require);
    method(
      realm,
      this.prototype,
      '_compile',
      2,
      function* (_agent, module, [text, path]) {
        return yield* self.compile(module as JSObject, String(text as string), String(path as string));
      },
      NODE,
    );
  }

  /** What the `module` library needs; it hands over its `Module`. */
  bind(binding: JSObject): void {
    const { realm } = this.host;
    const self = this;
    setHidden(binding, 'modulePrototype', this.prototype, WEC);
    setHidden(binding, 'moduleCache', this.cache, WEC);
    setHidden(binding, 'moduleExtensions', this.extensions, WEC);
    method(
      realm,
      binding,
      'moduleLibrary',
      1,
      (_agent, _this, [constructor]) => {
        this.constructor_ = constructor as JSObject;
        for (const name of ['_load', '_resolveFilename'] as const)
          this.originals.set(name, peek(this.constructor_, name) as JSObject);
        return undefined;
      },
      NODE,
    );
    method(
      realm,
      binding,
      'moduleLoad',
      2,
      function* (_agent, _this, [request, parent]) {
        return yield* self.loadPlain(String(request as string), isObject(parent) ? parent : null, null);
      },
      NODE,
    );
    method(
      realm,
      binding,
      'moduleResolve',
      2,
      (agent, _this, [request, parent]) => {
        return self.find(self.checkRequest(agent, request), isObject(parent) ? parent : null);
      },
      NODE,
    );
    method(
      realm,
      binding,
      'modulePaths',
      1,
      (_agent, _this, [from]) => createArray(realm, modulePaths(`${String(from as string)}/x`)),
      NODE,
    );
    method(
      realm,
      binding,
      'createRequire',
      1,
      (_agent, _this, [path]) => {
        const module = createObject(this.prototype);
        const name = path as string;
        setHidden(module, 'filename', name, WEC);
        setHidden(module, 'paths', createArray(realm, modulePaths(name)), WEC);
        return this.requireFunction(name, module);
      },
      NODE,
    );
  }

  private parentOf(module: Value): JSObject | null | undefined {
    if (!isObject(module)) return undefined;
    return this.parents.get(module) ?? (module === this.main ? null : undefined);
  }

  /** What a program put in the place of one of Node's functions, with the object it is called on. */
  private replacement(name: Replaceable): { readonly fn: JSObject; readonly on: JSObject } | null {
    const on = name === 'require' ? this.prototype : this.constructor_;
    const fn = on === null ? null : peek(on, name);
    return isObject(fn) && fn.callable && fn !== this.originals.get(name) ? { fn, on: on! } : null;
  }

  private checkRequest(agent: Agent, request: Value): string {
    if (typeof request !== 'string')
      throw nodeError(
        agent,
        'TypeError',
        'ERR_INVALID_ARG_TYPE',
        `The "id" argument must be of type string.${received(request)}`,
      );
    if (request === '')
      throw nodeError(
        agent,
        'TypeError',
        'ERR_INVALID_ARG_VALUE',
        "The argument 'id' must be a non-empty string. Received ''",
      );
    return request;
  }

  // Loading

  /** Runs the program's main file. */
  *runMain(path: string): Steps<void> {
    yield* this.requireFile(path, null);
  }

  /** `Module._load`, or what a program put there. */
  private *load(request: string, parent: JSObject | null, by: JSObject): Steps<Value> {
    const other = this.replacement('_load');
    if (other !== null) return yield new CallRequest(other.fn, other.on, [request, parent, false], undefined);
    return yield* this.loadPlain(request, parent, by);
  }

  private *loadPlain(request: string, parent: JSObject | null, by: JSObject | null): Steps<Value> {
    const library = this.modules.isLibrary(request);
    if (library !== null && (request.startsWith('node:') || this.replacement('_resolveFilename') === null)) {
      const put = ownValue(this.cache, toKey(request));
      if (isObject(put) && !request.startsWith('node:')) return yield* Get(this.host.agent, put, 'exports');
      return yield* this.modules.library(library);
    }
    if (request.startsWith('node:'))
      throw nodeError(this.host.agent, 'Error', 'ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${request}`);
    const path = yield* this.resolve(request, parent, by && { fn: by, lines: LOAD_FAILURE });
    const found = this.modules.isLibrary(path);
    if (found !== null) return yield* this.modules.library(found);
    if (this.modules.formatOf(path) === 'module' && getOwnProperty(this.cache, toKey(path)) === undefined)
      return yield* this.modules.requireModule(path);
    return yield* this.requireFile(path, parent);
  }

  /** `Module._resolveFilename`, or what a program put there. */
  private *resolve(request: string, parent: JSObject | null, searching: CommonJsLoader['searching']): Steps<string> {
    const other = this.replacement('_resolveFilename');
    if (other !== null)
      return String(yield new CallRequest(other.fn, other.on, [request, parent, false, undefined], undefined));
    this.searching = searching;
    try {
      return this.find(request, parent);
    } finally {
      this.searching = null;
    }
  }

  private find(request: string, parent: JSObject | null): string {
    if (this.modules.isLibrary(request) !== null) return request;
    const { agent, realm } = this.host;
    const name = parent === null ? undefined : peek(parent, 'filename');
    const from = typeof name === 'string' ? name : this.host.entry;
    const found = this.modules.resolver.resolve(request, from, CONDITIONS);
    if (typeof found === 'string') return found;
    if (found.code !== 'MODULE_NOT_FOUND') throw nodeError(agent, 'Error', found.code, found.message);
    const stack: string[] = [];
    for (let module = parent; module !== null; module = this.parents.get(module) ?? null)
      stack.push(String((peek(module, 'filename') as string | null) ?? (peek(module, 'id') as string)));
    const shown = stack.length === 0 ? '' : `\nRequire stack:\n- ${stack.join('\n- ')}`;
    const error = makeError(agent, 'Error', `${found.message}${shown}`);
    setHidden(error, 'code', 'MODULE_NOT_FOUND', WEC);
    setHidden(error, 'requireStack', createArray(realm, stack), WEC);
    throw new Throw(error);
  }

  /** The exports of a file, which runs unless it has run. */
  *requireFile(path: string, parent: JSObject | null): Steps<Value> {
    const { realm, agent } = this.host;
    const known = ownValue(this.cache, toKey(path));
    if (isObject(known)) {
      this.addChild(parent, known);
      return yield* Get(agent, known, 'exports');
    }
    const module = createObject(this.prototype);
    const set = (name: string | symbol, value: Value): void => setHidden(module, name, value, WEC);
    const isMain = parent === null && this.main === null && path === this.host.entry;
    set('id', isMain ? '.' : path);
    set('path', directoryOf(path));
    set('exports', createObject(realm.intrinsics.ObjectPrototype));
    set('filename', path);
    set('loaded', false);
    set('children', createArray(realm, []));
    set('paths', createArray(realm, modulePaths(path)));
    set(IS_MAIN, isMain);
    set(IS_CACHED, false);
    if (isMain) this.main = module;
    if (parent !== null) this.parents.set(module, parent);
    this.addChild(parent, module);
    setHidden(this.cache, toKey(path), module, WEC);
    try {
      yield* this.loadInto(module, path);
    } catch (error) {
      deleteProperty(this.cache, toKey(path));
      throw error;
    }
    return yield* Get(agent, module, 'exports');
  }

  private addChild(parent: JSObject | null, module: JSObject): void {
    const children = parent === null ? undefined : peek(parent, 'children');
    if (!isObject(children) || children.elements.includes(module)) return;
    children.elements.push(module);
    children.length = children.elements.length;
  }

  /** Runs what `Module._extensions` says of the file's extension. */
  private *loadInto(module: JSObject, path: string): Steps<void> {
    const handler = this.handlerOf(path);
    const own = isObject(handler) ? this.handlers.get(handler) : undefined;
    if (own !== undefined) yield* own(module, path);
    else yield new CallRequest(handler, this.extensions, [module, path], undefined);
    setHidden(module, 'loaded', true, WEC);
  }

  private handlerOf(path: string): Value {
    const base = path.slice(path.lastIndexOf('/') + 1);
    for (let at = base.indexOf('.', 1); at >= 0; at = base.indexOf('.', at + 1)) {
      const handler = peek(this.extensions, toKey(base.slice(at)));
      if (isObject(handler)) return handler;
    }
    return peek(this.extensions, '.js');
  }

  private *readJson(module: JSObject, path: string): Steps<void> {
    const { JSONParse } = this.host.realm.intrinsics;
    const text = (this.modules.textOf(path) ?? '').replace(/^\uFEFF/, '');
    try {
      setHidden(module, 'exports', yield new CallRequest(JSONParse!, undefined, [text], undefined), WEC);
    } catch (error) {
      if (error instanceof Throw && isObject(error.value))
        setHidden(error.value, 'message', `${path}: ${String(peek(error.value, 'message') as string)}`, WC);
      throw error;
    }
  }

  private *runFile(module: JSObject, path: string): Steps<void> {
    const text = this.modules.textOf(path);
    if (text === null) throw nodeError(this.host.agent, 'Error', 'MODULE_NOT_FOUND', `Cannot find module '${path}'`);
    const { compile } = CommonJsLoader.prototype;
    const own = ownValue(module, '_compile');
    // Loaders compile other languages by a `_compile` of the module's own.
    if (isObject(own) && own.callable) yield new CallRequest(own, module, [text, path], undefined);
    else yield* compile.call(this, module, text, path);
  }

  private *compile(module: JSObject, text: string, path: string): Steps<Value> {
    const { realm, run, agent } = this.host;
    const name = path.endsWith('/[worker eval]') ? '[worker eval]' : path;
    const source = agent.addSource(new Source(name, text, 0, null, path));
    const parsed = this.parse(path, text);
    if ('problem' in parsed) {
      run.syntaxProblem ??= { source, problem: parsed.problem };
      throwProblem(agent, parsed.problem);
    }
    const code = compileWrapped(source, parsed.program, WRAPPER, '', { observed: run.observer !== null });
    const closure = makeClosure(realm, code, null);
    const exports = peek(module, 'exports');
    setHidden(module, IS_EXECUTING, true, WEC);
    try {
      return yield new CallRequest(
        closure,
        exports,
        [exports, this.requireFunction(path, module), module, path, directoryOf(path)],
        undefined,
      );
    } finally {
      setHidden(module, IS_EXECUTING, false, WEC);
    }
  }

  /** Keeps the tree that finding a file's format made. */
  keep(path: string, text: string, parsed: ParseResult): void {
    this.ahead = { path, text, parsed };
  }

  private parse(path: string, text: string): ParseResult {
    const { ahead } = this;
    this.ahead = null;
    return ahead?.path === path && ahead.text === text
      ? ahead.parsed
      : parseProgram(text, { type: 'commonjs', language: languageOf(path) });
  }

  // require

  /** The `require` of a file. */
  requireFunction(from: string, module: JSObject): JSObject {
    const { realm } = this.host;
    const self = this;
    const require: JSObject = native(
      realm,
      'require',
      1,
      function* (agent, _this, [request]) {
        const other = self.replacement('require');
        if (other !== null) return yield new CallRequest(other.fn, module, [request], undefined);
        return yield* self.load(self.checkRequest(agent, request), module, require);
      },
      NODE,
    );
    this.requires.add(require);
    const resolve: JSObject = native(
      realm,
      'resolve',
      2,
      function* (agent, _this, [request]) {
        return yield* self.resolve(self.checkRequest(agent, request), module, { fn: resolve, lines: RESOLVE_FAILURE });
      },
      NODE,
    );
    this.requires.add(resolve);
    setHidden(require, 'resolve', resolve, WEC);
    const paths = native(
      realm,
      'paths',
      1,
      (_agent, _this, [request]) => {
        const name = String(request as string);
        if (self.modules.isLibrary(name) !== null) return null;
        const found = /^\.{1,2}(\/|$)/.test(name) ? [normalizePath(directoryOf(from))] : modulePaths(from);
        return createArray(realm, found);
      },
      NODE,
    );
    setHidden(resolve, 'paths', paths, WEC);
    setHidden(require, 'main', this.main ?? undefined, WEC);
    setHidden(require, 'extensions', this.extensions, WEC);
    setHidden(require, 'cache', this.cache, WEC);
    return require;
  }

  /** The lines that stack traces show for a function of the loader. */
  linesOf(fn: JSObject): readonly string[] | null {
    if (!this.requires.has(fn)) return null;
    const lines = this.searching?.fn === fn ? this.searching.lines : REQUIRE;
    // `module.require` is called by the program itself.
    return fn === this.originals.get('require') ? lines.slice(0, -1) : lines;
  }
}
