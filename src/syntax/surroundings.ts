import type { Parser } from 'acorn';
import type { ParseOptions } from './parse';
import type { State } from './problem';

/** Makes acorn know what surrounds eval code. */
export function withSurroundings(Base: typeof Parser): typeof Parser {
  return class extends (Base as State) {
    surroundings: ParseOptions | null = null;

    get allowNewDotTarget(): boolean {
      return this.surroundings?.inFunction === true || super.allowNewDotTarget;
    }

    get allowSuper(): boolean {
      return (this.surroundings?.inMethod === true && this.isOutermost()) || super.allowSuper;
    }

    get allowDirectSuper(): boolean {
      return (this.surroundings?.inDerivedConstructor === true && this.isOutermost()) || super.allowDirectSuper;
    }

    /** Whether `this` is here what it is around the text. */
    isOutermost(): boolean {
      const self = this as State;
      return self.currentThisScope() === self.scopeStack[0];
    }

    checkUnreserved(identifier: State): void {
      super.checkUnreserved(identifier);
      if (identifier.name === 'arguments' && this.surroundings?.inInitializer === true && this.isOutermost())
        this.raise(identifier.start, "Cannot use 'arguments' in class field initializer");
    }

    parseMaybeUnary(...args: State[]): State {
      const self = this as State;
      const isKnown = self.privateNameStack.length > 0 || (this.surroundings?.privateNames?.length ?? 0) > 0;
      if (self.type.label === 'privateId' && !isKnown)
        this.raise(self.start, `Private field '#${self.value}' must be declared in an enclosing class`);
      return super.parseMaybeUnary(...args);
    }
  } as unknown as typeof Parser;
}
