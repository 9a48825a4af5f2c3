/** What a function is, as far as it decides what its text may hold. */
export interface FunctionKind {
  readonly async: boolean;
  readonly generator: boolean;
  readonly role:
    | 'function'
    | 'arrow'
    | 'method'
    | 'getter'
    | 'setter'
    | 'constructor'
    | 'derived'
    | 'fields'
    | 'static';
}

export type ScopeType = 'script' | 'module' | 'eval' | 'function' | 'body' | 'block' | 'catch' | 'class' | 'with';
/** How a name is declared; functions in blocks of sloppy code may be so twice. */
export type Declared = 'var' | 'lexical' | 'sloppy function';

interface VarInside {
  readonly name: string;
  readonly start: number;
  readonly scope: Scope;
}

/** What a part of a text declares. */
export class Scope {
  /** A switch's, in which `using` declares nothing. */
  isOfCases = false;
  readonly names = new Map<string, Declared>();
  /** Where each name is declared first. */
  readonly positions = new Map<string, number>();
  /** `var` declarations in inner blocks. */
  private readonly inside: VarInside[] = [];
  strict: boolean;
  hasSimpleParameters = true;

  constructor(
    readonly parent: Scope | null,
    readonly type: ScopeType,
    readonly kind: FunctionKind | null = null,
    readonly start = 0,
  ) {
    this.strict = parent?.strict ?? type === 'module';
  }

  get isDeclarationScope(): boolean {
    return !/^(block|catch|class|with)$/.test(this.type);
  }

  /** Where `var` declares. */
  get declarationScope(): Scope {
    let scope: Scope = this;
    while (!scope.isDeclarationScope) scope = scope.parent!;
    return scope;
  }

  /** The function around, or what is around all functions. */
  get closureScope(): Scope {
    let scope: Scope = this;
    while (!/^(script|module|eval|function)$/.test(scope.type)) scope = scope.parent!;
    return scope;
  }

  /** Whose `this` it is. */
  get receiverScope(): Scope {
    let scope = this.closureScope;
    while (scope.parent !== null && (scope.kind?.role === 'arrow' || scope.type === 'eval'))
      scope = scope.parent.closureScope;
    return scope;
  }

  /** Declares a name; false if that contradicts what is declared here. */
  declare(name: string, how: Declared, start: number): boolean {
    if (how === 'var' && !this.isDeclarationScope) {
      const outer = this.declarationScope;
      outer.inside.push({ name, start, scope: this });
      return outer.declare(name, how, start);
    }
    const before = this.names.get(name);
    if (before === undefined) {
      this.names.set(name, how);
      this.positions.set(name, start);
    }
    return before === undefined || (before === how && how !== 'lexical');
  }

  /** The first `var` of an inner block that contradicts what is declared between it and here. */
  conflictingVar(): VarInside | null {
    for (const declaration of this.inside) {
      for (let scope = declaration.scope; scope !== this; scope = scope.parent!) {
        const how = scope.type === 'catch' ? undefined : scope.names.get(declaration.name);
        if (how !== undefined && how !== 'var') return declaration;
      }
    }
    return null;
  }
}
