import type { Node } from './node';

/**
 * Turns a tree of TypeScript or JSX into plain ESTree: types vanish, enumerations, parameter properties and elements become
 * what they mean. Positions stay those of the text, so steps and messages point into it.
 */
export function lower(program: Node): Node {
  return visit(program) as Node;
}

/** Statements and members that exist for the type checker alone. */
const ERASED = new Set([
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSDeclareFunction',
  'TSAbstractMethodDefinition',
  'TSAbstractPropertyDefinition',
  'TSAbstractClassProperty',
  'TSIndexSignature',
  'TSDeclareMethod',
  'TSExportAssignmentType',
  'TSNamespaceExportDeclaration',
]);
/** Expressions that are their inner expression with a type beside it. */
const WRAPPERS = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
]);
const TYPE_FIELDS = [
  'typeAnnotation',
  'returnType',
  'typeParameters',
  'typeArguments',
  'superTypeParameters',
  'superTypeArguments',
  'implements',
  'accessibility',
  'definite',
  'optional',
  'override',
  'readonly',
  'abstract',
  'declare',
];

function isErased(node: Node): boolean {
  if (ERASED.has(node.type)) return true;
  if (
    node.declare === true &&
    (node.type === 'VariableDeclaration' ||
      node.type === 'ClassDeclaration' ||
      node.type === 'FunctionDeclaration' ||
      node.type === 'TSEnumDeclaration' ||
      node.type === 'TSModuleDeclaration' ||
      node.type === 'PropertyDefinition')
  )
    return true;
  if ((node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression') && !node.body) return true;
  if (node.type === 'MethodDefinition' && (node.abstract === true || !node.value?.body)) return true;
  if (node.type === 'PropertyDefinition' && node.abstract === true) return true;
  if (
    node.type === 'ImportDeclaration' &&
    (node.importKind === 'type' ||
      (node.specifiers.length > 0 && node.specifiers.every((s: Node) => s.importKind === 'type')))
  )
    return true;
  if (
    node.type === 'ExportNamedDeclaration' &&
    (node.exportKind === 'type' || (node.declaration && isErased(node.declaration)))
  )
    return true;
  if (node.type === 'ExportAllDeclaration' && node.exportKind === 'type') return true;
  if (node.type === 'ExportDefaultDeclaration' && isErased(node.declaration)) return true;
  return (
    (node.type === 'ImportSpecifier' && node.importKind === 'type') ||
    (node.type === 'ExportSpecifier' && node.exportKind === 'type')
  );
}

function visit(node: Node): Node {
  if (WRAPPERS.has(node.type)) return visit(node.expression);
  switch (node.type) {
    case 'TSEnumDeclaration':
      return lowerEnum(node);
    case 'TSModuleDeclaration':
      return lowerNamespace(node);
    case 'TSExportAssignment':
      return statement(node, assign(node, member(node, id(node, 'module'), 'exports'), visit(node.expression)));
    case 'TSImportEqualsDeclaration':
      return lowerImportEquals(node);
    case 'JSXElement':
    case 'JSXFragment':
      return lowerElement(node);
    case 'ClassDeclaration':
    case 'ClassExpression':
      parameterProperties(node);
  }
  for (const field in node) {
    if (field === 'type' || field === 'start' || field === 'end' || field === 'loc') continue;
    const optionalChain = field === 'optional' && (node.type === 'MemberExpression' || node.type === 'CallExpression');
    if (!optionalChain && TYPE_FIELDS.includes(field)) {
      if (
        field !== 'optional' ||
        node.type === 'Identifier' ||
        node.type === 'PropertyDefinition' ||
        node.type === 'MethodDefinition'
      )
        delete node[field];
      continue;
    }
    const value = node[field];
    if (Array.isArray(value)) {
      node[field] = value
        .filter((item) => !(item && typeof item.type === 'string' && isErased(item)))
        .filter((item) => !(field === 'params' && item?.type === 'Identifier' && item.name === 'this'))
        .map((item) => (item && typeof item.type === 'string' ? visit(item) : item));
    } else if (value && typeof value === 'object' && typeof value.type === 'string') node[field] = visit(value);
  }
  return node;
}

// Building blocks; each takes its position from the node it stands for.

function at(from: Node, type: string, fields: object): Node {
  return { type, start: from.start, end: from.end, ...fields };
}
const id = (from: Node, name: string): Node => at(from, 'Identifier', { name });
const literal = (from: Node, value: unknown): Node => at(from, 'Literal', { value });
const member = (from: Node, object: Node, property: string | Node): Node =>
  typeof property === 'string'
    ? at(from, 'MemberExpression', { object, property: id(from, property), computed: false, optional: false })
    : at(from, 'MemberExpression', { object, property, computed: true, optional: false });
const assign = (from: Node, left: Node, right: Node): Node =>
  at(from, 'AssignmentExpression', { operator: '=', left, right });
const statement = (from: Node, expression: Node): Node => at(from, 'ExpressionStatement', { expression });
const block = (from: Node, body: Node[]): Node => at(from, 'BlockStatement', { body });

/** `(function (name) { body })(name || (name = {}))`, declared as `var name`. */
function immediate(node: Node, name: string, body: Node[]): Node {
  const fn = at(node, 'FunctionExpression', {
    id: null,
    params: [id(node, name)],
    body: block(node, body),
    async: false,
    generator: false,
    expression: false,
  });
  const argument = at(node, 'LogicalExpression', {
    operator: '||',
    left: id(node, name),
    right: assign(node, id(node, name), at(node, 'ObjectExpression', { properties: [] })),
  });
  const call = at(node, 'CallExpression', { callee: fn, arguments: [argument], optional: false });
  const init = at(node, 'SequenceExpression', { expressions: [call, id(node, name)] });
  return at(node, 'VariableDeclaration', {
    kind: 'var',
    declarations: [at(node, 'VariableDeclarator', { id: id(node, name), init })],
  });
}

function lowerEnum(node: Node): Node {
  const name = node.id.name as string;
  const known = new Set<string>();
  let next: number | null = 0;
  const body: Node[] = [];
  for (const m of node.members ?? node.body?.members ?? []) {
    const key = String(m.id.name ?? m.id.value);
    let value: Node;
    if (m.initializer) {
      value = qualify(visit(m.initializer), name, known);
      next = typeof m.initializer.value === 'number' ? m.initializer.value + 1 : null;
    } else {
      value = literal(m, next ?? 0);
      if (next !== null) next++;
    }
    known.add(key);
    const named = member(m, id(m, name), literal(m, key));
    const text = m.initializer && (typeof m.initializer.value === 'string' || m.initializer.type === 'TemplateLiteral');
    body.push(
      statement(
        m,
        text ? assign(m, named, value) : assign(m, member(m, id(m, name), assign(m, named, value)), literal(m, key)),
      ),
    );
  }
  return immediate(node, name, body);
}

/** Members of an enumeration may name earlier ones. */
function qualify(node: Node, name: string, known: ReadonlySet<string>): Node {
  if (node.type === 'Identifier' && known.has(node.name)) return member(node, id(node, name), node.name);
  for (const field of ['left', 'right', 'argument', 'expression'] as const)
    if (node[field]?.type) node[field] = qualify(node[field], name, known);
  return node;
}

function lowerNamespace(node: Node): Node {
  const name = (node.id.name ?? node.id.value) as string;
  const body: Node[] = [];
  for (const item of node.body?.body ?? []) {
    if (isErased(item)) continue;
    const exported = item.type === 'ExportNamedDeclaration' && item.declaration ? item.declaration : null;
    const lowered = visit(exported ?? item);
    body.push(lowered);
    if (exported === null) continue;
    const names = lowered.id ? [lowered.id.name] : (lowered.declarations ?? []).map((d: Node) => d.id.name);
    for (const n of names) body.push(statement(item, assign(item, member(item, id(item, name), n), id(item, n))));
  }
  return immediate(node, name, body);
}

function lowerImportEquals(node: Node): Node {
  const reference = node.moduleReference;
  const init =
    reference.type === 'TSExternalModuleReference'
      ? at(node, 'CallExpression', { callee: id(node, 'require'), arguments: [reference.expression], optional: false })
      : entityName(reference);
  return at(node, 'VariableDeclaration', {
    kind: 'const',
    declarations: [at(node, 'VariableDeclarator', { id: node.id, init })],
  });
}

function entityName(node: Node): Node {
  return node.type === 'TSQualifiedName' ? member(node, entityName(node.left), node.right.name) : node;
}

/** `constructor(private x)` declares and assigns a field. */
function parameterProperties(node: Node): void {
  const constructor = node.body.body.find(
    (m: Node) => m.type === 'MethodDefinition' && m.kind === 'constructor' && m.value?.body,
  );
  if (constructor === undefined) return;
  const assignments: Node[] = [];
  constructor.value.params = constructor.value.params.map((p: Node) => {
    if (p.type !== 'TSParameterProperty') return p;
    const { parameter } = p;
    const name = (parameter.type === 'AssignmentPattern' ? parameter.left : parameter).name as string;
    assignments.push(statement(p, assign(p, member(p, at(p, 'ThisExpression', {}), name), id(p, name))));
    return parameter;
  });
  if (assignments.length === 0) return;
  const body = constructor.value.body.body as Node[];
  const first = body.findIndex(
    (s) =>
      s.type === 'ExpressionStatement' &&
      s.expression.type === 'CallExpression' &&
      s.expression.callee.type === 'Super',
  );
  body.splice(first + 1, 0, ...assignments);
}

/** An element is a call of `React.createElement`. */
function lowerElement(node: Node): Node {
  const react = (name: string): Node => member(node, id(node, 'React'), name);
  const tag = node.type === 'JSXFragment' ? react('Fragment') : tagName(node.openingElement.name);
  const attributes: Node[] = node.type === 'JSXFragment' ? [] : node.openingElement.attributes;
  const properties = attributes.map((a) => {
    if (a.type === 'JSXSpreadAttribute') return at(a, 'SpreadElement', { argument: visit(a.argument) });
    const key = a.name.type === 'JSXNamespacedName' ? `${a.name.namespace.name}:${a.name.name.name}` : a.name.name;
    const value =
      a.value === null
        ? literal(a, true)
        : a.value.type === 'JSXExpressionContainer'
          ? visit(a.value.expression)
          : visit(a.value);
    return at(a, 'Property', {
      key: literal(a, key),
      value,
      kind: 'init',
      computed: false,
      method: false,
      shorthand: false,
    });
  });
  const props = properties.length === 0 ? literal(node, null) : at(node, 'ObjectExpression', { properties });
  const children: Node[] = [];
  for (const child of node.children as Node[]) {
    if (child.type === 'JSXText') {
      const text = jsxText(child.value);
      if (text !== '') children.push(literal(child, text));
    } else if (child.type === 'JSXExpressionContainer') {
      if (child.expression.type !== 'JSXEmptyExpression') children.push(visit(child.expression));
    } else if (child.type === 'JSXSpreadChild')
      children.push(at(child, 'SpreadElement', { argument: visit(child.expression) }));
    else children.push(visit(child));
  }
  return at(node, 'CallExpression', {
    callee: react('createElement'),
    arguments: [tag, props, ...children],
    optional: false,
  });
}

function tagName(name: Node): Node {
  if (name.type === 'JSXMemberExpression') return member(name, tagName(name.object), name.property.name);
  if (name.type === 'JSXNamespacedName') return literal(name, `${name.namespace.name}:${name.name.name}`);
  return /^[a-z]/.test(name.name) || name.name.includes('-') ? literal(name, name.name) : id(name, name.name);
}

/** White space of an element's text: line breaks and the indentation around them vanish. */
function jsxText(text: string): string {
  const lines = text.split(/\r\n|\n|\r/);
  return lines
    .map((line, i) => {
      let part = line.replace(/\t/g, ' ');
      if (i > 0) part = part.replace(/^ +/, '');
      if (i < lines.length - 1) part = part.replace(/ +$/, '');
      return part;
    })
    .filter((part) => part !== '')
    .join(' ');
}
