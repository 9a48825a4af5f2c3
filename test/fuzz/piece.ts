/**
 * A part of a program: text and smaller parts in order. Whatever is a part of its own may be left out or replaced by something
 * simpler when a failing program is made small.
 */
export interface Piece {
  readonly kind: 'statement' | 'expression' | 'fixed';
  parts: (string | Piece)[];
}

export function textOf(piece: Piece): string {
  return piece.parts.map((part) => (typeof part === 'string' ? part : textOf(part))).join('');
}

/** A tagged template for pieces: the holes are pieces or texts. */
function made(kind: Piece['kind']) {
  return (texts: TemplateStringsArray, ...holes: (Piece | string | number)[]): Piece => {
    const parts: (string | Piece)[] = [];
    texts.forEach((text, i) => {
      parts.push(text);
      const hole = holes[i];
      if (hole !== undefined) parts.push(typeof hole === 'object' ? hole : String(hole));
    });
    return { kind, parts };
  };
}

export const statement = made('statement');
export const expression = made('expression');
export const fixed = made('fixed');

export function joined(pieces: readonly Piece[], separator: string): Piece {
  return { kind: 'fixed', parts: pieces.flatMap((piece, i) => (i === 0 ? [piece] : [separator, piece])) };
}

/**
 * Makes a program smaller for as long as `fails` still holds for its text: statements are left out, expressions give way to one
 * of their own parts or to `0`. Changes `program`; asks at most `tries` times.
 */
export async function shrink(program: Piece, fails: (text: string) => Promise<boolean>, tries: number): Promise<void> {
  let left = tries;
  let text = textOf(program);
  /** Whether the program still fails with these parts; they stay if it does. */
  const accepts = async (piece: Piece, parts: Piece['parts']): Promise<boolean> => {
    const before = piece.parts;
    piece.parts = parts;
    const smaller = textOf(program);
    if (smaller.length < text.length && left-- > 0 && (await fails(smaller))) {
      text = smaller;
      return true;
    }
    piece.parts = before;
    return false;
  };
  const visit = async (piece: Piece): Promise<void> => {
    const inner = piece.parts.filter((part): part is Piece => typeof part !== 'string');
    if (piece.kind === 'statement') {
      if (await accepts(piece, [])) return;
      for (const part of inner.filter(({ kind }) => kind === 'fixed')) if (await accepts(piece, [part])) break;
    } else if (piece.kind === 'expression') {
      if (await accepts(piece, ['0'])) return;
      for (const part of inner.filter(({ kind }) => kind === 'expression')) if (await accepts(piece, [part])) break;
    }
    for (const part of piece.parts) if (typeof part !== 'string') await visit(part);
  };
  for (let before = ''; before !== text && left > 0; ) {
    before = text;
    await visit(program);
  }
}
