import type { DrawnContext, DrawnJob, DrawnValue, Sentence, Station, Step, Trace } from '../trace/read';
import { countUpTo } from './anchor';

/** A link to one of our commands: its id, and its arguments. */
export type CommandLink = (command: 'showStep' | 'showVisits' | 'showPanel', ...args: readonly unknown[]) => string;

/** Rows of the table, and names in a list, before the rest is only counted. */
const MOST_ROWS = 6;
const MOST_CHARACTERS = 40;

/** The visit of a line that is nearest to a step: the last one up to it, else the first. */
export function nearestVisit(
  visits: readonly Step[],
  step: Step,
): { readonly step: Step; readonly ordinal: number } | null {
  if (visits.length === 0) return null;
  const ordinal = Math.max(0, countUpTo(visits, step) - 1);
  return { step: visits[ordinal]!, ordinal };
}

/**
 * The card for a line, as Markdown: when it ran last, stack and queues then, and ways to its other visits. When the current
 * step is on the line the card tells of that step itself.
 */
export function lineCard(trace: Trace, step: Step, source: number, line: number, link: CommandLink): string | null {
  const visits = trace.visits(source, line);
  const current = trace.at(step).place;
  const here = current !== null && current.source === source && current.line === line;
  const visit = nearestVisit(visits, step);
  if (visit === null && !here) return null;
  const shown = here ? step : visit!.step;
  const state = trace.at(shown);
  const agent = state.agents.find(({ id }) => id === state.agent);
  const parts: string[] = [];
  const which = visit === null ? '' : ` · visit ${visit.ordinal + 1} of ${visits.length}`;
  parts.push(`$(debug-stackframe) **Line ${line} at step ${shown}**${which}`);
  parts.push(sentence(state.sentence, link));
  if (agent !== undefined) {
    const isMicro = ({ id }: Station): boolean => id === 'microtasks' || id === 'nextTick';
    const micro = agent.stations.filter((s) => isMicro(s)).map((s) => s.entries);
    const tasks = agent.stations.filter((s) => !isMicro(s)).map((s) => s.entries);
    parts.push(
      table(
        ['Stack &emsp;', 'Microtasks &emsp;', 'Tasks'],
        [
          column([agent.stack], (c) => contextText(c)),
          column(micro, (j) => jobText(j, link)),
          column(tasks, (j) => taskText(j, link)),
        ],
      ),
    );
    const list: string[] = [];
    if (agent.suspended.length > 0)
      list.push(`Suspended: ${some(agent.suspended, (c) => `${code(c.title)}${lineOf(c, link)}`)}`);
    if (agent.timers.length > 0) {
      list.push(`Timers: ${some(agent.timers, (t) => `${code(t.title)} due ${number(t.due)} ms`)}`);
    }
    const queued = agent.running?.cause ?? agent.running?.queuedAt ?? null;
    if (agent.running !== null && queued !== null && agent.running.source !== 'script') {
      const place = trace.summary(queued).place;
      list.push(
        `Queued by [step ${queued}](${link('showStep', queued)})${place === null ? '' : `, line ${place.line}`}`,
      );
    }
    list.push(visits.length === 1 ? 'This line ran once' : `This line ran ${visits.length} times`);
    parts.push(list.map((item) => `- ${item}`).join('\n'));
  }
  parts.push('---');
  parts.push(links(visits, shown, source, line, link));
  return parts.join('\n\n');
}

/** A name's value at the visit nearest to the step, as Markdown; null where the name means nothing. */
export function nameCard(trace: Trace, step: Step, name: string, link: CommandLink): string | null {
  const state = trace.at(step);
  const stack = state.agents.find(({ id }) => id === state.agent)?.stack ?? [];
  for (const { scope } of stack.slice(0, 1)) {
    for (const { bindings, title } of scope) {
      const binding = bindings.find((b) => b.name === name);
      if (binding === undefined) continue;
      const written =
        binding.writtenAt === null
          ? ''
          : `, written at [step ${binding.writtenAt}](${link('showStep', binding.writtenAt)})`;
      return `${code(`${name} = ${valueText(binding.value)}`, 200)} — ${words(title)}${written}`;
    }
  }
  return null;
}

