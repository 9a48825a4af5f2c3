// AssertionError, and what it says of two values that differ.
const { invalidArgType } = require('internal/errors');

const HEADERS = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  sameObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  otherObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  sameText: 'Values have same structure but are not reference-equal:',
};
/** Two texts together up to this long are shown as `a !== b`. */
const SHORT = 12;
/** A line up to this long gets a mark where it differs. */
const TERMINAL = 80;
const MOST_ROWS = 50;

const isObject = (value) => typeof value === 'object' && value !== null;

function inspectValue(value) {
  return require('util').inspect(value, {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Infinity,
    showHidden: false,
    showProxy: false,
    sorted: true,
    getters: true,
  });
}

/** At most so many lines of a text. */
function cut(lines) {
  return lines.length > MOST_ROWS ? [...lines.slice(0, 46), '...'] : lines;
}

/** Whether two lines say the same, but for a comma at the end of one. */
function agree(a, b) {
  return a === b || (a.endsWith(',') && a.slice(0, -1) === b) || (b.endsWith(',') && b.slice(0, -1) === a);
}

/** Lines of both values, one beside the other, with signs where they differ. Long agreeing stretches are left out. */
class Comparison {
  rows = [];
  /** Expected lines that wait until the actual ones beside them are all there. */
  waiting = [];
  agreeing = 0;
  printed = 0;
  skipped = false;

  /** What of a stretch of agreeing lines before line `i` is still to be shown. */
  flushAgreeing(lines, i) {
    const { agreeing } = this;
    this.agreeing = 0;
    if (agreeing <= 2) return;
    if (agreeing === 5) this.show(`  ${lines[i - 3]}`);
    else if (agreeing > 5) {
      this.rows.push('...');
      this.skipped = true;
    }
    if (agreeing > 3) this.show(`  ${lines[i - 2]}`);
    this.show(`  ${lines[i - 1]}`);
  }
  show(row) {
    this.rows.push(row);
    this.printed++;
  }
  beyond(lines, i, isActual) {
    this.flushAgreeing(lines, i);
    (isActual ? this.rows : this.waiting).push(`${isActual ? '+' : '-'} ${lines[i]}`);
    this.printed++;
  }
  differing(actual, expected, i) {
    this.flushAgreeing(actual, i);
    this.rows.push(`+ ${actual[i]}`);
    this.waiting.push(`- ${expected[i]}`);
    this.printed += 2;
  }
  alike(line) {
    this.rows.push(...this.waiting.splice(0));
    if (++this.agreeing <= 2) this.show(`  ${line}`);
  }
}

/** The mark under the first character that differs, where two single lines are short enough. */
function indicatorOf(a, b) {
  if (a.length + b.length >= TERMINAL) return '';
  let i = 0;
  while (a[i] === b[i]) i++;
  return i > 2 ? `\n  ${' '.repeat(i)}^` : '';
}

/** What `strictEqual` and `deepStrictEqual` say. */
function difference(actual, expected, operator) {
  const bothObjects =
    (isObject(actual) && isObject(expected)) || (typeof actual === 'function' && typeof expected === 'function');
  const kind = operator === 'strictEqual' && bothObjects ? 'sameObject' : operator;
  const text = inspectValue(actual);
  const ours = text.split('\n');
  const theirs = inspectValue(expected).split('\n');
  let indicator = '';
  if (ours.length === 1 && theirs.length === 1 && ours[0] !== theirs[0]) {
    const [a, b] = [ours[0], theirs[0]];
    if (a.length + b.length <= SHORT) {
      if (!isObject(actual) && !isObject(expected) && (actual !== 0 || expected !== 0))
        return `${HEADERS[kind]}\n\n${a} !== ${b}\n`;
    } else if (kind !== 'sameObject') indicator = indicatorOf(a, b);
  }

  // Equal lines at the end: three are shown, and the first of them.
  const ending = [];
  let first = null;
  let count = 0;
  while (ours.length > 0 && theirs.length > 0 && ours[ours.length - 1] === theirs[theirs.length - 1]) {
    const line = ours.pop();
    theirs.pop();
    if (count++ < 3) ending.unshift(`  ${line}`);
    else first = line;
  }
  if (ours.length === 0 && theirs.length === 0) {
    const lines = text.split('\n');
    return `${HEADERS.sameText}\n\n${cut(lines).join('\n')}\n`;
  }
  const comparison = new Comparison();
  if (count >= 5) {
    ending.unshift('...');
    comparison.skipped = true;
  }
  if (first !== null) ending.unshift(`  ${first}`);

  const header = `${HEADERS[kind]}\n+ actual - expected`;
  const note = ' ... Lines skipped';
  const longest = Math.max(ours.length, theirs.length);
  const oursLonger = ours.length >= theirs.length;
  const shared = Math.min(ours.length, theirs.length);
  for (let i = 0; i < longest; i++) {
    if (i >= shared) comparison.beyond(oursLonger ? ours : theirs, i, oursLonger);
    else if (agree(ours[i], theirs[i])) comparison.alike(theirs[i] === `${ours[i]},` ? theirs[i] : ours[i]);
    else comparison.differing(ours, theirs, i);
    if (comparison.printed > MOST_ROWS && i < longest - 2)
      return `${header}${note}\n\n${[...comparison.rows, '...', ...comparison.waiting].join('\n')}\n...`;
  }
  const rows = [...comparison.rows, ...comparison.waiting, ...ending];
  return `${header}${comparison.skipped ? note : ''}\n\n${rows.join('\n')}${indicator}`;
}

