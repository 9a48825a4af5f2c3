import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openTrace } from '../../src/trace/read';
import {
  closeAll,
  closeTab,
  hoverText,
  open,
  problems,
  replace,
  session,
  trace,
  until,
  workspaceFile,
} from './support';

const PROGRAM = `function greet(name) {
  return 'hello ' + name;
}
queueMicrotask(function sweep() { console.log('sweep'); });
console.log(greet('one'));
console.log(greet('two'));
`;

async function opened() {
  const { bytes, step } = await session();
  const recorded = openTrace(bytes!);
  const source = recorded.sources.find(({ file }) => file === recorded.entry)!.id;
  return { recorded, step, source };
}

async function consoleLines(): Promise<string[]> {
  return (await opened()).recorded.consoleLines().map(({ text }) => text);
}

describe('tracing', () => {
  afterEach(closeAll);

  it('traces the text of the editor, saved or not', async () => {
    const editor = await open('unsaved.js', `console.log('saved');`);
    await replace(editor, 'saved', 'unsaved');
    assert.ok(editor.document.isDirty);
    await vscode.commands.executeCommand('loopscope.traceFile');
    assert.deepEqual(await consoleLines(), ['unsaved']);
  });

  it('traces an untitled text', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'javascript',
      content: 'console.log(6 * 7);',
    });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('loopscope.traceFile');
    assert.deepEqual(await consoleLines(), ['42']);
    assert.deepEqual(Object.keys((await session()).marks), [document.uri.toString()]);
  });

  it('loads what a program imports, unsaved texts included', async () => {
    await open('lib/base.mjs', `export const base = 40;`);
    const part = await open('lib/part.mjs', `import { base } from './base.mjs';\nexport const sum = base + 1;`);
    await replace(part, '+ 1', '+ 2');
    await trace('uses.mjs', `import { sum } from './lib/part.mjs';\nconsole.log(sum);`);
    assert.deepEqual(await consoleLines(), ['42']);
  });

  it('traces TypeScript', async () => {
    await trace('typed.ts', `const n: number = 3;\nconsole.log(n as unknown as string);`);
    assert.deepEqual(await consoleLines(), ['3']);
  });

  it('begins at the first statement and walks by its commands', async () => {
    await trace('walk.js', PROGRAM);
    const { recorded, step, source } = await opened();
    assert.equal(step, recorded.visits(source, 4)[0]);
    const after = async (command: string) => {
      await vscode.commands.executeCommand(`loopscope.${command}`);
      return (await session()).step;
    };
    assert.equal(await after('stepForward'), step + 1);
    assert.equal(await after('stepBack'), step);
    assert.equal(await after('stepOver'), recorded.stepOver(step, 1));
    assert.equal(await after('last'), recorded.stepCount - 1);
    assert.equal(await after('first'), 0);
    assert.equal(await after('nextMicrotask'), recorded.nextMicrotask(0, 1));
    assert.equal(await after('previousTask'), recorded.nextTask(recorded.nextMicrotask(0, 1), -1));
    await vscode.commands.executeCommand('loopscope.goToStep', 5);
    assert.equal((await session()).step, 5);
  });

  it('marks the step, the frames below it, and what ran', async () => {
    const { document } = await trace('marks.js', PROGRAM);
    const { recorded, source } = await opened();
    await vscode.commands.executeCommand('loopscope.goToStep', recorded.visits(source, 2)[1]);
    const marks = (await session()).marks[document.uri.toString()]!;
    assert.deepEqual(marks.current, [1]);
    assert.deepEqual(marks.below, [5]);
    assert.deepEqual([...marks.visited, ...marks.hot].sort(), [1, 3, 4, 5]);
    assert.deepEqual(marks.values, [`0: name = 'two'`]);
    await vscode.commands.executeCommand('loopscope.toggleValues');
    assert.deepEqual((await session()).marks[document.uri.toString()]!.values, []);
    await vscode.commands.executeCommand('loopscope.toggleValues');
  });

  it('runs to the cursor', async () => {
    const editor = await trace('cursor.js', PROGRAM);
    await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
    vscode.window.activeTextEditor!.selection = new vscode.Selection(1, 4, 1, 4);
    const { recorded, source } = await opened();
    for (const expected of [0, 1, 0]) {
      await vscode.commands.executeCommand('loopscope.runToCursor');
      assert.equal((await session()).step, recorded.visits(source, 2)[expected]);
    }
  });

  it('tells over a line what ran and waited there, over a name its value', async () => {
    const { document } = await trace('hover.js', PROGRAM);
    const card = await hoverText(document.uri, 1, 3);
    assert.match(card, /\*\*Line 2 at step \d+\*\* · visit 1 of 2/);
    assert.match(card, /`greet\('one'\)` \| `sweep`/);
    assert.match(card, /This line ran 2 times/);
    assert.match(await hoverText(document.uri, 1, 22), /`name = 'one'`/);
    await vscode.workspace
      .getConfiguration('loopscope')
      .update('hover.enabled', false, vscode.ConfigurationTarget.Global);
    assert.equal(await hoverText(document.uri, 1, 3), '');
    await vscode.workspace
      .getConfiguration('loopscope')
      .update('hover.enabled', undefined, vscode.ConfigurationTarget.Global);
  });

  it('follows the text and keeps its place', async () => {
    const editor = await trace('live.js', PROGRAM);
    const before = await opened();
    await vscode.commands.executeCommand('loopscope.goToStep', before.recorded.visits(before.source, 2)[1]);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '// a line above\n'));
    await replace(editor, 'hello', 'hi');
    await until('the new text is traced', async () => (await consoleLines())[0] === 'hi one');
    const { recorded, step, source } = await opened();
    assert.equal(step, recorded.visits(source, 3)[1]);
    assert.deepEqual((await session()).marks[editor.document.uri.toString()]!.current, [2]);
  });

  it('follows a text that was closed and opened again', async () => {
    const editor = await trace('again.js', PROGRAM);
    const { uri } = editor.document;
    const column = editor.viewColumn;
    await closeTab(({ label }) => label === 'again.js');
    const again = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), column);
    await replace(again, 'hello', 'hi');
    await until('the new text is traced', async () => (await consoleLines())[0] === 'hi one');
    assert.ok((await session()).marks[uri.toString()]!.current.length > 0);
  });

  it('keeps the last good trace while the text does not parse, and says where', async () => {
    const editor = await trace('broken.js', PROGRAM);
    await replace(editor, `greet('two'))`, `greet('two') +)`);
    await until('the trace is stale', async () => (await session()).stale !== null);
    const { stale, stepCount } = await session();
    assert.match(stale!, /^broken\.js:6:\d+: SyntaxError: Unexpected token '\)'$/);
    assert.ok(stepCount > 0);
    const [problem] = problems(editor.document.uri);
    assert.equal(problem?.message, "SyntaxError: Unexpected token ')'");
    assert.equal(problem?.range.start.line, 5);
    await replace(editor, `greet('two') +)`, `greet('two'))`);
    await until('the trace is good again', async () => (await session()).stale === null);
    assert.deepEqual(problems(editor.document.uri), []);
  });

  it('shows an uncaught error and an unhandled rejection at their lines', async () => {
    const thrown = await trace('throws.js', `const x = 1;\nx();\n`);
    await until('there is a problem', () => problems(thrown.document.uri).length > 0);
    const [error] = problems(thrown.document.uri);
    assert.match(error!.message, /x is not a function/);
    assert.deepEqual([error!.range.start.line, error!.severity], [1, vscode.DiagnosticSeverity.Error]);
    const rejected = await trace('rejects.js', `\nPromise.reject(new Error('nobody cares'));\n`);
    await until('there is a problem', () => problems(rejected.document.uri).length > 0);
    assert.ok(problems(rejected.document.uri).some(({ message }) => /^Uncaught Error: nobody cares$/.test(message)));
  });

  it('keeps part of an endless run while the editor goes on', async () => {
    await vscode.workspace.getConfiguration('loopscope').update('timeLimit', 2, vscode.ConfigurationTarget.Global);
    const editor = await open('endless.js', `let n = 0;\nwhile (true) {\n  n++;\n}\n`);
    const run = vscode.commands.executeCommand('loopscope.traceFile');
    const begun = Date.now();
    let longest = 0;
    let last = begun;
    const pulse = setInterval(() => {
      longest = Math.max(longest, Date.now() - last);
      last = Date.now();
    }, 10);
    await run;
    clearInterval(pulse);
    const { ending, stepCount } = await session();
    assert.match(ending, /^limit /);
    assert.ok(stepCount > 1000, `${stepCount} steps`);
    assert.ok(longest < 1500, `the extension host was busy for ${longest} ms`);
    assert.ok(problems(editor.document.uri).some(({ code }) => code === 'limit'));
    await vscode.workspace
      .getConfiguration('loopscope')
      .update('timeLimit', undefined, vscode.ConfigurationTarget.Global);
  });

  it('closes with its panel, and leaves nothing behind', async () => {
    const { document } = await trace('closes.js', `x();`);
    await until('there is a problem', () => problems(document.uri).length > 0);
    await closeTab(({ input }) => input instanceof vscode.TabInputWebview);
    await until('the problem is gone', () => problems(document.uri).length === 0);
    assert.equal(await hoverText(document.uri, 0, 0), '');
  });
});

