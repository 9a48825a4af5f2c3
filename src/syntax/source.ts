/** A text that was or will be compiled, with the name it goes by in stack traces and pictures. */
export class Source {
  private lineStarts: number[] | null = null;
  private argumentsRead: boolean | null = null;

  constructor(
    /** Path or URL, as the host words it in stack traces. */
    readonly name: string,
    readonly text: string,
    /** Number of this source in the run; set by whoever keeps the list. */
    public id = 0,
    /** Whose text it is: null for the traced program's, else the host that provides it. */
    readonly provider: 'ECMAScript' | 'HTML' | 'Node' | null = null,
    /** The file the request named, where the text came from one. */
    readonly file: string | null = null,
    /** For a text made at run time: words for where that was, in stack traces. */
    readonly origin: (() => string) | null = null,
  ) {}

  /** Whether the text reads a property `arguments` of anything. */
  get readsArguments(): boolean {
    this.argumentsRead ??= /\.\s*arguments\b|\[\s*(['"`])arguments\1/.test(this.text);
    return this.argumentsRead;
  }

  /** 1-based line and column (in UTF-16 units) of an offset. */
  position(offset: number): { line: number; column: number } {
    const starts = (this.lineStarts ??= lineStarts(this.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  }
}

/** Offsets at which lines start; ECMAScript's line terminators. @spec sec-line-terminators */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 13) {
      if (text.charCodeAt(i + 1) === 10) i++;
      starts.push(i + 1);
    } else if (c === 10 || c === 0x2028 || c === 0x2029) starts.push(i + 1);
  }
  return starts;
}
