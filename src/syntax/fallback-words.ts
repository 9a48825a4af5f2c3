import type { Parser } from 'acorn';
import { likeV8, missedEscape } from './messages';
import { Problem, type State } from './problem';

/** Makes acorn report in words like V8's, where V8's own can't be had: it reads neither types nor JSX. */
export function withFallbackWords(Base: typeof Parser): typeof Parser {
  return class extends (Base as State) {
    raise(position: number, message: string): never {
      const self = this as State;
      if (message === 'Not enough stack space to parse input')
        throw new Problem('Maximum call stack size exceeded', position, position + 1, 'RangeError');
      const end = position >= self.start && position < self.end ? self.end : position + 1;
      throw new Problem(
        this.reworded(position, message),
        position,
        Math.min(end, Math.max(self.input.length, position)),
      );
    }

    raiseRecoverable(position: number, message: string): never {
      return this.raise(position, message);
    }

    unexpected(position?: number): never {
      const self = this as State;
      if (position === undefined || position === self.start)
        throw new Problem(this.tokenProblem(), self.start, Math.max(self.end, self.start + 1));
      const word = /^[\p{ID_Start}$_][\p{ID_Continue}$]*|^\*\*|^\.{3}|^./u.exec(self.input.slice(position))?.[0] ?? '';
      const words = word === '' ? 'Unexpected end of input' : `Unexpected token '${word}'`;
      throw new Problem(words, position, position + Math.max(1, word.length));
    }

    /** Texts that depend on where the problem stands. */
    private reworded(position: number, message: string): string {
      const self = this as State;
      const rest = self.input.slice(position);
      if (message === 'Bad escape sequence in untagged template literal') return missedEscape(String(self.value));
      if (message === 'Invalid number' && /^0\d/.test(rest))
        return /^0[0-7]+(?![\d.])/.test(rest)
          ? 'Octal literals are not allowed in strict mode.'
          : 'Decimals with leading zeros are not allowed in strict mode.';
      const jump = /^Unsyntactic (break|continue)/.exec(message);
      if (jump !== null) return `Illegal ${jump[1]} statement`;
      if (/may appear only with 'sourceType: module'|may only appear at the top level/.test(message))
        return rest.startsWith('import') ? 'Cannot use import statement outside a module' : "Unexpected token 'export'";
      return likeV8(message);
    }

    private tokenProblem(): string {
      const self = this as State;
      const text = self.input.slice(self.start, self.end);
      switch (self.type.label) {
        case 'eof':
          return 'Unexpected end of input';
        case 'num':
          return 'Unexpected number';
        case 'string':
          return 'Unexpected string';
        case 'template':
        case '`':
        case 'invalidTemplate':
          return 'Unexpected template string';
        case 'privateId':
        case 'name':
          return `Unexpected identifier '${text}'`;
        default:
          return `Unexpected token '${text}'`;
      }
    }
  } as unknown as typeof Parser;
}
