import {
  type Agent,
  CallRequest,
  compileModule,
  type JSObject,
  type ModuleRecord,
  native,
  SourceTextModule,
  type Steps,
  SyntheticModule,
  setHidden,
  Throw,
  ToString,
  throwTypeError,
  WEC,
} from '../../engine';
import { parseProgram, Source } from '../../syntax';
import { ImportMap } from './import-map';
import { HTML } from './page-facts';
import type { ScriptEnvironment } from './script-environment';

const RELATIVE = 'Relative references must start with either "/", "./", or "../".';

/** The modules of a global by their URLs, and what specifiers stand for. @spec html#module-map */
export class ModuleMap {
  readonly imports = new ImportMap();
  private readonly records = new Map<string, ModuleRecord>();
  /** Errors that say a module could not be fetched. */
  private readonly failures = new WeakSet<JSObject>();

  constructor(private readonly environment: ScriptEnvironment) {}

  private get agent(): Agent {
    return this.environment.agent;
  }

  /** The URL that relative specifiers of `referrer` start at. */
  private baseOf(referrer: ModuleRecord | null): string {
    if (referrer === null) return this.environment.baseUrl;
    return referrer instanceof SourceTextModule && typeof referrer.host === 'string' ? referrer.host : referrer.name;
  }

  /** What stands for a classic script that imports. */
  referrerFor(source: Source): ModuleRecord | null {
    if (!/^(https?|blob|data):/.test(source.name)) return null;
    return new SyntheticModule(this.environment.realm, source.name, [], function* () {
      return undefined;
    });
  }

  /** The URL of a specifier; files may be outside the folder of the page, too. */
  private resolve(referrer: ModuleRecord | null, specifier: string): string | null {
    const { environment } = this;
    const base = this.baseOf(referrer);
    const url = this.imports.resolve(specifier, base);
    if (url === null || !/^\.\.?\//.test(specifier) || environment.textAt(url) !== null) return url;
    const path = environment.pathOf(specifier, environment.pathOf(base) ?? environment.file);
    return path === null || environment.textOf(path) === null ? url : environment.urlOf(path);
  }

  /** A module of a text that is already there. */
  make(source: Source, url: string): SourceTextModule {
    const environment: ScriptEnvironment = this.environment;
    const language = /\.m?ts$/.test(source.file ?? '') ? 'ts' : 'js';
    const parsed = parseProgram(source.text, { type: 'module', language });
    if ('problem' in parsed) environment.throwProblem(source, parsed.problem);
    const observed = environment.run.observer !== null;
    return new SourceTextModule(environment.realm, source, compileModule(source, parsed.program, { observed }), url);
  }

  /** Whether `error` says that a module could not be fetched, which only its script element is told. */
  isFailure(error: Throw): boolean {
    return this.failures.has(error.value as JSObject);
  }

  /** Whether `import()` of `specifier` has to wait for the network. */
  isFetched(referrer: ModuleRecord | null, specifier: string): boolean {
    const url = this.resolve(referrer, specifier);
    return url === null || this.records.has(url);
  }

  /** The module of a URL. */
  *load(url: string, attributes: ReadonlyMap<string, string> = new Map()): Steps<ModuleRecord> {
    const type = attributes.get('type') ?? 'javascript';
    const key = type === 'javascript' ? url : `${type} ${url}`;
    const known = this.records.get(key);
    if (known !== undefined) return known;
    const { environment } = this;
    const path = /^(data|blob):/.test(url) ? null : environment.pathOf(url);
    const text = path === null ? yield* environment.textOfUrl(url) : environment.textOf(path);
    if (text === null) this.fail(`Failed to fetch dynamically imported module: ${url}`);
    if (type !== 'javascript' && type !== 'json') {
      environment.run.observer?.notModelled(`import with type ${type}`);
      this.fail(`Failed to fetch dynamically imported module: ${url}`);
    }
    const record =
      type === 'json'
        ? this.json(url, text)
        : this.make(this.agent.addSource(new Source(url, text, 0, null, path)), url);
    this.records.set(key, record);
    return record;
  }

  private fail(message: string): never {
    try {
      throwTypeError(this.agent, message);
    } catch (error) {
      if (error instanceof Throw) this.failures.add(error.value as JSObject);
      throw error;
    }
  }

  private json(url: string, text: string): ModuleRecord {
    const { realm } = this.environment;
    return new SyntheticModule(realm, url, ['default'], function* (module) {
      module.setExport('default', yield new CallRequest(realm.intrinsics.JSONParse!, undefined, [text], undefined));
      return undefined;
    });
  }

  /** @spec html#hostloadimportedmodule */
  *loadImported(
    referrer: ModuleRecord | null,
    specifier: string,
    attributes: ReadonlyMap<string, string>,
    dynamic: boolean,
  ): Steps<ModuleRecord> {
    const url = this.resolve(referrer, specifier);
    if (url !== null) return yield* this.load(url, attributes);
    const message = dynamic
      ? `Failed to resolve module specifier '${specifier}'`
      : `Failed to resolve module specifier "${specifier}". ${RELATIVE}`;
    throwTypeError(this.agent, message);
  }

  /** @spec html#hostgetimportmetaproperties */
  describe(module: ModuleRecord, meta: JSObject): void {
    const map = this;
    const base = this.baseOf(module);
    const resolve = native(
      this.environment.realm,
      'resolve',
      1,
      function* (agent, _this, [specifier]) {
        const text = yield* ToString(agent, specifier);
        const url = map.imports.resolve(text, base);
        if (url === null) throwTypeError(agent, `Failed to resolve module specifier ${text}: ${RELATIVE}`);
        return url;
      },
      HTML,
    );
    setHidden(meta, 'resolve', resolve, WEC);
    setHidden(meta, 'url', base, WEC);
  }
}
