import * as vscode from 'vscode';
import type { Step, Trace } from '../trace/read';
import { countUpTo } from './anchor';
import type { CommandName } from './contributions';
import type { Controller } from './controller';
import { InputProblem } from './input';
import { Player } from './player';
import { openSavedTrace, saveTrace } from './saved-trace';
import type { Session } from './session';
import { type HostChoice, readSettings } from './settings';

/** Where each stepping command leads from a step. */
const MOVES = {
  stepForward: (trace, step) => Math.min(trace.stepCount - 1, step + 1),
  stepBack: (_trace, step) => Math.max(0, step - 1),
  stepOver: (trace, step) => trace.stepOver(step, 1),
  stepOverBack: (trace, step) => trace.stepOver(step, -1),
  stepOut: (trace, step) => trace.stepOut(step, 1),
  first: () => 0,
  last: (trace) => trace.stepCount - 1,
  nextTask: (trace, step) => trace.nextTask(step, 1),
  previousTask: (trace, step) => trace.nextTask(step, -1),
  nextMicrotask: (trace, step) => trace.nextMicrotask(step, 1),
  previousMicrotask: (trace, step) => trace.nextMicrotask(step, -1),
  nextVisit: (trace, step) => trace.nextVisit(step, 1),
  previousVisit: (trace, step) => trace.nextVisit(step, -1),
} satisfies Partial<Record<CommandName, (trace: Trace, step: Step) => Step>>;

type Move = keyof typeof MOVES;

const player = new Player();

/** Runs a command by its name; `args` as VS Code hands them over. */
export async function runCommand(
  controller: Controller,
  name: CommandName,
  args: readonly unknown[],
): Promise<unknown> {
  if (name in MOVES) {
    withTrace(controller, (session, trace) => {
      player.stop();
      session.goTo(MOVES[name as Move](trace, session.step));
    });
    return undefined;
  }
  switch (name) {
    case 'traceFile':
      return traceFile(controller, args[0]);
    case 'play':
      return withTrace(controller, (session) => player.toggle(session));
    case 'goToStep':
      return goToStep(controller, args[0]);
    case 'runToCursor':
      return runToCursor(controller);
    case 'selectHost':
      return selectHost(controller, args[0]);
    case 'toggleValues':
      return controller.toggleValues();
    case 'stop':
      player.stop();
      for (const session of controller.sessions) session.cancel();
      return undefined;
    case 'openTrace':
      return openSavedTrace(controller, args[0]);
    case 'saveTrace':
      return withTrace(controller, (session) => saveTrace(session));
  }
  return undefined;
}

/** Does what a panel's button or notice asks: most are commands by their name. */
export function runAction(controller: Controller, session: Session, action: string, value: unknown): void {
  const done = async (): Promise<unknown> => {
    switch (action) {
      case 'host':
      case 'selectHost':
        return setHost(session, value);
      case 'cancel':
      case 'stop':
        return session.cancel();
      case 'raiseLimit':
        session.maxSteps = 10 * (session.maxSteps ?? readSettings(session.uri).maxSteps);
        return session.retrace();
      case 'showError':
        return showProblem(session);
      case 'trace':
      case 'retrace':
        return session.retrace();
      case 'openSettings':
        return vscode.commands.executeCommand('workbench.action.openSettings', 'loopscope');
      case 'saveTrace':
        return saveTrace(session);
      case 'toggleValues':
        return controller.toggleValues();
      case 'openExternal':
        return typeof value === 'string' && /^https:\/\//.test(value)
          ? vscode.env.openExternal(vscode.Uri.parse(value, true))
          : undefined;
      case 'copy':
        return typeof value === 'string' ? vscode.env.clipboard.writeText(value) : undefined;
      default:
        return undefined;
    }
  };
  done().catch(report);
}

/** Follows a link of a hover. */
export async function runLink(
  controller: Controller,
  name: 'showStep' | 'showVisits' | 'showPanel',
  args: readonly unknown[],
): Promise<void> {
  const [uri, first, second] = args;
  const session = typeof uri === 'string' ? controller.sessionFor(uri) : controller.active;
  if (session?.shown == null) return;
  if (name === 'showVisits') {
    if (typeof first === 'number' && typeof second === 'number') await showVisits(session, first, second);
    return;
  }
  if (typeof first === 'number') session.goTo(first);
  if (name === 'showPanel') controller.panelOf(session)?.reveal();
}

