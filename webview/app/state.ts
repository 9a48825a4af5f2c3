/** What the panel knows, as one value. Everything drawn follows from it and from the opened trace. */

import type { StaleProblem } from '../../src/protocol';
import type { Step, Trace } from '../../src/trace/read';

/** How the present step came to be shown: only a single, unhurried step is animated. */
export type Motion = 'one' | 'jump';

export interface PanelState {
  readonly trace: Trace | null;
  /** Of the shown trace; -1 before there is one. */
  readonly revision: number;
  readonly title: string;
  /** Why the bytes that came could not be opened. */
  readonly failure: string | null;
  readonly step: Step;
  readonly motion: Motion;
  /** Context whose scope was asked for; null follows the top frame. */
  readonly context: number | null;
  /** Agent that was asked for; null follows the step. */
  readonly agent: number | null;
  /** Set while the shown trace is not that of the present text. */
  readonly stale: { readonly problem: StaleProblem | string | null } | null;
  readonly progress: { readonly steps: number; readonly milliseconds: number } | null;
  readonly playing: boolean;
  /** Steps a second while playing. */
  readonly speed: number;
  readonly width: number;
  readonly height: number;
  /** Keys of folded parts that were opened. */
  readonly opened: ReadonlySet<string>;
  readonly menuShown: boolean;
}

export const SPEEDS: readonly number[] = [1, 2.5, 4, 10, 30];

export const initialState: PanelState = {
  trace: null,
  revision: -1,
  title: '',
  failure: null,
  step: 0,
  motion: 'jump',
  context: null,
  agent: null,
  stale: null,
  progress: null,
  playing: false,
  speed: 2.5,
  width: 560,
  height: 800,
  opened: new Set(),
  menuShown: false,
};
