import * as vscode from 'vscode';
import { COMMANDS, type CommandName, LINK_COMMANDS, PANEL_KEY, VIEW_TYPE } from './contributions';
import type { Controller } from './controller';
import type { Platform } from './platform';

/** What `activate` gives back: a way for tests to look inside. */
export interface LoopscopeApi {
  /** Milliseconds that activation took. */
  readonly activationTime: number;
  /** Waits until nothing runs or is due, and tells what is shown. */
  session(): Promise<SessionFacts | null>;
}

export interface SessionFacts {
  readonly uri: string;
  readonly step: number;
  readonly stepCount: number;
  readonly revision: number;
  readonly host: string;
  readonly stale: string | null;
  readonly ending: string;
  readonly bytes: Uint8Array | null;
  /** 0-based lines marked in each document, by its URI. */
  readonly marks: Readonly<
    Record<
      string,
      {
        readonly current: readonly number[];
        readonly below: readonly number[];
        readonly visited: readonly number[];
        readonly hot: readonly number[];
        readonly values: readonly string[];
      }
    >
  >;
}

/**
 * Registers what the extension offers; the same in the Node and the web extension host. Everything else is loaded when it is
 * first used.
 */
export function activateLoopscope(
  context: vscode.ExtensionContext,
  loadPlatform: () => Promise<Platform>,
): LoopscopeApi {
  const begun = performance.now();
  let activationTime = 0;
  let loaded: Promise<Controller> | null = null;
  const load = async (): Promise<Controller> => {
    const [{ Controller }, { runAction }, platform] = await Promise.all([
      import('./controller'),
      import('./commands'),
      loadPlatform(),
    ]);
    const controller = new Controller(context, platform, runAction);
    controller.log(`activated in ${activationTime.toFixed(1)} ms`);
    context.subscriptions.push(controller);
    return controller;
  };
  const controller = (): Promise<Controller> => (loaded ??= load());

  const register = (id: string, run: (controller: Controller, args: readonly unknown[]) => Promise<unknown>): void => {
    const command = async (...args: unknown[]): Promise<unknown> => {
      try {
        return await run(await controller(), args);
      } catch (error) {
        (await import('./commands')).report(error);
        return undefined;
      }
    };
    context.subscriptions.push(vscode.commands.registerCommand(id, command));
  };
  for (const [name, id] of Object.entries(COMMANDS) as [CommandName, string][]) {
    register(id, async (target, args) => (await import('./commands')).runCommand(target, name, args));
  }
  for (const [name, id] of Object.entries(LINK_COMMANDS) as [keyof typeof LINK_COMMANDS, string][]) {
    register(id, async (target, args) => (await import('./commands')).runLink(target, name, args));
  }
  context.subscriptions.push(
    vscode.commands.registerCommand(PANEL_KEY, () => {}),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(view: vscode.WebviewPanel, state: unknown) {
        try {
          await (await controller()).restore(view, state);
        } catch (error) {
          view.dispose();
          (await import('./commands')).report(error);
        }
      },
    }),
  );
  activationTime = performance.now() - begun;
  return {
    activationTime,
    session: async () => (loaded === null ? null : facts(await loaded)),
  };
}

async function facts(controller: Controller): Promise<SessionFacts | null> {
  const session = controller.active;
  if (session === null) return null;
  await controller.settled(session);
  const { shown } = session;
  return {
    uri: session.uri.toString(),
    step: session.step,
    stepCount: shown?.trace.stepCount ?? 0,
    revision: shown?.revision ?? 0,
    host: session.host,
    stale: session.stale?.text ?? null,
    ending: shown === null ? '' : `${shown.trace.ending.kind} ${shown.trace.ending.text}`.trim(),
    bytes: shown?.bytes ?? null,
    marks: Object.fromEntries(controller.marks),
  };
}
