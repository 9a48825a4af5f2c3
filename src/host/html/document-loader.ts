import { parse, parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5';

/** A script element found while parsing. */
export interface FoundScript {
  readonly kind: 'classic' | 'module' | 'other';
  readonly src: string | null;
  readonly text: string;
  readonly async: boolean;
  readonly defer: boolean;
  /** Offset of the script's text in the page, for positions; -1 for external ones. */
  readonly offset: number;
}

/** A run of tree operations, as JSON for the document's library, and the script that follows it. */
export interface Chunk {
  readonly operations: string;
  readonly script: FoundScript | null;
}

/** Splits a page at its scripts: what is built before each one runs. @spec html#parsing */
export function pageChunks(html: string): Chunk[] {
  const document = parse(html, { sourceCodeLocationInfo: true });
  const chunks: Chunk[] = [];
  let operations: unknown[] = [];
  const visit = (node: Tree.ChildNode): void => {
    if (node.nodeName === '#text') operations.push(['text', (node as Tree.TextNode).value]);
    else if (node.nodeName === '#comment') operations.push(['comment', (node as Tree.CommentNode).data]);
    else if (node.nodeName === '#documentType') operations.push(['doctype']);
    else {
      const element = node as Tree.Element;
      operations.push(['open', element.tagName, element.attrs.map((a) => [a.name, a.value])]);
      const children =
        element.tagName === 'template' ? (element as Tree.Template).content.childNodes : element.childNodes;
      for (const child of children) visit(child);
      operations.push(['close']);
      if (element.tagName === 'script') {
        chunks.push({ operations: JSON.stringify(operations), script: scriptOf(element) });
        operations = [];
      }
    }
  };
  for (const child of document.childNodes) visit(child);
  chunks.push({ operations: JSON.stringify(operations), script: null });
  return chunks;
}

function scriptOf(element: Tree.Element): FoundScript {
  const attribute = (name: string): string | null => element.attrs.find((a) => a.name === name)?.value ?? null;
  const type = (attribute('type') ?? '').trim().toLowerCase();
  const kind =
    type === 'module'
      ? 'module'
      : type === '' || /^(text|application)\/(java|ecma)script$/.test(type)
        ? 'classic'
        : 'other';
  const first = element.childNodes[0] as Tree.TextNode | undefined;
  return {
    kind,
    src: attribute('src'),
    text: first?.value ?? '',
    async: attribute('async') !== null,
    defer: attribute('defer') !== null,
    offset: first?.sourceCodeLocation?.startOffset ?? -1,
  };
}

/** Parses a fragment to nested arrays: text, [tag, attributes, children], [null, comment]. */
export function fragmentJson(html: string, context: string): string {
  const outer = parseFragment(`<${context}></${context}>`).childNodes[0] as Tree.Element | undefined;
  const fragment =
    outer === undefined || outer.nodeName !== context ? parseFragment(html) : parseFragment(outer, html, {});
  const convert = (node: Tree.ChildNode): unknown => {
    if (node.nodeName === '#text') return (node as Tree.TextNode).value;
    if (node.nodeName === '#comment') return [null, (node as Tree.CommentNode).data];
    const element = node as Tree.Element;
    const children =
      element.tagName === 'template' ? (element as Tree.Template).content.childNodes : element.childNodes;
    return [element.tagName, element.attrs.map((a) => [a.name, a.value]), children.map(convert)];
  };
  return JSON.stringify(fragment.childNodes.map(convert));
}
