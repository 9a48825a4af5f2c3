// Text to trees and back. @spec html#serialising-html-fragments
const { internal: dom } = require('nodes');
const { HTML } = dom;
const VOID = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(' '),
);
const RAW = new Set('style script xmp iframe noembed noframes plaintext'.split(' '));
const escapeText = (text) =>
  text
    .replace(/&/g, '&amp;')
    .replace(/\u00a0/g, '&nbsp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
const escapeAttribute = (text) => escapeText(text).replace(/"/g, '&quot;');

function serialize(node, options) {
  switch (node._type) {
    case 1: {
      const name = node._namespace === HTML ? node._local : node._qualified;
      let html = `<${name}`;
      if (node._is && !node._attributes.has('is')) html += ` is="${escapeAttribute(node._is)}"`;
      for (const [attribute, value] of node._attributes) html += ` ${attribute}="${escapeAttribute(value)}"`;
      html += '>';
      return node._namespace === HTML && VOID.has(name) ? html : `${html}${serializeInner(node, options)}</${name}>`;
    }
    case 3:
    case 4: {
      const parent = node._parent;
      return parent !== null && parent._type === 1 && parent._namespace === HTML && RAW.has(parent._local)
        ? node._data
        : escapeText(node._data);
    }
    case 7:
      return `<?${node._name} ${node._data}>`;
    case 8:
      return `<!--${node._data}-->`;
    case 10:
      return `<!DOCTYPE ${node._name}>`;
    default:
      return serializeInner(node, options);
  }
}
function serializeInner(node, options) {
  if (node._type === 1 && node._namespace === HTML && VOID.has(node._local)) return '';
  const from = node._content ?? node;
  let html = '';
  const shadow = node._shadow;
  if (
    shadow &&
    options !== undefined &&
    ((options.serializableShadowRoots && shadow._init.serializable) || options.shadowRoots.includes(shadow))
  ) {
    html += `<template shadowrootmode="${shadow._mode}"`;
    if (shadow._init.delegatesFocus) html += ' shadowrootdelegatesfocus=""';
    if (shadow._init.serializable) html += ' shadowrootserializable=""';
    if (shadow._init.clonable) html += ' shadowrootclonable=""';
    html += `>${serializeInner(shadow, options)}</template>`;
  }
  for (const child of from._children) html += serialize(child, options);
  return html;
}

/**
 * A fragment from text, as if it stood in `context`. Scripts in it never run, unless `live`. `shadows`: templates may declare shadow
 * roots.
 */
function parseFragment(text, context, shadows = false, live = false) {
  const element = context._type === 1 ? context : (context._host ?? null);
  const { _document: document } = context;
  const items = JSON.parse(binding.parseFragment(text, element?._local ?? 'body', element?._namespace ?? HTML));
  const fragment = document.createDocumentFragment();
  const home =
    element?._local === 'template' && element._namespace === HTML ? dom.contentOf(element)._document : document;
  build(items, fragment, home, shadows, live);
  return fragment;
}
/** Nodes from the parser's nested arrays: text, [tag, attributes, children, namespace], [null, comment] or [false, doctype]. */
function build(items, parent, document, shadows, live = false) {
  for (const item of items) {
    if (typeof item === 'string') put(parent, dom.makeText(item, document));
    else if (item[0] === null) put(parent, dom.makeComment(item[1], document));
    else if (item[0] === false) continue;
    else {
      const [local, attributes, children, namespace] = item;
      if (shadows && local === 'template' && declareShadow(parent, attributes, children, document)) continue;
      const element = make(document, local, namespace ?? HTML, attributes);
      if (local === 'script' && !live) dom.hide(element, '_started', true);
      put(parent, element);
      build(
        children,
        local === 'template' && !namespace ? dom.contentOf(element) : element,
        local === 'template' && !namespace ? dom.contentOf(element)._document : document,
        shadows,
        live,
      );
    }
  }
}
function make(document, local, namespace, attributes) {
  const is = attributes.find((a) => a[0] === 'is')?.[1] ?? null;
  const element = dom.createElement(document, local, namespace, null, is, false);
  setAll(element, attributes);
  return element;
}
function setAll(element, attributes) {
  for (const [name, value] of attributes) {
    element._attributes.set(name, value);
    dom.attributeReaction?.(element, name, null, value, null);
    for (const step of dom.steps) step(element, name, null, value, null);
  }
}
/** Adds a node to a tree that nobody watches yet. */
function put(parent, node) {
  node._parent = parent;
  node._at = parent._children.length;
  parent._children.push(node);
  dom.version++;
}
/** @spec html#attr-template-shadowrootmode */
function declareShadow(parent, attributes, children, document) {
  const has = (name) => attributes.some((a) => a[0] === name);
  const mode = attributes.find((a) => a[0] === 'shadowrootmode')?.[1].toLowerCase();
  if ((mode !== 'open' && mode !== 'closed') || parent._type !== 1 || parent._shadow) return false;
  const shadow = dom.attachShadow(parent, {
    mode,
    delegatesFocus: has('shadowrootdelegatesfocus'),
    clonable: has('shadowrootclonable'),
    serializable: has('shadowrootserializable'),
    slotAssignment: 'named',
  });
  build(children, shadow, document, true, true);
  dom.slotted(parent, []);
  return true;
}
Object.assign(dom, { build, declareShadow, parseFragment, put, serialize, serializeInner, setAll });
