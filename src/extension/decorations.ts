import * as vscode from 'vscode';
import { Disposables } from '../base';
import type { Place } from '../trace/read';
import { lineValues } from './line-values';
import type { Session } from './session';

/** A line visited more often than this, and more often than most, is hot. */
const HOT = 3;
/** Frames marked below the current one, in a recursion too deep to see through. */
const MOST_FRAMES = 200;
/** Ends of lines are for a glance. */
const MOST_VALUE_CHARACTERS = 80;

/** Marks in every visible editor that shows a traced text: where the step is, what lies below it, what ran. */
export class Decorations implements vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly current: vscode.TextEditorDecorationType;
  private readonly below: vscode.TextEditorDecorationType;
  private readonly visited: vscode.TextEditorDecorationType;
  private readonly hot: vscode.TextEditorDecorationType;
  private readonly values: vscode.TextEditorDecorationType;
  /** Which trace's bands an editor shows. */
  private readonly bandsOf = new WeakMap<vscode.TextEditor, string>();
  /** What each kind marks now, by document, for tests and pictures. */
  readonly marked = new Map<
    string,
    { current: number[]; below: number[]; visited: number[]; hot: number[]; values: string[] }
  >();

  constructor(extension: vscode.Uri) {
    const icon = (name: string): vscode.Uri => vscode.Uri.joinPath(extension, 'media', name);
    const colour = (id: string): vscode.ThemeColor => new vscode.ThemeColor(id);
    const make = (options: vscode.DecorationRenderOptions): vscode.TextEditorDecorationType =>
      this.owned.add(vscode.window.createTextEditorDecorationType(options));
    const closed = vscode.DecorationRangeBehavior.ClosedClosed;
    this.current = make({
      isWholeLine: true,
      rangeBehavior: closed,
      backgroundColor: colour('editor.stackFrameHighlightBackground'),
      overviewRulerColor: colour('editor.stackFrameHighlightBackground'),
      overviewRulerLane: vscode.OverviewRulerLane.Full,
      light: { gutterIconPath: icon('step-light.svg') },
      dark: { gutterIconPath: icon('step-dark.svg') },
      gutterIconSize: 'contain',
    });
    this.below = make({
      isWholeLine: true,
      rangeBehavior: closed,
      borderStyle: 'solid',
      borderWidth: '0 0 1px 0',
      // The colours of their icons: the current line's own is too pale for a hairline.
      light: { gutterIconPath: icon('frame-light.svg'), borderColor: '#7a5c00a0' },
      dark: { gutterIconPath: icon('frame-dark.svg'), borderColor: '#ffcc00a0' },
      gutterIconSize: 'contain',
    });
    const band = (width: string): vscode.DecorationRenderOptions => ({
      isWholeLine: true,
      rangeBehavior: closed,
      borderStyle: 'solid',
      borderWidth: `0 0 0 ${width}`,
      borderColor: colour('editorCodeLens.foreground'),
    });
    this.visited = make(band('2px'));
    this.hot = make(band('4px'));
    this.values = make({
      rangeBehavior: closed,
      after: { color: colour('editorInlayHint.foreground'), fontStyle: 'italic', margin: '0 0 0 2em' },
    });
  }

  /** Draws one editor for a session; null clears it. */
  draw(editor: vscode.TextEditor, session: Session | null, withValues: boolean): void {
    const { document } = editor;
    const source = session?.sourceOf(document) ?? null;
    if (session === null || session.shown === null || source === null) {
      this.bandsOf.delete(editor);
      if (!this.marked.delete(document.uri.toString())) return;
      for (const kind of [this.current, this.below, this.visited, this.hot, this.values])
        editor.setDecorations(kind, []);
      return;
    }
    const { trace } = session.shown;
    const state = trace.at(session.step);
    const lineOf = (place: Pick<Place, 'start' | 'end'>): number => session.rangeNow(document, place).start.line;
    const stack = state.agents.find(({ id }) => id === state.agent)?.stack ?? [];
    const top = state.place ?? stack[0]?.place ?? null;
    const current = top !== null && top.source === source ? lineOf(top) : -1;
    const below = stack
      .slice(1, MOST_FRAMES)
      .map(({ place }) => place)
      .filter((place): place is Place => place !== null && place.source === source)
      .map(lineOf)
      .filter((line) => line !== current);
    const bands = visitedLines(session, document, source);
    const values = withValues ? this.valueTexts(session, document, source) : [];
    const whole = (lines: Iterable<number>): vscode.Range[] =>
      [...new Set(lines)].map((line) => new vscode.Range(line, 0, line, 0));
    editor.setDecorations(this.current, whole(current >= 0 ? [current] : []));
    editor.setDecorations(this.below, whole(below));
    // The bands are the same at every step: an editor keeps them until the trace or its text changes.
    const drawn = `${session.uri} ${session.shown.revision} ${document.version}`;
    if (this.bandsOf.get(editor) !== drawn) {
      this.bandsOf.set(editor, drawn);
      editor.setDecorations(this.visited, whole(bands.visited));
      editor.setDecorations(this.hot, whole(bands.hot));
    }
    editor.setDecorations(
      this.values,
      values.map(({ line, text }) => ({
        range: document.lineAt(line).range.with({ start: document.lineAt(line).range.end }),
        renderOptions: { after: { contentText: text } },
      })),
    );
    this.marked.set(document.uri.toString(), {
      current: current >= 0 ? [current] : [],
      below: [...new Set(below)],
      ...bands,
      values: values.map(({ line, text }) => `${line}: ${text}`),
    });
  }

  /** Forgets editors that no longer show. */
  keepOnly(documents: ReadonlySet<string>): void {
    for (const uri of this.marked.keys()) if (!documents.has(uri)) this.marked.delete(uri);
  }

  dispose(): void {
    this.owned.dispose();
  }

  private valueTexts(
    session: Session,
    document: vscode.TextDocument,
    source: number,
  ): { line: number; text: string }[] {
    const byLine = new Map<number, string[]>();
    for (const { place, text } of lineValues(session.shown!.trace, session.step, source)) {
      const { line } = session.rangeNow(document, place).start;
      byLine.set(line, [...(byLine.get(line) ?? []), text]);
    }
    return [...byLine].map(([line, texts]) => {
      const text = texts.join('   ');
      return {
        line,
        text: text.length > MOST_VALUE_CHARACTERS ? `${text.slice(0, MOST_VALUE_CHARACTERS - 1)}…` : text,
      };
    });
  }
}

/** Lines that ran, told apart by how often; 0-based, where they are now. */
function visitedLines(
  session: Session,
  document: vscode.TextDocument,
  source: number,
): { visited: number[]; hot: number[] } {
  const { trace } = session.shown!;
  const counts = trace.visitCounts(source);
  const ran = counts.filter((count) => count > 0);
  const mean = ran.reduce((sum, count) => sum + count, 0) / Math.max(1, ran.length);
  const starts = lineStarts(trace.sources[source]!.text);
  const visited: number[] = [];
  const hot: number[] = [];
  counts.forEach((count, line) => {
    if (count === 0 || line === 0) return;
    const start = starts[line - 1] ?? 0;
    const now = session.rangeNow(document, { start, end: start }).start.line;
    (count >= HOT && count > 2 * mean ? hot : visited).push(now);
  });
  return { visited, hot };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  const ends = /\r\n|[\n\r\u2028\u2029]/g;
  while (ends.exec(text) !== null) starts.push(ends.lastIndex);
  return starts;
}
