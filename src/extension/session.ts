import * as vscode from 'vscode';
import { Disposables } from '../base';
import { type Overlay, RunnerClient, type RunnerProblem } from '../protocol';
import { openTrace, type Place, type Step, type Trace } from '../trace/read';
import { type Anchor, anchorOf, stepAt } from './anchor';
import { FileGatherer } from './files';
import { entryPath, nameOf, textProblem } from './input';
import type { Platform } from './platform';
import { type HostChoice, hostFor, readSettings } from './settings';
import { TextMap } from './text-map';

/** While runs are shorter than this, an edit starts the next at once; one that is under way is waited for. */
const QUICK_RUN_MS = 250;
/** Between an edit and a longer run, so that a word typed is one run. */
const MOST_DELAY_MS = 60;

/** A trace with what is needed to show it. */
export interface Shown {
  readonly trace: Trace;
  readonly bytes: Uint8Array;
  readonly revision: number;
  readonly exitCode: number;
}

/** Why the shown trace, if any, is not that of the present text. */
export interface Stale {
  /** For people: names the file, line and column where there are any. */
  readonly text: string;
  readonly problem: RunnerProblem | null;
}

export interface Progress {
  readonly steps: number;
  readonly milliseconds: number;
}

/**
 * What is traced, and where the person is in it: one per traced document. The session outlives its panel's page; everything
 * shown is a function of it. A saved trace is a session without a document.
 *
 *     edit ── 15 to 60 ms ──► run in the worker ──► trace: shown, the step found again
 *                                            └──► problem: the last good trace stays, stale
 */
export class Session implements vscode.Disposable {
  shown: Shown | null = null;
  step: Step = 0;
  stale: Stale | null = null;
  progress: Progress | null = null;
  hostChoice: HostChoice | null = null;
  /** Steps kept, once a person has raised the limit. */
  maxSteps: number | null = null;

  private readonly owned = new Disposables();
  private readonly traceEmitter = this.owned.add(new vscode.EventEmitter<void>());
  private readonly stepEmitter = this.owned.add(new vscode.EventEmitter<void>());
  private readonly statusEmitter = this.owned.add(new vscode.EventEmitter<void>());
  /** Another trace is shown. */
  readonly onTrace = this.traceEmitter.event;
  readonly onStep = this.stepEmitter.event;
  /** Stale, or running, or no longer. */
  readonly onStatus = this.statusEmitter.event;

  private readonly client: RunnerClient | null;
  private readonly gatherer: FileGatherer | null;
  private readonly roots: readonly string[];
  /** Edits since the shown trace's texts, by path. */
  private maps = new Map<string, TextMap>();
  private revision = 0;
  private editTimer: ReturnType<typeof setTimeout> | undefined;
  private traced: Promise<void> = Promise.resolve();
  /** Milliseconds that the last run took. */
  private lastRun = 0;

  constructor(
    context: vscode.ExtensionContext,
    platform: Platform,
    readonly uri: vscode.Uri,
    public document: vscode.TextDocument | null,
    /** Takes a line about what took how long. */
    private readonly log: (line: string) => void,
  ) {
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.path;
    this.roots = [folder ?? (uri.path.slice(0, uri.path.lastIndexOf('/')) || '/')];
    this.client =
      document === null
        ? null
        : this.owned.add(new RunnerClient((listener) => platform.startWorker(context, listener)));
    this.gatherer = document === null || platform.readsDisk(uri.scheme) ? null : new FileGatherer(uri, this.roots);
    this.owned.defer(() => clearTimeout(this.editTimer));
  }

  get title(): string {
    return nameOf(this.uri);
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return this.owned.disposed;
  }

  get running(): boolean {
    return this.client?.busy ?? false;
  }

  get host(): string {
    return this.shown?.trace.host ?? hostFor(this.choice(), this.uri.path);
  }

  /** Settles once no run is under way or due. For tests and for whoever must not be early. */
  async settled(): Promise<void> {
    for (let last = null as Promise<void> | null; last !== this.traced; ) {
      last = this.traced;
      await last.catch(() => {});
      if (this.editTimer !== undefined) await new Promise((resolve) => setTimeout(resolve, MOST_DELAY_MS));
      if (this.editTimer !== undefined) last = null;
    }
  }

