import * as vscode from 'vscode';
import { LANGUAGES, TRACEABLE } from './contributions';

/** Why a file can't be traced, in words that name it. */
export class InputProblem extends Error {}

/** More text than this is no program a person steps through. */
const MOST_BYTES = 16 * 1024 * 1024;

export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** The path a document is traced under: its own, with an extension that tells the language of an untitled text. */
export function entryPath(document: vscode.TextDocument): string {
  const { path } = document.uri;
  const absolute = path.startsWith('/') ? path : `/${path}`;
  return TRACEABLE.test(absolute) ? absolute : absolute + (LANGUAGES[document.languageId] ?? '');
}

/** Why a text can't be traced at all; null when it can be tried. */
export function textProblem(name: string, text: string): string | null {
  if (text.trim() === '') return `${name}:1:1: the file is empty, so there is nothing to trace`;
  if (text.length > MOST_BYTES)
    return `${name}: ${Math.round(text.length / 1048576)} MB, more than the 16 MB that can be traced`;
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    const before = text.slice(0, nul);
    const line = before.split('\n').length;
    return `${name}:${line}:${nul - before.lastIndexOf('\n')}: is binary, not a program text`;
  }
  return null;
}

/** Opens a file for tracing. Throws an InputProblem that says what is wrong with it. */
export async function openProgram(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const name = nameOf(uri);
  const open = vscode.workspace.textDocuments.find((d) => d.uri.toString() === uri.toString());
  if (open === undefined) await checkFile(uri, name);
  let document: vscode.TextDocument;
  try {
    document = open ?? (await vscode.workspace.openTextDocument(uri));
  } catch (error) {
    throw new InputProblem(`${name}: can't be opened as text (${firstLine(error)})`);
  }
  if (!TRACEABLE.test(entryPath(document))) {
    throw new InputProblem(`${name}: unknown kind of file; .js, .mjs, .cjs, .ts, .mts, .cts, .jsx, .tsx or .html`);
  }
  return document;
}

async function checkFile(uri: vscode.Uri, name: string): Promise<void> {
  let stat: vscode.FileStat;
  let start: Uint8Array;
  try {
    stat = await vscode.workspace.fs.stat(uri);
    if (stat.type & vscode.FileType.Directory) throw new InputProblem(`${name}: is a folder; choose a file`);
    if (stat.size > MOST_BYTES) {
      throw new InputProblem(`${name}: ${Math.round(stat.size / 1048576)} MB, more than the 16 MB that can be traced`);
    }
    start = await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof InputProblem) throw error;
    const missing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    throw new InputProblem(`${name}: ${missing ? 'no such file' : `can't be read (${firstLine(error)})`}`);
  }
  if (!TRACEABLE.test(uri.path) && !TRACEABLE.test(name)) {
    throw new InputProblem(`${name}: unknown kind of file; .js, .mjs, .cjs, .ts, .mts, .cts, .jsx, .tsx or .html`);
  }
  if (start.subarray(0, 8192).includes(0)) throw new InputProblem(`${name}: is binary, not a program text`);
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0]!;
}
