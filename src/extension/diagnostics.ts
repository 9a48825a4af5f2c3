import * as vscode from 'vscode';
import type { Notice } from '../trace/read';
import type { Session } from './session';

const SEVERITY: Readonly<Record<Notice['kind'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  limit: vscode.DiagnosticSeverity.Warning,
  starvation: vscode.DiagnosticSeverity.Warning,
  deadlock: vscode.DiagnosticSeverity.Warning,
  notModelled: vscode.DiagnosticSeverity.Information,
  openOrder: vscode.DiagnosticSeverity.Information,
};

/** What is wrong with a session's text, and what its run met, at their places. */
export class Diagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('loopscope');

  update(session: Session): void {
    const { document } = session;
    if (document === null) return;
    this.collection.clear();
    const found = new Map<string, { uri: vscode.Uri; list: vscode.Diagnostic[] }>();
    const add = (uri: vscode.Uri, diagnostic: vscode.Diagnostic): void => {
      diagnostic.source = 'Loopscope';
      const entry = found.get(uri.toString()) ?? { uri, list: [] };
      found.set(uri.toString(), entry);
      entry.list.push(diagnostic);
    };
    const { stale, shown } = session;
    if (stale !== null) add(document.uri, staleDiagnostic(document, stale));
    else if (shown !== null) {
      const { trace } = shown;
      const { ending } = trace;
      const notices: Pick<Notice, 'kind' | 'text' | 'step' | 'place'>[] = [...trace.notices];
      if (ending.kind === 'limit' && !notices.some(({ kind }) => kind === 'limit')) {
        notices.push({ kind: 'limit', text: ending.text, step: ending.step, place: ending.place });
      }
      for (const { kind, text, step, place } of notices) {
        const at = place ?? placeBefore(session, step);
        const uri = at === null ? null : session.uriOf(at.source);
        const target = uri ?? document.uri;
        const open = vscode.workspace.textDocuments.find((d) => d.uri.toString() === target.toString());
        const range =
          at === null || uri === null
            ? new vscode.Range(0, 0, 0, 0)
            : open === undefined
              ? new vscode.Range(
                  at.line - 1,
                  at.column - 1,
                  at.line - 1,
                  at.column - 1 + Math.max(1, at.end - at.start),
                )
              : session.rangeNow(open, at);
        const diagnostic = new vscode.Diagnostic(
          range,
          describe(kind, text),
          SEVERITY[kind] ?? vscode.DiagnosticSeverity.Information,
        );
        diagnostic.code = kind;
        add(target, diagnostic);
      }
    }
    for (const { uri, list } of found.values()) this.collection.set(uri, list);
  }

  dispose(): void {
    this.collection.dispose();
  }
}

function staleDiagnostic(
  document: vscode.TextDocument,
  { problem, text }: NonNullable<Session['stale']>,
): vscode.Diagnostic {
  if (problem === null) {
    const first = new vscode.Range(0, 0, 0, Math.max(1, document.lineAt(0).text.length));
    return new vscode.Diagnostic(first, text, vscode.DiagnosticSeverity.Warning);
  }
  // The problem was found in the very text that is in the editor, or in one a moment older.
  const start = document.positionAt(problem.start);
  const end = document.positionAt(Math.max(problem.end, problem.start + 1));
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(start, end),
    `SyntaxError: ${problem.message}`,
    vscode.DiagnosticSeverity.Error,
  );
  diagnostic.code = 'syntax';
  return diagnostic;
}

/** A notice in words of its own: without the stack, which the range and the panel show. */
function describe(kind: Notice['kind'], text: string): string {
  const first = text.trim().split('\n')[0]!;
  switch (kind) {
    case 'limit':
      return `Stopped at ${first}. The trace up to here is complete.`;
    case 'notModelled':
      return `Not modelled: ${first}. Steps from here on may differ from the real host.`;
    case 'error':
      return first === 'unhandledRejection'
        ? 'A promise was rejected here, and nobody handles it.'
        : `Uncaught ${first}`;
    default:
      return first;
  }
}

/** The nearest place at or before a step: some steps are the host's and have none. */
function placeBefore(session: Session, step: number): Notice['place'] {
  const { trace } = session.shown!;
  for (let s = step; s >= 0 && step - s < 1_000; s--) {
    const { place } = trace.summary(s);
    if (place !== null) return place;
  }
  return null;
}
