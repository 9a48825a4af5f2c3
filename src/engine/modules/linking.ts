import type { Agent } from '../agent';
import { BindingFlag, Environment } from '../environment/environment';
import { makeError, throwSyntaxError } from '../errors';
import { Frame } from '../machine/frame';
import { RunRequest, type Steps } from '../machine/request';
import { ImportBinding } from '../machine/slow';
import type { JSObject } from '../values/object';
import { Throw, UNINITIALIZED, type Value } from '../values/value';
import { getDeferredNamespace } from './deferred';
import { getNamespace, type ModuleRecord, SourceTextModule } from './module';

/** Loads the whole graph below `module` through the host. Throws the first failure. @spec sec-LoadRequestedModules */
export function* loadRequestedModules(agent: Agent, module: ModuleRecord, seen = new Set<ModuleRecord>()): Steps<void> {
  if (seen.has(module) || !(module instanceof SourceTextModule)) return;
  seen.add(module);
  const { requests } = module.compiled.entries;
  for (let i = 0; i < requests.length; i++) {
    const target = (module.loaded[i] ??= yield* agent.hooks.loadImportedModule(
      agent,
      module,
      requests[i]!.specifier,
      requests[i]!.attributes,
      false,
    ));
    if (requests[i]!.phase !== 'source') yield* loadRequestedModules(agent, target, seen);
  }
}

/** @spec sec-moduledeclarationlinking */
export function* link(agent: Agent, module: ModuleRecord): Steps<void> {
  if (!(module instanceof SourceTextModule)) return;
  const stack: SourceTextModule[] = [];
  try {
    yield* innerLink(agent, module, stack, 0);
  } catch (error) {
    for (const m of stack) m.status = 'unlinked';
    throw error;
  }
}

function* innerLink(agent: Agent, module: ModuleRecord, stack: SourceTextModule[], index: number): Steps<number> {
  if (!(module instanceof SourceTextModule) || module.status !== 'unlinked') return index;
  module.status = 'linking';
  module.dfsIndex = module.dfsAncestorIndex = index++;
  stack.push(module);
  for (const { record: required, phase } of module.dependencies()) {
    if (phase === 'source') continue;
    index = yield* innerLink(agent, required, stack, index);
    if (required instanceof SourceTextModule && required.status === 'linking') {
      module.dfsAncestorIndex = Math.min(module.dfsAncestorIndex, required.dfsAncestorIndex);
    }
  }
  yield* initializeEnvironment(agent, module);
  if (module.dfsAncestorIndex === module.dfsIndex) {
    let done: SourceTextModule;
    do {
      done = stack.pop()!;
      done.status = 'linked';
    } while (done !== module);
  }
  return index;
}

/** Makes the environment record and connects imports. @spec sec-source-text-module-record-initialize-environment */
function* initializeEnvironment(agent: Agent, module: SourceTextModule): Steps<void> {
  const { entries, code } = module.compiled;
  const fail = (message: string): never => {
    throw new Throw(makeError(agent, 'SyntaxError', message, module.realm));
  };
  const failMissing = (target: ModuleRecord, request: string, name: string): never =>
    fail(
      target.missingExport?.(request, name, code.source.text) ??
        `The requested module '${request}' does not provide an export named '${name}'`,
    );
  for (const e of entries.indirectExports) {
    const resolution = module.resolveExport(e.exportName);
    const request = entries.requests[e.request]!.specifier;
    if (resolution === null) failMissing(module.loaded[e.request]!, request, e.importName);
    if (resolution === 'ambiguous')
      fail(`The requested module '${request}' contains conflicting star exports for name '${e.importName}'`);
  }
  const environment = bindingEnvironment(module);
  const { values } = environment;
  for (const i of entries.imports) {
    const target = module.loaded[i.request]!;
    const slot = module.slots.get(i.localName)!;
    if (i.importName === '*namespace*') {
      values[slot] =
        entries.requests[i.request]!.phase === 'defer' ? getDeferredNamespace(target) : getNamespace(target);
      continue;
    }
    if (i.importName === '*source*') {
      values[slot] = moduleSourceOf(agent, target);
      continue;
    }
    const resolution = target.resolveExport(i.importName);
    const request = entries.requests[i.request]!.specifier;
    if (resolution === null) failMissing(target, request, i.importName);
    else if (resolution === 'ambiguous') {
      fail(
        `The requested module '${request}' contains conflicting star exports for name '${i.importName}' with the previous requested module`,
      );
    } else if (resolution.name === '*namespace*') values[slot] = getNamespace(resolution.module);
    else if (resolution.name === '*source*') values[slot] = moduleSourceOf(agent, resolution.module);
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
    module.realm,
    null,
  );
  agent.modulesByEnvironment.set(environment, module);
  module.frame = frame;
  // Makes hoisted functions, then suspends at the start of the body.
  yield new RunRequest(frame);
}

/** @spec sec-getmodulesource */
export function moduleSourceOf(agent: Agent, module: ModuleRecord): JSObject {
  return (
    module.moduleSource ??
    throwSyntaxError(agent, `Source phase import object is not defined for module '${module.name}'`)
  );
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
