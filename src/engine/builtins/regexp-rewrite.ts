// INTEROP: hosts as old as Node 20 know neither groups with duplicate names nor modifiers. Patterns with these are
// rewritten into ones they know. Not covered: a backreference inside `(?i:…)` stays sensitive to case.

/** A pattern any host can compile, and which of its groups go by one name. */
export interface Rewritten {
  readonly source: string;
  readonly flags: string;
  /** The guest's group names in order, each with the names its groups have in `source`. */
  readonly names: Map<string, string[]>;
}

interface Modes {
  i: boolean;
  m: boolean;
  s: boolean;
}

/** A group while it is open. */
interface Group {
  readonly id: number;
  alternative: number;
  readonly outer: Modes;
}

/** Where a named group is: for each group around it, in which of its alternatives. */
type Path = Map<number, number>;

const LINE_BREAK = '\\n\\r\\u2028\\u2029';

/** Undefined when the pattern needs no rewriting, or can't be right. */
export function rewritePattern(pattern: string, flags: string): Rewritten | undefined {
  return new Rewriter(pattern, flags).rewrite();
}

class Rewriter {
  private readonly unicode: boolean;
  private readonly sets: boolean;
  private readonly varying = new Set<string>();
  private readonly names = new Map<string, string[]>();
  private readonly paths = new Map<string, Path[]>();
  private modes: Modes;
  private pos = 0;
  private readonly groups: Group[] = [];
  private nextId = 1;

  constructor(
    private readonly pattern: string,
    private readonly flags: string,
  ) {
    this.sets = flags.includes('v');
    this.unicode = this.sets || flags.includes('u');
    this.modes = { i: flags.includes('i'), m: flags.includes('m'), s: flags.includes('s') };
    for (const match of pattern.matchAll(/\(\?([ims]*)(?:-([ims]*))?:/g)) {
      for (const flag of `${match[1]}${match[2] ?? ''}`) this.varying.add(flag);
    }
  }

  rewrite(): Rewritten | undefined {
    const { pattern } = this;
    this.groups.push({ id: 0, alternative: 0, outer: this.modes });
    let source = '';
    while (this.pos < pattern.length) {
      const piece = this.piece();
      if (piece === undefined) return undefined;
      source += piece;
    }
    if (this.groups.length !== 1) return undefined;
    const duplicates = [...this.names.values()].some((list) => list.length > 1);
    if (!duplicates && this.varying.size === 0) return undefined;
    // A reference may come before the groups it means.
    source = source.replace(/\\k<([^>]+)>/g, (all, name: string) => {
      const list = this.names.get(name);
      return list === undefined || list.length === 1 ? all : `(?:${list.map((own) => `\\k<${own}>`).join('')})`;
    });
    return { source, flags: [...this.flags].filter((flag) => !this.varying.has(flag)).join(''), names: this.names };
  }

  /** The next piece of the pattern, rewritten. */
  private piece(): string | undefined {
    const { pattern, modes } = this;
    const character = pattern[this.pos]!;
    switch (character) {
      case '\\':
        return this.escape();
      case '[':
        return this.characterClass();
      case '(':
        return this.open();
      case ')': {
        this.pos++;
        const group = this.groups.pop()!;
        if (this.groups.length === 0) return undefined;
        this.modes = group.outer;
        return ')';
      }
      case '|':
        this.pos++;
        this.groups[this.groups.length - 1]!.alternative++;
        return '|';
      case '.':
        this.pos++;
        return this.varying.has('s') && modes.s ? '[^]' : '.';
      case '^':
        this.pos++;
        return this.varying.has('m') && modes.m ? `(?<![^${LINE_BREAK}])` : '^';
      case '$':
        this.pos++;
        return this.varying.has('m') && modes.m ? `(?![^${LINE_BREAK}])` : '$';
      case '*':
      case '+':
      case '?':
      case '}':
      case ']':
        this.pos++;
        return character;
      case '{': {
        const quantifier = /^\{\d+(?:,\d*)?\}/.exec(pattern.slice(this.pos))?.[0] ?? '{';
        this.pos += quantifier.length;
        return quantifier;
      }
      default: {
        const code = this.unicode ? pattern.codePointAt(this.pos)! : pattern.charCodeAt(this.pos);
        const text = String.fromCodePoint(code);
        this.pos += text.length;
        return this.literal(code, text);
      }
    }
  }

  /** A character that stands for itself, as `text` writes it. */
  private literal(code: number, text: string): string {
    if (!this.varying.has('i') || !this.modes.i) return text;
    const others = caseVariants(code, this.unicode);
    return others.length === 0 ? text : `[${[code, ...others].map(codeEscape).join('')}]`;
  }

  private open(): string | undefined {
    const rest = this.pattern.slice(this.pos);
    const outer = this.modes;
    const named = /^\(\?<([^=!][^>]*)>/.exec(rest);
    const modifiers = /^\(\?([ims]*)(?:-([ims]*))?:/.exec(rest);
    let text = '(';
    if (named !== null) {
      const name = this.hostName(named[1]!);
      if (name === undefined) return undefined;
      text = `(?<${name}>`;
      this.pos += named[0].length;
    } else if (modifiers !== null) {
      const [all, on = '', off = ''] = modifiers;
      if (new Set(on + off).size !== (on + off).length) return undefined;
      if (all.includes('-') && on + off === '') return undefined;
      this.modes = { ...outer };
      for (const flag of on) this.modes[flag as keyof Modes] = true;
      for (const flag of off) this.modes[flag as keyof Modes] = false;
      text = '(?:';
      this.pos += all.length;
    } else {
      text = /^\((?:\?(?:<?[=!]|:))?/.exec(rest)![0];
      this.pos += text.length;
    }
    this.groups.push({ id: this.nextId++, alternative: 0, outer });
    return text;
  }

  /** The name a group gets; undefined when another of its name could take part in the same match. */
  private hostName(name: string): string | undefined {
    const path: Path = new Map(this.groups.map((group) => [group.id, group.alternative]));
    const known = this.names.get(name);
    if (known === undefined) {
      this.names.set(name, [name]);
      this.paths.set(name, [path]);
      return name;
    }
    const paths = this.paths.get(name)!;
    for (const other of paths) {
      if (![...other].some(([id, alternative]) => path.has(id) && path.get(id) !== alternative)) return undefined;
    }
    paths.push(path);
    const own = `${name}$${known.length + 1}`;
    known.push(own);
    return own;
  }

  private escape(): string {
    const text = escapeAt(this.pattern, this.pos, this.unicode);
    this.pos += text.length;
    const code = escapedCode(text);
    return code === undefined ? text : this.literal(code, text);
  }

  /** A whole class. In sets (`v`) only the outermost level is looked at. */
  private characterClass(): string {
    const { pattern } = this;
    const begin = this.pos;
    let depth = 0;
    do {
      const character = pattern[this.pos];
      if (character === '\\') this.pos++;
      else if (character === '[' && (this.sets || depth === 0)) depth++;
      else if (character === ']') depth--;
      this.pos++;
    } while (depth > 0 && this.pos < pattern.length);
    const text = pattern.slice(begin, this.pos);
    if (!this.varying.has('i') || !this.modes.i) return text;
    return `${text.slice(0, -1)}${this.classVariants(text)}]`;
  }

  private classVariants(text: string): string {
    const inner = text.slice(text[1] === '^' ? 2 : 1, -1);
    const variants = new Set<number>();
    let before: number | undefined;
    for (let i = 0; i < inner.length; ) {
      const isRange = inner[i] === '-' && before !== undefined && i + 1 < inner.length;
      if (isRange) i++;
      let code: number | undefined;
      if (inner[i] === '\\') {
        const sequence = escapeAt(inner, i, this.unicode);
        code = escapedCode(sequence) ?? (sequence === '\\b' ? 8 : undefined);
        i += sequence.length;
      } else {
        code = this.unicode ? inner.codePointAt(i)! : inner.charCodeAt(i);
        i += String.fromCodePoint(code).length;
      }
      if (code === undefined) {
        before = undefined;
        continue;
      }
      const first = isRange ? before! : code;
      for (let c = first; c <= code && c - first < 0x10000; c++) {
        for (const variant of caseVariants(c, this.unicode)) variants.add(variant);
      }
      before = isRange ? undefined : code;
    }
    return [...variants].map(codeEscape).join('');
  }
}

/** The escape sequence that begins at `pos`. */
function escapeAt(pattern: string, pos: number, unicode: boolean): string {
  const rest = pattern.slice(pos);
  const long = unicode
    ? /^\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{[^}]*\}|q\{[^}]*\}|k<[^>]*>|c[a-zA-Z]|\d+)/
    : /^\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|k<[^>]*>|c[a-zA-Z]|\d+)/;
  return long.exec(rest)?.[0] ?? rest.slice(0, 2);
}

