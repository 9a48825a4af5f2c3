import * as vscode from 'vscode';
import { openTrace } from '../trace/read';
import type { Controller } from './controller';
import { InputProblem, nameOf } from './input';
import type { Session } from './session';

/** What a saved trace's name ends with. */
const ENDING = '.loopscope.json';
const MOST_BYTES = 512 * 1024 * 1024;

/** Writes the shown trace to a file that `openSavedTrace` and the command line read. */
export async function saveTrace(session: Session): Promise<void> {
  if (session.shown === null) return;
  const beside = session.uri.with({ path: `${session.uri.path}${ENDING}` });
  const target = await vscode.window.showSaveDialog({
    defaultUri: session.uri.scheme === 'untitled' ? undefined : beside,
    filters: { 'Loopscope trace': ['json'] },
  });
  if (target === undefined) return;
  const text = `${JSON.stringify({ loopscope: 1, bytes: toBase64(session.shown.bytes) })}\n`;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
}

/** Opens a saved trace in a panel; the file is asked for if none is given. */
export async function openSavedTrace(controller: Controller, given: unknown): Promise<void> {
  const uri =
    given instanceof vscode.Uri
      ? given
      : (
          await vscode.window.showOpenDialog({ openLabel: 'Open Trace', filters: { 'Loopscope trace': ['json'] } })
        )?.[0];
  if (uri === undefined) return;
  const bytes = await readTrace(uri);
  let trace: ReturnType<typeof openTrace>;
  try {
    trace = openTrace(bytes);
  } catch (error) {
    throw new InputProblem(
      `${nameOf(uri)}: can't be opened: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  controller.showSaved(uri, { trace, bytes, revision: 1, exitCode: trace.exitCode });
}

async function readTrace(uri: vscode.Uri): Promise<Uint8Array> {
  const name = nameOf(uri);
  const content = await vscode.workspace.fs.readFile(uri);
  if (content.length > MOST_BYTES) throw new InputProblem(`${name}: too large for a trace`);
  // The bytes themselves, or JSON around them.
  if (content[0] !== 0x7b) return content;
  let saved: unknown;
  try {
    saved = JSON.parse(new TextDecoder().decode(content));
  } catch {
    throw new InputProblem(`${name}: is no saved trace: its JSON is damaged`);
  }
  const { loopscope, bytes } = saved as { loopscope?: unknown; bytes?: unknown };
  if (loopscope !== 1 || typeof bytes !== 'string')
    throw new InputProblem(`${name}: is no saved trace of a version this Loopscope reads`);
  return fromBase64(bytes, name);
}

function fromBase64(text: string, name: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (ch) => ch.charCodeAt(0));
  } catch {
    throw new InputProblem(`${name}: is no saved trace: its bytes are damaged`);
  }
}

/** In pieces: a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}
