import { readColumn, writeColumn } from './column-code';
import { ByteReader, ByteWriter, DamagedTrace } from './columns';

/** Version of the format; a reader refuses others by name. */
export const FORMAT_VERSION = 4;
const MAGIC = [0x4c, 0x4f, 0x4f, 0x50];

/**
 * The columns of a trace, by name; rows of one group, whose names begin alike, have equal length. Steps are numbered from 0.
 *
 * A change that happens between steps n-1 and n carries the number n: the state at step n is everything up to and including n.
 */
export const COLUMNS = {
  // One row per step.
  stepKind: 0,
  stepAgent: 1,
  /** The running context; 0 for none. */
  stepContext: 2,
  /** Row of the place table, plus one; 0 for none. */
  stepPlace: 3,
  /** The running context's environment; 0 for none. */
  stepEnvironment: 4,
  /** Microseconds of virtual time. */
  stepTime: 5,
  /** Step that caused this one, plus one; 0 for none. */
  stepCause: 6,
  /** What the step is about: a job, timer, promise, context or text, by its kind; 0 for none. */
  stepSubject: 7,
  /** The value returned, thrown, awaited …, by number (see small-integer.ts). */
  stepValue: 8,

  placeSource: 9,
  placeStart: 10,
  placeEnd: 11,

  // Values that are no small integers; all but objects interned.
  valueTag: 12,
  valuePayload: 13,

  // Contexts, numbered from 1.
  contextKind: 14,
  contextTitle: 15,
  contextPlace: 16,
  contextProvider: 17,
  contextFlags: 18,
  contextRealm: 19,
  contextThis: 20,
  contextNewTarget: 21,
  contextFunction: 22,
  contextPushed: 23,
  contextAgent: 24,
  // Arguments: rows by context.
  argumentContext: 25,
  argumentValue: 26,
  // On and off the stack: a context's caller from this step on (-1: suspended, -2: ended).
  linkContext: 27,
  linkStep: 28,
  linkCaller: 29,
  /** For suspensions: the promise or generator waited for; for resumptions 0. */
  linkObject: 30,

  // Scopes and environments, numbered from 1.
  scopeKind: 31,
  scopeTitle: 32,
  scopePlace: 33,
  nameScope: 34,
  nameText: 35,
  nameFlags: 36,
  environmentScope: 37,
  environmentOuter: 38,
  environmentCreated: 39,
  environmentObject: 40,
  // Writes of bindings.
  bindingEnvironment: 41,
  bindingSlot: 42,
  bindingStep: 43,
  bindingValue: 44,

  // Heap objects, numbered from 1.
  objectKind: 45,
  objectTitle: 46,
  objectCreated: 47,
  objectPlace: 48,
  objectEnvironment: 49,
  objectRealm: 50,
  // Properties, and their writes.
  propertyObject: 51,
  propertyKey: 52,
  writeProperty: 53,
  writeStep: 54,
  writeValue: 55,

  // Jobs, numbered as the host does; rows in order of number.
  jobKind: 56,
  jobSource: 57,
  jobApi: 58,
  jobTitle: 59,
  jobPlace: 60,
  jobQueued: 61,
  jobStarted: 62,
  jobFinished: 63,
  jobAgent: 64,
  jobContext: 65,
  jobTimer: 66,
  jobPromise: 67,

  timerApi: 68,
  timerTitle: 69,
  timerPlace: 70,
  timerSet: 71,
  timerGone: 72,
  timerSetTime: 73,
  timerDue: 74,
  timerRepeat: 75,
  timerAgent: 76,

  phaseStep: 77,
  phaseAgent: 78,
  phaseName: 79,

  printStep: 80,
  printLevel: 81,
  printText: 82,

  agentKind: 83,
  agentTitle: 84,
  agentCreated: 85,
  agentEnded: 86,

  realmAgent: 87,
  realmTitle: 88,
  realmCreated: 89,
  realmGlobal: 90,

  noticeKind: 91,
  noticeText: 92,
  noticeStep: 93,
} as const;