describe('bad input', () => {
  afterEach(closeAll);

  it('is named, and nothing is traced', async () => {
    await vscode.workspace.fs.writeFile(workspaceFile('picture.js'), new Uint8Array([0x89, 0x50, 0, 0, 1]));
    await vscode.workspace.fs.writeFile(workspaceFile('notes.txt'), new TextEncoder().encode('notes'));
    const { openProgram } = await import('../../src/extension/input');
    await assert.rejects(openProgram(workspaceFile('picture.js')), {
      message: 'picture.js: is binary, not a program text',
    });
    await assert.rejects(openProgram(workspaceFile('notes.txt')), /^InputProblem|notes\.txt: unknown kind of file/);
    await assert.rejects(openProgram(workspaceFile('nowhere.js')), { message: 'nowhere.js: no such file' });
  });

  it('is an empty file, with a message at its start', async () => {
    const { document } = await trace('empty.js', '');
    assert.equal((await session()).stale, 'empty.js:1:1: the file is empty, so there is nothing to trace');
    assert.equal(problems(document.uri).length, 1);
  });

  it('is a missing import, at the line that asks for it', async () => {
    const { document } = await trace('missing.js', `console.log(1);\nrequire('./nowhere');\n`);
    await until('there is a problem', () => problems(document.uri).length > 0);
    const [problem] = problems(document.uri);
    assert.match(problem!.message, /Cannot find module '\.\/nowhere'/);
    assert.equal(problem!.range.start.line, 1);
  });
});
