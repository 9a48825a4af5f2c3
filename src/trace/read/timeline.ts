import { lastIndexAt } from './index-list';
import type { Jobs } from './jobs';
import { lazyList } from './lazy-list';
import type { ConsoleLine, Episode, Notice } from './model';
import type { Places } from './places';
import type { Tables } from './tables';

/** The whole run at a glance. */
export class Timeline {
  constructor(
    private readonly tables: Tables,
    private readonly places: Places,
    private readonly jobs: Jobs,
  ) {}

  /** Jobs and idle times, in order. */
  episodes(): readonly Episode[] {
    return this.tables.once('episodes', () => {
      const { columns: c } = this.tables;
      const list: Episode[] = [];
      const add = (kind: Episode['kind'], agent: number, title: string, from: number, to: number): void => {
        list.push({ kind, agent, title, from, to, fromTime: c.stepTime[from]! / 1000, toTime: c.stepTime[to]! / 1000 });
      };
      for (let row = 0; row < c.jobStarted.length; row++) {
        const from = c.jobStarted[row]!;
        if (from < 0 || from === c.jobFinished[row]) continue;
        const to = c.jobFinished[row]! < 0 ? this.tables.stepCount - 1 : c.jobFinished[row]!;
        const kind = this.tables.text(c.jobKind[row]!) as Episode['kind'];
        const rendering = this.tables.text(c.jobSource[row]!) === 'rendering';
        add(rendering ? 'rendering' : kind, c.jobAgent[row]!, this.jobs.title(row, from), from, to);
      }
      for (let i = 0; i < c.phaseStep.length; i++) {
        if (this.tables.text(c.phaseName[i]!) !== 'idle') continue;
        const from = c.phaseStep[i]!;
        add('idle', c.phaseAgent[i]!, 'idle', from, Math.min(this.tables.stepCount - 1, from + 1));
      }
      return list.sort((x, y) => x.from - y.from);
    });
  }

  /** How many jobs and timers wait, at most, in each of as many equal parts of the run. */
  queueDepth(buckets: number): readonly number[] {
    const { columns: c } = this.tables;
    const change = new Int32Array(this.tables.stepCount + 1);
    const span = (from: number, to: number): void => {
      if (from < 0) return;
      change[from]!++;
      if (to >= 0) change[Math.min(to, this.tables.stepCount)]!--;
    };
    for (let i = 0; i < c.jobQueued.length; i++) span(c.jobQueued[i]!, c.jobStarted[i]!);
    for (let i = 0; i < c.timerSet.length; i++) span(c.timerSet[i]!, c.timerGone[i]!);
    const result = new Array<number>(Math.max(1, buckets)).fill(0);
    let depth = 0;
    for (let s = 0; s < this.tables.stepCount; s++) {
      depth += change[s]!;
      const b = Math.min(result.length - 1, Math.floor((s * result.length) / this.tables.stepCount));
      if (depth > result[b]!) result[b] = depth;
    }
    return result;
  }

  consoleLines(): readonly ConsoleLine[] {
    return this.tables.once('console', () => {
      const { printStep, printLevel, printText, stepPlace, stepAgent } = this.tables.columns;
      return lazyList<ConsoleLine>(printStep.length, (i) => {
        const step = printStep[i]!;
        return {
          step,
          level: this.tables.text(printLevel[i]!) as ConsoleLine['level'],
          text: this.tables.text(printText[i]!),
          place: this.places.at(stepPlace[step]!),
          agent: stepAgent[step]!,
        };
      });
    });
  }

  /** What was printed up to a step. */
  consoleUpTo(step: number): readonly ConsoleLine[] {
    const lines = this.consoleLines();
    return lazyList(lastIndexAt(this.tables.columns.printStep, step) + 1, (i) => lines[i]!);
  }

  get notices(): readonly Notice[] {
    return this.tables.once('notices', () => {
      const { noticeStep, noticeKind, noticeText, stepPlace } = this.tables.columns;
      return Array.from(noticeStep, (made, i) => {
        const step = Math.min(made, this.tables.stepCount - 1);
        return {
          kind: this.tables.text(noticeKind[i]!) as Notice['kind'],
          text: this.tables.text(noticeText[i]!),
          step,
          place: this.places.at(stepPlace[step]!),
        };
      });
    });
  }
}
