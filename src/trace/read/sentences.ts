import { STEP_KINDS, type StepKind } from '../format';
import type { Contexts } from './contexts';
import { explainStep, plainText } from './explain';
import type { Heap } from './heap';
import type { Jobs } from './jobs';
import type { StepSummary, TraceState } from './model';
import { milliseconds, type Places } from './places';
import type { Tables } from './tables';

/** What happens at a step, in words and as movements. */
export class Sentences {
  constructor(
    private readonly tables: Tables,
    private readonly places: Places,
    private readonly heap: Heap,
    private readonly contexts: Contexts,
    private readonly jobs: Jobs,
  ) {}

  /** A whole sentence. */
  explain(step: number) {
    const { columns: c, host } = this.tables;
    const kind = this.kindOf(step);
    const subject = c.stepSubject[step]!;
    const [context = '', caller = ''] = this.contexts.topTitles(step);
    const isCall = kind === 'call' || kind === 'builtin';
    return explainStep({
      kind,
      host,
      context,
      caller: isCall ? caller : '',
      subject: isCall ? context : this.promiseWords(kind, subject, step),
      value: this.valueOf(step),
      statement: this.places.snippet(this.places.at(c.stepPlace[step]!)),
      job: kind.startsWith('job-') && subject > 0 ? this.jobWords(subject - 1, step) : null,
      timer: kind.startsWith('timer-') && subject > 0 ? this.timerWords(subject - 1) : null,
      provider: kind === 'builtin' && subject > 0 ? this.tables.text(c.contextProvider[subject - 1]!) : '',
      text: this.textOf(kind, subject),
    });
  }

  /** A few words for the list of steps. */
  summary(step: number): StepSummary {
    const { columns: c } = this.tables;
    return {
      step,
      kind: this.kindOf(step),
      text: this.short(step),
      place: this.places.at(c.stepPlace[step]!),
      time: c.stepTime[step]! / 1000,
    };
  }

  /** What leaves one part of the picture for another. */
  moved(step: number): TraceState['moved'] {
    const { columns: c } = this.tables;
    const subject = c.stepSubject[step]!;
    const context = (from: string, to: string) => [{ job: null, context: subject, from, to }];
    const job = (from: string, to: string) => [{ job: subject, context: null, from, to }];
    switch (this.kindOf(step)) {
      case 'job-started': {
        const kind = this.tables.text(c.jobKind[subject - 1]!);
        return job(kind === 'task' ? 'tasks' : kind, 'stack');
      }
      case 'job-queued':
        return job('stack', 'queue');
      case 'await':
      case 'yield':
      case 'generator-created':
        return context('stack', 'suspended');
      case 'resume':
        return context('suspended', 'stack');
      case 'call':
        return context('call', 'stack');
      case 'return':
        return context('stack', 'gone');
      default:
        return [];
    }
  }

  private kindOf(step: number): StepKind {
    return STEP_KINDS[this.tables.columns.stepKind[step]!]!;
  }

  private valueOf(step: number): string {
    const value = this.tables.columns.stepValue[step]!;
    return value !== 0 ? this.heap.value(value, step).text : 'undefined';
  }

  private promiseWords(kind: StepKind, object: number, step: number): string {
    if (object <= 0 || (kind !== 'promise-settled' && kind !== 'promise-followed')) return '';
    return `Promise #${this.heap.numberOf(object)} is ${this.heap.promiseState(object, step + 1)}`;
  }

  private jobWords(row: number, step: number) {
    const { columns: c } = this.tables;
    return {
      kind: this.tables.text(c.jobKind[row]!),
      source: this.tables.text(c.jobSource[row]!),
      api: this.tables.text(c.jobApi[row]!),
      title: this.jobs.title(row, step).replace(/^resume /, ''),
    };
  }

  private timerWords(row: number) {
    const { columns: c } = this.tables;
    return {
      api: this.tables.text(c.timerApi[row]!),
      title: this.jobs.timer(row).title,
      delay: milliseconds(c.timerDue[row]! - c.timerSetTime[row]!),
      due: milliseconds(c.timerDue[row]!),
    };
  }

  private textOf(kind: StepKind, subject: number): string {
    const { columns: c } = this.tables;
    if (kind === 'printed') return this.tables.text(c.printText[subject - 1]!).split('\n')[0]!;
    return this.tables.text(kind === 'agent-created' ? c.agentTitle[subject]! : subject);
  }

  private short(step: number): string {
    const { columns: c } = this.tables;
    const kind = this.kindOf(step);
    const subject = c.stepSubject[step]!;
    const [context = '', caller] = this.contexts.topTitles(step);
    switch (kind) {
      case 'statement':
        return this.places.snippet(this.places.at(c.stepPlace[step]!), 48);
      case 'call':
        return `${caller === undefined ? '' : `${caller} calls `}${context}`;
      case 'return':
        return `${context} returns ${this.valueOf(step)}`;
      case 'builtin':
        return `${context} → ${this.valueOf(step)}`;
      case 'printed':
        return `prints ${this.textOf(kind, subject)}`;
      case 'job-queued':
      case 'job-started':
      case 'job-finished': {
        const word = kind === 'job-queued' ? 'queued' : kind === 'job-started' ? 'starts' : 'ends';
        return `${this.tables.text(c.jobKind[subject - 1]!)} ${this.jobs.title(subject - 1, step)} ${word}`;
      }
      default:
        return plainText(this.explain(step)).replace(/\.$/, '');
    }
  }
}
