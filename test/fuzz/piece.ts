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

/** Pieces below `piece` that may be simplified, largest first. */
function removable(piece: Piece): Piece[] {
  const below = piece.parts.filter((part): part is Piece => typeof part !== 'string');
  return [...below.filter(({ kind }) => kind !== 'fixed'), ...below.flatMap(removable)];
}

/**
 * Makes a program smaller for as long as `fails` still holds for its text: statements are left out, expressions give way to one
 * of their own parts or to `0`. Changes `program`; asks at most `tries` times.
 */
export async function shrink(program: Piece, fails: (text: string) => Promise<boolean>, tries: number): Promise<void> {
  for (let changed = true; changed; ) {
    changed = false;
    for (const piece of removable(program)) {
      const before = piece.parts;
      const inner = before.filter((part): part is Piece => typeof part !== 'string' && part.kind === 'expression');
      const simpler: (string | Piece)[][] =
        piece.kind === 'statement' ? [[]] : [...inner.map((part) => [part]), ...(textOf(piece) === '0' ? [] : [['0']])];
      for (const parts of simpler) {
        if (tries-- <= 0) return;
        piece.parts = parts;
        if (await fails(textOf(program))) {
          changed = true;
          break;
        }
        piece.parts = before;
      }
    }
  }
}
