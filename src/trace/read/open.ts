import { type ColumnName, decodeTrace, KIND_NUMBER, STEP_KINDS, type StepKind, type TraceData } from '../format';
import { clauseOf, explainNext, explainStep, plainText } from './explain';
import { Grouped, lastIndexAt } from './index-list';
import { lazyList } from './lazy-list';
import { LiveSets } from './live-set';
import type {
  ConsoleLine,
  DrawnAgent,
  DrawnBinding,
  DrawnContext,
  DrawnEnvironment,
  DrawnJob,
  DrawnObject,
  DrawnTimer,
  DrawnValue,
  Episode,
  HostProfile,
  Notice,
  Place,
  ProviderName,
  SourceText,
  Station,
  StepSummary,
  Trace,
  TraceState,
} from './model';
import { drawValue, isAbsent } from './values';

/** Opens a trace from its bytes. Throws DamagedTrace when they're something else. */
export function openTrace(bytes: Uint8Array): Trace {
  return new OpenTrace(decodeTrace(bytes));
}

/** Opens a trace that is in memory already. */
export function openTraceData(data: TraceData): Trace {
  return new OpenTrace(data);
}

const SUSPENDED = -1;

/** Parameters of the function Node puts around a CommonJS file. */
const WRAPPER = new Set(['exports', 'require', 'module', '__filename', '__dirname']);

/** Objects shown at most in the heap view; the nearest first. */
const MAX_OBJECTS = 60;
const MAX_DETAIL = 6;

class OpenTrace implements Trace {
  readonly stepCount: number;
  readonly host: HostProfile;
  readonly entry: string;
  readonly sources: readonly SourceText[];
  readonly exitCode: number;
  private readonly c: Readonly<Record<ColumnName, Int32Array>>;
  private readonly texts: readonly string[];
  private lineStarts: (Int32Array | undefined)[] = [];
  private cached: TraceState | null = null;

  constructor(private readonly data: TraceData) {
    this.c = data.columns;
    this.texts = data.texts;
    this.stepCount = this.c.stepKind.length;
    this.host = data.meta.host as HostProfile;
    this.entry = data.meta.entry;
    this.exitCode = data.meta.exitCode;
    this.sources = data.meta.sources.map((s, id) => ({ id, name: s.name, file: s.file, text: s.text }));
  }

  // Indexes, each built when first needed.

  private memo = new Map<string, unknown>();
  private index<T>(name: string, make: () => T): T {
    let value = this.memo.get(name) as T | undefined;
    if (value === undefined) {
      value = make();
      this.memo.set(name, value);
    }
    return value;
  }

  private get links(): Grouped {
    return this.index('links', () => new Grouped(this.c.linkContext, this.c.contextKind.length + 1));
  }

  private get stepsOfContext(): Grouped {
    return this.index('steps', () => new Grouped(this.c.stepContext, this.c.contextKind.length + 1));
  }

  private get argumentsOf(): Grouped {
    return this.index('arguments', () => new Grouped(this.c.argumentContext, this.c.contextKind.length + 1));
  }

  private get namesOf(): Grouped {
    return this.index('names', () => new Grouped(this.c.nameScope, this.c.scopeKind.length + 1));
  }

  /** First binding number of each environment; a binding's number is that plus its slot. */
  private get bindings(): { base: Int32Array; writes: Grouped } {
    return this.index('bindings', () => {
      const count = this.c.environmentScope.length;
      const base = new Int32Array(count + 2);
      const { namesOf } = this;
      const { environmentScope, bindingEnvironment, bindingSlot } = this.c;
      for (let e = 1; e <= count; e++) base[e + 1] = base[e]! + namesOf.count(environmentScope[e - 1]!);
      const keys = new Int32Array(bindingEnvironment.length);
      for (let i = 0; i < keys.length; i++) keys[i] = base[bindingEnvironment[i]!]! + bindingSlot[i]!;
      return { base, writes: new Grouped(keys, base[count + 1]! + 1) };
    });
  }

  private get propertiesOf(): Grouped {
    return this.index('properties', () => new Grouped(this.c.propertyObject, this.c.objectKind.length + 1));
  }

  private get writesOf(): Grouped {
    return this.index('writes', () => new Grouped(this.c.writeProperty, this.c.propertyKey.length + 1));
  }

  /** By agent and station. */
  private get queued(): LiveSets {
    return this.index('queued', () => {
      const { jobKind, jobSource, jobAgent, jobQueued, jobStarted } = this.c;
      const names = new Map<number, string>();
      const owners = Array.from(jobKind, (kind, row) => {
        const key = (kind * this.texts.length + jobSource[row]!) * this.c.agentKind.length + jobAgent[row]!;
        let name = names.get(key);
        if (name === undefined) {
          name = `${jobAgent[row]} ${stationOf(this.host, this.text(kind), this.text(jobSource[row]!))}`;
          names.set(key, name);
        }
        return name;
      });
      return new LiveSets(jobQueued, jobStarted, owners);
    });
  }

  /** By agent. */
  private get runningJobs(): LiveSets {
    return this.index('running', () => {
      const to = Int32Array.from(this.c.jobFinished, (f) => (f < 0 ? -1 : f + 1));
      return new LiveSets(this.c.jobStarted, to, this.c.jobAgent);
    });
  }

  /** By agent; the first due first. */
  private get liveTimers(): LiveSets {
    return this.index('timers', () => {
      const { timerSet, timerGone, timerDue, timerAgent } = this.c;
      // Due time and number as one number: sorting needs no comparisons of ours.
      const count = timerDue.length;
      const keys = Float64Array.from(timerDue, (due, i) => due * count + i).sort();
      return new LiveSets(
        timerSet,
        timerGone,
        timerAgent,
        Int32Array.from(keys, (key) => key % count),
      );
    });
  }

