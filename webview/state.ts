/** What the panel shows, as signals, and the few ways to change it. */

import { batch, computed, effect, signal } from '@preact/signals';
import type { StaleProblem, ToPanel } from '../src/protocol';
import type { DrawnAgent, DrawnContext, Episode, Place, Trace, TraceState } from '../src/trace/read';
import { openTrace } from '../src/trace/read';
import { post } from './host';
import { bytesOf, clampStep } from './select';

export type Layout = 'narrow' | 'medium' | 'wide';

export const trace = signal<Trace | null>(null);
export const revision = signal(-1);
export const step = signal(0);
export const title = signal('');
export const failure = signal<string | null>(null);
export const stale = signal<StaleProblem | string | null>(null);
export const isStale = signal(false);
export const progress = signal<{ steps: number; milliseconds: number } | null>(null);
export const playing = signal(false);
export const layout = signal<Layout>('medium');
export const low = signal(false);
export const keysShown = signal(false);
/** Context whose scope is shown, if one was chosen; otherwise the top frame's. */
const chosenContext = signal<number | null>(null);
const chosenAgent = signal<number | null>(null);
/** How the present step came to be shown: only a step of one is animated. */
export const motion = signal<'one' | 'jump'>('jump');

/** The state at the present step; null without a trace. */
export const state = computed<TraceState | null>(() => {
  const opened = trace.value;
  return opened === null || opened.stepCount === 0 ? null : opened.at(clampStep(step.value, opened.stepCount));
});

/** Episodes of the whole run; asked for once. */
export const episodes = computed<readonly Episode[]>(() => trace.value?.episodes() ?? []);

/** The agent that is drawn: the chosen one, or that of the step. */
export const agent = computed<DrawnAgent | null>(() => {
  const drawn = state.value;
  if (drawn === null) return null;
  const id = chosenAgent.value ?? drawn.agent;
  return drawn.agents.find((a) => a.id === id) ?? drawn.agents[0] ?? null;
});

/** The context whose scope is shown. */
export const context = computed<DrawnContext | null>(() => {
  const drawn = agent.value;
  if (drawn === null) return null;
  const all = [...drawn.stack, ...drawn.suspended];
  return all.find((c) => c.id === chosenContext.value) ?? drawn.stack[0] ?? null;
});

/** The context whose bindings are listed: a built-in has none of its own, so its caller's are listed under it. */
export const scopeContext = computed<DrawnContext | null>(() => {
  const shown = context.value;
  if (shown === null || shown.kind !== 'builtin' || shown.scope.length > 0) return shown;
  const stack = agent.value?.stack ?? [];
  const at = stack.findIndex((c) => c.id === shown.id);
  return at < 0 ? shown : (stack.slice(at).find((c) => c.scope.length > 0) ?? shown);
});

/** Shows a context's scope; the same one again goes back to the top frame's. */
export function chooseContext(id: number): void {
  chosenContext.value = chosenContext.value === id ? null : id;
}

export const isChosen = (id: number): boolean => chosenContext.value === id;

/** Shows an agent, whichever the step belongs to. */
export function chooseAgent(id: number): void {
  chosenAgent.value = id;
}

/** Goes to a step and tells the extension. */
export function goTo(target: number): void {
  const opened = trace.value;
  if (opened === null) return;
  const next = clampStep(target, opened.stepCount);
  if (next === step.value) return;
  show(next);
  post({ type: 'step', revision: revision.value, step: next });
}

function show(next: number): void {
  batch(() => {
    motion.value = Math.abs(next - step.value) === 1 ? 'one' : 'jump';
    chosenAgent.value = null;
    step.value = next;
  });
}

/** Moves by a command's name; the commands are those of the extension. */
export function move(how: 'task' | 'microtask' | 'visit' | 'over' | 'out' | 'one' | 'end', direction: 1 | -1): void {
  const opened = trace.value;
  if (opened === null) return;
  const at = step.value;
  const targets = {
    task: () => opened.nextTask(at, direction),
    microtask: () => opened.nextMicrotask(at, direction),
    visit: () => opened.nextVisit(at, direction),
    over: () => opened.stepOver(at, direction),
    out: () => opened.stepOut(at, direction),
    one: () => at + direction,
    end: () => (direction === 1 ? opened.stepCount - 1 : 0),
  };
  goTo(targets[how]());
}

/** Shows a place in the editor. */
export function reveal(place: Place | null): void {
  if (place !== null) post({ type: 'reveal', source: place.source, start: place.start, end: place.end });
}

/** Takes in a message of the extension. */
export function receive(message: ToPanel): void {
  batch(() => {
    switch (message.type) {
      case 'trace':
        receiveTrace(message);
        break;
      case 'step':
        if (message.revision === revision.value) show(clampStep(message.step, trace.value?.stepCount ?? 0));
        break;
      case 'stale':
        progress.value = null;
        isStale.value = true;
        stale.value = message.problem;
        break;
      case 'progress':
        progress.value = { steps: message.steps, milliseconds: message.milliseconds };
        break;
      case 'idle':
        progress.value = null;
        isStale.value = false;
        stale.value = null;
        break;
      case 'settings':
        break;
    }
  });
}

function receiveTrace(message: Extract<ToPanel, { type: 'trace' }>): void {
  playing.value = false;
  try {
    const opened = openTrace(bytesOf(message.bytes));
    trace.value = opened;
    failure.value = null;
    revision.value = message.revision;
    title.value = message.title;
    step.value = clampStep(message.step, opened.stepCount);
    motion.value = 'jump';
    chosenContext.value = null;
    chosenAgent.value = null;
    isStale.value = false;
    stale.value = null;
  } catch (error) {
    trace.value = null;
    failure.value = error instanceof Error ? error.message : String(error);
  }
}

/** Milliseconds a step stays while playing. */
const PLAY_EVERY = 400;

/** Plays while `playing` is set, and stops at the end. */
export function startPlaying(): void {
  effect(() => {
    if (!playing.value) return;
    const timer = setInterval(() => {
      const last = (trace.value?.stepCount ?? 1) - 1;
      if (step.value >= last) playing.value = false;
      else goTo(step.value + 1);
    }, PLAY_EVERY);
    return () => clearInterval(timer);
  });
}
