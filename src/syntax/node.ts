/** A syntax tree node in ESTree form; positions are UTF-16 offsets. Loosely typed: each consumer knows its node kinds. */
export interface Node {
  type: string;
  start: number;
  end: number;
  // biome-ignore lint/suspicious/noExplicitAny: ESTree's fields differ by type
  [field: string]: any;
}

/** The fields of `node` that hold child nodes, in source order. */
export function* childNodes(node: Node): Generator<Node> {
  for (const field in node) {
    if (field === 'type' || field === 'start' || field === 'end') continue;
    const value = node[field];
    if (Array.isArray(value)) {
      for (const item of value)
        if (item !== null && typeof item === 'object' && typeof item.type === 'string') yield item;
    } else if (value !== null && typeof value === 'object' && typeof value.type === 'string') yield value;
  }
}