  /** Suspensions (rows of the link columns) that last at a step, by agent. */
  private get suspensions(): { rows: readonly number[]; live: LiveSets } {
    return this.index('suspensions', () => {
      const { linkContext, linkStep, linkCaller, contextKind, contextAgent } = this.c;
      const rows: number[] = [];
      const from: number[] = [];
      const to: number[] = [];
      const agents: number[] = [];
      /** The suspension of each context that lasts, plus one. */
      const lasting = new Int32Array(contextKind.length + 1);
      for (let i = 0; i < linkContext.length; i++) {
        const context = linkContext[i]!;
        if (lasting[context] !== 0) to[lasting[context]! - 1] = linkStep[i]!;
        lasting[context] = 0;
        if (linkCaller[i] !== SUSPENDED) continue;
        lasting[context] = rows.push(i);
        from.push(linkStep[i]!);
        to.push(-1);
        agents.push(contextAgent[context - 1]!);
      }
      return { rows, live: new LiveSets(from, to, agents) };
    });
  }

  /** How many contexts are on the stack from each row of the link columns on, up to its context; 0 for those that leave it. */
  private get depths(): Int32Array {
    return this.index('depths', () => {
      const { linkContext, linkCaller, contextKind } = this.c;
      const depths = new Int32Array(linkContext.length);
      const now = new Int32Array(contextKind.length + 1);
      for (let i = 0; i < depths.length; i++) {
        const caller = linkCaller[i]!;
        const depth = caller < 0 ? 0 : now[caller]! + 1;
        depths[i] = depth;
        now[linkContext[i]!] = depth;
      }
      return depths;
    });
  }

  /**
   * Heap objects are shown by numbers of their own: the program's objects first, in order of appearance; what the host made
   * before the program began comes after them.
   */
  private get numbering(): { shown: Int32Array; raw: Int32Array } {
    return this.index('numbering', () => {
      const { objectKind, objectCreated, stepKind } = this.c;
      const count = objectKind.length;
      const begin = stepKind.indexOf(KIND_NUMBER.statement);
      const builtin = new Map<number, boolean>();
      const isOwn = (id: number): boolean => {
        const kind = objectKind[id - 1]!;
        let known = builtin.get(kind);
        if (known === undefined) builtin.set(kind, (known = this.text(kind).startsWith('builtin ')));
        return !known && begin >= 0 && objectCreated[id - 1]! >= begin;
      };
      const shown = new Int32Array(count + 1);
      const raw = new Int32Array(count + 1);
      let next = 1;
      for (let id = 1; id <= count; id++) if (isOwn(id)) raw[next++] = id;
      for (let id = 1; id <= count; id++) if (!isOwn(id)) raw[next++] = id;
      for (let number = 1; number <= count; number++) shown[raw[number]!] = number;
      return { shown, raw };
    });
  }

  private shown(id: number): number {
    return this.numbering.shown[id]!;
  }

  // Places

  private place(row: number): Place | null {
    if (row <= 0) return null;
    const source = this.c.placeSource[row - 1]!;
    const start = this.c.placeStart[row - 1]!;
    const end = this.c.placeEnd[row - 1]!;
    const starts = this.lines(source);
    const line = lastIndexAt(starts, start);
    return { source, start, end, line: line + 1, column: start - starts[Math.max(0, line)]! + 1 };
  }

  private lines(source: number): Int32Array {
    let starts = this.lineStarts[source];
    if (starts === undefined) {
      const { text } = this.sources[source]!;
      const list = [0];
      for (let i = 0; i < text.length; i++) {
        const ch = text.charCodeAt(i);
        if (ch === 13 && text.charCodeAt(i + 1) === 10) continue;
        if (ch === 10 || ch === 13 || ch === 0x2028 || ch === 0x2029) list.push(i + 1);
      }
      starts = Int32Array.from(list);
      this.lineStarts[source] = starts;
    }
    return starts;
  }

  private snippet(place: Place | null, length = 60): string {
    if (place === null) return '';
    const text = this.sources[place.source]!.text.slice(place.start, Math.min(place.end, place.start + length * 3))
      .replace(/\s+/g, ' ')
      .trim();
    return text.length > length ? `${text.slice(0, length - 1)}…` : text.replace(/;$/, '');
  }

  private isProgram(row: number): boolean {
    return row > 0 && this.data.meta.sources[this.c.placeSource[row - 1]!]?.provider === null;
  }

  // Values and objects

  private text(index: number): string {
    return this.texts[index] ?? '';
  }

  private value(number: number, step: number): DrawnValue {
    const drawn = drawValue(this.data, number, (object) => this.objectTitle(object, step));
    return drawn.object === null ? drawn : { ...drawn, object: this.shown(drawn.object) };
  }

  private propertyValue(object: number, name: string, step: number): number {
    const { propertiesOf, writesOf } = this;
    for (let i = propertiesOf.count(object) - 1; i >= 0; i--) {
      const property = propertiesOf.row(object, i);
      if (this.text(this.c.propertyKey[property]!) !== name) continue;
      const write = writesOf.lastAt(property, this.c.writeStep, step);
      return write < 0 ? 0 : this.c.writeValue[write]!;
    }
    return 0;
  }

  private promiseState(object: number, step: number): 'pending' | 'fulfilled' | 'rejected' {
    const text = drawValue(this.data, this.propertyValue(object, '[[state]]', step), () => '').text;
    return text === "'fulfilled'" ? 'fulfilled' : text === "'rejected'" ? 'rejected' : 'pending';
  }

