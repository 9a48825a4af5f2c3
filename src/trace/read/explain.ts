import type { StepKind } from '../format';
import type { DrawnAgent, Sentence, SentencePart } from './model';

/** Builds a sentence from words and code: `words`, then alternately code and words. */
export function sentence(first: string, ...rest: string[]): Sentence {
  const parts: SentencePart[] = first === '' ? [] : [{ kind: 'text', text: first }];
  rest.forEach((text, i) => {
    if (text !== '') parts.push({ kind: i % 2 === 0 ? 'code' : 'text', text });
  });
  return parts;
}

export function plainText(s: Sentence): string {
  return s.map((p) => p.text).join('');
}

/** What `explainStep` may say of a step. */
export interface StepFacts {
  readonly kind: StepKind;
  readonly host: string;
  /** Title of the running context, of the subject, and the drawn value. */
  readonly context: string;
  readonly caller: string;
  readonly subject: string;
  readonly value: string;
  readonly statement: string;
  readonly job: { readonly kind: string; readonly source: string; readonly api: string; readonly title: string } | null;
  readonly timer: { readonly api: string; readonly title: string; readonly delay: string; readonly due: string } | null;
  readonly provider: string;
  readonly text: string;
}

function milliseconds(text: string): string {
  return `${text} ms`;
}

