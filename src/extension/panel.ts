import * as vscode from 'vscode';
import { Disposables } from '../base';
import { type FromPanel, isFromPanel, type ToPanel } from '../protocol';
import { VIEW_TYPE } from './contributions';
import type { Session } from './session';

/** What a panel asks of the rest of the extension. */
export interface PanelActions {
  reveal(session: Session, source: number, start: number, end: number): void;
  act(session: Session, action: string, value: unknown): void;
}

/** The web page that draws one session. It may be reloaded at any time, and then gets everything again. */
export class Panel implements vscode.Disposable {
  private readonly owned = new Disposables();
  /** Revision whose bytes the page has, or will have: VS Code keeps what is posted until a new page has loaded. */
  private sent = 0;
  /** The page that is being loaded gets its trace without asking. */
  private sentAhead = false;
  private ready = false;
  /** What the page was told last, as text. */
  private status = '';
  /** The step the page shows, as far as known: its own steps are not sent back to it. */
  private shownStep = -1;

  constructor(
    context: vscode.ExtensionContext,
    private readonly session: Session,
    private readonly actions: PanelActions,
    readonly view: vscode.WebviewPanel,
    ownText: (name: string) => Promise<string> | string,
  ) {
    const { webview } = view;
    webview.options = { enableScripts: true, localResourceRoots: [] };
    view.title = `Loopscope: ${session.title}`;
    view.iconPath = {
      light: vscode.Uri.joinPath(context.extensionUri, 'media/trace-light.svg'),
      dark: vscode.Uri.joinPath(context.extensionUri, 'media/trace-dark.svg'),
    };
    this.owned.add(webview.onDidReceiveMessage((message: unknown) => this.receive(message)));
    this.owned.add(session.onTrace(() => this.sendTrace()));
    this.owned.add(session.onStep(() => this.sendStep()));
    this.owned.add(session.onStatus(() => this.sendStatus()));
    void page(ownText).then((html) => {
      if (!this.owned.disposed) webview.html = html;
    });
    this.sendTrace();
  }

  static create(
    context: vscode.ExtensionContext,
    session: Session,
    actions: PanelActions,
    ownText: (name: string) => Promise<string> | string,
  ): Panel {
    const view = vscode.window.createWebviewPanel(
      VIEW_TYPE,
      `Loopscope: ${session.title}`,
      // The editor keeps the focus: a person goes on typing.
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true },
    );
    return new Panel(context, session, actions, view, ownText);
  }

  reveal(): void {
    this.view.reveal(undefined, true);
  }

  dispose(): void {
    this.owned.dispose();
    this.view.dispose();
  }

  private receive(message: unknown): void {
    if (!isFromPanel(message)) return;
    const { session, actions } = this;
    switch (message.type) {
      case 'ready':
        this.ready = true;
        if (this.sentAhead) this.sentAhead = false;
        else {
          this.sent = 0;
          this.status = '';
          this.sendTrace();
        }
        break;
      case 'step':
        if (message.revision !== session.shown?.revision) return;
        this.shownStep = message.step;
        session.goTo(message.step);
        break;
      case 'reveal':
        actions.reveal(session, message.source, message.start, message.end);
        break;
      case 'action':
        actions.act(session, message.action, (message as Extract<FromPanel, { type: 'action' }>).value);
        break;
    }
  }

  private post(message: ToPanel): void {
    this.view.webview.postMessage(message).then(undefined, () => {});
  }

  private sendTrace(): void {
    const { session } = this;
    const { shown } = session;
    if (shown !== null && this.sent !== shown.revision) {
      this.sent = shown.revision;
      this.sentAhead = !this.ready;
      this.shownStep = session.step;
      const { revision, bytes, trace } = shown;
      this.post({ type: 'trace', revision, bytes, step: session.step, title: session.title, host: trace.host });
      // A page that is sent a trace takes it for the present text's.
      this.status = JSON.stringify({ type: 'idle' });
    }
    this.sendStatus();
  }

  private sendStep(): void {
    const { session } = this;
    if (session.shown === null || session.step === this.shownStep) return;
    this.shownStep = session.step;
    this.post({ type: 'step', revision: session.shown.revision, step: session.step });
  }

  private sendStatus(): void {
    const { progress, stale } = this.session;
    const message: ToPanel =
      progress !== null
        ? { type: 'progress', ...progress }
        : stale !== null
          ? { type: 'stale', problem: stale.problem ?? stale.text }
          : { type: 'idle' };
    const text = JSON.stringify(message);
    if (text === this.status) return;
    this.status = text;
    this.post(message);
  }
}

/**
 * The page: policy, styles, script. Everything else is drawn by the script. Styles and script stand in the page itself: a
 * webview asks for each file by a long way round, and a person waits for all of them.
 */
async function page(ownText: (name: string) => Promise<string> | string): Promise<string> {
  const nonce = makeNonce();
  const [script, style] = await Promise.all(['panel.js', 'panel.css'].map(ownText));
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style nonce="${nonce}">${style}</style>
<title>Loopscope</title>
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}

function makeNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
