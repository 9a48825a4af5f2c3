import { type FunctionFacts, type ParseOptions, parseProgram, type Scope, Source } from '../../syntax';
import type { Agent } from '../agent';
import { compileEval } from '../compile/program';
import type { Environment } from '../environment/environment';
import { throwProblem } from '../errors';
import type { Realm } from '../realm';
import type { Value } from '../values/value';
import { deliver, push } from './calls';
import { Frame, ReturnTo } from './frame';
import { originOf } from './frame-line';
import { instantiateEval } from './globals';

/** What a direct eval's call site knows: the scope it stands in. */
export interface EvalSite {
  readonly scope: Scope;
  readonly strict: boolean;
  /** The call is in tail position, in case it calls another function. */
  readonly tail: boolean;
}

/** Direct eval. @spec sec-performeval */
export function directEval(agent: Agent, frame: Frame, text: Value, site: EvalSite, target: number): void {
  if (typeof text !== 'string') {
    deliver(agent, frame, target, ReturnTo.Register, text);
    return;
  }
  const evalFrame = evalContext(agent, frame.realm, text, site, frame.env, frame);
  push(agent, evalFrame, frame, target, ReturnTo.Register);
  if (agent.observer !== null) agent.observer.contextPushed(evalFrame);
}

/** The context that runs `text` as eval code; direct when there's a site. */
export function evalContext(
  agent: Agent,
  realm: Realm,
  text: string,
  site: EvalSite | null,
  env: Environment | null,
  caller: Frame | null,
): Frame {
  agent.hooks.ensureCanCompileStrings(agent, realm);
  const source = agent.addSource(new Source('<anonymous>', text, 0, null, null, originOf(agent)));
  const parsed = parseProgram(text, {
    type: 'script',
    strict: site?.strict ?? false,
    followsStandard: agent.hooks.followsStandard,
    importPhases: agent.hooks.library === undefined,
    ...surroundings(site),
  });
  if ('problem' in parsed) throwProblem(agent, parsed.problem);
  const { code, declarations } = compileEval(source, parsed.program, site?.scope ?? null, site?.strict ?? false, {
    observed: agent.observer !== null,
    tailCalls: agent.observer === null && agent.hooks.followsStandard,
  });
  instantiateEval(agent, realm, declarations, env);
  return new Frame(
    code,
    code.template.slice(),
    env,
    caller?.fn ?? null,
    caller?.thisValue ?? realm.globalThis,
    caller?.newTarget,
    null,
    realm,
    null,
  );
}

function surroundings(site: EvalSite | null): Partial<ParseOptions> {
  const privateNames: string[] = [];
  let facts: FunctionFacts | null = null;
  for (let scope = site?.scope ?? null; scope !== null; scope = scope.parent) {
    for (const name of scope.bindings.keys()) if (name.startsWith('#')) privateNames.push(name.slice(1));
    if (scope.type === 'function' && !scope.facts.arrow) facts ??= scope.facts;
  }
  return {
    privateNames,
    inFunction: facts !== null,
    inMethod: facts?.method,
    inDerivedConstructor: facts?.derived,
    inInitializer: facts?.initializer,
  };
}
