import type { Parser } from 'acorn';
import { Problem, type State } from './problem';

const AFTER_LET = /(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)*([\p{ID_Start}$_][\p{ID_Continue}$]*)/uy;

/** Makes acorn read the language that V8 reads, where the two differ, and know what surrounds eval code. */
export function withDialect(Base: typeof Parser): typeof Parser {
  return class extends (Base as State) {
    /** What is wrong by the standard, but in V8 only at some places. */
    doubt: Problem | null = null;
    /** How deep in a pattern the assignment target under examination stands. */
    private patternDepth = 0;

    /** Before a word that can't be declared, `let` is a name. */
    isLet(context?: string): boolean {
      const self = this as State;
      if (!super.isLet(context)) return false;
      AFTER_LET.lastIndex = self.end;
      const after = AFTER_LET.exec(self.input);
      return after === null || !self.keywords.test(after[1]!);
    }

    /** After `yield` a slash begins a regular expression, in methods too. */
    parseYield(...args: State[]): State {
      (this as State).exprAllowed = true;
      return super.parseYield(...args);
    }

    /** V8 asks only functions whether old octal numbers are in strict code. After a BigInt may come no digit. */
    readNumber(startsWithDot: boolean): void {
      const self = this as State;
      const { strict, pos, input } = self;
      if (strict && /^0\d/.test(input.slice(pos, pos + 2))) {
        self.strict = false;
        this.doubt ??= new Problem('Octal literals are not allowed in strict mode.', pos, pos + 2);
      }
      super.readNumber(startsWithDot);
      self.strict = strict;
      if (/^n\d/.test(self.input.slice(self.pos - 1, self.pos + 1))) this.raise(self.pos, 'Invalid number');
    }

    /** The same with escape sequences. */
    readEscapedChar(inTemplate: boolean): string {
      const self = this as State;
      const { strict, pos, input } = self;
      if (strict && !inTemplate && /^\\(?:[1-9]|0\d)/.test(input.slice(pos, pos + 3))) {
        self.strict = false;
        this.doubt ??= new Problem('Octal escape sequences are not allowed in strict mode.', pos, pos + 2);
      }
      const text = super.readEscapedChar(inTemplate);
      self.strict = strict;
      return text;
    }

    /** A class is strict code, its name too. */
    parseClassId(node: State, isStatement: State): void {
      super.parseClassId(node, isStatement);
      if (/^(eval|arguments)$/.test(node.id?.name ?? ''))
        this.raise(node.id.start, `Binding ${node.id.name} in strict mode`);
    }

    // Assignment targets

    toAssignable(node: State, ...more: State[]): State {
      const members: State[] = node?.elements ?? node?.properties ?? [];
      const rest = members.slice(0, -1).find((member) => member?.type === 'SpreadElement');
      if (rest !== undefined) this.raise(rest.start, 'Comma is not permitted after the rest element');
      // The web's old code assigns to calls: that fails when it runs.
      if (this.isRefusedLater(node)) return node;
      if (node?.type === 'ArrowFunctionExpression' && this.patternDepth === 0) this.unexpected();
      this.patternDepth++;
      // Directly under the assignment stands a target of its own, below it part of a pattern.
      if (this.patternDepth === 1 && !/^(Object|Array)/.test(node?.type ?? '')) this.patternDepth = 0;
      const top = this.patternDepth === 0;
      const result = super.toAssignable(node, ...more);
      if (!top) this.patternDepth--;
      return result;
    }

    toAssignableList(...args: State[]): State {
      this.patternDepth++;
      const list = super.toAssignableList(...args);
      this.patternDepth--;
      return list;
    }

    checkLValSimple(node: State, binding: number | undefined, ...more: State[]): void {
      if ((binding ?? 0) !== 0 || !this.isRefusedLater(node)) super.checkLValSimple(node, binding, ...more);
    }

    checkLValInnerPattern(...args: State[]): void {
      this.patternDepth++;
      super.checkLValInnerPattern(...args);
      this.patternDepth--;
    }

    /** Whether assigning to `node`, a call, is no early error; in strict code the standard has it as one. */
    private isRefusedLater(node: State): boolean {
      const self = this as State;
      if (node?.type !== 'CallExpression' || this.patternDepth > 0) return false;
      if (self.strict && self.surroundings?.followsStandard === true) return false;
      return !/^(&&|\|\||\?\?)=$/.test(self.value);
    }
  } as unknown as typeof Parser;
}
