import type { Source } from '../../syntax';
import type { Agent } from '../agent';
import type { CompiledModule } from '../compile/program';
import { BindingFlag, Environment, type ScopeInfo } from '../environment/environment';
import { makeError } from '../errors';
import { Frame } from '../machine/frame';
import { RunRequest, type Steps } from '../machine/request';
import { ImportBinding } from '../machine/slow';
import { fulfillPromise, newPromise, type PromiseCapability, rejectPromise } from '../operations/promise';
import type { Realm } from '../realm';
import type { JSObject } from '../values/object';
import { Throw, UNINITIALIZED, type Value } from '../values/value';
import { createNamespace } from './namespace';

/** Where an export's value lives. `namespace`: the binding is the whole module. @spec sec-resolveexport */
export interface ResolvedBinding {
  readonly module: ModuleRecord;
  readonly name: string | '*namespace*';
}

/** @spec sec-abstract-module-records */
export abstract class ModuleRecord {
  environment: Environment | null = null;
  namespace: JSObject | null = null;
  readonly slots = new Map<string, number>();

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
      if (e.importName === '*namespace*') return { module: target, name: '*namespace*' };
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

  /** Makes the environment record and connects imports. @spec sec-source-text-module-record-initialize-environment */
  *initializeEnvironment(agent: Agent): Steps<void> {
    const { entries, code } = this.compiled;
    const fail = (message: string): never => {
      throw new Throw(makeError(agent, 'SyntaxError', message, this.realm));
    };
    for (const e of entries.indirectExports) {
      const resolution = this.resolveExport(e.exportName);
      const request = entries.requests[e.request]!.specifier;
      if (resolution === null)
        fail(`The requested module '${request}' does not provide an export named '${e.importName}'`);
      if (resolution === 'ambiguous')
        fail(`The requested module '${request}' contains conflicting star exports for name '${e.importName}'`);
    }
    const environment = bindingEnvironment(this);
    const { values } = environment;
    for (const i of entries.imports) {
      const target = this.loaded[i.request]!;
      const slot = this.slots.get(i.localName)!;
      if (i.importName === '*namespace*') {
        values[slot] = getNamespace(target);
        continue;
      }
      const resolution = target.resolveExport(i.importName);
      const request = entries.requests[i.request]!.specifier;
      if (resolution === null)
        fail(`The requested module '${request}' does not provide an export named '${i.importName}'`);
      else if (resolution === 'ambiguous') {
        fail(
          `The requested module '${request}' contains conflicting star exports for name '${i.importName}' with the previous requested module`,
        );
      } else if (resolution.name === '*namespace*') values[slot] = getNamespace(resolution.module);
      else
        values[slot] = new ImportBinding(
          bindingEnvironment(resolution.module),
          resolution.module.slots.get(resolution.name)!,
        ) as unknown as Value;
    }
    const frame = new Frame(
      code,
      code.template.slice(),
      environment,
      null,
      undefined,
      undefined,
      null,
      this.realm,
      null,
    );
    agent.modulesByEnvironment.set(environment, this);
    this.frame = frame;
    // Makes hoisted functions, then suspends at the start of the body.
    yield new RunRequest(frame);
  }
}

/** A module's environment record, made when first needed: a cyclic import may ask before the module's own turn. */
function bindingEnvironment(module: ModuleRecord): Environment {
  if (module.environment === null && module instanceof SourceTextModule) {
    const { scope } = module.compiled;
    const values: Value[] = scope.flags.map((f) => (f & BindingFlag.Lexical ? UNINITIALIZED : undefined));
    module.environment = new Environment(null, scope, values);
  }
  return module.environment!;
}

/** @spec sec-getmodulenamespace */
export function getNamespace(module: ModuleRecord): JSObject {
  if (module.namespace === null) {
    const names = module.exportedNames().filter((n) => {
      const r = module.resolveExport(n);
      return r !== null && r !== 'ambiguous';
    });
    module.namespace = createNamespace(module.realm, module, names, (name) => {
      const resolution = module.resolveExport(name) as ResolvedBinding;
      if (resolution.name === '*namespace*') return getNamespace(resolution.module);
      const environment = resolution.module.environment;
      let value: Value =
        environment === null ? UNINITIALIZED : environment.values[resolution.module.slots.get(resolution.name)!];
      if (value instanceof ImportBinding) value = value.read();
      return value;
    });
  }
  return module.namespace;
}
