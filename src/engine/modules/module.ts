import type { ImportPhase, Source } from '../../syntax';
import type { Agent } from '../agent';
import type { CompiledModule } from '../compile/program';
import { BindingFlag, Environment, type ScopeInfo } from '../environment/environment';
import type { Frame } from '../machine/frame';
import type { Steps } from '../machine/request';
import { ImportBinding } from '../machine/slow';
import { fulfillPromise, newPromise, type PromiseCapability, rejectPromise } from '../operations/promise';
import type { Realm } from '../realm';
import type { JSObject } from '../values/object';
import { Throw, UNINITIALIZED, type Value } from '../values/value';
import { createNamespace } from './namespace';

/** Where an export's value lives. `*namespace*`: the binding is the whole module; `*source*`: its source. @spec sec-resolveexport */
export interface ResolvedBinding {
  readonly module: ModuleRecord;
  readonly name: string | '*namespace*' | '*source*';
}

/** @spec sec-abstract-module-records */
export abstract class ModuleRecord {
  environment: Environment | null = null;
  namespace: JSObject | null = null;
  deferredNamespace: JSObject | null = null;
  /** What `import source` gives; null: there is nothing. @spec sec-getmodulesource */
  moduleSource: JSObject | null = null;
  readonly slots = new Map<string, number>();
  /** What the host says of a name that it doesn't export, and that the text of another module asks for; null: V8's words. */
  missingExport: ((request: string, name: string, text: string) => string) | null = null;

  constructor(
    readonly realm: Realm,
    /** Name as hosts show it: a URL or path. */
    readonly name: string,
  ) {}

  abstract exportedNames(seen?: Set<ModuleRecord>): string[];
  /** Null: not found; 'ambiguous': several star exports give it. */
  abstract resolveExport(
    name: string,
    seen?: { module: ModuleRecord; name: string }[],
  ): ResolvedBinding | null | 'ambiguous';
}

/** A module whose exports are set by the host: JSON, CommonJS as seen from a module, built-ins. @spec sec-synthetic-module-records */
export class SyntheticModule extends ModuleRecord {
  private evaluated: JSObject | null = null;

  constructor(
    realm: Realm,
    name: string,
    readonly names: readonly string[],
    /** Gives the exports their values, with `setExport`; may run guest code. */
    private readonly steps: (module: SyntheticModule) => Steps<Value>,
  ) {
    super(realm, name);
    const info: ScopeInfo = {
      kind: 'module',
      name,
      names: [...names],
      flags: names.map(() => BindingFlag.Const),
      holdsVariables: true,
      start: 0,
      end: 0,
    };
    this.environment = new Environment(
      null,
      info,
      names.map(() => undefined),
    );
    names.forEach((n, slot) => {
      this.slots.set(n, slot);
    });
  }

  setExport(name: string, value: Value): void {
    this.environment!.values[this.slots.get(name)!] = value;
  }

  exportedNames(): string[] {
    return [...this.names];
  }

  resolveExport(name: string): ResolvedBinding | null {
    return this.slots.has(name) ? { module: this, name } : null;
  }

  *evaluate(agent: Agent): Steps<JSObject> {
    if (this.evaluated === null) {
      const promise = newPromise(this.realm);
      this.evaluated = promise;
      try {
        yield* this.steps(this);
        fulfillPromise(agent, promise, undefined);
      } catch (error) {
        if (!(error instanceof Throw)) throw error;
        rejectPromise(agent, promise, error.value);
      }
    }
    return this.evaluated;
  }
}

type Status = 'new' | 'unlinked' | 'linking' | 'linked' | 'evaluating' | 'evaluating-async' | 'evaluated';