  dispose(): void {
    this.owned.dispose();
  }

  // Running

  /** Runs the text as it is now. The answer may be passed over for a newer run's. */
  retrace(): Promise<void> {
    clearTimeout(this.editTimer);
    this.editTimer = undefined;
    const run = this.run();
    this.traced = run;
    return run;
  }

  /** Ends the run that is under way; the steps so far are shown. */
  cancel(): void {
    this.client?.cancel();
  }

  private choice(): HostChoice {
    return this.hostChoice ?? readSettings(this.uri).host;
  }

  private async run(): Promise<void> {
    const { document, client } = this;
    if (document === null || client === null) return;
    const revision = ++this.revision;
    const text = document.getText();
    const problem = textProblem(this.title, text);
    if (problem !== null) {
      client.cancel();
      this.setStale({ text: problem, problem: null });
      return;
    }
    const settings = readSettings(this.uri);
    const versions = new Map(vscode.workspace.textDocuments.map((d) => [d.uri.path, d.version]));
    const entry = entryPath(document);
    await this.gatherer?.follow(entry, text);
    const begun = performance.now();
    const answer = await client.request({
      revision,
      request: {
        profile: hostFor(this.choice(), entry),
        entry,
        text,
        args: [],
        cwd: this.roots[0],
        seed: 1,
        maxSteps: this.maxSteps ?? settings.maxSteps,
        choices: [],
      },
      overlays: this.overlays(),
      roots: this.roots,
      pack: this.gatherer?.pack() ?? null,
      timeLimit: settings.timeLimit,
      fetch: async (paths) => {
        await this.gatherer?.add(paths);
        return this.gatherer?.pack() ?? { files: [], folders: [], absent: [...paths] };
      },
      progress: (steps, milliseconds) => {
        this.progress = { steps, milliseconds };
        this.statusEmitter.fire();
      },
    });
    // Passed over, or answered after a newer run was asked for.
    if (answer.kind === 'superseded' || revision !== this.revision || this.owned.disposed) return;
    const { result } = answer;
    const ran = performance.now();
    this.lastRun = ran - begun;
    this.progress = null;
    switch (result.type) {
      case 'done': {
        const { bytes, exitCode } = result;
        const trace = openTrace(bytes);
        const opened = performance.now();
        this.adopt({ trace, bytes, revision, exitCode }, versions);
        const times = `run ${ms(ran - begun)}, open ${ms(opened - ran)}, show ${ms(performance.now() - opened)}`;
        this.log(`${this.title} revision ${revision}: ${times}; ${trace.stepCount} steps, ${bytes.length} bytes`);
        break;
      }
      case 'problem': {
        const { file, line, column, message } = result.problem;
        this.setStale({
          text: `${file.slice(file.lastIndexOf('/') + 1)}:${line}:${column}: SyntaxError: ${message}`,
          problem: result.problem,
        });
        break;
      }
      case 'failed':
        this.log(`${this.title} revision ${revision} failed: ${result.message}`);
        this.setStale({ text: `${this.title}: could not be traced: ${result.message.split('\n')[0]}`, problem: null });
        break;
    }
  }

  /** Unsaved texts of the same place that a program could import. */
  private overlays(): Overlay[] {
    return vscode.workspace.textDocuments
      .filter(
        (d) =>
          d.isDirty &&
          d !== this.document &&
          d.uri.scheme === this.uri.scheme &&
          d.uri.authority === this.uri.authority,
      )
      .map((d) => ({ path: d.uri.path, text: d.getText() }));
  }

  /** Shows a trace in place of the one before, at the same place of the program. */
  adopt(shown: Shown, versions: ReadonlyMap<string, number> = new Map()): void {
    const anchor: Anchor | null = this.shown === null ? null : anchorOf(this.shown.trace, this.step);
    const { trace } = shown;
    const moved = (file: string, offset: number): number =>
      this.maps.get(this.documentPath(file))?.toNow(offset, versions.get(this.documentPath(file))) ?? offset;
    this.step = anchor === null ? firstStatement(trace) : stepAt(trace, anchor, moved);
    this.maps = new Map(
      [...this.maps].map(([path, map]) => [path, map.since(versions.get(path) ?? Number.POSITIVE_INFINITY)]),
    );
    this.shown = shown;
    this.stale = null;
    this.traceEmitter.fire();
    this.statusEmitter.fire();
  }