/** One plain sentence for a step. */
export function explainStep(f: StepFacts): Sentence {
  const job = f.job;
  const jobName = job === null ? '' : job.title;
  switch (f.kind) {
    case 'start':
      return sentence('The run is about to begin: the stack is empty, nothing is queued.');
    case 'statement':
      return sentence('', f.context === '' ? 'the script' : f.context, ' is about to evaluate ', f.statement, '.');
    case 'call':
      return f.caller === ''
        ? sentence('', f.subject, ' starts: its context is pushed on the empty stack.')
        : sentence('', f.caller, ' calls ', f.subject, ': a context is pushed on top.');
    case 'return':
      return sentence('', f.context, ' returns ', f.value, ': its context is popped.');
    case 'unwind':
      return sentence(
        '',
        f.value,
        ' is not caught in ',
        f.context,
        ': its context is popped, and the search goes on below.',
      );
    case 'throw':
      return sentence('', f.value, ' is thrown in ', f.context, '. The nearest handler on the stack is looked for.');
    case 'catch':
      return sentence('', f.context, ' catches ', f.value, '.');
    case 'await':
      return sentence('', f.context, ' awaits ', f.value, ': its context leaves the stack and waits beside it.');
    case 'yield':
      return sentence(
        '',
        f.context,
        ' yields ',
        f.value,
        ': its context leaves the stack until the next ',
        'next()',
        '.',
      );
    case 'generator-created':
      return sentence(
        '',
        f.context,
        ' makes a generator object and runs nothing yet: the body waits for the first ',
        'next()',
        '.',
      );
    case 'resume':
      return sentence('', f.context, ' goes on', '', ' with ', f.value, ': its context is back on top of the stack.');
    case 'builtin':
      return sentence('', f.subject, ` runs, built in and provided by ${f.provider}, and gives `, f.value, '.');
    case 'job-queued':
      if (job === null) return sentence('A job is queued.');
      if (job.kind === 'nextTick')
        return sentence(
          '',
          jobName,
          ' is queued with ',
          'process.nextTick',
          ': it runs before any microtask, once the stack is empty.',
        );
      if (job.kind === 'microtask') {
        return job.api === 'await'
          ? sentence('The awaited promise is settled, so a microtask that resumes ', jobName, ' is queued.')
          : job.api === 'thenable'
            ? sentence('A promise was resolved with a thenable: a microtask will call its ', 'then', '.')
            : sentence('A microtask for ', jobName, ' is queued with ', job.api, ': it runs once the stack is empty.');
      }
      return sentence('A task for ', jobName, ` is queued (${job.source}).`);
    case 'job-started':
      if (job === null) return sentence('A job starts.');
      if (job.kind === 'nextTick')
        return sentence(
          '',
          jobName,
          ' starts: the stack is empty, and Node empties the nextTick queue before the microtasks.',
        );
      if (job.kind === 'microtask') {
        return sentence(
          'Microtask ',
          jobName,
          ' starts: the stack is empty, so the microtask checkpoint takes the oldest microtask.',
        );
      }
      if (job.source === 'script') return sentence('The program starts as a task of its own.');
      return sentence(
        'Task ',
        jobName,
        ` starts: the stack is empty and no microtask is left, so the event loop takes the oldest task (${job.source}).`,
      );
    case 'job-finished':
      if (job === null) return sentence('The job ends.');
      return sentence(
        job.kind === 'task' ? 'Task ' : job.kind === 'nextTick' ? 'nextTick callback ' : 'Microtask ',
        jobName,
        ' ends: the stack is empty.',
      );
    case 'job-dropped':
      return sentence('', jobName, ' is taken back before it ran.');
    case 'checkpoint-began':
      return sentence('A microtask checkpoint begins: microtasks run until none is left.');
    case 'checkpoint-ended':
      return sentence('The microtask checkpoint ends: no microtask is left.');
    case 'timer-set':
      return f.timer === null
        ? sentence('A timer is set.')
        : sentence(
            '',
            f.timer.api,
            ' sets a timer for ',
            f.timer.title,
            `: due in ${milliseconds(f.timer.delay)}. Nothing is queued before that.`,
          );
    case 'timer-fired':
      return f.timer === null ? sentence('A timer is due.') : sentence('The timer for ', f.timer.title, ' is due.');
    case 'timer-cleared':
      return f.timer === null
        ? sentence('A timer is cleared.')
        : sentence('The timer for ', f.timer.title, ' is cleared: it never fires.');
    case 'promise-settled':
      return sentence('', f.subject, ': whoever waits for it is queued as a microtask.');
    case 'promise-followed':
      return sentence('A promise now follows ', f.value, ' and stays pending until that settles.');
    case 'printed':
      return sentence('The console prints ', f.text, '.');
    case 'phase':
      return phaseSentence(f.text, f.host);
    case 'rendered':
      return sentence('The page is rendered', f.text === '' ? '' : `: ${f.text}`, '.');
    case 'message-sent':
      return sentence('A message is sent: ', f.text, '.');
    case 'message-received':
      return sentence('A message arrives: ', f.text, '.');
    case 'agent-created':
      return sentence('A new agent appears: ', f.text, ', with its own heap, stack and queues.');
    case 'agent-ended':
      return sentence('The agent ends.');
    case 'agent-blocked':
      return sentence(`The agent blocks: ${f.text}.`);
    case 'agent-woken':
      return sentence('The agent is woken.');
    case 'realm-created':
      return sentence('A new realm appears, with its own global object and intrinsics.');
    case 'error-reported':
      return f.text === 'unhandledRejection'
        ? sentence('A promise was rejected with ', f.value, ' and nobody handles it: the host reports it.')
        : f.text === 'handledLate'
          ? sentence('A rejection that was reported before is handled now.')
          : sentence('', f.value, ' was not caught by anything: the host reports it.');
    case 'not-modelled':
      return sentence('Not modelled: ', f.text, '. Steps from here on may differ from the real host.');
    case 'ended':
      return sentence('The run is over: no job, task or timer is left.');
  }
}

function phaseSentence(phase: string, host: string): Sentence {
  switch (phase) {
    case 'idle':
      return sentence('Nothing can run: the event loop waits until something is due, and the clock will jump.');
    case 'script':
      return sentence('The main program is about to run.');
    case 'timers':
      return sentence('The loop enters the timers phase: callbacks of timers that are due.');
    case 'poll':
      return sentence('The loop enters the poll phase: callbacks of finished input and output.');
    case 'check':
      return sentence('The loop enters the check phase: ', 'setImmediate', ' callbacks.');
    case 'close':
      return sentence('The loop enters the close callbacks phase.');
    case 'pending':
      return sentence('The loop enters the pending callbacks phase.');
    case 'rendering':
      return sentence('The event loop updates the rendering.');
    case 'tasks':
      return sentence('The event loop looks for a task.');
    case 'jobs':
      return sentence('The engine runs the script, then its jobs.');
    default:
      return sentence(`The ${host === 'node' ? 'loop' : 'event loop'} reaches `, phase, '.');
  }
}

const ECMA = 'https://tc39.es/ecma262/multipage/';
const HTML = 'https://html.spec.whatwg.org/multipage/webappapis.html';
const NODE = 'https://nodejs.org/en/learn/asynchronous-work/event-loop-timers-and-nexttick';