  private objectTitle(object: number, step: number): string {
    const kind = this.text(this.c.objectKind[object - 1]!);
    const title = this.text(this.c.objectTitle[object - 1]!);
    if (kind === 'promise') return `${title} ${this.promiseState(object, step)}`;
    if (kind === 'array') {
      const length = this.propertyValue(object, 'length', step);
      return length !== 0 ? `${title}(${drawValue(this.data, length, () => '').text})` : title;
    }
    if (kind === 'map' || kind === 'set') return `${title}(${this.propertyList(object, step).list.length})`;
    return title === '' ? kind : title;
  }

  /** Living properties of an object at `step`, in order of creation. */
  private propertyList(
    object: number,
    step: number,
  ): { list: { name: string; value: number; write: number }[]; more: number } {
    const { propertiesOf, writesOf } = this;
    const list: { name: string; value: number; write: number }[] = [];
    let more = 0;
    for (let i = 0; i < propertiesOf.count(object); i++) {
      const property = propertiesOf.row(object, i);
      const write = writesOf.lastAt(property, this.c.writeStep, step);
      if (write < 0) continue;
      const value = this.c.writeValue[write]!;
      if (isAbsent(this.data, value)) continue;
      const name = this.text(this.c.propertyKey[property]!);
      if (name === '…') more = Number(drawValue(this.data, value, () => '').text);
      else list.push({ name, value, write });
    }
    return { list, more };
  }

  private drawObject(object: number, step: number, reachable: boolean): DrawnObject {
    const { c } = this;
    const recorded = this.text(c.objectKind[object - 1]!);
    const builtin = recorded.startsWith('builtin ');
    const kind = recorded.replace('builtin ', '') as DrawnObject['kind'];
    const { list, more } = this.propertyList(object, step);
    const shown = list.filter((p) => !(kind === 'array' && p.name === 'length') && !p.name.startsWith('[['));
    const properties = shown.map((p) => ({
      name: p.name,
      value: this.value(p.value, step),
      changed: c.writeStep[p.write] === step,
    }));
    const promise = kind === 'promise' ? this.promiseState(object, step) : null;
    let detail = builtin ? 'built in' : '';
    if (promise !== null) {
      const result = this.propertyValue(object, '[[result]]', step);
      detail = promise === 'pending' ? '' : this.value(result, step).text;
    } else if (kind === 'function') {
      detail = this.snippet(this.place(c.objectPlace[object - 1]!), 40);
    } else if (properties.length > 0) {
      const numbered = kind === 'array' || kind === 'set';
      detail = properties
        .slice(0, MAX_DETAIL)
        .map((p) =>
          numbered && /^\d+$/.test(p.name)
            ? p.value.text
            : `${p.name}${p.name.endsWith('→') ? ' ' : ': '}${p.value.text}`,
        )
        .join(', ');
      if (properties.length > MAX_DETAIL || more > 0) detail += ', …';
    }
    return {
      id: this.shown(object),
      title: kind === 'function' ? `ƒ ${this.text(c.objectTitle[object - 1]!)}` : this.objectTitle(object, step),
      kind: kind as DrawnObject['kind'],
      detail,
      promise,
      properties,
      more,
      environment: c.objectEnvironment[object - 1]! || null,
      place: this.place(c.objectPlace[object - 1]!),
      reachable,
      createdAt: c.objectCreated[object - 1]!,
    };
  }

  // Environments

  private environmentTitle(scope: number, kind: string): string {
    const name = this.text(this.c.scopeTitle[scope - 1]!);
    const file = name.split('/').pop() ?? name;
    switch (kind) {
      case 'function':
        return `${name === '' ? 'function' : name} scope`;
      case 'module':
        return `${file} module scope`;
      case 'script':
        return 'script scope';
      case 'name':
        return `name of ${name}`;
      default:
        return `${kind} scope`;
    }
  }

  private drawEnvironment(id: number, step: number): DrawnEnvironment {
    const { c } = this;
    const scope = c.environmentScope[id - 1]!;
    const kind = this.text(c.scopeKind[scope - 1]!);
    const { base, writes } = this.bindings;
    const bindings: DrawnBinding[] = [];
    const names = this.namesOf;
    for (let slot = 0; slot < names.count(scope); slot++) {
      const row = names.row(scope, slot);
      const flags = c.nameFlags[row]!;
      const name = this.text(c.nameText[row]!);
      if (flags & 8 || name.startsWith('%') || name.startsWith('#')) continue;
      const write = writes.lastAt(base[id]! + slot, c.bindingStep, step);
      if (write < 0) continue;
      bindings.push({
        name: name === '*default*' ? 'default' : name,
        value: this.value(c.bindingValue[write]!, step),
        constant: (flags & 1) !== 0,
        changed: c.bindingStep[write] === step && step > 0 && writes.row(base[id]! + slot, 0) !== write,
        writtenAt: Math.max(0, c.bindingStep[write]! - 1),
      });
    }
    return {
      id,
      kind,
      title: this.environmentTitle(scope, kind),
      bindings,
      place: this.place(c.scopePlace[scope - 1]!),
    };
  }

  private scopeChain(environment: number, step: number): DrawnEnvironment[] {
    const chain: DrawnEnvironment[] = [];
    for (let id = environment; id > 0 && chain.length < 40; id = this.c.environmentOuter[id - 1]!)
      chain.push(this.drawEnvironment(id, step));
    return chain;
  }

  // Contexts

  private contextTitle(id: number, step: number): string {
    const { c } = this;
    const kind = this.text(c.contextKind[id - 1]!);
    const title = this.text(c.contextTitle[id - 1]!);
    if (kind === 'script' || kind === 'module') return title.split('/').pop() ?? title;
    if (kind === 'eval') return 'eval';
    const args: string[] = [];
    const list = this.argumentsOf;
    for (let i = 0; i < list.count(id); i++) {
      const text = this.value(c.argumentValue[list.row(id, i)]!, step).text;
      args.push(text.length > 24 ? `${text.slice(0, 23)}…` : text);
    }
    // A file's wrapper function is the file, for a person.
    if (title === '' || title === '(anonymous)') {
      const place = this.place(c.contextPlace[id - 1]!);
      if (place !== null && place.start === 0 && kind === 'function' && args.length === 5)
        return this.sources[place.source]!.name.split('/').pop()!;
    }
    const name = c.contextNewTarget[id - 1]! > 0 ? `new ${title}` : title;
    return `${name}(${args.join(', ')})`;
  }

