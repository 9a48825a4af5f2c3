import type { Environments } from './environments';
import type { Heap } from './heap';
import type { Grouped } from './index-list';
import { lazyList } from './lazy-list';
import { LiveSets } from './live-set';
import type { DrawnContext, DrawnValue, ProviderName } from './model';
import type { Places } from './places';
import type { Tables } from './tables';

/** A caller's number that says: suspended. */
const SUSPENDED = -1;

/** Execution contexts: on the stack, suspended, or gone at a step. */
export class Contexts {
  constructor(
    private readonly tables: Tables,
    private readonly places: Places,
    private readonly heap: Heap,
    private readonly environments: Environments,
  ) {}

  private get links(): Grouped {
    return this.tables.grouped('linkContext', 'contextKind');
  }

  private get stepsOfContext(): Grouped {
    return this.tables.grouped('stepContext', 'contextKind');
  }

  private get argumentsOf(): Grouped {
    return this.tables.grouped('argumentContext', 'contextKind');
  }

  /** Suspensions (rows of the link columns) that last at a step, by agent. */
  private get suspensions(): { rows: readonly number[]; live: LiveSets } {
    return this.tables.once('suspensions', () => {
      const { linkContext, linkStep, linkCaller, contextKind, contextAgent } = this.tables.columns;
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
    return this.tables.once('depths', () => {
      const { linkContext, linkCaller, contextKind } = this.tables.columns;
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

  /** How many contexts are on the stack of the running agent. */
  depth(step: number): number {
    const context = this.tables.columns.stepContext[step]!;
    if (context === 0) return 0;
    const link = this.linkAt(context, step);
    return link < 0 ? 1 : Math.max(1, this.depths[link]!);
  }

  /** The caller of a context at `step`: 0 none, negative when it isn't on the stack. */
  private linkAt(context: number, step: number): number {
    return this.links.lastAt(context, this.tables.columns.linkStep, step);
  }

  /** The titles of the running context and its caller, as far as there are any. */
  topTitles(step: number): string[] {
    const { stepContext, linkCaller } = this.tables.columns;
    const top = stepContext[step]!;
    if (top === 0) return [];
    const link = this.linkAt(top, step);
    const caller = link < 0 ? 0 : linkCaller[link]!;
    return caller > 0 ? [this.title(top, step), this.title(caller, step)] : [this.title(top, step)];
  }

  title(id: number, step: number): string {
    const { columns: c } = this.tables;
    const kind = this.tables.text(c.contextKind[id - 1]!);
    const title = this.tables.text(c.contextTitle[id - 1]!);
    if (kind === 'script' || kind === 'module') return title.split('/').pop() ?? title;
    if (kind === 'eval') return 'eval';
    const args: string[] = [];
    const list = this.argumentsOf;
    for (let i = 0; i < list.count(id); i++) {
      const text = this.heap.value(c.argumentValue[list.row(id, i)]!, step).text;
      args.push(text.length > 24 ? `${text.slice(0, 23)}…` : text);
    }
    // A file's wrapper function is the file, for a person.
    if (title === '' || title === '(anonymous)') {
      const place = this.places.at(c.contextPlace[id - 1]!);
      if (place !== null && place.start === 0 && kind === 'function' && args.length === 5)
        return this.tables.sources[place.source]!.name.split('/').pop()!;
    }
    const name = c.contextNewTarget[id - 1]! > 0 ? `new ${title}` : title;
    return `${name}(${args.join(', ')})`;
  }

  private draw(id: number, step: number, top: boolean): DrawnContext {
    const { columns: c } = this.tables;
    const last = top ? step : this.stepsOfContext.lastRow(id, step);
    const environment = last < 0 ? 0 : c.stepEnvironment[last]!;
    let placeRow = last < 0 ? 0 : c.stepPlace[last]!;
    if (placeRow === 0) placeRow = c.contextPlace[id - 1]!;
    const place = this.places.at(placeRow);
    const link = this.linkAt(id, step);
    const suspended = link >= 0 && c.linkCaller[link] === SUSPENDED;
    const object = link < 0 ? 0 : c.linkObject[link]!;
    const flags = c.contextFlags[id - 1]!;
    const links = this.links.count(id);
    const provider = this.tables.text(c.contextProvider[id - 1]!);
    const thisNumber = c.contextThis[id - 1]!;
    const target = c.contextNewTarget[id - 1]!;
    const self = this;
    // Stacks may be deep: what only some frames' pictures need is made when it's asked for.
    const once = <T>(make: () => T): (() => T) => {
      let value: { made: T } | null = null;
      return () => (value ??= { made: make() }).made;
    };
    const title = once(() => this.title(id, step));
    const scope = once(() => this.environments.chain(environment, step));
    const args = once(() => {
      const list = this.argumentsOf;
      const values: DrawnValue[] = [];
      for (let i = 0; i < list.count(id); i++) values.push(this.heap.value(c.argumentValue[list.row(id, i)]!, step));
      return values;
    });
    const detail = once(() => {
      if (!suspended) return this.places.snippet(place);
      if (object > 0) return `awaits ${this.heap.title(object, step)} #${this.heap.numberOf(object)}`;
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
      kind: this.tables.text(c.contextKind[id - 1]!) as DrawnContext['kind'],
      provider: provider === '' ? null : (provider as ProviderName),
      isAsync: (flags & 1) !== 0,
      isGenerator: (flags & 2) !== 0,
      resumed: !suspended && links > 1 && link >= 0 && this.links.row(id, 0) !== link,
      get scope() {
        return scope();
      },
      get thisValue() {
        return thisNumber !== 0 ? self.heap.value(thisNumber, step) : null;
      },
      get newTarget() {
        return target > 0 ? self.heap.value(target, step) : null;
      },
      get args() {
        return args();
      },
      realm: c.contextRealm[id - 1]!,
      pushedAt: c.contextPushed[id - 1]!,
      awaits: suspended
        ? {
            promise: object > 0 ? this.heap.numberOf(object) : null,
            reason: object > 0 ? 'await' : object === -1 ? 'yield' : 'start',
          }
        : null,
    };
  }

  /** The suspended contexts of an agent, the longest suspended first. */
  suspended(agent: number, step: number): readonly DrawnContext[] {
    const { rows, live } = this.suspensions;
    const waiting = live.at(agent, step);
    const { linkContext } = this.tables.columns;
    return lazyList(waiting.length, (i) => this.draw(linkContext[rows[waiting[i]!]!]!, step, false));
  }

  /** The contexts on the stack, top first. */
  stack(step: number): readonly DrawnContext[] {
    const ids: number[] = [];
    return lazyList(this.depth(step), (index) => {
      while (ids.length <= index) {
        const below = ids.at(-1);
        ids.push(
          below === undefined
            ? this.tables.columns.stepContext[step]!
            : this.tables.columns.linkCaller[this.linkAt(below, step)]!,
        );
      }
      return this.draw(ids[index]!, step, index === 0);
    });
  }
}
