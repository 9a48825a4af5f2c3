import type { Agent } from '../agent';
import { throwSyntaxError } from '../errors';
import type { Realm } from '../realm';
import { JSObject, Kind } from '../values/object';
import { type Shape, W } from '../values/shape';
import type { Value } from '../values/value';
import { rewritePattern } from './regexp-rewrite';

/**
 * Internal slots of a RegExp. The host's RegExp does the matching; its own `lastIndex` is set before each use, so it has no
 * state, and it is never handed out.
 */
export class RegExpData {
  readonly global: boolean;
  readonly sticky: boolean;
  readonly unicode: boolean;
  readonly hasIndices: boolean;
  /** The realm whose `RegExp` itself made the object, which may have older features; null for a subclass's. */
  legacyRealm: Realm | null = null;

  constructor(
    /** [[OriginalSource]] */
    readonly source: string,
    /** [[OriginalFlags]], in the order given. */
    readonly flags: string,
    readonly matcher: RegExp,
    /** Names of groups that share one, where the host doesn't know that by itself. */
    readonly names: Map<string, string[]> | null = null,
  ) {
    this.global = flags.includes('g');
    this.sticky = flags.includes('y');
    this.unicode = flags.includes('u') || flags.includes('v');
    this.hasIndices = flags.includes('d');
  }
}

/** What the built-in functions of a realm know of its last match, and the shape of its unchanged regular expressions. */
export class RegExpStatics {
  input = '';
  match: RegExpExecArray | null = null;
  shape: Shape | null = null;
  /** RegExp.prototype as it was made: its shape and values. */
  protoShape: Shape | null = null;
  protoSlots: Value[] = [];
}

export function regExpStatics(realm: Realm): RegExpStatics {
  return realm.intrinsics.RegExp!.data.captured as RegExpStatics;
}

const FLAGS = 'dgimsuvy';

/** Whether `flags` are known flags, each once, and not both of the Unicode modes. */
export function areValidFlags(flags: string): boolean {
  for (let i = 0; i < flags.length; i++) {
    const flag = flags[i]!;
    if (!FLAGS.includes(flag) || flags.indexOf(flag) !== i) return false;
  }
  return !(flags.includes('u') && flags.includes('v'));
}

/** Compiles pattern text, or throws the SyntaxError. @spec sec-regexpinitialize */
export function compileRegExp(agent: Agent, pattern: string, flags: string): RegExpData {
  if (!areValidFlags(flags)) throwSyntaxError(agent, `Invalid flags supplied to RegExp constructor '${flags}'`);
  const sticky = flags.includes('y');
  const hostFlags = flags.replace(/[gy]/g, '') + (sticky ? 'y' : 'g');
  try {
    return new RegExpData(pattern, flags, new RegExp(pattern, hostFlags));
  } catch (error) {
    const older = compileForOlderHost(pattern, flags, hostFlags);
    if (older !== undefined) return older;
    const reason = /: ([^:]*)$/.exec((error as Error).message)?.[1] ?? 'Invalid pattern';
    return throwSyntaxError(agent, `Invalid regular expression: /${pattern}/${flags}: ${reason}`);
  }
}

function compileForOlderHost(pattern: string, flags: string, hostFlags: string): RegExpData | undefined {
  const rewritten = rewritePattern(pattern, hostFlags);
  if (rewritten === undefined) return undefined;
  try {
    return new RegExpData(pattern, flags, new RegExp(rewritten.source, rewritten.flags), rewritten.names);
  } catch {
    return undefined;
  }
}

/** An object for compiled data; `lastIndex` is its first slot. @spec sec-regexpalloc */
export function createRegExpObject(realm: Realm, data: RegExpData | null, proto?: JSObject): JSObject {
  const statics = regExpStatics(realm);
  statics.shape ??= realm.intrinsics.RegExpPrototype!.childShape().add('lastIndex', W);
  const shape = proto === undefined ? statics.shape : proto.childShape().add('lastIndex', W);
  return new JSObject(shape, Kind.RegExp, data, [0]);
}

/** A regular expression literal, or what String's methods make of other values. @spec sec-regexpcreate */
export function RegExpCreate(agent: Agent, pattern: string, flags: string): JSObject {
  const data = compileRegExp(agent, pattern, flags);
  data.legacyRealm = agent.realm;
  return createRegExpObject(agent.realm, data);
}
