import { STEP_KINDS } from '../format';
import type { Contexts } from './contexts';
import { explainNext } from './explain';
import { lastIndexAt } from './index-list';
import type { Jobs } from './jobs';
import type { DrawnAgent } from './model';
import { drawStations } from './stations';
import type { Tables } from './tables';

/** Agents with all that each holds at a step. */
export class Agents {
  constructor(
    private readonly tables: Tables,
    private readonly contexts: Contexts,
    private readonly jobs: Jobs,
  ) {}

  /** Those that exist, in order of their numbers. */
  at(step: number): DrawnAgent[] {
    const { agentCreated } = this.tables.columns;
    const agents: DrawnAgent[] = [];
    for (let agent = 0; agent < agentCreated.length; agent++) {
      if (agentCreated[agent]! <= step) agents.push(this.draw(agent, step));
    }
    return agents;
  }

  private draw(id: number, step: number): DrawnAgent {
    const { tables, contexts, jobs } = this;
    const { agentTitle, agentKind, stepTime } = tables.columns;
    const last = this.lastStepOf(id, step);
    const stack = last < 0 ? [] : contexts.stack(last);
    const running = jobs.running(id, step);
    const phase = this.phaseAt(id, step);
    const stepKind = STEP_KINDS[tables.columns.stepKind[step]!]!;
    const stations = drawStations(tables.host, {
      running,
      phase,
      inCheckpoint: running?.kind === 'microtask' || stepKind === 'checkpoint-began' || stepKind === 'checkpoint-ended',
      queue: (station) => jobs.queue(id, station, step),
    });
    const timers = jobs.timers(id, step);
    return {
      id,
      title: tables.text(agentTitle[id]!),
      kind: tables.text(agentKind[id]!),
      realms: this.realms(id, step, stack[0]?.realm ?? 0),
      stack,
      running,
      suspended: contexts.suspended(id, step),
      stations,
      timers,
      next: explainNext({ stack, stations, timers }, tables.host, stepTime[step]! / 1000),
      phase: running?.kind === 'microtask' ? 'microtask checkpoint' : phase,
    };
  }

  /** The agent's own last step; the one looked at, where that is its own. */
  private lastStepOf(agent: number, step: number): number {
    if (this.tables.columns.stepAgent[step] === agent) return step;
    return this.tables.grouped('stepAgent', 'agentKind').lastRow(agent, step);
  }

  private realms(agent: number, step: number, running: number): DrawnAgent['realms'] {
    const { realmAgent, realmCreated, realmTitle } = this.tables.columns;
    const realms = [];
    for (let id = 0; id < realmAgent.length; id++) {
      if (realmAgent[id] !== agent || realmCreated[id]! > step) continue;
      const title = this.tables.text(realmTitle[id]!);
      realms.push({
        id,
        title: title === 'global' ? (this.tables.entry.split('/').pop() ?? 'global') : title,
        running: running === id,
        globalObject: null,
      });
    }
    return realms;
  }

  private phaseAt(agent: number, step: number): string {
    const { phaseStep, phaseAgent, phaseName } = this.tables.columns;
    const phases = this.tables.once(`phases ${agent}`, () => {
      const steps: number[] = [];
      const names: number[] = [];
      for (let i = 0; i < phaseStep.length; i++) {
        if (phaseAgent[i] !== agent) continue;
        steps.push(phaseStep[i]!);
        names.push(phaseName[i]!);
      }
      return { steps, names };
    });
    const i = lastIndexAt(phases.steps, step);
    return i < 0 ? 'script' : this.tables.text(phases.names[i]!);
  }
}
