import { KIND_NUMBER } from '../format';
import type { Contexts } from './contexts';
import { lastIndexAt } from './index-list';
import type { Places } from './places';
import type { Tables } from './tables';

/** A visit is a position reached in the program's text, not each of its calls and promises. */
const VISITS = new Set<number>([KIND_NUMBER.statement, KIND_NUMBER.resume, KIND_NUMBER.catch]);

type Direction = 1 | -1;

/** Where stepping leads. */
export class Moves {
  constructor(
    private readonly tables: Tables,
    private readonly places: Places,
    private readonly contexts: Contexts,
  ) {}

  /** Per source, the steps of each line. */
  private get byLine(): readonly Map<number, number[]>[] {
    return this.tables.once('lines', () => {
      const { stepKind, stepPlace } = this.tables.columns;
      const lines = this.tables.sources.map(() => new Map<number, number[]>());
      for (let step = 0; step < stepKind.length; step++) {
        const row = stepPlace[step]!;
        if (!VISITS.has(stepKind[step]!) || !this.places.isProgram(row)) continue;
        const { source, line } = this.places.at(row)!;
        const list = lines[source]!.get(line);
        if (list === undefined) lines[source]!.set(line, [step]);
        else list.push(step);
      }
      return lines;
    });
  }

  visits(source: number, line: number): readonly number[] {
    return this.byLine[source]?.get(line) ?? [];
  }

  visitCounts(source: number): readonly number[] {
    return this.tables.once(`counts ${source}`, () => {
      const counts = new Array<number>(this.places.lines(source).length + 1).fill(0);
      for (const [line, list] of this.byLine[source]!) counts[line] = list.length;
      return counts;
    });
  }

  stepOver(step: number, direction: Direction): number {
    const { stepKind } = this.tables.columns;
    const depth = this.contexts.depth(step);
    return this.inAgent(step, direction, (s) => {
      const there = this.contexts.depth(s);
      return there < depth || (there === depth && (stepKind[s] === KIND_NUMBER.statement || depth === 0));
    });
  }

  stepOut(step: number, direction: Direction): number {
    const depth = Math.max(1, this.contexts.depth(step));
    return this.inAgent(step, direction, (s) => this.contexts.depth(s) < depth);
  }

  nextTask(step: number, direction: Direction): number {
    return this.nextJob(step, direction, (kind) => kind === 'task');
  }

  nextMicrotask(step: number, direction: Direction): number {
    return this.nextJob(step, direction, (kind) => kind !== 'task');
  }

  nextVisit(step: number, direction: Direction): number {
    const place = this.places.at(this.tables.columns.stepPlace[step]!);
    if (place === null) return step;
    const list = this.visits(place.source, place.line);
    const at = lastIndexAt(list, direction === 1 ? step : step - 1);
    const target = direction === 1 ? list[at + 1] : list[at];
    return target ?? step;
  }

  /** The next step of the same agent that passes; the trace's end if there is none. */
  private inAgent(step: number, direction: Direction, test: (step: number) => boolean): number {
    const { stepAgent } = this.tables.columns;
    const agent = stepAgent[step];
    const found = this.next(step, direction, (s) => stepAgent[s] === agent && test(s));
    return found ?? (direction === 1 ? this.tables.stepCount - 1 : 0);
  }

  private nextJob(step: number, direction: Direction, test: (kind: string) => boolean): number {
    const { stepKind, stepSubject, jobKind } = this.tables.columns;
    const starts = (s: number): boolean => stepKind[s] === KIND_NUMBER['job-started'];
    const found = this.next(step, direction, (s) => starts(s) && test(this.tables.text(jobKind[stepSubject[s]! - 1]!)));
    return found ?? step;
  }

  private next(step: number, direction: Direction, test: (step: number) => boolean): number | null {
    for (let s = step + direction; s >= 0 && s < this.tables.stepCount; s += direction) if (test(s)) return s;
    return null;
  }
}