/** Tells a person what went wrong, in one line. */
export function report(error: unknown): void {
  if (error instanceof InputProblem) {
    vscode.window.showErrorMessage(`Loopscope: ${error.message}`);
    return;
  }
  console.error('Loopscope', error);
  vscode.window.showErrorMessage(`Loopscope: ${error instanceof Error ? error.message : String(error)}`);
}

function withTrace<T>(controller: Controller, use: (session: Session, trace: Trace) => T): T | undefined {
  const session = controller.active;
  if (session?.shown == null) {
    vscode.window.showInformationMessage(
      'No trace yet. Open a JavaScript or TypeScript file and choose "Trace Execution".',
    );
    return undefined;
  }
  return use(session, session.shown.trace);
}

async function traceFile(controller: Controller, target: unknown): Promise<void> {
  const uri = target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) {
    vscode.window.showInformationMessage('Open a JavaScript or TypeScript file to trace it.');
    return;
  }
  const visible = vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString());
  if (!visible) {
    const { openProgram } = await import('./input');
    await vscode.window.showTextDocument(await openProgram(uri), { viewColumn: vscode.ViewColumn.One });
  }
  const session = await controller.trace(uri);
  if (session.stale !== null) vscode.window.showErrorMessage(`Loopscope: ${session.stale.text}`);
}

async function goToStep(controller: Controller, given: unknown): Promise<void> {
  const session = controller.active;
  if (session?.shown == null) return void withTrace(controller, () => {});
  const last = session.shown.trace.stepCount - 1;
  const check = (text: string): string | undefined =>
    /^\d+$/.test(text.trim()) && Number(text) <= last ? undefined : `A step from 0 to ${last}`;
  const text =
    typeof given === 'number'
      ? String(given)
      : await vscode.window.showInputBox({
          prompt: `Step, from 0 to ${last}`,
          value: String(session.step),
          validateInput: check,
        });
  if (text !== undefined && check(text) === undefined) session.goTo(Number(text));
}

/** Goes to the next time the cursor's line runs; from its last visit to its first. */
function runToCursor(controller: Controller): void {
  const editor = vscode.window.activeTextEditor;
  const session = editor && controller.sessionShowing(editor.document);
  if (!editor || session?.shown == null) return void withTrace(controller, () => {});
  const source = session.sourceOf(editor.document);
  if (source === null) return;
  const { trace } = session.shown;
  const offset = session.offsetThen(editor.document, editor.document.lineAt(editor.selection.active.line).range.end);
  const line = trace.sources[source]!.text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/).length;
  const visits = trace.visits(source, line);
  if (visits.length === 0) {
    vscode.window.showInformationMessage(`Line ${editor.selection.active.line + 1} never runs in this trace.`);
    return;
  }
  session.goTo(visits[countUpTo(visits, session.step)] ?? visits[0]!);
}

const HOSTS: readonly { readonly choice: HostChoice; readonly label: string; readonly description: string }[] = [
  { choice: 'auto', label: 'Automatic', description: 'A browser for HTML pages, else Node' },
  { choice: 'node', label: 'Node', description: 'Phases of the loop, process.nextTick, CommonJS' },
  { choice: 'browser', label: 'Browser', description: 'HTML: tasks, microtask checkpoints, rendering' },
  { choice: 'bare', label: 'Bare engine', description: 'ECMAScript alone' },
];

async function selectHost(controller: Controller, given: unknown): Promise<void> {
  const session = controller.active;
  if (session === null) return void withTrace(controller, () => {});
  if (typeof given === 'string') return setHost(session, given);
  const picked = await vscode.window.showQuickPick(
    HOSTS.map((host) => ({ ...host })),
    { placeHolder: `Host to trace ${session.title} with` },
  );
  if (picked !== undefined) await setHost(session, picked.choice);
}

async function setHost(session: Session, value: unknown): Promise<void> {
  if (!HOSTS.some(({ choice }) => choice === value)) return;
  session.hostChoice = value as HostChoice;
  await session.retrace();
}

async function showVisits(session: Session, source: number, line: number): Promise<void> {
  const { trace } = session.shown!;
  const items = trace
    .visits(source, line)
    .slice(0, 1_000)
    .map((step, i) => ({
      label: `Visit ${i + 1}`,
      description: `step ${step}`,
      detail: trace.summary(step).text,
      step,
    }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: `Visits of line ${line}` });
  if (picked !== undefined) session.goTo(picked.step);
}

async function showProblem(session: Session): Promise<void> {
  const { document, stale } = session;
  if (document === null || stale === null) return;
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  if (stale.problem === null) return;
  const at = document.positionAt(stale.problem.start);
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