  private setStale(stale: Stale): void {
    this.progress = null;
    this.stale = stale;
    this.statusEmitter.fire();
  }

  // Editing

  /** Takes note of an edit of any document, and runs anew if it matters. */
  edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0 || !this.shows(document)) return;
    const { path } = document.uri;
    const map = this.maps.get(path) ?? new TextMap();
    this.maps.set(path, map);
    for (const { rangeOffset, rangeLength, text } of contentChanges) {
      map.add(document.version, { offset: rangeOffset, removed: rangeLength, inserted: text.length });
    }
    if (this.document === null) return;
    if (!readSettings(this.uri).liveTrace) {
      this.setStale({ text: `${this.title}: the text has changed since it was traced`, problem: null });
      return;
    }
    this.retraceSoon();
  }

  private retraceSoon(): void {
    clearTimeout(this.editTimer);
    this.editTimer = setTimeout(
      () => {
        this.editTimer = undefined;
        this.retrace().catch((error) =>
          this.setStale({ text: `${this.title}: could not be traced: ${error}`, problem: null }),
        );
      },
      this.lastRun < QUICK_RUN_MS ? 0 : MOST_DELAY_MS,
    );
  }

  /** Takes a document that was opened again: VS Code makes another object for it, and its text may be another. */
  reopened(document: vscode.TextDocument): void {
    if (this.document === null || document === this.document || document.uri.toString() !== this.uri.toString()) return;
    const source = this.sourceOf(document);
    this.document = document;
    this.maps.delete(document.uri.path);
    if (source === null || this.shown?.trace.sources[source]?.text !== document.getText()) this.retraceSoon();
  }

  /** Reads files anew: something in the workspace changed. */
  filesChanged(): void {
    this.gatherer?.clear();
  }

  // Places

  /** Whether a document is one of the traced texts. */
  shows(document: vscode.TextDocument): boolean {
    return document === this.document || this.sourceOf(document) !== null;
  }

  /** The number of the source a document holds; null if it has none in the shown trace. */
  sourceOf(document: vscode.TextDocument): number | null {
    const { uri } = document;
    if (this.shown === null || uri.scheme !== this.uri.scheme || uri.authority !== this.uri.authority) return null;
    const source = this.shown.trace.sources.find(
      ({ file, text }) => file !== null && text !== '' && this.documentPath(file) === uri.path,
    );
    return source?.id ?? null;
  }

  /** Where a source's file is; null for texts that came from no file. */
  uriOf(source: number): vscode.Uri | null {
    const file = this.shown?.trace.sources[source]?.file;
    return file == null ? null : this.documentPath(file) === this.uri.path ? this.uri : this.uri.with({ path: file });
  }

  /** An untitled text runs under a path with an extension; its document has none. */
  private documentPath(file: string): string {
    return this.document !== null && file === entryPath(this.document) ? this.uri.path : file;
  }

  /** A traced place in a document as it is now. */
  rangeNow(document: vscode.TextDocument, place: Pick<Place, 'start' | 'end'>): vscode.Range {
    const map = this.maps.get(document.uri.path);
    const start = map?.toNow(place.start) ?? place.start;
    const end = map?.toNow(place.end) ?? place.end;
    return new vscode.Range(document.positionAt(start), document.positionAt(Math.max(start, end)));
  }

  /** The offset in the traced text of a position in the document as it is now. */
  offsetThen(document: vscode.TextDocument, position: vscode.Position): number {
    const offset = document.offsetAt(position);
    return this.maps.get(document.uri.path)?.toThen(offset) ?? offset;
  }

  // Stepping

  goTo(step: Step): void {
    const { shown } = this;
    if (shown === null) return;
    const target = Math.max(0, Math.min(shown.trace.stepCount - 1, Math.trunc(step)));
    if (target === this.step) return;
    this.step = target;
    this.stepEmitter.fire();
  }
}

/** Where a person starts: the first statement of the program itself. */
export function firstStatement(trace: Trace): Step {
  const limit = Math.min(trace.stepCount, 10_000);
  for (let step = 0; step < limit; step++) {
    const { place } = trace.summary(step);
    if (place !== null && trace.visits(place.source, place.line)[0] === step) return step;
  }
  return 0;
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`;
}