  /** The caller of a context at `step`: 0 none, negative when it isn't on the stack. */
  private linkAt(context: number, step: number): number {
    return this.links.lastAt(context, this.c.linkStep, step);
  }

  private drawContext(id: number, step: number, top: boolean): DrawnContext {
    const { c } = this;
    const last = top ? step : this.stepsOfContext.lastRow(id, step);
    const environment = last < 0 ? 0 : c.stepEnvironment[last]!;
    let placeRow = last < 0 ? 0 : c.stepPlace[last]!;
    if (placeRow === 0) placeRow = c.contextPlace[id - 1]!;
    const place = this.place(placeRow);
    const link = this.linkAt(id, step);
    const suspended = link >= 0 && c.linkCaller[link] === SUSPENDED;
    const object = link < 0 ? 0 : c.linkObject[link]!;
    const flags = c.contextFlags[id - 1]!;
    const links = this.links.count(id);
    const provider = this.text(c.contextProvider[id - 1]!);
    const thisNumber = c.contextThis[id - 1]!;
    const target = c.contextNewTarget[id - 1]!;
    const self = this;
    // Stacks may be deep: what only some frames' pictures need is made when it's asked for.
    const once = <T>(make: () => T): (() => T) => {
      let value: { made: T } | null = null;
      return () => (value ??= { made: make() }).made;
    };
    const title = once(() => this.contextTitle(id, step));
    const scope = once(() => this.scopeChain(environment, step));
    const args = once(() => {
      const list = this.argumentsOf;
      const values: DrawnValue[] = [];
      for (let i = 0; i < list.count(id); i++) values.push(this.value(c.argumentValue[list.row(id, i)]!, step));
      return values;
    });
    const detail = once(() => {
      if (!suspended) return this.snippet(place);
      if (object > 0) return `awaits ${this.objectTitle(object, step)} #${this.shown(object)}`;
      return object === -1 ? 'yielded, waits for next()' : 'not started';
    });
    return {
      id,
      get title() {
        return title();
      },
      get detail() {
        return detail();
      },
      place,
      kind: this.text(c.contextKind[id - 1]!) as DrawnContext['kind'],
      provider: provider === '' ? null : (provider as ProviderName),
      isAsync: (flags & 1) !== 0,
      isGenerator: (flags & 2) !== 0,
      resumed: !suspended && links > 1 && link >= 0 && this.links.row(id, 0) !== link,
      get scope() {
        return scope();
      },
      get thisValue() {
        return thisNumber !== 0 ? self.value(thisNumber, step) : null;
      },
      get newTarget() {
        return target > 0 ? self.value(target, step) : null;
      },
      get args() {
        return args();
      },
      realm: c.contextRealm[id - 1]!,
      pushedAt: c.contextPushed[id - 1]!,
      awaits: suspended
        ? {
            promise: object > 0 ? this.shown(object) : null,
            reason: object > 0 ? 'await' : object === -1 ? 'yield' : 'start',
          }
        : null,
    };
  }

  /** The contexts on the stack, top first. */
  private stack(step: number): readonly DrawnContext[] {
    const ids: number[] = [];
    return lazyList(this.depth(step), (index) => {
      while (ids.length <= index) {
        const below = ids.at(-1);
        ids.push(below === undefined ? this.c.stepContext[step]! : this.c.linkCaller[this.linkAt(below, step)]!);
      }
      return this.drawContext(ids[index]!, step, index === 0);
    });
  }

  // Jobs and timers

  private jobTitle(row: number, step: number): string {
    const { c } = this;
    const api = this.text(c.jobApi[row]!);
    const title = this.text(c.jobTitle[row]!);
    const context = c.jobContext[row]!;
    if (api === 'await') return `resume ${context > 0 ? this.contextTitle(context, step) : `${title}()`}`;
    if (this.text(c.jobSource[row]!) === 'script') return this.entry.split('/').pop() ?? 'script';
    if (title === '' && c.jobPromise[row]! > 0) return api === 'thenable' ? 'call then' : 'pass on';
    if (title === '') return api;
    if (title === '(anonymous)') {
      const place = this.place(c.jobPlace[row]!);
      return place === null ? 'callback' : this.snippet(place, 28);
    }
    return title;
  }

  private drawJob(row: number, step: number): DrawnJob {
    const { c } = this;
    const kind = this.text(c.jobKind[row]!) as DrawnJob['kind'];
    const api = this.text(c.jobApi[row]!);
    const queuedAt = c.jobQueued[row]!;
    const timer = c.jobTimer[row]! - 1;
    const details: string[] = [];
    if (timer >= 0) details.push(`due ${ms(c.timerDue[timer]!)} ms`);
    if (c.jobPromise[row]! > 0) details.push(`${api} of #${this.shown(c.jobPromise[row]!)}`);
    else if (api !== 'main module') details.push(api);
    details.push(`step ${queuedAt}`);
    const started = c.jobStarted[row]!;
    return {
      id: row + 1,
      kind,
      title: this.jobTitle(row, step),
      detail: details.join(' · '),
      source: this.text(c.jobSource[row]!),
      place: this.place(c.jobPlace[row]!),
      setAt: timer >= 0 ? c.timerSet[timer]! : null,
      queuedAt,
      runsAt: started >= 0 ? started : null,
      cause: c.stepCause[queuedAt]! > 0 ? c.stepCause[queuedAt]! - 1 : queuedAt,
    };
  }

