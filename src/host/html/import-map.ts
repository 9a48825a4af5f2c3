declare const URL: {
  new (url: string, base?: string): { readonly href: string };
  canParse(url: string, base?: string): boolean;
};

type SpecifierMap = ReadonlyMap<string, string | null>;

/** What an import map says, all URLs absolute. @spec html#import-map */
export class ImportMap {
  private readonly imports = new Map<string, string | null>();
  private readonly scopes = new Map<string, Map<string, string | null>>();

  /** Adds what a text maps; what was mapped before stays. @spec html#merge-existing-and-new-import-maps */
  add(text: string, base: string): void {
    const map: unknown = JSON.parse(text);
    if (!isTable(map)) return;
    this.addTo(this.imports, map.imports, base);
    if (!isTable(map.scopes)) return;
    for (const [prefix, table] of Object.entries(map.scopes)) {
      if (!URL.canParse(prefix, base)) continue;
      const { href } = new URL(prefix, base);
      if (!this.scopes.has(href)) this.scopes.set(href, new Map());
      this.addTo(this.scopes.get(href)!, table, base);
    }
  }

  private addTo(target: Map<string, string | null>, table: unknown, base: string): void {
    if (!isTable(table)) return;
    for (const [key, address] of Object.entries(table)) {
      const specifier = urlLike(key, base) ?? key;
      if (specifier !== '' && !target.has(specifier))
        target.set(specifier, typeof address === 'string' ? urlLike(address, base) : null);
    }
  }

  /** The URL a specifier stands for; null when it stands for none. @spec html#resolve-a-module-specifier */
  resolve(specifier: string, base: string): string | null {
    const asUrl = urlLike(specifier, base);
    const name = asUrl ?? specifier;
    const within = [...this.scopes.keys()].sort().reverse();
    for (const prefix of within) {
      if (prefix !== base && !(prefix.endsWith('/') && base.startsWith(prefix))) continue;
      const found = match(name, this.scopes.get(prefix)!);
      if (found !== undefined) return found;
    }
    const found = match(name, this.imports);
    return found === undefined ? asUrl : found;
  }
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @spec html#resolving-a-url-like-module-specifier */
function urlLike(specifier: string, base: string): string | null {
  const relative = /^\.{0,2}\//.test(specifier);
  const from = relative ? base : undefined;
  return URL.canParse(specifier, from) ? new URL(specifier, from).href : null;
}

/** @spec html#resolving-an-imports-match */
function match(name: string, map: SpecifierMap): string | null | undefined {
  for (const key of [...map.keys()].sort().reverse()) {
    const address = map.get(key)!;
    if (key === name) return address;
    if (!key.endsWith('/') || !name.startsWith(key)) continue;
    return address !== null && URL.canParse(name.slice(key.length), address)
      ? new URL(name.slice(key.length), address).href
      : null;
  }
  return undefined;
}
