import * as vscode from 'vscode';
import { COMMANDS, LINK_COMMANDS } from './contributions';
import { type CommandLink, lineCard, nameCard, nearestVisit } from './hover-card';
import type { Session } from './session';
import { readSettings } from './settings';

/** Shows, over the lines of a traced text, what ran there and what waited then. */
export class TraceHover implements vscode.HoverProvider {
  constructor(private readonly sessionFor: (document: vscode.TextDocument) => Session | null) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | null> {
    const session = this.sessionFor(document);
    const settings = readSettings(document);
    if (session === null || !settings.hoverEnabled) return null;
    if (settings.hoverDelay > 0) await wait(settings.hoverDelay, token);
    if (token.isCancellationRequested) return null;
    return hoverOf(session, document, position);
  }
}

function hoverOf(session: Session, document: vscode.TextDocument, position: vscode.Position): vscode.Hover | null {
  const source = session.sourceOf(document);
  if (session.shown === null || source === null) return null;
  const { trace } = session.shown;
  const line = lineThen(session, document, position, source);
  const visits = trace.visits(source, line);
  const link = linkFor(session);
  const contents: vscode.MarkdownString[] = [];
  const word = document.getWordRangeAtPosition(position, /[\p{ID_Start}$_][\p{ID_Continue}$]*/u);
  if (word !== undefined) {
    const here = trace.at(session.step).place;
    const onLine = here !== null && here.source === source && here.line === line;
    const step = onLine ? session.step : (nearestVisit(visits, session.step)?.step ?? session.step);
    const card = nameCard(trace, step, document.getText(word), link);
    if (card !== null) contents.push(markdown(card));
  }
  const card = lineCard(trace, session.step, source, line, link);
  if (card !== null) contents.push(markdown(card));
  if (contents.length === 0) return null;
  return new vscode.Hover(contents, word ?? document.lineAt(position.line).range);
}

/** The 1-based line of the traced text that is now under a position. */
function lineThen(session: Session, document: vscode.TextDocument, position: vscode.Position, source: number): number {
  const { text } = document.lineAt(position.line);
  const indent = text.length - text.trimStart().length;
  const offset = session.offsetThen(document, position.with({ character: Math.min(indent, text.length) }));
  const before = session.shown!.trace.sources[source]!.text.slice(0, offset);
  return (before.match(/\r\n|[\n\r\u2028\u2029]/g)?.length ?? 0) + 1;
}

function linkFor(session: Session): CommandLink {
  const uri = session.uri.toString();
  return (command, ...args) =>
    `command:${LINK_COMMANDS[command]}?${encodeURIComponent(JSON.stringify([uri, ...args]))}`;
}

function markdown(value: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString(value, true);
  text.isTrusted = { enabledCommands: [...Object.values(LINK_COMMANDS), COMMANDS.traceFile] };
  return text;
}

function wait(milliseconds: number, token: vscode.CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    const cancelled = token.onCancellationRequested(done);
    function done(): void {
      clearTimeout(timer);
      cancelled.dispose();
      resolve();
    }
  });
}
