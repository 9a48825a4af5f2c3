import type { Node, Scope, Source } from '../../syntax';
import type { ScopeInfo } from '../environment/environment';
import type { JSObject } from '../values/object';
import type { Shape } from '../values/shape';
import type { Value } from '../values/value';

/** A parameter's variable: in a register, or else in a slot of the environment record of `scope`. */
export interface ParameterPlace {
  readonly register: number;
  readonly slot: number;
  readonly scope: ScopeInfo | null;
}

/** What a piece of code is, as its caller must know it. */
export type CodeKind =
  | 'script'
  | 'module'
  | 'eval'
  | 'normal'
  | 'arrow'
  | 'method'
  | 'getter'
  | 'setter'
  | 'constructor'
  | 'derivedConstructor'
  | 'initializer'
  /** Not compiled: the stub that frames of built-ins refer to. */
  | 'native';

/** One handler: covers instructions in (start, end]; control goes to `target` with the value in `register`. */
export interface Handler {
  readonly start: number;
  readonly end: number;
  readonly target: number;
  readonly register: number;
}

/**
 * A compiled function, script, module or eval. Facts a call needs are known at once; instructions are made at the first call.
 */
export class Code {
  /** Null until compiled. */
  instructions: Int32Array | null = null;
  /** Initial registers: undefined, then the constants that have a register. */
  template: Value[] = [];
  constants: any[] = [];
  handlers: Handler[] = [];
  /** Rows of [pc, start, end, caret]: instructions after `pc` belong to the range; sorted. */
  positions: number[] = [];
  /** The call or member expression at an instruction, for messages such as "a.b is not a function". */
  sites = new Map<number, Node>();
  functions: Code[] = [];
  scopes: ScopeInfo[] = [];

  // Inline caches, by cache number.
  cacheShapes: (Shape | null)[] = [];
  cacheSlots: number[] = [];
  cacheHolders: (JSObject | null)[] = [];
  cacheEpochs: number[] = [];
  cacheNext: (Shape | null)[] = [];

  /** `length` of the function. */
  length = 0;
  parameterCount = 0;
  strict = false;
  async = false;
  generator = false;
  /** The frame must keep the arguments as passed. */
  needsArguments = false;
  /** Where parameters live that no closure captures, where others may ask for them; null for the others. */
  parameters: readonly (ParameterPlace | null)[] | null = null;
  /** Statement steps and environment records for every binding are compiled in. */
  observed = false;
  /** An observer's own notes, by instruction. */
  notes: Int32Array | null = null;
  /** Calls need more than pushing a frame: async code, generators, class constructors. */
  get special(): boolean {
    return this.async || this.generator || this.isClassConstructor;
  }

  /** What a stack trace calls a function without a name: the expression it is assigned to. */
  inferredName = '';
  /** Made by `Function` and its like. */
  isDynamic = false;
  /** Where the source text of a method begins: its definition starts before the function's node (`definitionStart`). */
  textStart: number | null = null;
  /** The class constructor this code belongs to (source text and messages). */
  classNode: Node | null = null;

  /** Part of a host's library: it goes by the intrinsics as they were before the program ran. */
  readonly library: boolean;

  constructor(
    readonly kind: CodeKind,
    public name: string,
    readonly source: Source,
    readonly node: Node | null,
    /** The scope around the function. */
    readonly outerScope: Scope | null,
    /** Compiles the instructions in. */
    private readonly compiler: ((code: Code) => void) | null,
  ) {
    this.library = source.provider !== null;
  }

  /**
   * The same code for another run, as a text of that run: what compiling makes is shared and never changed, inline caches
   * and notes are its own.
   */
  instance(source: Source): Code {
    const copy = new Code(this.kind, this.name, source, this.node, this.outerScope, (self) => self.adopt(this));
    copy.length = this.length;
    copy.parameterCount = this.parameterCount;
    copy.strict = this.strict;
    copy.async = this.async;
    copy.generator = this.generator;
    copy.needsArguments = this.needsArguments;
    copy.inferredName = this.inferredName;
    copy.isDynamic = this.isDynamic;
    copy.textStart = this.textStart;
    copy.classNode = this.classNode;
    return copy;
  }

  /** Takes over what another code compiles to. */
  private adopt(other: Code): void {
    this.instructions = other.compile();
    this.template = other.template;
    this.constants = other.constants;
    this.handlers = other.handlers;
    this.positions = other.positions;
    this.sites = other.sites;
    this.scopes = other.scopes;
    this.needsArguments = other.needsArguments;
    this.parameters = other.parameters;
    this.observed = other.observed;
    this.functions = other.functions.map((code) => code.instance(this.source));
    this.setCaches(other.cacheShapes.length);
  }

  /** Makes empty inline caches. */
  setCaches(count: number): void {
    this.cacheShapes = new Array(count).fill(null);
    this.cacheSlots = new Array(count).fill(0);
    this.cacheHolders = new Array(count).fill(null);
    this.cacheEpochs = new Array(count).fill(0);
    this.cacheNext = new Array(count).fill(null);
  }

  get isArrow(): boolean {
    return this.kind === 'arrow';
  }

  get isClassConstructor(): boolean {
    return this.kind === 'constructor' || this.kind === 'derivedConstructor';
  }

  /** Whether functions of this code can be called with `new`. */
  get isConstructor(): boolean {
    return (this.kind === 'normal' && !this.async && !this.generator) || this.isClassConstructor;
  }

  compile(): Int32Array {
    if (this.instructions === null) this.compiler!(this);
    return this.instructions!;
  }

  /** Row of the position table that covers the instruction before `pc`, or -1. */
  positionRow(pc: number): number {
    const { positions } = this;
    let low = 0;
    let high = positions.length / 4 - 1;
    if (high < 0 || positions[0]! >= pc) return -1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (positions[middle * 4]! < pc) low = middle;
      else high = middle - 1;
    }
    return low * 4;
  }
}