/** The standard's clause behind a step. */
export function clauseOf(kind: StepKind, host: string): { title: string; url: string } | null {
  switch (kind) {
    case 'call':
      return {
        title: 'ECMA-262 [[Call]]',
        url: `${ECMA}ordinary-and-exotic-objects-behaviours.html#sec-ecmascript-function-objects-call-thisargument-argumentslist`,
      };
    case 'return':
    case 'unwind':
      return {
        title: 'ECMA-262 Completion Record',
        url: `${ECMA}ecmascript-data-types-and-values.html#sec-completion-record-specification-type`,
      };
    case 'await':
    case 'resume':
      return { title: 'ECMA-262 Await', url: `${ECMA}control-abstraction-objects.html#await` };
    case 'yield':
      return { title: 'ECMA-262 GeneratorYield', url: `${ECMA}control-abstraction-objects.html#sec-generatoryield` };
    case 'generator-created':
      return { title: 'ECMA-262 GeneratorStart', url: `${ECMA}control-abstraction-objects.html#sec-generatorstart` };
    case 'throw':
    case 'catch':
      return {
        title: 'ECMA-262 The try Statement',
        url: `${ECMA}ecmascript-language-statements-and-declarations.html#sec-try-statement`,
      };
    case 'promise-settled':
      return {
        title: 'ECMA-262 TriggerPromiseReactions',
        url: `${ECMA}control-abstraction-objects.html#sec-triggerpromisereactions`,
      };
    case 'promise-followed':
      return {
        title: 'ECMA-262 Promise Resolve Functions',
        url: `${ECMA}control-abstraction-objects.html#sec-promise-resolve-functions`,
      };
    case 'job-queued':
    case 'job-started':
    case 'checkpoint-began':
    case 'checkpoint-ended':
      return host === 'node'
        ? { title: 'Node: event loop, timers and nextTick', url: NODE }
        : { title: 'HTML perform a microtask checkpoint', url: `${HTML}#perform-a-microtask-checkpoint` };
    case 'timer-set':
    case 'timer-fired':
      return host === 'node'
        ? { title: 'Node: timers', url: NODE }
        : { title: 'HTML timers', url: 'https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timers' };
    case 'phase':
      return host === 'node'
        ? { title: 'Node: phases of the loop', url: NODE }
        : { title: 'HTML event loop processing model', url: `${HTML}#event-loop-processing-model` };
    default:
      return null;
  }
}

/** What the rules say comes next, from this state alone. */
export function explainNext(
  agent: Pick<DrawnAgent, 'stack' | 'stations' | 'timers'>,
  host: string,
  time: number,
): Sentence {
  const first = (id: string): string | undefined => agent.stations.find((s) => s.id === id)?.entries[0]?.title;
  const tick = first('nextTick');
  const microtask = first('microtasks');
  const order = host === 'node' ? ['timers', 'pending', 'poll', 'check', 'close'] : ['tasks'];
  let task: string | undefined;
  for (const id of order) task ??= first(id);
  const timer = agent.timers[0];
  const later: string[] = [];
  const top = agent.stack[0];
  if (top !== undefined)
    later.push(
      top.title,
      agent.stack.length === 1 ? ' runs to its end' : ` runs on; ${agent.stack.length} contexts are on the stack`,
    );
  const say = (text: string | undefined, before: string, after: string): void => {
    if (text === undefined) return;
    if (later.length === 0) later.push('', before);
    else later[later.length - 1] += `. ${before}`;
    later.push(text, after);
  };
  say(tick, top ? 'Then nextTick callback ' : 'nextTick callback ', ' runs');
  say(microtask, top || tick !== undefined ? 'Then microtask ' : 'Microtask ', ' runs');
  say(task, later.length > 0 ? 'Only then task ' : 'Task ', ' runs');
  if (later.length === 0) {
    if (timer !== undefined) {
      const wait = Math.max(0, timer.due - time);
      return sentence('Nothing can run. The timer for ', timer.title, ` is due in ${Number(wait.toFixed(3))} ms.`);
    }
    return sentence('Nothing is left to run.');
  }
  const [head, ...rest] = later;
  return head === '' ? sentence(rest[0] ?? '', ...rest.slice(1), '.') : sentence('', head!, ...rest, '.');
}
