/** How the panel's state changes: a pure function of the state and of what happened. */

import type { ToPanel } from '../../src/protocol';
import type { Step, Trace } from '../../src/trace/read';
import { initialState, type PanelState } from './state';

export type Move = 'one' | 'end' | 'over' | 'out' | 'task' | 'microtask' | 'visit';

export type Action =
  | { readonly type: 'message'; readonly message: Exclude<ToPanel, { type: 'trace' }> }
  | {
      readonly type: 'traceOpened';
      readonly trace: Trace;
      readonly revision: number;
      readonly title: string;
      readonly step: Step;
    }
  | { readonly type: 'traceUnreadable'; readonly reason: string }
  /** `quick` steps follow each other too fast for motion to be read. */
  | { readonly type: 'stepped'; readonly step: Step; readonly quick: boolean }
  | { readonly type: 'contextChosen'; readonly id: number }
  | { readonly type: 'agentChosen'; readonly id: number }
  | { readonly type: 'resized'; readonly width: number; readonly height: number }
  | { readonly type: 'folded'; readonly key: string; readonly open: boolean }
  | { readonly type: 'playingSet'; readonly playing: boolean }
  | { readonly type: 'speedSet'; readonly speed: number }
  | { readonly type: 'menuSet'; readonly shown: boolean }
  | { readonly type: 'restored'; readonly state: Partial<PanelState> };

export function update(state: PanelState, action: Action): PanelState {
  switch (action.type) {
    case 'message':
      return receive(state, action.message);
    case 'traceOpened': {
      const { trace, revision, title } = action;
      // A new trace of the same file keeps what was opened and chosen, as far as it still exists.
      const same = title === state.title;
      return {
        ...state,
        trace,
        revision,
        title,
        failure: null,
        stale: null,
        progress: null,
        playing: false,
        step: clampStep(action.step, trace.stepCount),
        motion: 'jump',
        context: same ? state.context : null,
        agent: same ? state.agent : null,
        opened: same ? state.opened : initialState.opened,
      };
    }
    case 'traceUnreadable':
      return { ...state, trace: null, failure: action.reason, playing: false };
    case 'stepped':
      return showStep(state, action.step, action.quick);
    case 'contextChosen':
      return { ...state, context: state.context === action.id ? null : action.id };
    case 'agentChosen':
      return { ...state, agent: action.id, context: null };
    case 'resized':
      return { ...state, width: action.width, height: action.height };
    case 'folded': {
      const opened = new Set(state.opened);
      if (action.open) opened.add(action.key);
      else opened.delete(action.key);
      return { ...state, opened };
    }
    case 'playingSet':
      return { ...state, playing: action.playing && state.trace !== null };
    case 'speedSet':
      return { ...state, speed: action.speed };
    case 'menuSet':
      return { ...state, menuShown: action.shown };
    case 'restored':
      return { ...state, ...action.state };
    default:
      return unreachable(action);
  }
}

function receive(state: PanelState, message: Exclude<ToPanel, { type: 'trace' }>): PanelState {
  switch (message.type) {
    case 'step':
      return message.revision === state.revision ? showStep(state, message.step, false) : state;
    case 'stale':
      return { ...state, progress: null, stale: { problem: message.problem } };
    case 'progress':
      return { ...state, progress: { steps: message.steps, milliseconds: message.milliseconds } };
    case 'idle':
      return { ...state, progress: null, stale: null };
    case 'settings':
      return state;
    default:
      return unreachable(message);
  }
}

function showStep(state: PanelState, wanted: Step, quick: boolean): PanelState {
  if (state.trace === null) return state;
  const step = clampStep(wanted, state.trace.stepCount);
  if (step === state.step) return state;
  const motion = !quick && Math.abs(step - state.step) === 1 ? 'one' : 'jump';
  return { ...state, step, motion, agent: null };
}

/** Where a move leads from the present step. */
export function targetOf(state: PanelState, how: Move, direction: 1 | -1): Step {
  const { trace, step } = state;
  if (trace === null) return step;
  switch (how) {
    case 'one':
      return clampStep(step + direction, trace.stepCount);
    case 'end':
      return direction === 1 ? Math.max(0, trace.stepCount - 1) : 0;
    case 'over':
      return trace.stepOver(step, direction);
    case 'out':
      return trace.stepOut(step, direction);
    case 'task':
      return trace.nextTask(step, direction);
    case 'microtask':
      return trace.nextMicrotask(step, direction);
    case 'visit':
      return trace.nextVisit(step, direction);
    default:
      return unreachable(how);
  }
}

/** A step that exists, nearest to the wanted one. */
export function clampStep(step: Step, count: number): Step {
  return Math.max(0, Math.min(step, count - 1));
}

function unreachable(value: never): never {
  throw new Error(`not a case: ${JSON.stringify(value)}`);
}
