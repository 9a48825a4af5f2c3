import * as vscode from 'vscode';
import { Disposables, Later } from '../base';
import { CONTEXT_KEYS, LANGUAGES } from './contributions';
import { Decorations } from './decorations';
import { Diagnostics } from './diagnostics';
import { TraceHover } from './hover';
import { openProgram } from './input';
import { Panel, type PanelActions } from './panel';
import type { Platform } from './platform';
import { RestoreList } from './restore';
import { Session, type Shown } from './session';
import { readSettings } from './settings';
import { RunStatus } from './status';

/** A session with everything that shows it. */
interface Open {
  readonly session: Session;
  readonly panel: Panel;
  readonly owned: Disposables;
  /** What a new trace changes outside the panel. */
  readonly changed: Later;
}

/** Between handing a trace to the panel and marking the editors. */
const AFTER_PANEL_MS = 20;

/** All open traces: makes them, shows them, and closes them. Loaded when the first one is asked for. */
export class Controller implements vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly decorations: Decorations;
  private readonly restoreList: RestoreList;
  private readonly status: RunStatus;
  /** By URI, the most recently used last. */
  private readonly open = new Map<string, Open>();
  private readonly channel = this.owned.add(vscode.window.createOutputChannel('Loopscope', { log: true }));
  /** Writes a line about what took how long. */
  readonly log = (line: string): void => this.channel.info(line);
  private showValues: boolean | null = null;
  private redraw: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly platform: Platform,
    private readonly act: (controller: Controller, session: Session, action: string, value: unknown) => void,
  ) {
    this.decorations = this.owned.add(new Decorations(context.extensionUri));
    this.restoreList = new RestoreList(context.workspaceState);
    this.status = this.owned.add(new RunStatus());
    const languages = Object.keys(LANGUAGES).map((language) => ({ language }));
    this.owned.add(
      vscode.languages.registerHoverProvider(languages, new TraceHover((document) => this.sessionShowing(document))),
    );
    this.owned.add(vscode.workspace.onDidChangeTextDocument((event) => this.edited(event)));
    this.owned.add(
      vscode.workspace.onDidOpenTextDocument((document) => {
        for (const session of this.sessions) session.reopened(document);
      }),
    );
    this.owned.add(vscode.workspace.onDidSaveTextDocument(() => this.filesChanged()));
    this.owned.add(vscode.window.onDidChangeVisibleTextEditors(() => this.drawSoon()));
    this.owned.add(vscode.window.onDidChangeActiveTextEditor(() => this.focusChanged()));
    this.owned.add(
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('loopscope') && this.drawSoon()),
    );
    // A breakpoint beside the arrow changes the margin's width, and the editor loses the arrow until it is set again.
    this.owned.add(vscode.debug.onDidChangeBreakpoints(() => this.drawSoon(100)));
    this.owned.defer(() => {
      clearTimeout(this.redraw);
      for (const { owned } of this.open.values()) owned.dispose();
      this.open.clear();
      this.updateKeys();
    });
  }

  dispose(): void {
    this.owned.dispose();
  }

  // Finding

  get sessions(): readonly Session[] {
    return [...this.open.values()].map(({ session }) => session);
  }

  /** The session commands are about: of the active panel or editor, else the one used last. */
  get active(): Session | null {
    const list = [...this.open.values()].reverse();
    const byPanel = list.find(({ panel }) => panel.view.active);
    const editor = vscode.window.activeTextEditor;
    const byEditor = editor && list.find(({ session }) => session.shows(editor.document));
    return (byPanel ?? byEditor ?? list[0])?.session ?? null;
  }

  sessionFor(uri: string): Session | null {
    return this.open.get(uri)?.session ?? null;
  }

  sessionShowing(document: vscode.TextDocument): Session | null {
    const showing = this.sessions.filter((session) => session.shows(document));
    return showing.find(({ document: own }) => own === document) ?? showing.at(-1) ?? null;
  }

  /** Settles once nothing runs or is due, and the editors show it. */
  async settled(session: Session): Promise<void> {
    await session.settled();
    this.open.get(session.uri.toString())?.changed.now();
  }

  /** What the editors show, for tests. */
  get marks(): Decorations['marked'] {
    return this.decorations.marked;
  }

  // Opening

  /** Traces a file, or traces it anew. Throws an InputProblem for what can't be traced. */
  async trace(uri: vscode.Uri): Promise<Session> {
    const document = await openProgram(uri);
    const known = this.open.get(document.uri.toString());
    if (known !== undefined) {
      this.use(known.session);
      known.panel.reveal();
      await known.session.retrace();
      return known.session;
    }
    const session = new Session(this.context, this.platform, document.uri, document, this.log);
    const run = session.retrace();
    this.show(session, null);
    await run;
    return session;
  }

  /** Shows a session in a panel: a new one, or one that came back with the window. */
  show(session: Session, view: vscode.WebviewPanel | null): void {
    const key = session.uri.toString();
    this.open.get(key)?.owned.dispose();
    const owned = new Disposables();
    const actions: PanelActions = {
      reveal: (from, source, start, end) => void this.reveal(from, source, start, end),
      act: (from, action, value) => this.act(this, from, action, value),
    };
    const ownText = (name: string) => this.platform.ownText(this.context, `dist/${name}`);
    const panel =
      view === null
        ? Panel.create(this.context, session, actions, ownText)
        : new Panel(this.context, session, actions, view, ownText);
    const diagnostics = new Diagnostics();
    owned.add(session);
    owned.add(panel);
    owned.add(diagnostics);
    owned.add(panel.view.onDidDispose(() => this.close(session)));
    owned.add(panel.view.onDidChangeViewState(() => this.focusChanged()));
    // The panel first: what follows keeps the window busy.
    const changed = new Later(AFTER_PANEL_MS, () => {
      diagnostics.update(session);
      this.changed(session);
    });
    owned.add(changed);
    owned.add(session.onTrace(() => changed.start()));
    owned.add(session.onStep(() => this.changed(session)));
    owned.add(
      session.onStatus(() => {
        if (session.stale !== null) diagnostics.update(session);
        this.status.update(this.sessions);
        vscode.commands.executeCommand(
          'setContext',
          CONTEXT_KEYS.running,
          this.sessions.some(({ progress }) => progress !== null),
        );
      }),
    );
    this.open.set(key, { session, panel, owned, changed });
    diagnostics.update(session);
    this.changed(session);
  }

  /** Shows a trace that was read from a file: it has no document and is never run. */
  showSaved(uri: vscode.Uri, shown: Shown): Session {
    const session = new Session(this.context, this.platform, uri, null, this.log);
    session.adopt(shown);
    this.show(session, null);
    return session;
  }

  /** Brings a trace back that was open when the window closed: its text is run again and its step found again. */
  async restore(view: vscode.WebviewPanel, state: unknown): Promise<void> {
    const saved = this.restoreList.take(view.title, state);
    if (saved === null) {
      view.dispose();
      return;
    }
    const document = await openProgram(vscode.Uri.parse(saved.uri, true));
    const session = new Session(this.context, this.platform, document.uri, document, this.log);
    session.hostChoice = saved.host;
    this.show(session, view);
    await session.retrace();
    session.goTo(saved.step);
  }

  close(session: Session): void {
    const key = session.uri.toString();
    const entry = this.open.get(key);
    if (entry?.session !== session) return;
    this.open.delete(key);
    entry.owned.dispose();
    this.status.update(this.sessions);
    this.changed(null);
  }

  panelOf(session: Session): Panel | null {
    return this.open.get(session.uri.toString())?.panel ?? null;
  }

  // Showing

  toggleValues(): void {
    this.showValues = !(this.showValues ?? readSettings(null).inlineValues);
    this.draw();
  }

  /** Shows a traced place in an editor beside the panel. */
  async reveal(session: Session, source: number, start: number, end: number): Promise<void> {
    const uri = session.uriOf(source);
    if (uri === null) return;
    const document = await vscode.workspace.openTextDocument(uri);
    const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: visible?.viewColumn ?? vscode.ViewColumn.One,
      preserveFocus: true,
    });
    const range = session.rangeNow(document, { start, end });
    editor.selection = new vscode.Selection(range.start, range.start);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  private use(session: Session): void {
    const key = session.uri.toString();
    const entry = this.open.get(key);
    if (entry === undefined) return;
    this.open.delete(key);
    this.open.set(key, entry);
  }

  private changed(session: Session | null): void {
    if (session !== null) {
      this.use(session);
      this.scrollTo(session);
    }
    this.restoreList.save(this.sessions);
    this.draw();
    this.updateKeys();
  }

  /** Keeps the step's line in view, in the editors that show its file anyway. */
  private scrollTo(session: Session): void {
    const place = session.shown?.trace.at(session.step).place ?? null;
    if (place === null) return;
    const uri = session.uriOf(place.source)?.toString();
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() !== uri) continue;
      // The line's start alone: a long line must not scroll the editor sideways.
      const { line } = session.rangeNow(editor.document, place).start;
      editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }

  private focusChanged(): void {
    const { active } = this;
    if (active !== null && this.open.get(active.uri.toString())?.panel.view.active) this.use(active);
    this.updateKeys();
    this.drawSoon();
  }

  private drawSoon(milliseconds = 10): void {
    clearTimeout(this.redraw);
    this.redraw = setTimeout(() => this.draw(), milliseconds);
  }

  private draw(): void {
    clearTimeout(this.redraw);
    const values = this.showValues ?? readSettings(null).inlineValues;
    this.decorations.keepOnly(new Set(vscode.window.visibleTextEditors.map(({ document }) => document.uri.toString())));
    for (const editor of vscode.window.visibleTextEditors) {
      this.decorations.draw(editor, this.sessionShowing(editor.document), values);
    }
  }

  private edited(event: vscode.TextDocumentChangeEvent): void {
    for (const session of this.sessions) session.edited(event);
  }

  private filesChanged(): void {
    for (const session of this.sessions) session.filesChanged();
  }

  private updateKeys(): void {
    const editor = vscode.window.activeTextEditor;
    const set = (key: string, value: boolean): void => void vscode.commands.executeCommand('setContext', key, value);
    set(CONTEXT_KEYS.hasTrace, this.open.size > 0);
    set(CONTEXT_KEYS.editorTraced, editor !== undefined && this.sessionShowing(editor.document) !== null);
  }
}