  private drawTimer(row: number): DrawnTimer {
    const { c } = this;
    const title = this.text(c.timerTitle[row]!);
    const place = this.place(c.timerPlace[row]!);
    return {
      id: row + 1,
      title: title === '' || title === '(anonymous)' ? this.snippet(place, 20) || 'callback' : title,
      setTime: c.timerSetTime[row]! / 1000,
      due: c.timerDue[row]! / 1000,
      repeat: c.timerRepeat[row] === 1,
      api: this.text(c.timerApi[row]!),
      place,
      setAt: c.timerSet[row]!,
    };
  }

  private phaseAt(agent: number, step: number): string {
    const phases = this.index(`phases ${agent}`, () => {
      const steps: number[] = [];
      const names: number[] = [];
      for (let i = 0; i < this.c.phaseStep.length; i++) {
        if (this.c.phaseAgent[i] !== agent) continue;
        steps.push(this.c.phaseStep[i]!);
        names.push(this.c.phaseName[i]!);
      }
      return { steps, names };
    });
    const i = lastIndexAt(phases.steps, step);
    return i < 0 ? 'script' : this.text(phases.names[i]!);
  }

  private stations(agent: number, step: number, running: DrawnJob | null, phase: string): Station[] {
    const of = (id: string): readonly DrawnJob[] => {
      const rows = this.queued.at(`${agent} ${id}`, step);
      return lazyList(rows.length, (i) => this.drawJob(rows[i]!, step));
    };
    const microtasks = of('microtasks');
    const stepKind = STEP_KINDS[this.c.stepKind[step]!]!;
    const inCheckpoint =
      running?.kind === 'microtask' || stepKind === 'checkpoint-began' || stepKind === 'checkpoint-ended';
    const now = inCheckpoint ? 'microtasks' : running?.kind === 'nextTick' ? 'nextTick' : running !== null ? '' : phase;
    const mark = (id: string, lit: boolean): Station['state'] =>
      lit ? (phase === 'idle' && running === null ? 'waiting' : 'now') : id === now ? 'now' : 'idle';
    const stations: Station[] = [];
    const add = (
      id: string,
      title: string,
      hint: string,
      entries: readonly DrawnJob[],
      lit: boolean,
      spur = false,
    ): void => {
      stations.push({ id, title, hint, entries, state: mark(id, lit), spur });
    };
    if (this.host === 'node') {
      const ticks = of('nextTick');
      const between =
        ticks.length > 0 ||
        microtasks.length > 0 ||
        running?.kind === 'microtask' ||
        running?.kind === 'nextTick' ||
        inCheckpoint;
      const current =
        running !== null && running.kind === 'task'
          ? stationOf('node', 'task', running.source) || phase
          : phase === 'idle'
            ? 'poll'
            : phase;
      for (const [id, title, hint] of NODE_PHASES) {
        add(id, title, hint, of(id), id === current);
        if (id === current && (between || running !== null)) {
          add('nextTick', 'nextTick queue', 'first', ticks, running?.kind === 'nextTick', true);
          add('microtasks', 'Microtask queue', 'then this', microtasks, inCheckpoint, true);
        }
      }
      // The station whose queue drains is the one that's lit; its phase waits behind it.
      if (running?.kind === 'nextTick' || inCheckpoint) {
        return this.withNext(
          stations.map((s) =>
            s.spur
              ? s.state === 'now'
                ? { ...s, state: 'draining' as const }
                : s
              : s.id === current
                ? { ...s, state: 'now' as const }
                : s,
          ),
          phase,
        );
      }
      return this.withNext(stations, phase);
    }
    if (this.host === 'bare') {
      add('tasks', 'Script', 'the engine alone', [], !inCheckpoint && running === null && phase !== 'ended');
      add('microtasks', 'Jobs', 'in order, until empty', microtasks, inCheckpoint);
      return this.withNext(stations, phase);
    }
    add(
      'tasks',
      'Tasks',
      'one per turn, oldest of a queue',
      of('tasks'),
      (running?.kind === 'task' && running.source !== 'rendering') ||
        (running === null && (phase === 'tasks' || phase === 'script' || phase === 'idle')),
    );
    add('microtasks', 'Microtasks', 'checkpoint, until empty', microtasks, inCheckpoint);
    add(
      'rendering',
      'Rendering',
      'animation frames, layout, paint',
      of('rendering'),
      running?.source === 'rendering' || (running === null && phase === 'rendering'),
    );
    return this.withNext(stations, phase);
  }

  /** Marks the station whose oldest entry the rules take next. */
  private withNext(stations: Station[], phase: string): Station[] {
    if (phase === 'ended') return stations.map((s) => ({ ...s, state: 'idle' }));
    const order =
      this.host === 'node'
        ? ['nextTick', 'microtasks', 'timers', 'pending', 'poll', 'check', 'close']
        : ['microtasks', 'tasks', 'rendering'];
    const next = order
      .map((id) => stations.find((s) => s.id === id))
      .find((s) => s !== undefined && s.entries.length > 0);
    return next === undefined || next.state !== 'idle'
      ? stations
      : stations.map((s) => (s === next ? { ...s, state: 'next' } : s));
  }

  // The state at a step

