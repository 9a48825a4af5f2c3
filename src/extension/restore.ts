import type * as vscode from 'vscode';
import type { Session } from './session';
import type { HostChoice } from './settings';

/** Enough to show a trace again: the run is a pure function, so its text and the step will do. */
export interface Restorable {
  readonly uri: string;
  readonly title: string;
  readonly host: HostChoice | null;
  readonly step: number;
}

const KEY = 'traces';

/** Remembers the open traces across a reload of the window. */
export class RestoreList {
  constructor(private readonly state: vscode.Memento) {}

  save(sessions: readonly Session[]): void {
    const list: Restorable[] = sessions
      .filter(({ document }) => document !== null)
      .map(({ uri, title, hostChoice, step }) => ({
        uri: uri.toString(),
        title: `Loopscope: ${title}`,
        host: hostChoice,
        step,
      }));
    this.state.update(KEY, list).then(undefined, () => {});
  }

  /** The trace a panel showed: by the URI its page remembered, else by its title. */
  find(title: string, pageState: unknown): Restorable | null {
    const saved = this.state.get<unknown>(KEY);
    const list = Array.isArray(saved) ? saved.filter(isRestorable) : [];
    const uri = (pageState as { uri?: unknown } | null | undefined)?.uri;
    return list.find((entry) => entry.uri === uri) ?? list.find((entry) => entry.title === title) ?? null;
  }
}

function isRestorable(value: unknown): value is Restorable {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, title, step } = value as Record<string, unknown>;
  return typeof uri === 'string' && typeof title === 'string' && Number.isInteger(step);
}
