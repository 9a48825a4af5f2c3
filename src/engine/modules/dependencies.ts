import { type ModuleRecord, SourceTextModule } from './module';

/** Whether a module can be evaluated at once: neither it nor what it imports awaits or is being evaluated. @spec sec-ReadyForSyncExecution */
export function isReady(module: ModuleRecord, seen = new Set<ModuleRecord>()): boolean {
  if (!(module instanceof SourceTextModule) || seen.has(module)) return true;
  seen.add(module);
  if (isCycleEvaluated(module)) return true;
  if (module.status !== 'linked' || module.compiled.hasTopLevelAwait) return false;
  return module.dependencies().every(({ record }) => isReady(record, seen));
}

/** The modules below `module` that await, which importing it deferred evaluates at once. @spec sec-GatherAsynchronousTransitiveDependencies */
export function asynchronousDependencies(module: ModuleRecord, seen = new Set<ModuleRecord>()): SourceTextModule[] {
  if (!(module instanceof SourceTextModule) || seen.has(module)) return [];
  seen.add(module);
  if (module.status === 'evaluating' || isCycleEvaluated(module)) return [];
  if (module.compiled.hasTopLevelAwait) return [module];
  return module.dependencies().flatMap(({ record }) => asynchronousDependencies(record, seen));
}

/** Whether a module and those it is in a cycle with are evaluated. @spec sec-IsModuleSCCEvaluated */
function isCycleEvaluated(module: SourceTextModule): boolean {
  return module.status === 'evaluated' && (module.cycleRoot ?? module).status === 'evaluated';
}
