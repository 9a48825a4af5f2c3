import { parseProgram, type Scope, type ScopeTree, Source } from '../../syntax';
import type { Agent } from '../agent';
import { compileEval } from '../compile/program';
import type { Environment } from '../environment/environment';
import { throwSyntaxError, throwTypeError } from '../errors';
import type { Realm } from '../realm';
import { addProperty, defineOwnProperty, hasOwn } from '../values/object';
import { WEC } from '../values/shape';
import { toKey, type Value } from '../values/value';
import { deliver, push } from './calls';
import { Frame, ReturnTo } from './frame';

/** What a direct eval's call site knows: the scope it stands in. */
export interface EvalSite {
  readonly scope: Scope;
  readonly tree: ScopeTree;
  readonly strict: boolean;
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
  const source = agent.addSource(new Source('<anonymous>', text));
  const facts = enclosingFacts(site);
  const parsed = parseProgram(text, {
    type: 'script',
    strict: site?.strict ?? false,
    inFunction: facts.inFunction,
    inMethod: facts.inMethod,
    inDerivedConstructor: facts.inDerived,
    privateNames: facts.privateNames,
  });
  if ('problem' in parsed) throwSyntaxError(agent, parsed.problem.message);
  const { code, declarations } = compileEval(source, parsed.program, site?.scope ?? null, site?.strict ?? false, {
    observed: agent.observer !== null,
  });
  const names = [...declarations.functions, ...declarations.variables];
  if (names.length > 0) declareVariables(agent, realm, names, env);
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

function enclosingFacts(site: EvalSite | null): {
  inFunction: boolean;
  inMethod: boolean;
  inDerived: boolean;
  privateNames: string[];
} {
  const privateNames: string[] = [];
  let inFunction = false;
  let inMethod = false;
  let inDerived = false;
  for (let scope = site?.scope ?? null; scope !== null; scope = scope.parent) {
    for (const name of scope.bindings.keys()) if (name.startsWith('#')) privateNames.push(name.slice(1));
    if (scope.type === 'function' && !scope.facts.arrow && !inFunction) {
      inFunction = true;
      inMethod = true;
      inDerived = scope.facts.derived;
    }
  }
  return { inFunction, inMethod, inDerived, privateNames };
}

/** Makes the variables of sloppy eval code where they belong. @spec sec-evaldeclarationinstantiation */
function declareVariables(agent: Agent, realm: Realm, names: readonly string[], env: Environment | null): void {
  let target = env;
  for (; target !== null; target = target.outer) {
    if (target.info.kind === 'function' || target.info.kind === 'eval') break;
    for (const name of names) {
      const slot = target.info.names.indexOf(name);
      // A catch parameter may be shadowed; any other lexical name may not.
      if (slot >= 0 && target.info.kind !== 'catch')
        throwSyntaxError(agent, `Identifier '${name}' has already been declared`);
    }
  }
  for (const name of names) {
    if (target === null) {
      if (realm.scriptNames.has(name)) throwSyntaxError(agent, `Identifier '${name}' has already been declared`);
      const key = toKey(name);
      if (hasOwn(realm.globalObject, key)) continue;
      if (!realm.globalObject.extensible)
        throwTypeError(agent, `Cannot define global variable '${name}', object is not extensible`);
      if (typeof key === 'string' && realm.globalObject.exotic === null)
        addProperty(realm.globalObject, key, undefined, WEC);
      else
        defineOwnProperty(realm.globalObject, key, {
          value: undefined,
          writable: true,
          enumerable: true,
          configurable: true,
        });
    } else if (!target.info.names.includes(name)) {
      target.extra ??= new Map();
      if (!target.extra.has(name)) target.extra.set(name, undefined);
    }
  }
}
