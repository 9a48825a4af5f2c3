import assert from 'node:assert/strict';
import type { DrawnAgent, DrawnContext, DrawnJob, DrawnTimer, Station } from '../../../src/trace/read/model';
import { bytesOf } from '../../../webview/app/bytes';
import {
  counted,
  listRows,
  litStation,
  nextEntry,
  queueEntries,
  stackRows,
  timeText,
} from '../../../webview/app/selectors';
import { clampStep } from '../../../webview/app/update';
import { timeAxis } from '../../../webview/diagrams/layout/time-axis';

const frames = (count: number) => Array.from({ length: count }, (_, id) => ({ id }) as DrawnContext);
const jobs = (count: number) => Array.from({ length: count }, (_, id) => ({ id }) as DrawnJob);
const station = (id: string, state: Station['state'], entries: DrawnJob[] = []): Station => ({
  id,
  title: id,
  hint: '',
  state,
  entries,
  spur: false,
});

describe('what the panel draws', () => {
  it('keeps steps within the trace', () => {
    assert.deepEqual([clampStep(-1, 5), clampStep(3, 5), clampStep(9, 5), clampStep(2, 0)], [0, 3, 4, 0]);
  });

  it('reads bytes in every form they are posted in', () => {
    const bytes = new Uint8Array([1, 200, 3]);
    assert.equal(bytesOf(bytes), bytes);
    assert.deepEqual(bytesOf(bytes.slice().buffer), bytes);
    assert.deepEqual(bytesOf('AcgD'), bytes);
  });

  it('draws eight frames whole and folds the middle of nine', () => {
    assert.equal(stackRows(frames(8), false).length, 8);
    const rows = stackRows(frames(9), false);
    assert.deepEqual(
      rows.map((row) => (row.kind === 'fold' ? `fold ${row.hidden}` : row.frame.id)),
      [0, 1, 2, 3, 'fold 3', 7, 8],
    );
    assert.equal(stackRows(frames(9), true).length, 9);
  });

  it('draws no more than five hundred rows of what was opened', () => {
    assert.equal(stackRows(frames(9000), true).length, 501);
    const words = (count: number, open: boolean) => {
      const { shown, more } = listRows(frames(count), 4, open);
      return `${shown.length} ${more}`;
    };
    assert.deepEqual(
      [words(4, false), words(5, false), words(5, true), words(9000, true)],
      ['4 null', '4 + 1 more', '5 Fold', '500 Fold (+ 8,500 more)'],
    );
  });

  it('drops second lines of lower frames when there are over three', () => {
    const brief = (count: number) => stackRows(frames(count), false).map((row) => row.kind === 'frame' && row.brief);
    assert.deepEqual(brief(3), [false, false, false]);
    assert.deepEqual(brief(4), [false, true, true, true]);
  });

  it('shows six entries of a queue, then fifty more a page', () => {
    assert.equal(queueEntries(jobs(6), 0).hidden, 0);
    assert.deepEqual([queueEntries(jobs(100), 0).shown.length, queueEntries(jobs(100), 0).hidden], [6, 94]);
    assert.deepEqual([queueEntries(jobs(100), 1).shown.length, queueEntries(jobs(100), 1).hidden], [56, 44]);
  });

  it('lights a draining spur before the phase it belongs to', () => {
    assert.equal(litStation([station('poll', 'now'), station('microtasks', 'draining')])?.id, 'microtasks');
    assert.equal(litStation([station('poll', 'now'), station('microtasks', 'idle')])?.id, 'poll');
    assert.equal(litStation([station('tasks', 'waiting')]), null);
  });

  it('marks at most one entry as next', () => {
    const [first] = jobs(1);
    const agentOf = (...stations: Station[]) => ({ stations }) as unknown as DrawnAgent;
    assert.equal(nextEntry(agentOf(station('tasks', 'now', jobs(2)), station('microtasks', 'next', [first!]))), first);
    assert.equal(nextEntry(agentOf(station('microtasks', 'draining', [first!]))), first);
    assert.equal(nextEntry(agentOf(station('tasks', 'now', jobs(2)))), null);
  });

  it('gives a time axis with few round ticks that holds now and every timer', () => {
    const timer = (setTime: number, due: number) => ({ setTime, due }) as DrawnTimer;
    for (const due of [0.3, 1, 10.28, 999, 86_400_000]) {
      const axis = timeAxis(0.67, [timer(0, due)]);
      assert.ok(axis.from <= 0 && axis.to >= due && axis.to >= 0.67);
      assert.ok(axis.ticks.length >= 3 && axis.ticks.length <= 7, String(axis.ticks));
    }
  });

  it('says times and counts in words', () => {
    assert.deepEqual(
      [timeText(0), timeText(0.666), timeText(123.45), timeText(2300)],
      ['0 ms', '0.67 ms', '123.5 ms', '2.3 s'],
    );
    assert.deepEqual([counted(1, 'line'), counted(240_000, 'step')], ['1 line', '240,000 steps']);
  });
});