export type ColumnName = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as ColumnName[];

/** The columns of each group; a group is what their names begin with. */
const GROUPS = groupsOf(NAMES);

function groupsOf(names: readonly ColumnName[]): ColumnName[][] {
  const groups = new Map<string, ColumnName[]>();
  for (const name of names) {
    const [group] = /^[a-z]+/.exec(name)!;
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  return [...groups.values()];
}

export interface TraceMeta {
  readonly host: string;
  readonly entry: string;
  readonly exitCode: number;
  readonly ending: { readonly kind: 'finished' | 'limit' | 'error' | 'cancelled'; readonly text: string };
  readonly sources: readonly {
    readonly name: string;
    readonly file: string | null;
    readonly text: string;
    readonly provider: string | null;
  }[];
}

type SourceMeta = TraceMeta['sources'][number];

/** Of a host's own libraries, which are many, only provider and name are to be told: `HTML html:dom`. */
function shortSource(source: SourceMeta): SourceMeta | string {
  const { name, file, text, provider } = source;
  return provider !== null && file === null && text === '' ? `${provider} ${name}` : source;
}

function wholeSource(short: SourceMeta | string): SourceMeta {
  if (typeof short !== 'string') return short;
  const space = short.indexOf(' ');
  return { name: short.slice(space + 1), file: null, text: '', provider: short.slice(0, space) };
}

/** A whole trace in memory. */
export interface TraceData {
  readonly meta: TraceMeta;
  /** Texts: names, titles, strings; index 0 is the empty text. */
  readonly texts: readonly string[];
  readonly numbers: Float64Array;
  readonly columns: Readonly<Record<ColumnName, Int32Array>>;
}

/** A trace as bytes: magic, version, then every part in a fixed order. */
export function encodeTrace(data: TraceData): Uint8Array {
  const w = new ByteWriter();
  for (const b of MAGIC) w.byte(b);
  w.unsigned(FORMAT_VERSION);
  w.text(JSON.stringify({ ...data.meta, sources: data.meta.sources.map(shortSource) }));
  w.unsigned(data.texts.length);
  for (const t of data.texts) w.text(t);
  w.unsigned(data.numbers.length);
  const numbers = new DataView(new ArrayBuffer(data.numbers.length * 8));
  data.numbers.forEach((n, i) => {
    numbers.setFloat64(i * 8, n, true);
  });
  w.raw(new Uint8Array(numbers.buffer));
  for (const group of GROUPS) {
    const { length } = data.columns[group[0]!];
    w.unsigned(length);
    for (const name of group) {
      if (data.columns[name].length !== length) throw new RangeError(`${name} has not the rows of its group`);
      writeColumn(w, data.columns[name]);
    }
  }
  return w.done();
}

/** Opens bytes made by `encodeTrace`. Throws DamagedTrace with the reason when they are something else. */
export function decodeTrace(bytes: Uint8Array): TraceData {
  const r = new ByteReader(bytes);
  if (bytes.length < 5 || MAGIC.some((b) => r.byte() !== b)) throw new DamagedTrace('this is no Loopscope trace');
  const version = r.unsigned();
  if (version !== FORMAT_VERSION)
    throw new DamagedTrace(`this trace has format version ${version}; this Loopscope reads version ${FORMAT_VERSION}`);
  let meta: TraceMeta;
  try {
    const short = JSON.parse(r.text()) as TraceMeta;
    meta = { ...short, sources: short.sources.map(wholeSource) };
  } catch {
    throw new DamagedTrace('the header of the trace is damaged');
  }
  const texts: string[] = [];
  for (let n = r.count(); n > 0; n--) texts.push(r.text());
  const count = r.unsigned();
  const raw = r.raw(count * 8);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) numbers[i] = view.getFloat64(i * 8, true);
  const columns = {} as Record<ColumnName, Int32Array>;
  for (const group of GROUPS) {
    const length = r.unsigned();
    for (const name of group) columns[name] = readColumn(r, length);
  }
  return { meta, texts, numbers, columns };
}
