import type { DrawnAgent, Trace } from '../trace/read';
import { plainText } from '../trace/read';

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\n/g, ' ');
}

function queue(agent: DrawnAgent | undefined, microtasks: boolean): string {
  if (agent === undefined) return '';
  const entries = agent.stations
    .filter((s) => (s.id === 'microtasks' || s.id === 'nextTick') === microtasks)
    .flatMap((s) => s.entries.map((e) => e.title));
  const timers = microtasks ? [] : agent.timers.map((t) => `${t.title} @${t.due} ms`);
  const all = [...entries, ...timers];
  return all.length === 0 ? '' : `[${all.join(', ')}]`;
}

/** The execution table of a trace: a row for each step, as Markdown. */
export function executionTable(trace: Trace): string {
  const lines = [
    '| Step | What | Line | Stack | Microtask queue | Task queue | Output |',
    '|---|---|---|---|---|---|---|',
  ];
  let printed = 0;
  const all = trace.consoleLines();
  for (let s = 0; s < trace.stepCount; s++) {
    const state = trace.at(s);
    const agent = state.agents.find((a) => a.id === state.agent);
    const frames = agent?.stack ?? [];
    const names = frames.length > 12 ? [...frames.slice(0, 10), ...frames.slice(-1)] : frames;
    let stack = names.map((c) => `\`${c.title}\``).join(' ← ');
    if (frames.length > 12) stack += ` (${frames.length} contexts)`;
    let output = '';
    while (printed < all.length && all[printed]!.step <= s)
      output += `${output === '' ? '' : ' '}${all[printed++]!.text}`;
    lines.push(
      `| ${s} | ${cell(plainText(state.sentence))} | ${state.place === null ? '' : state.place.line} | ${cell(stack)} | ${cell(queue(agent, true))} | ${cell(queue(agent, false))} | ${cell(output)} |`,
    );
  }
  return `${lines.join('\n')}\n`;
}
