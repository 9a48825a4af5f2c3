import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DiskLoader } from '../../src/runner/disk';
import { plainText, type Trace } from '../../src/trace/read';
import { fromRoot } from '../support/root.mjs';
import { entrySource, traced, visit } from '../support/traced';
import { packagedExtension } from '../support/vscode/packaged.mjs';
import { THEMES, Workbench } from '../support/vscode/workbench.mjs';

const FILE = 'orders.js';

describe('tracing a file', () => {
  let workbench: Workbench;
  let folder: string;
  let trace: Trace;

  before(async () => {
    folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'loopscope-e2e-')), 'samples');
    cpSync(fromRoot('media/samples'), folder, { recursive: true });
    const entry = path.join(folder, FILE);
    trace = traced(readFileSync(entry, 'utf8'), { entry, files: new DiskLoader([folder]) });
    workbench = await Workbench.open({
      vsix: packagedExtension(),
      folder,
      file: FILE,
      viewport: { width: 1600, height: 900 },
    });
    await workbench.chooseFromContextMenu(workbench.lineWith(FILE, 'function price'), 'Trace Execution');
  });

  after(async () => {
    await workbench?.close();
    rmSync(path.dirname(folder), { recursive: true, force: true });
  });

  /** Waits until the panel shows a step, and compares all of it that is plain text with the trace. */
  async function shows(step: number): Promise<void> {
    const panel = workbench.panel();
    await panel.locator(`body[data-settled="${step}"]`).waitFor();
    const state = trace.at(step);
    const text = async (part: string): Promise<string> =>
      (await panel.locator(`[data-part="${part}"]`).allTextContents()).join('\n');
    assert.ok((await text('sentence')).startsWith(plainText(state.sentence)), `the sentence of step ${step}`);
    assert.equal(await panel.locator('#step-number').inputValue(), String(step));
    const stack = await text('stack');
    for (const { title } of (state.agents[0]?.stack ?? []).slice(0, 4))
      assert.ok(stack.includes(title), `${title} on the stack: ${stack}`);
    // Nothing to join while nothing runs.
    const tips = await panel.locator('.now-head').evaluateAll((heads) => {
      const foot = document.querySelector('[data-foot]:not(.idle)')?.getBoundingClientRect();
      return heads.map((head) => (foot === undefined ? 0 : Math.abs(head.getBoundingClientRect().left - foot.right)));
    });
    assert.ok(
      tips.every((tip) => tip < 12),
      `the arrow ends ${tips.join()} px from the stack's foot`,
    );
    const printed = await text('console');
    for (const line of state.console.slice(-2))
      assert.ok(printed.includes(line.text), `${line.text} in the console: ${printed}`);
  }

  const press = (key: string) => workbench.page.keyboard.press(key);
  const button = (name: string) => workbench.panel().getByRole('button', { name, exact: true }).click();
  const marked = async (line: number): Promise<boolean> =>
    (await (await workbench.gutterIcons(FILE, line)).count()) > 0;
  const begin = () => visit(trace, 1);

  it('starts at the first statement, from the context menu of the editor', async () => {
    await shows(begin());
    assert.ok(await marked(1));
  });

  it('steps forwards and backwards by keyboard, in the editor and in the panel', async () => {
    for (let i = 1; i <= 12; i++) {
      await press('F11');
      await shows(begin() + i);
    }
    await press('Alt+F11');
    await shows(begin() + 11);
    await press('F10');
    await shows(trace.stepOver(begin() + 11, 1));
    await workbench.panel().locator('[data-part="sentence"]').click();
    await press('Home');
    await shows(0);
    await press('ArrowRight');
    await shows(1);
    await press('m');
    const microtask = trace.nextMicrotask(1, 1);
    await shows(microtask);
    await press('ArrowLeft');
    await shows(microtask - 1);
    await press('F10');
    await shows(trace.stepOver(microtask - 1, 1));
    await press('End');
    await shows(trace.stepCount - 1);
  });

  it('steps by buttons', async () => {
    await button('Back');
    await shows(trace.stepCount - 2);
    await button('First step');
    await shows(0);
    await button('Forward');
    await shows(1);
    await button('Next task');
    await shows(trace.nextTask(1, 1));
    await button('Over');
    await shows(trace.stepOver(trace.nextTask(1, 1), 1));
    await button('Back');
    await shows(trace.stepOver(trace.nextTask(1, 1), 1) - 1);
  });

  it('steps by commands of the palette', async () => {
    const step = Number(await workbench.panel().locator('#step-number').inputValue());
    await workbench.runCommand('Loopscope: Go to Last Step');
    await shows(trace.stepCount - 1);
    await workbench.runCommand('Loopscope: Previous Task');
    await shows(trace.nextTask(trace.stepCount - 1, -1));
    assert.notEqual(step, trace.stepCount - 1);
  });

  it('tells over a line what waited when it ran, with ways to its visits', async () => {
    await workbench.hover(workbench.lineWith(FILE, 'return price'), 'price');
    const card = workbench.page
      .locator('.monaco-hover:not(.hidden) .hover-row', { hasText: 'Line 18 at step' })
      .first();
    await card.waitFor();
    const text = await card.innerText();
    assert.match(text, /Stack\s+Microtasks\s+Tasks/);
    assert.ok(text.includes(plainText(trace.at(visit(trace, 18)).sentence)), text);
    await workbench.screenshot('hover');
    await card.locator('a', { hasText: 'Show in panel' }).click();
    await shows(visit(trace, 18));
    assert.ok(await marked(18));
  });

  it('leaves a breakpoint on the same line visible', async () => {
    await (await workbench.line(FILE, 18)).click();
    await press('F9');
    await workbench.page.locator('.editor-instance .codicon-debug-breakpoint').first().waitFor();
    await workbench.page.waitForTimeout(500);
    assert.equal(await (await workbench.gutterIcons(FILE, 18)).count(), 2);
    await press('F9');
  });

  it('looks right in every theme', async () => {
    await workbench.runCommand('Loopscope: Go to Step');
    await workbench.page.locator('.quick-input-widget', { hasText: 'Step, from 0' }).waitFor();
    await workbench.page
      .locator('.quick-input-widget input')
      .first()
      .fill(String(visit(trace, 8)));
    await press('Enter');
    await shows(visit(trace, 8));
    for (const theme of Object.keys(THEMES) as (keyof typeof THEMES)[]) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`trace-${theme.replaceAll(' ', '-').toLowerCase()}`);
    }
    await workbench.setTheme('Default Dark Modern');
  });

  it('follows the typing, and keeps the last good trace while the text does not parse', async () => {
    const last = workbench.lineWith(FILE, 'script ends');
    await last.click();
    await press('End');
    await workbench.page.keyboard.type('\nconsole.log("typed");');
    const panel = workbench.panel();
    const lastStep = panel.locator('.where', { hasText: 'of' });
    await lastStep.filter({ hasNotText: `of ${trace.stepCount - 1}` }).waitFor();
    await workbench.page.keyboard.type('\nlet = ;');
    await panel.getByText('no longer parses').first().waitFor();
    await workbench.screenshot('stale');
    for (let i = 0; i < '\nlet = ;'.length; i++) await press('Backspace');
    await panel.getByText('no longer parses').first().waitFor({ state: 'detached' });
    for (let i = 0; i < '\nconsole.log("typed");'.length; i++) await press('Backspace');
    await lastStep.filter({ hasText: `of ${trace.stepCount - 1}` }).waitFor();
    assert.equal(trace.sources[entrySource(trace)]!.file, path.join(folder, FILE));
  });

  it('comes back at its step when the window is reloaded', async () => {
    await workbench.runCommand('File: Save');
    const step = Number(await workbench.panel().locator('body').getAttribute('data-settled'));
    // The window writes its state down every few seconds. An address that names a file to open restores no editors.
    await workbench.page.waitForTimeout(6_000);
    await workbench.show(folder);
    await shows(step);
  });

  it('asks nobody outside, and breaks no rule of its page', () => {
    assert.deepEqual([...workbench.outsideHosts], []);
    assert.deepEqual(workbench.pageErrors, []);
  });
});

describe('tracing in Restricted Mode', () => {
  let workbench: Workbench;

  before(async () => {
    const folder = fromRoot('media/samples');
    workbench = await Workbench.open({ vsix: packagedExtension(), folder, file: FILE, restricted: true });
  });

  after(() => workbench?.close());

  it('starts from the context menu of the explorer', async () => {
    await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await workbench.chooseFromExplorerMenu(FILE, 'Trace Execution');
    const sentence = workbench.panel().locator('[data-part="sentence"]');
    await sentence.filter({ hasText: 'is about to evaluate' }).waitFor();
    assert.deepEqual(workbench.pageErrors, []);
  });
});