/** The character an escape stands for, if it stands for one that has a case. */
function escapedCode(sequence: string): number | undefined {
  const hex = /^\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))$/.exec(sequence);
  return hex === null ? undefined : Number.parseInt((hex[1] ?? hex[2] ?? hex[3])!, 16);
}

function codeEscape(code: number): string {
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return String.fromCodePoint(code);
}

/** @spec sec-runtime-semantics-canonicalize-ch */
function canonicalize(code: number, unicode: boolean): number {
  const text = String.fromCodePoint(code);
  if (unicode) {
    const folded = text.toUpperCase().toLowerCase();
    return [...folded].length === 1 ? folded.codePointAt(0)! : code;
  }
  const upper = text.toUpperCase();
  if (upper.length !== 1) return code;
  const canonical = upper.charCodeAt(0);
  return code >= 128 && canonical < 128 ? code : canonical;
}

/** Characters of the basic plane by their canonical one, made when first needed; the same for every run. */
const classes: { [unicode: string]: Map<number, number[]> } = {};

/** The other characters that are the same where case doesn't matter. */
function caseVariants(code: number, unicode: boolean): number[] {
  const canonical = canonicalize(code, unicode);
  const byCanonical = (classes[String(unicode)] ??= makeClasses(unicode));
  return (byCanonical.get(canonical) ?? []).filter((other) => other !== code);
}

function makeClasses(unicode: boolean): Map<number, number[]> {
  const map = new Map<number, number[]>();
  for (let code = 0; code <= 0xffff; code++) {
    const canonical = canonicalize(code, unicode);
    const list = map.get(canonical);
    if (list === undefined) map.set(canonical, [code]);
    else list.push(code);
  }
  for (const [canonical, list] of map) if (list.length === 1) map.delete(canonical);
  return map;
}