  at(step: number): TraceState {
    const s = Math.max(0, Math.min(this.stepCount - 1, Math.trunc(step)));
    if (this.cached?.step === s) return this.cached;
    const { c } = this;
    const kind = STEP_KINDS[c.stepKind[s]!]!;
    const time = c.stepTime[s]! / 1000;
    const agent = c.stepAgent[s]!;
    const agents: DrawnAgent[] = [];
    for (let a = 0; a < c.agentKind.length; a++) {
      if (c.agentCreated[a]! > s) continue;
      agents.push(this.drawAgent(a, s, a === agent, time));
    }
    const cause = c.stepCause[s]!;
    const self = this;
    const running = agents.find((a) => a.id === agent) ?? agents[0];
    const state: TraceState = {
      step: s,
      time,
      kind,
      sentence: this.explain(s, agents.find((a) => a.id === agent)?.stack ?? []),
      cause: cause > 0 ? { step: cause - 1, place: this.place(c.stepPlace[cause - 1]!) } : null,
      clause: clauseOf(kind, this.host),
      place: this.place(c.stepPlace[s]!),
      agent,
      agents,
      heap(context) {
        const chosen =
          context === undefined
            ? running?.stack[0]
            : (running?.stack.find((x) => x.id === context) ?? running?.suspended.find((x) => x.id === context));
        return self.heapOf(chosen, s);
      },
      get console() {
        const lines = self.consoleLines();
        return lazyList(lastIndexAt(c.printStep, s) + 1, (i) => lines[i]!);
      },
      notices: this.notices.filter((n) => n.step <= s),
      moved: this.movedAt(s),
    };
    this.cached = state;
    return state;
  }

  private drawAgent(a: number, s: number, current: boolean, time: number): DrawnAgent {
    const { c } = this;
    const last = current
      ? s
      : this.index(`agent steps ${a}`, () => new Grouped(c.stepAgent, c.agentKind.length + 1)).lastRow(a, s);
    const stack = last < 0 ? [] : this.stack(last);
    const { rows, live } = this.suspensions;
    const waiting = live.at(a, s);
    const suspended = lazyList(waiting.length, (i) => this.drawContext(c.linkContext[rows[waiting[i]!]!]!, s, false));
    const runningRow = this.runningJobs.at(a, s).at(-1);
    const running = runningRow === undefined ? null : this.drawJob(runningRow, s);
    const phase = this.phaseAt(a, s);
    const stations = this.stations(a, s, running, phase);
    const ticking = this.liveTimers.at(a, s);
    const timers = lazyList(ticking.length, (i) => this.drawTimer(ticking[i]!));
    const realms = [];
    for (let r = 0; r < c.realmAgent.length; r++) {
      if (c.realmAgent[r] !== a || c.realmCreated[r]! > s) continue;
      const title = this.text(c.realmTitle[r]!);
      realms.push({
        id: r,
        title: title === 'global' ? (this.entry.split('/').pop() ?? 'global') : title,
        running: (stack[0]?.realm ?? 0) === r,
        globalObject: null,
      });
    }
    return {
      id: a,
      title: this.text(c.agentTitle[a]!),
      kind: this.text(c.agentKind[a]!),
      realms,
      stack,
      running,
      suspended,
      stations,
      timers,
      next: explainNext({ stack, stations, timers }, this.host, time),
      phase: running?.kind === 'microtask' ? 'microtask checkpoint' : phase,
    };
  }

  /** Objects reached from a context's scopes, `this` and arguments, nearest first. */
  private heapOf(context: DrawnContext | undefined, step: number): DrawnObject[] {
    const queue: number[] = [];
    const seen = new Set<number>();
    const add = (v: DrawnValue | null): void => {
      if (v !== null && v.object !== null && !seen.has(v.object)) {
        seen.add(v.object);
        queue.push(v.object);
      }
    };
    if (context !== undefined) {
      for (const e of context.scope)
        for (const b of e.bindings) if (b.value.kind !== 'function' && !WRAPPER.has(b.name)) add(b.value);
      // A CommonJS file's own arguments are the host's, and nobody's concern.
      const wrapper =
        context.scope.some((e) => e.bindings.some((b) => b.name === '__filename')) && context.args.length === 5;
      if (!wrapper) {
        add(context.thisValue);
        for (const a of context.args) if (a.kind !== 'function') add(a);
      }
      for (const e of context.scope)
        for (const b of e.bindings) if (b.value.kind === 'function' && !WRAPPER.has(b.name)) add(b.value);
    }
    const drawn: DrawnObject[] = [];
    while (queue.length > 0 && drawn.length < MAX_OBJECTS) {
      const id = this.numbering.raw[queue.shift()!]!;
      if (this.text(this.c.objectKind[id - 1]!).startsWith('builtin ')) continue;
      const object = this.drawObject(id, step, true);
      drawn.push(object);
      for (const p of object.properties) add(p.value);
    }
    return drawn;
  }

  private movedAt(s: number): TraceState['moved'] {
    const { c } = this;
    const kind = STEP_KINDS[c.stepKind[s]!]!;
    const subject = c.stepSubject[s]!;
    switch (kind) {
      case 'job-started':
        return [
          {
            job: subject,
            context: null,
            from: this.text(c.jobKind[subject - 1]!) === 'task' ? 'tasks' : this.text(c.jobKind[subject - 1]!),
            to: 'stack',
          },
        ];
      case 'job-queued':
        return [{ job: subject, context: null, from: 'stack', to: 'queue' }];
      case 'await':
      case 'yield':
      case 'generator-created':
        return [{ job: null, context: subject, from: 'stack', to: 'suspended' }];
      case 'resume':
        return [{ job: null, context: subject, from: 'suspended', to: 'stack' }];
      case 'call':
        return [{ job: null, context: subject, from: 'call', to: 'stack' }];
      case 'return':
        return [{ job: null, context: subject, from: 'stack', to: 'gone' }];
      default:
        return [];
    }
  }

