/** What a test says of itself between the marks `/*---` and `---*\/`. */
export interface Metadata {
  readonly flags: ReadonlySet<string>;
  readonly includes: readonly string[];
  readonly features: readonly string[];
  readonly negative: { readonly phase: string; readonly type: string } | null;
}

/** A list as the suite writes them: `[a, b]` on the key's line, or `- a` lines below it. */
function list(text: string, key: string): string[] {
  const inline = new RegExp(`^ *${key}: *\\[([^\\]]*)\\]`, 'm').exec(text);
  if (inline !== null) return inline[1]!.split(/[\s,]+/).filter((item) => item !== '');
  const below = new RegExp(`^ *${key}: *\\r?\\n((?: +- .*(?:\\r?\\n|$))+)`, 'm').exec(text);
  return below === null ? [] : [...below[1]!.matchAll(/- *(.*\S)/g)].map((match) => match[1]!);
}

/** Reads the few forms of YAML that the suite uses. A text without metadata has none of everything. */
export function readMetadata(source: string): Metadata {
  const text = /\/\*---\r?\n?([\s\S]*?)---\*\//.exec(source)?.[1]?.replace(/\r\n?/g, '\n') ?? '';
  const negative = /^negative: *\n((?: +.*\n?)+)/m.exec(text)?.[1];
  return {
    flags: new Set(list(text, 'flags')),
    includes: list(text, 'includes'),
    features: list(text, 'features'),
    negative:
      negative === undefined
        ? null
        : {
            phase: /phase: *(\S+)/.exec(negative)?.[1] ?? '',
            type: /type: *(\S+)/.exec(negative)?.[1] ?? '',
          },
  };
}

export type Mode = 'sloppy' | 'strict' | 'module' | 'raw';

/** In which modes a test runs. */
export function modesOf({ flags }: Metadata): Mode[] {
  if (flags.has('module')) return ['module'];
  if (flags.has('raw')) return ['raw'];
  if (flags.has('onlyStrict')) return ['strict'];
  return flags.has('noStrict') ? ['sloppy'] : ['sloppy', 'strict'];
}
