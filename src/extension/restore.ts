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
  /** As they were when the window closed; each is given back once. */
  private readonly before: Restorable[];

  constructor(private readonly state: vscode.Memento) {
    const saved = state.get<unknown>(KEY);
    this.before = Array.isArray(saved) ? saved.filter(isRestorable) : [];
  }

  save(sessions: readonly Session[]): void {
    const list: Restorable[] = sessions
      .filter(({ document, shown }) => document !== null && shown !== null)
      .map(({ uri, title, hostChoice, step }) => ({
        uri: uri.toString(),
        title: `Loopscope: ${title}`,
        host: hostChoice,
        step,
      }));
    this.state.update(KEY, list).then(undefined, () => {});
  }

  /** The trace a panel showed: by the URI its page remembered, else by its title. */
  take(title: string, pageState: unknown): Restorable | null {
    const uri = (pageState as { uri?: unknown } | null | undefined)?.uri;
    const byUri = this.before.findIndex((entry) => entry.uri === uri);
    const at = byUri >= 0 ? byUri : this.before.findIndex((entry) => entry.title === title);
    return at < 0 ? null : this.before.splice(at, 1)[0]!;
  }
}

function isRestorable(value: unknown): value is Restorable {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, title, step } = value as Record<string, unknown>;
  return typeof uri === 'string' && typeof title === 'string' && Number.isInteger(step);
}
