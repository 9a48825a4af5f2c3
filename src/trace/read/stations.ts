import type { DrawnJob, HostProfile, Station } from './model';

/** Where a loop is, and what waits in it. */
export interface LoopState {
  readonly running: DrawnJob | null;
  /** Name of the loop's phase; `idle` and `ended` between them. */
  readonly phase: string;
  /** Whether microtasks are being drained. */
  readonly inCheckpoint: boolean;
  /** What waits at a station. */
  queue(station: string): readonly DrawnJob[];
}

/** The phases of Node's loop as stations: id, title, what runs there. */
const NODE_PHASES = [
  ['script', 'Main script', 'runs once'],
  ['timers', 'Timers', 'setTimeout, setInterval'],
  ['pending', 'Pending callbacks', ''],
  ['idle', 'Idle, prepare', 'internal'],
  ['poll', 'Poll', 'I/O callbacks'],
  ['check', 'Check', 'setImmediate'],
  ['close', 'Close callbacks', ''],
] as const;

/** The phase that takes the tasks of a source. */
const NODE_SOURCES: Readonly<Record<string, string>> = {
  script: 'script',
  timers: 'timers',
  pending: 'pending',
  poll: 'poll',
  message: 'poll',
  immediate: 'check',
  close: 'close',
};

/** In what order the rules look for the next job. */
const NODE_ORDER = ['nextTick', 'microtasks', 'timers', 'pending', 'poll', 'check', 'close'];
const PAGE_ORDER = ['microtasks', 'tasks', 'rendering'];

/** The station of the queue a job waits in; empty if it has none. */
export function stationOf(host: HostProfile, kind: string, source: string): string {
  if (kind === 'microtask') return 'microtasks';
  if (host === 'node') return kind === 'nextTick' ? 'nextTick' : (NODE_SOURCES[source] ?? '');
  return source === 'rendering' ? 'rendering' : 'tasks';
}

/** The stations of a host's loop, in the order of its round. */
export function drawStations(host: HostProfile, loop: LoopState): Station[] {
  const stations = host === 'node' ? nodeStations(loop) : host === 'bare' ? bareStations(loop) : pageStations(loop);
  return withNext(stations, loop.phase, host === 'node' ? NODE_ORDER : PAGE_ORDER);
}

type Draft = Omit<Station, 'state' | 'spur'> & { readonly spur?: boolean };

function station({ running, phase, inCheckpoint }: LoopState, draft: Draft, lit: boolean): Station {
  const now = inCheckpoint ? 'microtasks' : running?.kind === 'nextTick' ? 'nextTick' : running !== null ? '' : phase;
  const waiting = phase === 'idle' && running === null;
  const state = lit ? (waiting ? 'waiting' : 'now') : draft.id === now ? 'now' : 'idle';
  return { spur: false, ...draft, state };
}

function nodeStations(loop: LoopState): Station[] {
  const { running, phase, inCheckpoint } = loop;
  const ticks = loop.queue('nextTick');
  const microtasks = loop.queue('microtasks');
  const inTicks = running?.kind === 'nextTick';
  const between = ticks.length > 0 || microtasks.length > 0 || inTicks || inCheckpoint;
  const task = running?.kind === 'task' ? stationOf('node', 'task', running.source) : '';
  const current = task || (running?.kind !== 'task' && phase === 'idle' ? 'poll' : phase);
  const stations: Station[] = [];
  for (const [id, title, hint] of NODE_PHASES) {
    stations.push(station(loop, { id, title, hint, entries: loop.queue(id) }, id === current));
    if (id !== current || !(between || running !== null)) continue;
    stations.push(
      station(loop, { id: 'nextTick', title: 'nextTick queue', hint: 'first', entries: ticks, spur: true }, inTicks),
      station(
        loop,
        { id: 'microtasks', title: 'Microtask queue', hint: 'then this', entries: microtasks, spur: true },
        inCheckpoint,
      ),
    );
  }
  if (!inTicks && !inCheckpoint) return stations;
  // The station whose queue drains is the one that's lit; its phase waits behind it.
  return stations.map((s) => {
    if (s.spur) return s.state === 'now' ? { ...s, state: 'draining' } : s;
    return s.id === current ? { ...s, state: 'now' } : s;
  });
}

function bareStations(loop: LoopState): Station[] {
  const { running, phase, inCheckpoint } = loop;
  const script = { id: 'tasks', title: 'Script', hint: 'the engine alone', entries: [] };
  const jobs = {
    id: 'microtasks',
    title: 'Jobs',
    hint: 'in order, until empty',
    entries: loop.queue('microtasks'),
  };
  return [
    station(loop, script, !inCheckpoint && running === null && phase !== 'ended'),
    station(loop, jobs, inCheckpoint),
  ];
}

function pageStations(loop: LoopState): Station[] {
  const { running, phase, inCheckpoint } = loop;
  const tasks = { id: 'tasks', title: 'Tasks', hint: 'one per turn, oldest of a queue', entries: loop.queue('tasks') };
  const microtasks = {
    id: 'microtasks',
    title: 'Microtasks',
    hint: 'checkpoint, until empty',
    entries: loop.queue('microtasks'),
  };
  const rendering = {
    id: 'rendering',
    title: 'Rendering',
    hint: 'animation frames, layout, paint',
    entries: loop.queue('rendering'),
  };
  const atTasks = phase === 'tasks' || phase === 'script' || phase === 'idle';
  return [
    station(loop, tasks, running === null ? atTasks : running.kind === 'task' && running.source !== 'rendering'),
    station(loop, microtasks, inCheckpoint),
    station(loop, rendering, running === null ? phase === 'rendering' : running.source === 'rendering'),
  ];
}

/** Marks the station whose oldest entry the rules take next. */
function withNext(stations: Station[], phase: string, order: readonly string[]): Station[] {
  if (phase === 'ended') return stations.map((s) => ({ ...s, state: 'idle' }));
  const next = order
    .map((id) => stations.find((s) => s.id === id))
    .find((s) => s !== undefined && s.entries.length > 0);
  return next === undefined || next.state !== 'idle'
    ? stations
    : stations.map((s) => (s === next ? { ...s, state: 'next' } : s));
}
