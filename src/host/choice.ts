/** A point where a standard leaves the order open. */
export interface ChoiceRecord {
  /** What is chosen: `task queue`, `agent`, `event time`, `waiter`. */
  readonly what: string;
  readonly options: readonly string[];
  readonly chosen: number;
}

/**
 * Every freedom a standard leaves goes through here: the choice is recorded, and a run can be replayed with others.
 */
export class Choices {
  readonly made: ChoiceRecord[] = [];

  constructor(
    /** Choices to take, in order; beyond them the first option is taken. */
    private readonly script: readonly number[] = [],
  ) {}

  /** Picks one of `options` (at least two; otherwise nothing is open and nothing is recorded). */
  pick(what: string, options: readonly string[]): number {
    if (options.length < 2) return 0;
    const wanted = this.script[this.made.length] ?? 0;
    const chosen = wanted >= 0 && wanted < options.length ? wanted : 0;
    this.made.push({ what, options, chosen });
    return chosen;
  }
}
