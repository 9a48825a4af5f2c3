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
        return this.varying.has('m') && modes.m ? this.assertion(`(?<![^${LINE_BREAK}])`) : '^';
      case '$':
        this.pos++;
        return this.varying.has('m') && modes.m ? this.assertion(`(?![^${LINE_BREAK}])`) : '$';
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
        const text = String.fromCodePoint(this.unicode ? pattern.codePointAt(this.pos)! : pattern.charCodeAt(this.pos));
        this.pos += text.length;
        return this.atom(text);
      }
    }
  }

  /** What stands for an assertion, which can't be repeated as the text for it could be. */
  private assertion(text: string): string | undefined {
    return /^(?:[*+?]|\{\d+(?:,\d*)?\})/.test(this.pattern.slice(this.pos)) ? undefined : text;
  }

  /** Something that matches one character, as `text` writes it. Where case doesn't matter, what that adds or takes away is listed. */
  private atom(text: string): string {
    if (!this.varying.has('i') || !this.modes.i) return text;
    const { added, removed } = caseDifference(text, this.sets ? 'v' : this.unicode ? 'u' : '');
    const kept = removed === '' ? text : `(?![${removed}])${text}`;
    if (added !== '') return `(?:${kept}|[${added}])`;
    return removed === '' ? text : `(?:${kept})`;
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

  private escape(): string | undefined {
    const text = escapeAt(this.pattern, this.pos, this.unicode);
    this.pos += text.length;
    if (/^\\(?:k|[1-9])/.test(text)) return text;
    if (!/^\\b$/i.test(text)) return this.atom(text);
    const word = this.atom('\\w');
    if (word === '\\w') return text;
    const [starts, ends] = text === '\\b' ? ['(?<!', '(?<='] : ['(?<=', '(?<!'];
    return this.assertion(`(?:${starts}${word})(?=${word})|${ends}${word})(?!${word}))`);
  }

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
    return this.atom(pattern.slice(begin, this.pos));
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

/** Characters that have an upper or lower case, made when first needed; the same for every run. */
let casedCharacters: string[] | undefined;

/** The characters, in a class's notation, that `text` matches only where case doesn't matter, or only where it does. */
function caseDifference(text: string, mode: string): { added: string; removed: string } {
  casedCharacters ??= listCasedCharacters();
  let added = '';
  let removed = '';
  let sensitive: RegExp;
  let insensitive: RegExp;
  try {
    sensitive = new RegExp(`^(?:${text})$`, mode);
    insensitive = new RegExp(`^(?:${text})$`, `${mode}i`);
  } catch {
    return { added, removed };
  }
  for (const character of casedCharacters) {
    const matches = insensitive.test(character);
    if (matches === sensitive.test(character)) continue;
    const escape = mode === '' ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : character;
    if (matches) added += escape;
    else removed += escape;
  }
  return { added, removed };
}

function listCasedCharacters(): string[] {
  const characters: string[] = [];
  for (let code = 0; code < 0x20000; code++) {
    const character = String.fromCodePoint(code);
    if (/\p{Changes_When_Casemapped}/u.test(character)) characters.push(character);
  }
  return characters;
}