/** What `notStrictEqual` and `notDeepStrictEqual` say: the one value. */
function sameness(actual, operator) {
  const isReference = operator === 'notStrictEqual' && (isObject(actual) || typeof actual === 'function');
  const header = HEADERS[isReference ? 'otherObject' : operator];
  const lines = cut(inspectValue(actual).split('\n'));
  if (lines.length === 1) return `${header}${lines[0].length > 5 ? '\n\n' : ' '}${lines[0]}`;
  return `${header}\n\n${lines.join('\n')}\n`;
}

const shortened = (text, most) => (text.length > most ? `${text.slice(0, most - 3)}...` : text);

/** What the loose comparisons and all others say. */
function both(actual, expected, operator) {
  const [a, b] = [inspectValue(actual), inspectValue(expected)];
  if (operator === 'notDeepEqual' && a === b) return shortened(`${HEADERS.notDeepEqual}\n\n${a}`, 1024);
  const [left, right] = [shortened(a, 512), shortened(b, 512)];
  if (operator === 'deepEqual') return `${HEADERS.deepEqual}\n\n${left}\n\nshould loosely deep-equal\n\n${right}`;
  if (operator === 'notDeepEqual')
    return `Expected values not to be loosely deep-equal:\n\n${left}\n\nshould not loosely deep-equal\n\n${right}`;
  return `${left} ${operator} ${right}`;
}

/** An error as it is compared: without the stack. */
function copyOf(error) {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(error)), error);
  return Object.defineProperty(copy, 'message', { value: error.message });
}

function messageOf({ actual, expected, operator }) {
  switch (operator) {
    case 'deepStrictEqual':
    case 'strictEqual':
      return difference(actual, expected, operator);
    case 'notDeepStrictEqual':
    case 'notStrictEqual':
      return sameness(actual, operator);
    default:
      return both(actual, expected, operator);
  }
}

class AssertionError extends Error {
  constructor(options) {
    if (typeof options !== 'object' || options === null) throw invalidArgType('options', 'Object', options);
    const { message, operator, details, stackStartFn, stackStartFunction } = options;
    let { actual, expected } = options;
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    if (message !== undefined && message !== null) super(String(message));
    else {
      if (actual instanceof Error && expected instanceof Error) {
        actual = copyOf(actual);
        expected = copyOf(expected);
      }
      super(messageOf({ actual, expected, operator }));
    }
    Error.stackTraceLimit = limit;
    this.generatedMessage = !message;
    const name = (value) =>
      Object.defineProperty(this, 'name', { value, enumerable: false, writable: true, configurable: true });
    name('AssertionError [ERR_ASSERTION]');
    this.code = 'ERR_ASSERTION';
    if (details) [actual, expected] = [undefined, undefined];
    this.actual = actual;
    this.expected = expected;
    this.operator = details ? undefined : operator;
    Error.captureStackTrace(this, stackStartFn ?? stackStartFunction);
    // The name with the code goes into the stack alone.
    void this.stack;
    name('AssertionError');
  }
  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}
Object.defineProperty(AssertionError.prototype, Symbol.for('nodejs.util.inspect.custom'), {
  value(_depth, options, inspect) {
    const { actual, expected } = this;
    const ellipsis = (value) => {
      if (typeof value !== 'string') return value;
      const lines = value.split('\n', 11);
      const kept = lines.length > 10 ? `${lines.slice(0, 10).join('\n')}\n...` : value;
      return kept.length > 512 ? `${kept.slice(0, 512)}...` : kept;
    };
    this.actual = ellipsis(actual);
    this.expected = ellipsis(expected);
    const text = inspect(this, { ...options, customInspect: false, depth: 0 });
    this.actual = actual;
    this.expected = expected;
    return text;
  },
  writable: true,
  configurable: true,
});
module.exports = { AssertionError, inspectValue };
