/** A syntax tree node in ESTree form; positions are UTF-16 offsets. Loosely typed: each consumer knows its node kinds. */
export interface Node {
  type: string;
  start: number;
  end: number;
  // biome-ignore lint/suspicious/noExplicitAny: ESTree's fields differ by type
  [field: string]: any;
}

/** The child nodes of `node`, in source order. */
export function childNodes(node: Node): Node[] {
  const children: Node[] = [];
  for (const field in node) {
    if (field === 'type' || field === 'start' || field === 'end') continue;
    const value = node[field];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) children.push(item);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}
