import type { Contexts } from './contexts';
import type { Heap } from './heap';
import { lazyList } from './lazy-list';
import { LiveSets } from './live-set';
import type { DrawnJob, DrawnTimer } from './model';
import type { Places } from './places';
import { milliseconds } from './places';
import { stationOf } from './stations';
import type { Tables } from './tables';

/** Jobs and timers: queued, running, ticking at a step. */
export class Jobs {
  constructor(
    private readonly tables: Tables,
    private readonly places: Places,
    private readonly heap: Heap,
    private readonly contexts: Contexts,
  ) {}

  /** By agent and station. */
  private get queued(): LiveSets {
    return this.tables.once('queued', () => {
      const { jobKind, jobSource, jobAgent, jobQueued, jobStarted } = this.tables.columns;
      const names = new Map<number, string>();
      const owners = Array.from(jobKind, (kind, row) => {
        const key =
          (kind * this.tables.data.texts.length + jobSource[row]!) * this.tables.columns.agentKind.length +
          jobAgent[row]!;
        let name = names.get(key);
        if (name === undefined) {
          name = `${jobAgent[row]} ${stationOf(this.tables.host, this.tables.text(kind), this.tables.text(jobSource[row]!))}`;
          names.set(key, name);
        }
        return name;
      });
      return new LiveSets(jobQueued, jobStarted, owners);
    });
  }

  /** By agent. */
  private get runningJobs(): LiveSets {
    return this.tables.once('running', () => {
      const to = Int32Array.from(this.tables.columns.jobFinished, (f) => (f < 0 ? -1 : f + 1));
      return new LiveSets(this.tables.columns.jobStarted, to, this.tables.columns.jobAgent);
    });
  }

  /** By agent; the first due first. */
  private get liveTimers(): LiveSets {
    return this.tables.once('timers', () => {
      const { timerSet, timerGone, timerDue, timerAgent } = this.tables.columns;
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

  /** What waits at a station of an agent, the oldest first. */
  queue(agent: number, station: string, step: number): readonly DrawnJob[] {
    const rows = this.queued.at(`${agent} ${station}`, step);
    return lazyList(rows.length, (i) => this.draw(rows[i]!, step));
  }

  /** The job an agent is at. */
  running(agent: number, step: number): DrawnJob | null {
    const row = this.runningJobs.at(agent, step).at(-1);
    return row === undefined ? null : this.draw(row, step);
  }

  /** The timers of an agent that are set, the first due first. */
  timers(agent: number, step: number): readonly DrawnTimer[] {
    const ticking = this.liveTimers.at(agent, step);
    return lazyList(ticking.length, (i) => this.timer(ticking[i]!));
  }

  title(row: number, step: number): string {
    const { columns: c } = this.tables;
    const api = this.tables.text(c.jobApi[row]!);
    const title = this.tables.text(c.jobTitle[row]!);
    const context = c.jobContext[row]!;
    if (api === 'await') return `resume ${context > 0 ? this.contexts.title(context, step) : `${title}()`}`;
    if (this.tables.text(c.jobSource[row]!) === 'script') return this.tables.entry.split('/').pop() ?? 'script';
    if (title === '' && c.jobPromise[row]! > 0) return api === 'thenable' ? 'call then' : 'pass on';
    if (title === '') return api;
    if (title === '(anonymous)') {
      const place = this.places.at(c.jobPlace[row]!);
      return place === null ? 'callback' : this.places.snippet(place, 28);
    }
    return title;
  }

  private draw(row: number, step: number): DrawnJob {
    const { columns: c } = this.tables;
    const kind = this.tables.text(c.jobKind[row]!) as DrawnJob['kind'];
    const api = this.tables.text(c.jobApi[row]!);
    const queuedAt = c.jobQueued[row]!;
    const timer = c.jobTimer[row]! - 1;
    const details: string[] = [];
    if (timer >= 0) details.push(`due ${milliseconds(c.timerDue[timer]!)} ms`);
    if (c.jobPromise[row]! > 0) details.push(`${api} of #${this.heap.numberOf(c.jobPromise[row]!)}`);
    else if (api !== 'main module') details.push(api);
    details.push(`step ${queuedAt}`);
    const started = c.jobStarted[row]!;
    return {
      id: row + 1,
      kind,
      title: this.title(row, step),
      detail: details.join(' · '),
      source: this.tables.text(c.jobSource[row]!),
      place: this.places.at(c.jobPlace[row]!),
      setAt: timer >= 0 ? c.timerSet[timer]! : null,
      queuedAt,
      runsAt: started >= 0 ? started : null,
      cause: c.stepCause[queuedAt]! > 0 ? c.stepCause[queuedAt]! - 1 : queuedAt,
    };
  }

  timer(row: number): DrawnTimer {
    const { columns: c } = this.tables;
    const title = this.tables.text(c.timerTitle[row]!);
    const place = this.places.at(c.timerPlace[row]!);
    return {
      id: row + 1,
      title: title === '' || title === '(anonymous)' ? this.places.snippet(place, 20) || 'callback' : title,
      setTime: c.timerSetTime[row]! / 1000,
      due: c.timerDue[row]! / 1000,
      repeat: c.timerRepeat[row] === 1,
      api: this.tables.text(c.timerApi[row]!),
      place,
      setAt: c.timerSet[row]!,
    };
  }
}
