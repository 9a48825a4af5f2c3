// Measures how long a person waits, in a real VS Code: `npm run bench -- editor`. Prints milliseconds; nothing fails on them.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { packageExtension } from '../../scripts/package.mjs';
import { fromRoot } from '../support/root.mjs';
import { packagedExtension } from '../support/vscode/packaged.mjs';
import { Workbench } from '../support/vscode/workbench.mjs';

const FILE = 'program.js';
const EDITS = 15;
const ROUNDS = 3;

/** Twenty stages of ten lines: classes, closures, promises and timers, as everyday code has them. */
function program() {
  const stages = Array.from(
    { length: 20 },
    (_, n) => `class Stage${n} {
  constructor(items) { this.items = items; this.seen = new Map(); }
  total() { return this.items.reduce((sum, { price, count }) => sum + price * count, 0); }
  async load(delay) {
    const answer = await new Promise((resolve) => setTimeout(resolve, delay, { stage: ${n} }));
    for (const item of this.items) this.seen.set(item.price, answer.stage);
    return this.total();
  }
}
new Stage${n}([{ price: ${n}, count: 2 }, { price: 3, count: ${n} }]).load(${n % 7}).then((t) => console.log(t));`,
  );
  return `${stages.join('\n')}\n`;
}

/** @param {number[]} times */
function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return `${middle?.toPrecision(3)} ms median, ${sorted.at(-1)?.toPrecision(3)} ms worst of ${sorted.length}`;
}

/**
 * When the panel painted a revision newer than `after`, in milliseconds of the machine's clock.
 *
 * @param {Workbench} workbench
 * @param {number} after
 */
async function painted(workbench, after) {
  const body = workbench.panel().locator('body');
  await body.waitFor();
  return body.evaluate(
    (_body, last) =>
      new Promise((resolve) => {
        const look = () => {
          const [mark] = performance.getEntriesByName('loopscope:painted');
          const revision = /** @type {PerformanceMark | undefined} */ (mark)?.detail;
          if (mark !== undefined && typeof revision === 'number' && revision > last) {
            resolve({ revision, at: performance.timeOrigin + mark.startTime });
          } else requestAnimationFrame(look);
        };
        look();
      }),
    after,
  );
}

/** What the extension wrote into its output channel. @param {Workbench} workbench */
function logOf(workbench) {
  const { userData } = workbench.scratch;
  const files = readdirSync(userData, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /loopscope/i.test(file) && file.endsWith('.log'))
    .map((file) => readFileSync(path.join(userData, file), 'utf8'))
    .join('\n');
}

/**
 * Milliseconds from the command to the first paint, the first time after an installation and in windows opened later, and from
 * edits to their paint in the last one.
 *
 * @param {string} vsix
 * @param {string} folder
 */
async function waiting(vsix, folder) {
  const cold = [];
  const later = [];
  const edits = [];
  const activations = [];
  for (let round = 0; round < ROUNDS; round++) {
    const workbench = await Workbench.open({ vsix, folder, file: FILE, viewport: { width: 1600, height: 900 } });
    try {
      cold.push((await firstTrace(workbench)).taken);
      // What a first trace leaves for later ones is written when nothing happens.
      await workbench.page.waitForTimeout(6_000);
      await workbench.show(folder, FILE);
      const { taken, ...shown } = await firstTrace(workbench);
      later.push(taken);
      let last = shown;
      for (let i = 0; i < EDITS && round === ROUNDS - 1; i++) {
        await workbench.page.waitForTimeout(300);
        const pressed = Date.now();
        await workbench.page.keyboard.press(i % 2 === 0 ? 'Space' : 'Backspace');
        last = await painted(workbench, last.revision);
        edits.push(last.at - pressed);
      }
      activations.push(Number(/activated in ([\d.]+) ms/.exec(logOf(workbench))?.[1]));
    } finally {
      await workbench.close();
    }
  }
  return { cold, later, edits, activations };
}

/** Traces the file in a window just opened; how long it took to the first paint. @param {Workbench} workbench */
async function firstTrace(workbench) {
  await workbench.lineWith(FILE, 'class Stage0').click();
  // A person's window has been open for a while when they first trace.
  await workbench.page.waitForTimeout(12_000);
  const begin = Date.now();
  await workbench.page.keyboard.press('Control+Alt+t');
  const first = await painted(workbench, 0);
  return { ...first, taken: first.at - begin };
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'loopscope-bench-'));
writeFileSync(path.join(folder, FILE), program());
const { cold, later, edits, activations } = await waiting(packagedExtension(), folder);
const floor = await waiting(packageExtension(fromRoot('test/bench/empty-panel'), 'empty-panel.vsix'), folder);
rmSync(folder, { recursive: true, force: true });
console.log(`activation:                         ${summary(activations)} (goal 20)`);
console.log(`cold command to first painted step: ${summary(cold)} (goal 500)`);
console.log(`  an empty panel:                   ${summary(floor.cold)}`);
console.log(`cold command, not the first ever:   ${summary(later)} (goal 500)`);
console.log(`  an empty panel:                   ${summary(floor.later)}`);
console.log(`edit to updated panel, 200 lines:   ${summary(edits)} (goal 100)`);
console.log(`  an empty panel:                   ${summary(floor.edits)}`);
