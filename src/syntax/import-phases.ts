import type { Parser } from 'acorn';

/** How far a module goes that is imported: its source text only, linked but not evaluated until used, or evaluated. */
export type ImportPhase = 'source' | 'defer' | 'evaluation';

// biome-ignore lint/suspicious/noExplicitAny: acorn's parser state isn't typed for subclasses
type State = any;

const GAP = String.raw`(?:\s|\/\*[^]*?\*\/|\/\/.*)`;
const NAME = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`;
const DEFER = new RegExp(String.raw`${GAP}*(defer)${GAP}*\*`, 'uy');
const SOURCE = new RegExp(String.raw`${GAP}*(source)${GAP}+${NAME}${GAP}+from(?![\p{ID_Continue}$\\])`, 'uy');
const CALL = new RegExp(String.raw`${GAP}*\.${GAP}*(defer|source)${GAP}*\(`, 'uy');

/** Teaches a parser `import defer * as ns from`, `import source x from`, `import.defer()` and `import.source()`. */
export function withImportPhases(Base: typeof Parser): typeof Parser {
  return class extends (Base as State) {
    parseImport(node: State): State {
      const phase = this.allowed ? (this.follows(DEFER) ?? this.follows(SOURCE)) : null;
      if (phase === null) return super.parseImport(node);
      (this as State).next();
      const declaration = super.parseImport(node);
      declaration.phase = phase;
      return declaration;
    }

    parseExprImport(forNew: boolean): State {
      const self = this as State;
      const phase = self.containsEsc || !this.allowed ? null : this.follows(CALL);
      if (phase === null) return super.parseExprImport(forNew);
      const node = self.startNode();
      self.next();
      self.next();
      if (forNew) self.unexpected();
      self.next();
      const call = self.parseDynamicImport(node);
      call.phase = phase;
      return call;
    }

    get allowed(): boolean {
      return (this as State).surroundings?.importPhases === true;
    }

    /** The phase that `pattern` finds behind the current token. */
    follows(pattern: RegExp): ImportPhase | null {
      pattern.lastIndex = (this as State).end;
      return (pattern.exec((this as State).input)?.[1] as ImportPhase | undefined) ?? null;
    }
  } as unknown as typeof Parser;
}