function links(visits: readonly Step[], shown: Step, source: number, line: number, link: CommandLink): string {
  const parts: string[] = [];
  const upTo = countUpTo(visits, shown);
  const at = visits[upTo - 1] === shown ? upTo - 2 : upTo - 1;
  const previous = visits[at];
  const next = visits[upTo];
  if (previous !== undefined) parts.push(`[$(arrow-left) Previous visit](${link('showStep', previous)})`);
  if (next !== undefined) parts.push(`[$(arrow-right) Next visit](${link('showStep', next)})`);
  if (visits.length > 0) {
    const words = visits.length === 1 ? '1 visit' : `${visits.length} visits`;
    parts.push(`[$(list-unordered) ${words}](${link('showVisits', source, line)})`);
  }
  parts.push(`[$(layout-sidebar-right) Show in panel](${link('showPanel', shown)})`);
  return parts.join(' &nbsp; ');
}

function table(heads: readonly string[], columns: readonly (readonly string[])[]): string {
  const rows = Math.max(1, ...columns.map((column) => column.length));
  const lines = [`| ${heads.join(' | ')} |`, `|${heads.map(() => ' :-- ').join('|')}|`];
  for (let row = 0; row < rows; row++) {
    lines.push(`| ${columns.map((column) => column[row] ?? (row === 0 ? '*empty*' : '')).join(' | ')} |`);
  }
  return lines.join('\n');
}

/** The first items of lists, one after the other; the rest is only counted. */
function column<T>(lists: readonly (readonly T[])[], text: (item: T) => string): string[] {
  const count = lists.reduce((sum, list) => sum + list.length, 0);
  const shown = count > MOST_ROWS ? MOST_ROWS - 1 : count;
  const first = lists.flatMap((list) => list.slice(0, shown)).slice(0, shown);
  return [...first.map(text), ...(count > shown ? [`+ ${count - shown} more`] : [])];
}

function contextText(context: DrawnContext): string {
  return code(context.title);
}

function lineOf(context: DrawnContext, link: CommandLink): string {
  return context.place === null ? '' : ` [L${context.place.line}](${link('showStep', context.pushedAt)})`;
}

function jobText(job: DrawnJob, link: CommandLink): string {
  const place = job.place === null ? `step ${job.queuedAt}` : `L${job.place.line}`;
  return job.queuedAt === null ? code(job.title) : `${code(job.title)} [${place}](${link('showStep', job.queuedAt)})`;
}

function taskText(job: DrawnJob, link: CommandLink): string {
  return `${jobText(job, link)}, ${words(job.source)}`;
}

function some<T>(items: readonly T[], text: (item: T) => string): string {
  const shown = items.slice(0, MOST_ROWS).map(text).join(', ');
  return items.length > MOST_ROWS ? `${shown} and ${items.length - MOST_ROWS} more` : shown;
}

function sentence(parts: Sentence, link: CommandLink): string {
  const markdown = parts.map((part) => {
    if (part.kind === 'code') return code(part.text, 80);
    return part.kind === 'step' ? `[${words(part.text)}](${link('showStep', part.step)})` : words(part.text);
  });
  return markdown.join('');
}

function valueText({ text, object }: DrawnValue): string {
  return object === null ? text : `${text} #${object}`;
}

function number(value: number): string {
  return String(Number(value.toFixed(3)));
}

/** A word joiner: keeps `$(name)` in a guest's text from being drawn as an icon, and changes nothing that can be seen. */
const JOINER = '\u2060';

/** Guest text as words: nothing in it is Markdown, HTML or an icon. */
export function words(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!|<>&~:@]/g, (ch) => `&#${ch.charCodeAt(0)};`)
    .replaceAll('$', `$${JOINER}`);
}

/** Guest text as code, in a fence longer than any in it. */
export function code(text: string, most = MOST_CHARACTERS): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const cut = line.length > most ? `${line.slice(0, most - 1)}…` : line;
  if (cut === '') return '';
  const longest = Math.max(0, ...[...cut.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = cut.startsWith('`') || cut.endsWith('`') ? ' ' : '';
  // In a table a bar ends the cell even inside code, unless it is escaped.
  return `${fence}${pad}${cut.replaceAll('$(', `$${JOINER}(`).replaceAll('|', '\\|')}${pad}${fence}`;
}