/** A module of ECMAScript source text. @spec sec-source-text-module-records */
export class SourceTextModule extends ModuleRecord {
  status: Status = 'unlinked';
  evaluationError: Throw | null = null;
  dfsIndex = 0;
  dfsAncestorIndex = 0;
  /** Modules by number of request, once loaded. */
  readonly loaded: (ModuleRecord | null)[];
  cycleRoot: SourceTextModule | null = null;
  asyncEvaluationOrder: number | 'unset' | 'done' = 'unset';
  topLevelCapability: PromiseCapability | null = null;
  readonly asyncParents: SourceTextModule[] = [];
  pendingAsyncDependencies = 0;
  meta: JSObject | null = null;
  frame: Frame | null = null;

  constructor(
    realm: Realm,
    readonly source: Source,
    readonly compiled: CompiledModule,
    /** Anything the host wants to find again (its path, its format). */
    readonly host: unknown = null,
  ) {
    super(realm, source.name);
    this.loaded = compiled.entries.requests.map(() => null);
    for (const [name, slot] of compiled.slots) this.slots.set(name, slot);
  }

  exportedNames(seen = new Set<ModuleRecord>()): string[] {
    if (seen.has(this)) return [];
    seen.add(this);
    const { entries } = this.compiled;
    const names = [...entries.localExports, ...entries.indirectExports].map((e) => e.exportName);
    for (const request of entries.starExports) {
      for (const name of this.loaded[request]!.exportedNames(seen))
        if (name !== 'default' && !names.includes(name)) names.push(name);
    }
    return names;
  }

  resolveExport(
    name: string,
    seen: { module: ModuleRecord; name: string }[] = [],
  ): ResolvedBinding | null | 'ambiguous' {
    if (seen.some((s) => s.module === this && s.name === name)) return null;
    seen.push({ module: this, name });
    const { entries } = this.compiled;
    for (const e of entries.localExports) if (e.exportName === name) return { module: this, name: e.localName };
    for (const e of entries.indirectExports) {
      if (e.exportName !== name) continue;
      const target = this.loaded[e.request]!;
      if (e.importName === '*namespace*' || e.importName === '*source*') return { module: target, name: e.importName };
      return target.resolveExport(e.importName, seen);
    }
    if (name === 'default') return null;
    let found: ResolvedBinding | null = null;
    for (const request of entries.starExports) {
      const resolution = this.loaded[request]!.resolveExport(name, seen);
      if (resolution === 'ambiguous') return resolution;
      if (resolution === null) continue;
      if (found === null) found = resolution;
      else if (found.module !== resolution.module || found.name !== resolution.name) return 'ambiguous';
    }
    return found;
  }

  /** The modules asked for, in order, once loaded. */
  dependencies(): { readonly record: ModuleRecord; readonly phase: ImportPhase }[] {
    return this.compiled.entries.requests.map(({ phase }, i) => ({ record: this.loaded[i]!, phase }));
  }
}

/** @spec sec-getmodulenamespace */
export function getNamespace(module: ModuleRecord): JSObject {
  module.namespace ??= createNamespace(
    module.realm,
    module,
    exportedBindings(module),
    (name) => readExport(module, name),
    'Module',
  );
  return module.namespace;
}

/** The names of a module's exports that stand for one binding each. */
export function exportedBindings(module: ModuleRecord): string[] {
  return module.exportedNames().filter((name) => {
    const resolution = module.resolveExport(name);
    return resolution !== null && resolution !== 'ambiguous';
  });
}

/** The value of one of `exportedBindings`, or UNINITIALIZED. */
export function readExport(module: ModuleRecord, name: string): Value {
  const resolution = module.resolveExport(name) as ResolvedBinding;
  if (resolution.name === '*namespace*') return getNamespace(resolution.module);
  if (resolution.name === '*source*') return resolution.module.moduleSource ?? UNINITIALIZED;
  const { environment, slots } = resolution.module;
  if (environment === null) return UNINITIALIZED;
  const value = environment.values[slots.get(resolution.name)!];
  return value instanceof ImportBinding ? value.read() : value;
}
