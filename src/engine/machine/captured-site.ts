import type { HostHooks } from '../hooks';
import type { JSObject } from '../values/object';
import { isObject, type Value } from '../values/value';
import { functionName, isConstructing, isTopLevel, methodName, typeName } from './call-site';
import type { Frame } from './frame';
import { describeFrame, position } from './frame-line';

/** One entry of a stack as it was when captured: what V8's call sites tell. Null: there's none. */
export interface CapturedSite {
  readonly text: string;
  readonly typeName: string | null;
  readonly functionName: string | null;
  readonly methodName: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** Offset in the text. */
  readonly offset: number;
  /** Where the function begins. */
  readonly enclosing: { readonly line: number; readonly column: number } | null;
  readonly evalOrigin: string | undefined;
  readonly isTopLevel: boolean;
  readonly isConstructor: boolean;
  readonly isEval: boolean;
  readonly isAsync: boolean;
  readonly promiseIndex: number | null;
  /** Receiver and function; undefined where strict code must not be looked into. */
  readonly receiver: Value;
  readonly fn: JSObject | undefined;
}

/** What is made of the entries of a stack: of a context, and of a line that stands for something else. */
export interface EntryMaker<T> {
  context(frame: Frame, isAsync: boolean): T;
  line(text: string): T;
}

function siteOf(frame: Frame, isAsync: boolean): CapturedSite {
  const { code, native, fn, realm } = frame;
  const at = native === null ? position(frame) : null;
  const construct = isConstructing(frame);
  const top = (!construct || code.kind === 'derivedConstructor') && isTopLevel(frame);
  const whole = code.kind === 'script' || code.kind === 'module';
  const hidden = native !== null || code.strict;
  const origin = native === null && code.source.origin !== null ? code.source.origin() : undefined;
  const start = code.node === null || whole ? null : code.source.position(code.node.start);
  return {
    text: `${isAsync ? 'async ' : ''}${describeFrame(frame)}`,
    typeName: construct || top || whole ? null : receiverType(frame.thisValue, realm.agent.hooks.wording),
    functionName: whole ? null : functionName(frame) || null,
    methodName: construct || top || whole ? null : methodName(frame) || null,
    file: native !== null || origin !== undefined ? null : code.source.name,
    line: at?.line ?? null,
    column: at?.column ?? null,
    offset: at?.offset ?? 0,
    enclosing: native === null ? (start ?? { line: 1, column: 1 }) : null,
    evalOrigin: origin,
    isTopLevel: top,
    isConstructor: construct,
    isEval: origin !== undefined,
    isAsync,
    promiseIndex: null,
    receiver: hidden ? undefined : (frame.thisValue ?? realm.globalThis),
    fn: hidden || fn === null ? undefined : fn,
  };
}

/** The class of a receiver, as V8 tells it apart from a trace's text. */
function receiverType(receiver: Value, wording: HostHooks['wording']): string {
  return isObject(receiver) && receiver.callable ? 'Function' : typeName(receiver, wording);
}

/** A line that stands for code of the host, or for a combinator of promises. */
function siteOfLine(text: string): CapturedSite {
  const index = /^async Promise\.\w+ \(index (\d+)\)$/.exec(text);
  const place = /(?:^|\()([^()]*):(\d+):(\d+)\)?$/.exec(text);
  const call = / \(/.test(text) ? text.slice(0, text.indexOf(' (')).replace(/^async /, '') : '';
  const [, name = '', alias] = /^(.*?)(?: \[as (.*)\])?$/.exec(call)!;
  const dot = name.indexOf('.');
  const type = dot < 0 ? null : name.slice(0, dot);
  // V8 takes `Module._load = function` for the function's name.
  const own = dot < 0 || type === 'Module' ? name : name.slice(dot + 1);
  return {
    text,
    typeName: type,
    functionName: own === '' ? null : own,
    methodName: type === null ? null : (alias ?? name.slice(name.lastIndexOf('.') + 1)),
    file: place?.[1] ?? null,
    line: place ? Number(place[2]) : null,
    column: place ? Number(place[3]) : null,
    offset: 0,
    enclosing: null,
    evalOrigin: undefined,
    isTopLevel: type === null,
    isConstructor: false,
    isEval: false,
    isAsync: text.startsWith('async '),
    promiseIndex: index === null ? null : Number(index[1]),
    receiver: undefined,
    fn: undefined,
  };
}

/** The form `Error.prepareStackTrace` is given. */
export const AS_SITES: EntryMaker<CapturedSite> = { context: siteOf, line: siteOfLine };

/** From the first strict function on, V8 shows neither receivers nor functions. */
export function hideBelowStrict(sites: readonly CapturedSite[]): CapturedSite[] {
  const strict = sites.findIndex((site) => site.fn === undefined);
  return sites.map((site, i) => (strict < 0 || i < strict ? site : { ...site, receiver: undefined, fn: undefined }));
}
