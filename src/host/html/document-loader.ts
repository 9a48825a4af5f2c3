import { defaultTreeAdapter, parse, parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5';

/** What a script element holds. @spec html#concept-script-type */
export type ScriptKind = 'classic' | 'module' | 'importmap' | 'other';

/** What a `type` attribute says. @spec html#prepare-the-script-element */
export function scriptKind(given: string | null): ScriptKind {
  const type = (given ?? '').trim().toLowerCase();
  if (type === 'module' || type === 'importmap') return type;
  const classic =
    type === '' ||
    /^(text|application)\/(x-)?(java|ecma)script$/.test(type) ||
    /^text\/(jscript|livescript|javascript1\.[0-5])$/.test(type);
  return classic ? 'classic' : 'other';
}

/** A script element found while parsing. */
export interface FoundScript {
  readonly kind: ScriptKind;
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
    else if (node.nodeName === '#documentType') {
      const type = node as Tree.DocumentType;
      operations.push(['doctype', type.name, type.publicId, type.systemId]);
    } else {
      const element = node as Tree.Element;
      operations.push(['open', element.tagName, attributesOf(element), ...foreign(element)]);
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
  const asked = scriptKind(attribute('type'));
  const kind = asked === 'classic' && attribute('nomodule') !== null ? 'other' : asked;
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

const HTML = 'http://www.w3.org/1999/xhtml';
const attributesOf = (element: Tree.Element): [string, string][] =>
  element.attrs.map((a) => [a.prefix ? `${a.prefix}:${a.name}` : a.name, a.value]);
const foreign = (element: Tree.Element): string[] => (element.namespaceURI === HTML ? [] : [element.namespaceURI]);
/** A node as nested arrays: text, [tag, attributes, children, namespace if not HTML's], [null, comment], [false, doctype]. */
function convert(node: Tree.ChildNode): unknown {
  if (node.nodeName === '#text') return (node as Tree.TextNode).value;
  if (node.nodeName === '#comment') return [null, (node as Tree.CommentNode).data];
  if (node.nodeName === '#documentType') {
    const type = node as Tree.DocumentType;
    return [false, type.name, type.publicId, type.systemId];
  }
  const element = node as Tree.Element;
  const children =
    element.tagName === 'template' && element.namespaceURI === HTML
      ? (element as Tree.Template).content.childNodes
      : element.childNodes;
  return [element.tagName, attributesOf(element), children.map(convert), ...foreign(element)];
}

/** Parses a fragment, as if it stood in an element of this name. */
export function fragmentJson(html: string, context: string, namespace: string): string {
  const element = defaultTreeAdapter.createElement(context, namespace as Tree.Element['namespaceURI'], []);
  return JSON.stringify(parseFragment(element, html, {}).childNodes.map(convert));
}

/** Parses a whole document. */
export function documentJson(html: string): string {
  return JSON.stringify(parse(html).childNodes.map(convert));
}
