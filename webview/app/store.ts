/** Holds the panel's state, tells the extension where the person goes, and plays. Views read the signals below. */

import { computed, effect, signal } from '@preact/signals';
import type { ToPanel } from '../../src/protocol';
import type { DrawnAgent, DrawnContext, Episode, Place, Step, TraceState } from '../../src/trace/read';
import { openBytes } from './bytes';
import { post, remember, remembered } from './host';
import { memoryOf, restore } from './memory';
import { agentOf, contextOf, isLow, type Layout, layoutOf, scopeOf } from './selectors';
import { initialState, type PanelState } from './state';
import { type Action, clampStep, type Move, targetOf, update } from './update';

const panel = signal<PanelState>(update(initialState, { type: 'restored', state: restore(remembered()) }));

/** Called just before a step is taken, while the old one is still drawn. */
let beforeStep: (() => void) | null = null;

export function dispatch(action: Action): void {
  const next = update(panel.value, action);
  if (next !== panel.value && next.step !== panel.value.step && next.motion === 'one') beforeStep?.();
  panel.value = next;
}

export function onBeforeStep(run: () => void): void {
  beforeStep = run;
}

export const trace = computed(() => panel.value.trace);
export const revision = computed(() => panel.value.revision);
export const step = computed(() => panel.value.step);
export const title = computed(() => panel.value.title);
export const failure = computed(() => panel.value.failure);
export const stale = computed(() => panel.value.stale);
export const progress = computed(() => panel.value.progress);
export const playing = computed(() => panel.value.playing);
export const speed = computed(() => panel.value.speed);
export const menuShown = computed(() => panel.value.menuShown);
export const motion = computed(() => panel.value.motion);
export const layout = computed<Layout>(() => layoutOf(panel.value.width));
export const low = computed(() => isLow(panel.value.height));
const chosenContext = computed(() => panel.value.context);
const chosenAgent = computed(() => panel.value.agent);
const opened = computed(() => panel.value.opened);

/** The state at the present step; null without a trace. */
export const state = computed<TraceState | null>(() => {
  const shown = trace.value;
  return shown === null || shown.stepCount === 0 ? null : shown.at(clampStep(step.value, shown.stepCount));
});
/** Episodes of the whole run; asked for once. */
export const episodes = computed<readonly Episode[]>(() => trace.value?.episodes() ?? []);
/** The agent that is drawn. */
export const agent = computed<DrawnAgent | null>(() => agentOf(state.value, chosenAgent.value));
/** The context that was chosen, else the top frame. */
export const context = computed<DrawnContext | null>(() => contextOf(agent.value, chosenContext.value));
/** The context whose bindings are listed. */
export const scopeContext = computed<DrawnContext | null>(() => scopeOf(agent.value, context.value));

export const isChosen = (id: number): boolean => chosenContext.value === id;
export const isOpen = (key: string): boolean => opened.value.has(key);
export const setOpen = (key: string, open: boolean): void => dispatch({ type: 'folded', key, open });

/** Below this many milliseconds between two steps, motion would only blur. */
const READABLE = 250;
let steppedAt = 0;

/** Goes to a step and tells the extension. */
export function goTo(target: Step): void {
  const { trace: shown, step: from } = panel.value;
  if (shown === null || clampStep(target, shown.stepCount) === from) return;
  const now = performance.now();
  const quick = now - steppedAt < READABLE;
  steppedAt = now;
  dispatch({ type: 'stepped', step: target, quick });
  post({ type: 'step', revision: panel.value.revision, step: panel.value.step });
}

export function move(how: Move, direction: 1 | -1): void {
  goTo(targetOf(panel.value, how, direction));
}

/** Shows a place in the editor. */
export function reveal(place: Place | null): void {
  if (place !== null) post({ type: 'reveal', source: place.source, start: place.start, end: place.end });
}

export function togglePlaying(): void {
  dispatch({ type: 'playingSet', playing: !panel.value.playing });
}

/** Takes in a message of the extension. */
export function receive(message: ToPanel): void {
  if (message.type !== 'trace') {
    dispatch({ type: 'message', message });
    return;
  }
  const { revision, title, step: at } = message;
  try {
    dispatch({ type: 'traceOpened', trace: openBytes(message.bytes), revision, title, step: at });
  } catch (error) {
    dispatch({ type: 'traceUnreadable', reason: error instanceof Error ? error.message : String(error) });
  }
}

/** Plays while asked to, and stops at the end. */
export function startPlaying(): () => void {
  return effect(() => {
    if (!playing.value) return;
    const timer = setInterval(() => {
      const last = (panel.value.trace?.stepCount ?? 1) - 1;
      if (panel.value.step >= last) dispatch({ type: 'playingSet', playing: false });
      else goTo(panel.value.step + 1);
    }, 1000 / speed.value);
    return () => clearInterval(timer);
  });
}

/** Remembers the state a little after it has come to rest. */
export function startRemembering(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return effect(() => {
    const now = panel.value;
    clearTimeout(timer);
    if (now.trace !== null) timer = setTimeout(() => remember(memoryOf(now)), 300);
  });
}

/** Shows a context's scope; the same one again goes back to the top frame's. */
export function chooseContext(id: number): void {
  dispatch({ type: 'contextChosen', id });
}

/** Shows an agent, whichever the step belongs to. */
export function chooseAgent(id: number): void {
  dispatch({ type: 'agentChosen', id });
}