  private explain(s: number, stack: readonly { title: string }[]) {
    const { c } = this;
    const kind = STEP_KINDS[c.stepKind[s]!]! as StepKind;
    const subject = c.stepSubject[s]!;
    const isJob = kind.startsWith('job-');
    const isTimer = kind.startsWith('timer-');
    const row = subject - 1;
    const promise = kind === 'promise-settled' || kind === 'promise-followed';
    const contextual = kind === 'call' || kind === 'builtin';
    return explainStep({
      kind,
      host: this.host,
      context: stack[0]?.title ?? '',
      caller: kind === 'call' || kind === 'builtin' ? (stack[1]?.title ?? '') : '',
      subject: contextual
        ? (stack[0]?.title ?? '')
        : promise && subject > 0
          ? `Promise #${this.shown(subject)} is ${this.promiseState(subject, s + 1)}`
          : '',
      value: c.stepValue[s]! !== 0 ? this.value(c.stepValue[s]!, s).text : 'undefined',
      statement: this.snippet(this.place(c.stepPlace[s]!)),
      job:
        isJob && subject > 0
          ? {
              kind: this.text(c.jobKind[row]!),
              source: this.text(c.jobSource[row]!),
              api: this.text(c.jobApi[row]!),
              title: this.jobTitle(row, s).replace(/^resume /, ''),
            }
          : null,
      timer:
        isTimer && subject > 0
          ? {
              api: this.text(c.timerApi[row]!),
              title: this.drawTimer(row).title,
              delay: ms(c.timerDue[row]! - c.timerSetTime[row]!),
              due: ms(c.timerDue[row]!),
            }
          : null,
      provider: kind === 'builtin' && subject > 0 ? this.text(c.contextProvider[row]!) : '',
      text:
        kind === 'printed'
          ? this.text(c.printText[row]!).split('\n')[0]!
          : kind === 'agent-created'
            ? this.text(c.agentTitle[subject]!)
            : this.text(subject),
    });
  }

  summary(step: number): StepSummary {
    const { c } = this;
    const ids: { title: string }[] = [];
    const top = c.stepContext[step]!;
    if (top > 0) {
      ids.push({ title: this.contextTitle(top, step) });
      const link = this.linkAt(top, step);
      const caller = link < 0 ? 0 : c.linkCaller[link]!;
      if (caller > 0) ids.push({ title: this.contextTitle(caller, step) });
    }
    return {
      step,
      kind: STEP_KINDS[c.stepKind[step]!]!,
      text: this.short(step, ids),
      place: this.place(c.stepPlace[step]!),
      time: c.stepTime[step]! / 1000,
    };
  }

  /** A few words for the list of steps. */
  private short(step: number, stack: readonly { title: string }[]): string {
    const { c } = this;
    const kind = STEP_KINDS[c.stepKind[step]!]!;
    const subject = c.stepSubject[step]!;
    const value = c.stepValue[step]! !== 0 ? this.value(c.stepValue[step]!, step).text : 'undefined';
    switch (kind) {
      case 'statement':
        return this.snippet(this.place(c.stepPlace[step]!), 48);
      case 'call':
        return `${stack[1] ? `${stack[1].title} calls ` : ''}${stack[0]?.title ?? ''}`;
      case 'return':
        return `${stack[0]?.title ?? ''} returns ${value}`;
      case 'builtin':
        return `${stack[0]?.title ?? ''} → ${value}`;
      case 'printed':
        return `prints ${this.text(c.printText[subject - 1]!).split('\n')[0]}`;
      case 'job-queued':
      case 'job-started':
      case 'job-finished': {
        const word = kind === 'job-queued' ? 'queued' : kind === 'job-started' ? 'starts' : 'ends';
        return `${this.text(c.jobKind[subject - 1]!)} ${this.jobTitle(subject - 1, step)} ${word}`;
      }
      default:
        return plainText(this.explain(step, stack)).replace(/\.$/, '');
    }
  }

  consoleLines(): readonly ConsoleLine[] {
    return this.index('console', () => {
      const { printStep, printLevel, printText, stepPlace, stepAgent } = this.c;
      return lazyList<ConsoleLine>(printStep.length, (i) => {
        const step = printStep[i]!;
        return {
          step,
          level: this.text(printLevel[i]!) as ConsoleLine['level'],
          text: this.text(printText[i]!),
          place: this.place(stepPlace[step]!),
          agent: stepAgent[step]!,
        };
      });
    });
  }

  get notices(): readonly Notice[] {
    return this.index('notices', () =>
      Array.from(this.c.noticeStep, (step, i) => {
        const at = Math.min(step, this.stepCount - 1);
        return {
          kind: this.text(this.c.noticeKind[i]!) as Notice['kind'],
          text: this.text(this.c.noticeText[i]!),
          step: at,
          place: this.place(this.c.stepPlace[at]!),
        };
      }),
    );
  }

  get ending(): Trace['ending'] {
    const step = this.stepCount - 1;
    return { ...this.data.meta.ending, step, place: this.place(this.c.stepPlace[step]!) };
  }

  episodes(): readonly Episode[] {
    return this.index('episodes', () => {
      const { c } = this;
      const list: Episode[] = [];
      for (let row = 0; row < c.jobStarted.length; row++) {
        const from = c.jobStarted[row]!;
        if (from < 0 || from === c.jobFinished[row]) continue;
        const to = c.jobFinished[row]! < 0 ? this.stepCount - 1 : c.jobFinished[row]!;
        const kind = this.text(c.jobKind[row]!) as Episode['kind'];
        list.push({
          kind: this.text(c.jobSource[row]!) === 'rendering' ? 'rendering' : kind,
          agent: c.jobAgent[row]!,
          title: this.jobTitle(row, from),
          from,
          to,
          fromTime: c.stepTime[from]! / 1000,
          toTime: c.stepTime[to]! / 1000,
        });
      }
      for (let i = 0; i < c.phaseStep.length; i++) {
        if (this.text(c.phaseName[i]!) !== 'idle') continue;
        const from = c.phaseStep[i]!;
        const to = Math.min(this.stepCount - 1, from + 1);
        list.push({
          kind: 'idle',
          agent: c.phaseAgent[i]!,
          title: 'idle',
          from,
          to,
          fromTime: c.stepTime[from]! / 1000,
          toTime: c.stepTime[to]! / 1000,
        });
      }
      return list.sort((x, y) => x.from - y.from);
    });
  }

