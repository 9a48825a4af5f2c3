import { decodeTrace, STEP_KINDS, type TraceData } from '../format';
import { Agents } from './agents';
import { Contexts } from './contexts';
import { Environments } from './environments';
import { clauseOf } from './explain';
import { Heap } from './heap';
import { Jobs } from './jobs';
import type {
  ConsoleLine,
  DrawnContext,
  Episode,
  HostProfile,
  Notice,
  SourceText,
  StepSummary,
  Trace,
  TraceState,
} from './model';
import { Moves } from './moves';
import { Places } from './places';
import { Sentences } from './sentences';
import { Tables } from './tables';
import { Timeline } from './timeline';

/** Opens a trace from its bytes. Throws DamagedTrace when they're something else. */
export function openTrace(bytes: Uint8Array): Trace {
  return new OpenTrace(decodeTrace(bytes));
}

/** Opens a trace that is in memory already. */
export function openTraceData(data: TraceData): Trace {
  return new OpenTrace(data);
}

/** Each part reads tables of its own, and asks those before it for the rest. */
class OpenTrace implements Trace {
  readonly stepCount: number;
  readonly host: HostProfile;
  readonly entry: string;
  readonly sources: readonly SourceText[];
  readonly exitCode: number;
  private readonly tables: Tables;
  private readonly places: Places;
  private readonly heap: Heap;
  private readonly agents: Agents;
  private readonly sentences: Sentences;
  private readonly moves: Moves;
  private readonly timeline: Timeline;
  private cached: TraceState | null = null;

  constructor(data: TraceData) {
    const tables = new Tables(data);
    const places = new Places(tables);
    const heap = new Heap(tables, places);
    const environments = new Environments(tables, places, heap);
    const contexts = new Contexts(tables, places, heap, environments);
    const jobs = new Jobs(tables, places, heap, contexts);
    this.tables = tables;
    this.places = places;
    this.heap = heap;
    this.agents = new Agents(tables, contexts, jobs);
    this.sentences = new Sentences(tables, places, heap, contexts, jobs);
    this.moves = new Moves(tables, places, contexts);
    this.timeline = new Timeline(tables, places, jobs);
    this.stepCount = tables.stepCount;
    this.host = tables.host;
    this.entry = tables.entry;
    this.sources = tables.sources;
    this.exitCode = data.meta.exitCode;
  }

  at(step: number): TraceState {
    const s = Math.max(0, Math.min(this.stepCount - 1, Math.trunc(step)));
    if (this.cached?.step !== s) this.cached = this.stateAt(s);
    return this.cached;
  }

  private stateAt(step: number): TraceState {
    const { places, heap, sentences, timeline } = this;
    const { columns: c } = this.tables;
    const kind = STEP_KINDS[c.stepKind[step]!]!;
    const agent = c.stepAgent[step]!;
    const agents = this.agents.at(step);
    const running = agents.find(({ id }) => id === agent) ?? agents[0];
    const cause = c.stepCause[step]!;
    return {
      step,
      time: c.stepTime[step]! / 1000,
      kind,
      sentence: sentences.explain(step),
      cause: cause > 0 ? { step: cause - 1, place: places.at(c.stepPlace[cause - 1]!) } : null,
      clause: clauseOf(kind, this.host),
      place: places.at(c.stepPlace[step]!),
      agent,
      agents,
      heap(context) {
        const isChosen = ({ id }: DrawnContext): boolean => id === context;
        const chosen = running?.stack.find(isChosen) ?? running?.suspended.find(isChosen);
        return heap.reachedFrom(context === undefined ? running?.stack[0] : chosen, step);
      },
      get console() {
        return timeline.consoleUpTo(step);
      },
      notices: timeline.notices.filter((notice) => notice.step <= step),
      moved: sentences.moved(step),
    };
  }

  get ending(): Trace['ending'] {
    const step = this.stepCount - 1;
    const place = this.places.at(this.tables.columns.stepPlace[step]!);
    return { ...this.tables.data.meta.ending, step, place };
  }

  get notices(): readonly Notice[] {
    return this.timeline.notices;
  }

  consoleLines(): readonly ConsoleLine[] {
    return this.timeline.consoleLines();
  }

  episodes(): readonly Episode[] {
    return this.timeline.episodes();
  }

  queueDepth(buckets: number): readonly number[] {
    return this.timeline.queueDepth(buckets);
  }

  summary(step: number): StepSummary {
    return this.sentences.summary(step);
  }

  visits(source: number, line: number): readonly number[] {
    return this.moves.visits(source, line);
  }

  visitCounts(source: number): readonly number[] {
    return this.moves.visitCounts(source);
  }

  stepOver(step: number, direction: 1 | -1): number {
    return this.moves.stepOver(step, direction);
  }

  stepOut(step: number, direction: 1 | -1): number {
    return this.moves.stepOut(step, direction);
  }

  nextTask(step: number, direction: 1 | -1): number {
    return this.moves.nextTask(step, direction);
  }

  nextMicrotask(step: number, direction: 1 | -1): number {
    return this.moves.nextMicrotask(step, direction);
  }

  nextVisit(step: number, direction: 1 | -1): number {
    return this.moves.nextVisit(step, direction);
  }
}
