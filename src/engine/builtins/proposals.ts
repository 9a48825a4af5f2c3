import type { Agent } from '../agent';
import type { Realm } from '../realm';
import { createAbstractModuleSource } from './abstract-module-source';
import { createImmutableBuffers } from './array-buffer-immutable';
import { createErrorStack } from './error-stack';
import { createIteratorChunking } from './iterator-chunking';
import { createIteratorIncludes } from './iterator-includes';
import { createIteratorZip } from './iterator-zip';
import { createPromiseKeyed } from './promise-keyed';
import { createShadowRealm } from './shadow-realm';

/** What TC39 has proposed and not yet taken into the standard: for hosts that say they want it, and what V8 has of it. */
export function createProposals(realm: Realm, createRealm: (agent: Agent) => Realm): void {
  const { library, proposals } = realm.agent.hooks;
  if (proposals === true || library === 'V8 15') {
    createIteratorZip(realm);
    createIteratorIncludes(realm);
  }
  if (proposals !== true) return;
  createPromiseKeyed(realm);
  createIteratorChunking(realm);
  createErrorStack(realm);
  createImmutableBuffers(realm);
  createAbstractModuleSource(realm);
  createShadowRealm(realm, createRealm);
}