  queueDepth(buckets: number): readonly number[] {
    const { c } = this;
    const change = new Int32Array(this.stepCount + 1);
    const span = (from: number, to: number): void => {
      if (from < 0) return;
      change[from]!++;
      if (to >= 0) change[Math.min(to, this.stepCount)]!--;
    };
    for (let i = 0; i < c.jobQueued.length; i++) span(c.jobQueued[i]!, c.jobStarted[i]!);
    for (let i = 0; i < c.timerSet.length; i++) span(c.timerSet[i]!, c.timerGone[i]!);
    const result = new Array<number>(Math.max(1, buckets)).fill(0);
    let depth = 0;
    for (let s = 0; s < this.stepCount; s++) {
      depth += change[s]!;
      const b = Math.min(result.length - 1, Math.floor((s * result.length) / this.stepCount));
      if (depth > result[b]!) result[b] = depth;
    }
    return result;
  }

  // Moving about

  private get byLine(): Map<number, number[]> {
    return this.index('lines', () => {
      const map = new Map<number, number[]>();
      for (let s = 0; s < this.stepCount; s++) {
        const row = this.c.stepPlace[s]!;
        // A visit is a position reached in the program's text, not each of its calls and promises.
        if (!VISITS.has(this.c.stepKind[s]!) || !this.isProgram(row)) continue;
        const place = this.place(row)!;
        const key = place.source * 1_000_000 + place.line;
        const list = map.get(key);
        if (list === undefined) map.set(key, [s]);
        else list.push(s);
      }
      return map;
    });
  }

  visits(source: number, line: number): readonly number[] {
    return this.byLine.get(source * 1_000_000 + line) ?? [];
  }

  visitCounts(source: number): readonly number[] {
    return this.index(`counts ${source}`, () => {
      const counts = new Array<number>(this.lines(source).length + 1).fill(0);
      for (const [key, list] of this.byLine) {
        if (Math.floor(key / 1_000_000) === source) counts[key % 1_000_000] = list.length;
      }
      return counts;
    });
  }

  private depth(step: number): number {
    const context = this.c.stepContext[step]!;
    if (context === 0) return 0;
    const link = this.linkAt(context, step);
    return link < 0 ? 1 : Math.max(1, this.depths[link]!);
  }

  stepOver(step: number, direction: 1 | -1): number {
    const depth = this.depth(step);
    const agent = this.c.stepAgent[step]!;
    for (let s = step + direction; s >= 0 && s < this.stepCount; s += direction) {
      if (this.c.stepAgent[s] !== agent) continue;
      if (
        this.depth(s) <= depth &&
        (this.c.stepKind[s] === KIND_NUMBER.statement || this.depth(s) < depth || depth === 0)
      )
        return s;
    }
    return direction === 1 ? this.stepCount - 1 : 0;
  }

  stepOut(step: number, direction: 1 | -1): number {
    const depth = this.depth(step);
    const agent = this.c.stepAgent[step]!;
    for (let s = step + direction; s >= 0 && s < this.stepCount; s += direction) {
      if (this.c.stepAgent[s] === agent && this.depth(s) < Math.max(1, depth)) return s;
    }
    return direction === 1 ? this.stepCount - 1 : 0;
  }

  private nextJob(step: number, direction: 1 | -1, test: (kind: string) => boolean): number {
    for (let s = step + direction; s >= 0 && s < this.stepCount; s += direction) {
      if (
        this.c.stepKind[s] === KIND_NUMBER['job-started'] &&
        test(this.text(this.c.jobKind[this.c.stepSubject[s]! - 1]!))
      )
        return s;
    }
    return step;
  }

  nextTask(step: number, direction: 1 | -1): number {
    return this.nextJob(step, direction, (kind) => kind === 'task');
  }

  nextMicrotask(step: number, direction: 1 | -1): number {
    return this.nextJob(step, direction, (kind) => kind !== 'task');
  }

  nextVisit(step: number, direction: 1 | -1): number {
    const place = this.place(this.c.stepPlace[step]!);
    if (place === null) return step;
    const list = this.visits(place.source, place.line);
    const at = lastIndexAt(list, direction === 1 ? step : step - 1);
    const target = direction === 1 ? list[at + 1] : list[at];
    return target ?? step;
  }
}

const VISITS = new Set<number>([KIND_NUMBER.statement, KIND_NUMBER.resume, KIND_NUMBER.catch]);

function ms(microseconds: number): string {
  return String(Number((microseconds / 1000).toFixed(3)));
}

/** The phases of Node's loop as stations: id, title, what runs there. */
const NODE_PHASES = [
  ['script', 'Main script', 'runs once'],
  ['timers', 'Timers', 'setTimeout, setInterval'],
  ['pending', 'Pending callbacks', ''],
  ['idle', 'Idle, prepare', 'internal'],
  ['poll', 'Poll', 'I/O callbacks'],
  ['check', 'Check', 'setImmediate'],
  ['close', 'Close callbacks', ''],
] as const;

/** The phase that takes the tasks of a source. */
const NODE_SOURCES: Readonly<Record<string, string>> = {
  script: 'script',
  timers: 'timers',
  pending: 'pending',
  poll: 'poll',
  message: 'poll',
  immediate: 'check',
  close: 'close',
};

/** The station of the queue a job waits in; empty if it has none. */
function stationOf(host: HostProfile, kind: string, source: string): string {
  if (kind === 'microtask') return 'microtasks';
  if (host === 'node') return kind === 'nextTick' ? 'nextTick' : (NODE_SOURCES[source] ?? '');
  return source === 'rendering' ? 'rendering' : 'tasks';
}
