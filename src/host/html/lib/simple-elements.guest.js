// HTML elements by table. @spec html#elements-3
const idl = require('web-idl');
const { WINDOW_HANDLERS } = require('handlers');
const { internal: dom, DocumentFragment } = require('nodes');
const { HTMLElement, internal } = require('html-elements');
const { internal: events, Event } = require('event-target');
const { internal: collections } = require('collections');
const { ToggleEvent } = require('ui-events');
const { KEY, HTML, setAttribute, removeAttribute } = dom;
const { known, reflect } = internal;
const element = (...args) => {
  const made = internal.element(...args);
  exports[made.name] = made;
  return made;
};
const member = (members, operations = {}, attributes = {}) => ({ members, operations, attributes });

for (const [name, tagNames, members] of [
  ['HTMLDivElement', ['div'], { align: 'text' }],
  ['HTMLSpanElement', ['span']],
  ['HTMLParagraphElement', ['p'], { align: 'text' }],
  ['HTMLHeadElement', ['head']],
  ['HTMLHtmlElement', ['html'], { version: 'text' }],
  ['HTMLUListElement', ['ul'], { compact: 'flag', type: 'text' }],
  ['HTMLOListElement', ['ol'], { reversed: 'flag', start: 'long', type: 'text', compact: 'flag' }],
  ['HTMLLIElement', ['li'], { value: 'long', type: 'text' }],
  ['HTMLDListElement', ['dl'], { compact: 'flag' }],
  ['HTMLHeadingElement', ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'], { align: 'text' }],
  ['HTMLPreElement', ['pre', 'listing', 'xmp'], { width: 'long' }],
  ['HTMLBRElement', ['br'], { clear: 'text' }],
  ['HTMLHRElement', ['hr'], { align: 'text', color: 'text', noShade: 'flag', size: 'text', width: 'text' }],
  ['HTMLQuoteElement', ['blockquote', 'q'], { cite: 'url' }],
  ['HTMLModElement', ['ins', 'del'], { cite: 'url', dateTime: 'text' }],
  [
    'HTMLMetaElement',
    ['meta'],
    { name: 'text', httpEquiv: 'text http-equiv', content: 'text', media: 'text', scheme: 'text' },
  ],
  ['HTMLBaseElement', ['base'], { href: 'url', target: 'text' }],
  ['HTMLDataElement', ['data'], { value: 'text' }],
  ['HTMLTimeElement', ['time'], { dateTime: 'text' }],
  ['HTMLMapElement', ['map'], { name: 'text' }],
  ['HTMLMenuElement', ['menu'], { compact: 'flag' }],
  ['HTMLPictureElement', ['picture']],
  [
    'HTMLSourceElement',
    ['source'],
    { src: 'url', type: 'text', srcset: 'text', sizes: 'text', media: 'text', width: 'count', height: 'count' },
  ],
  ['HTMLTrackElement', ['track'], { kind: 'text', src: 'url', srclang: 'text', label: 'text', default: 'flag' }],
  ['HTMLParamElement', ['param'], { name: 'text', value: 'text', type: 'text', valueType: 'text' }],
  ['HTMLEmbedElement', ['embed'], { src: 'url', type: 'text', width: 'text', height: 'text', name: 'text' }],
  ['HTMLFontElement', ['font'], { color: 'text', face: 'text', size: 'text' }],
  ['HTMLDirectoryElement', ['dir'], { compact: 'flag' }],
  ['HTMLTableCaptionElement', ['caption'], { align: 'text' }],
  ['HTMLTableColElement', ['col', 'colgroup'], { span: 'count', width: 'text' }],
  ['HTMLFrameElement', ['frame'], { name: 'text', src: 'url' }],
  ['HTMLFrameSetElement', ['frameset'], { cols: 'text', rows: 'text' }],
  [
    'HTMLBodyElement',
    ['body'],
    { text: 'text', link: 'text', vLink: 'text', aLink: 'text', bgColor: 'text', background: 'text' },
  ],
])
  element(name, tagNames, members);
for (const type of WINDOW_HANDLERS)
  events.defineHandler(exports.HTMLBodyElement.prototype, `on${type}`, type, (body) => dom.viewOf(body._document));

element(
  'HTMLTitleElement',
  ['title'],
  {},
  HTMLElement,
  member(
    {
      get text() {
        return this._children
          .filter(dom.isText)
          .map((c) => c._data)
          .join('');
      },
      set text(value) {
        this.textContent = value;
      },
    },
    {},
    { text: 'DOMString' },
  ),
);
element(
  'HTMLScriptElement',
  ['script'],
  {
    src: 'url',
    type: 'text',
    noModule: 'flag',
    charset: 'text',
    defer: 'flag',
    crossOrigin: known('crossorigin', ['anonymous', 'use-credentials'], null, 'anonymous'),
    integrity: 'text',
    referrerPolicy: 'text',
    event: 'text',
    htmlFor: 'text for',
    fetchPriority: known('fetchpriority', ['high', 'low', 'auto'], 'auto'),
  },
  HTMLElement,
  member(
    {
      get async() {
        return this._forcedAsync !== false || this._attributes.has('async');
      },
      set async(value) {
        dom.hide(this, '_forcedAsync', false);
        internal.toggle(this, 'async', Boolean(value));
      },
      get text() {
        return this._children
          .filter(dom.isText)
          .map((c) => c._data)
          .join('');
      },
      set text(value) {
        this.textContent = value;
      },
    },
    {},
    { text: 'DOMString', async: 'boolean' },
  ),
);
Object.defineProperty(exports.HTMLScriptElement, 'supports', {
  value: idl.operation(
    (type) => type === 'classic' || type === 'module' || type === 'importmap' || type === 'speculationrules',
    'supports',
    'HTMLScriptElement',
    'DOMString',
    () => true,
  ),
  writable: true,
  enumerable: true,
  configurable: true,
});
element(
  'HTMLStyleElement',
  ['style'],
  { media: 'text', type: 'text' },
  HTMLElement,
  member({
    get disabled() {
      return dom.sheetOf(this)?.disabled ?? false;
    },
    set disabled(value) {
      const sheet = dom.sheetOf(this);
      if (sheet) sheet.disabled = Boolean(value);
    },
    get sheet() {
      return dom.sheetOf(this);
    },
  }),
);
element(
  'HTMLLinkElement',
  ['link'],
  {
    href: 'url',
    rel: 'text',
    relList: 'tokens rel',
    media: 'text',
    hreflang: 'text',
    type: 'text',
    as: 'text',
    crossOrigin: known('crossorigin', ['anonymous', 'use-credentials'], null, 'anonymous'),
    integrity: 'text',
    sizes: 'tokens sizes',
    disabled: 'flag',
  },
  HTMLElement,
  member({
    get sheet() {
      return dom.sheetOf(this);
    },
  }),
);

// Links: the parts of their URL. @spec html#htmlhyperlinkelementutils
const PARTS = ['protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'];
const urlOf = (e) =>
  e._attributes.has('href') ? binding.parseURL(e._attributes.get('href').trim(), dom.baseURL(e._document)) : null;
const HyperlinkParts = {
  get origin() {
    return urlOf(this)?.origin ?? '';
  },
  toString() {
    return this.href;
  },
};
for (const part of PARTS)
  Object.defineProperty(
    HyperlinkParts,
    part,
    Object.getOwnPropertyDescriptor(
      {
        get [part]() {
          return urlOf(this)?.[part] ?? (part === 'protocol' ? ':' : '');
        },
        set [part](value) {
          const url = urlOf(this);
          if (url !== null) setAttribute(this, 'href', binding.changeURL(url.href, part, `${value}`)?.href ?? url.href);
        },
      },
      part,
    ),
  );
element(
  'HTMLAnchorElement',
  ['a'],
  {
    target: 'text',
    download: 'text',
    ping: 'text',
    rel: 'text',
    relList: 'tokens rel',
    hreflang: 'text',
    type: 'text',
    referrerPolicy: 'text',
    href: 'url',
    name: 'text',
    rev: 'text',
    charset: 'text',
    coords: 'text',
    shape: 'text',
  },
  HTMLElement,
  member(
    Object.defineProperties(
      {},
      {
        ...Object.getOwnPropertyDescriptors(HyperlinkParts),
        text: {
          get() {
            return dom.textOf(this);
          },
          set(value) {
            this.textContent = value;
          },
          configurable: true,
          enumerable: true,
        },
      },
    ),
  ),
);
element(
  'HTMLAreaElement',
  ['area'],
  { alt: 'text', target: 'text', href: 'url', rel: 'text' },
  HTMLElement,
  member(HyperlinkParts),
);

element(
  'HTMLImageElement',
  ['img', 'image'],
  {
    alt: 'text',
    src: 'url',
    srcset: 'text',
    sizes: 'text',
    crossOrigin: known('crossorigin', ['anonymous', 'use-credentials'], null, 'anonymous'),
    useMap: 'text usemap',
    isMap: 'flag',
    referrerPolicy: 'text',
    decoding: known('decoding', ['sync', 'async', 'auto'], 'auto'),
    loading: known('loading', ['lazy', 'eager'], 'eager'),
    fetchPriority: known('fetchpriority', ['high', 'low', 'auto'], 'auto'),
    name: 'text',
  },
  HTMLElement,
  member({
    get width() {
      return dom.metrics(this).offsetWidth || Number.parseInt(this._attributes.get('width') ?? '0', 10) || 0;
    },
    set width(value) {
      setAttribute(this, 'width', String(value >>> 0));
    },
    get height() {
      return dom.metrics(this).offsetHeight || Number.parseInt(this._attributes.get('height') ?? '0', 10) || 0;
    },
    set height(value) {
      setAttribute(this, 'height', String(value >>> 0));
    },
    get naturalWidth() {
      if (this._image === 'loaded') binding.notModelled('the size of an image');
      return 0;
    },
    get naturalHeight() {
      if (this._image === 'loaded') binding.notModelled('the size of an image');
      return 0;
    },
    get complete() {
      return this._image !== 'loading';
    },
    get currentSrc() {
      return this._image === undefined ? '' : this.src;
    },
    decode() {
      return new Promise((resolve, reject) =>
        binding.queueTask('DOM manipulation', 'decode', () =>
          this._image === 'loaded'
            ? resolve()
            : reject(idl.at(null, () => dom.fault('EncodingError', 'The source image cannot be decoded.'))),
        ),
      );
    },
  }),
);
/** A picture's data is fetched and taken for good when its type says so; nothing is decoded. */
dom.steps.push((e, name, _old, value, namespace) => {
  if (e._local !== 'img' || e._namespace !== HTML || name !== 'src' || namespace !== null || value === null) return;
  const run = (dom.hide(e, '_imageRun', (e._imageRun ?? 0) + 1), e._imageRun);
  dom.hide(e, '_image', 'loading');
  const end = dom.delayLoad?.(e._document);
  binding.network(() => {
    if (run === e._imageRun) {
      const { bytes, type } = value === '' ? {} : (dom.resource?.(e.src) ?? {});
      const good = bytes !== undefined && bytes.length > 0 && /^image\//.test(type ?? '') && isPicture(bytes, type);
      dom.hide(e, '_image', good ? 'loaded' : 'broken');
      events.fire(e, new Event(good ? 'load' : 'error'));
    }
    end?.();
  });
});
/** Whether bytes begin as a picture does. */
function isPicture(bytes, type) {
  if (/svg/.test(type)) return true;
  const head = String.fromCharCode(...bytes.slice(0, 12));
  return /^(\x89PNG|GIF8|\xff\xd8\xff|RIFF|BM)/.test(head) || head.slice(4, 8) === 'ftyp';
}
function Image(width, height) {
  const made = globalThis.document.createElement('img');
  if (width !== undefined) made.width = width;
  if (height !== undefined) made.height = height;
  return made;
}
exports.Image = legacyConstructor('Image', exports.HTMLImageElement, Image);
/** A named constructor: another name for making elements. @spec webidl#LegacyFactoryFunction */
function legacyConstructor(name, C, make) {
  const made = {
    [name]: function (...args) {
      if (new.target === undefined)
        throw new TypeError(
          `Failed to construct '${name}': Please use the 'new' operator, this DOM object constructor cannot be called as a function.`,
        );
      return make(...args);
    },
  }[name];
  Object.defineProperty(made, 'prototype', { value: C.prototype, writable: false });
  Object.defineProperty(made, 'length', { value: 0, configurable: true });
  return made;
}
exports.internal = { legacyConstructor };

element(
  'HTMLIFrameElement',
  ['iframe'],
  {
    src: 'url',
    srcdoc: 'text',
    name: 'text',
    sandbox: 'tokens sandbox',
    allowFullscreen: 'flag',
    width: 'text',
    height: 'text',
    loading: known('loading', ['lazy', 'eager'], 'eager'),
    allow: 'text',
    referrerPolicy: 'text',
    align: 'text',
    frameBorder: 'text',
  },
  HTMLElement,
  member({
    get contentWindow() {
      return binding.frameWindow(this);
    },
    get contentDocument() {
      return binding.frameWindow(this)?.document ?? null;
    },
    getSVGDocument() {
      return null;
    },
  }),
);

// Tables
const rowsIn = (e) => e._children.filter((c) => c._local === 'tr');
const part = (table, name) => table._children.find((c) => c._local === name) ?? null;
function tableRows(table) {
  const sections = (name) => table._children.filter((c) => c._local === name).flatMap(rowsIn);
  const bodies = table._children.flatMap((c) => (c._local === 'tr' ? [c] : c._local === 'tbody' ? rowsIn(c) : []));
  return [...sections('thead'), ...bodies, ...sections('tfoot')];
}
function remembered(self, field, find) {
  return self[field] ?? dom.hide(self, field, collections.collection(find));
}
const make = (self, name) => dom.makeElement(self._document, name, HTML, null);
function wrongIndex(index, limit, what = 'rows in the table') {
  return dom.fault(
    'IndexSizeError',
    `The index provided (${index}) is ${index < -1 ? 'less than -1' : `greater than the number of ${what} (${limit})`}.`,
  );
}
function insertRowIn(self, index, rows, into) {
  if (index < -1 || index > rows.length) throw wrongIndex(index, rows.length);
  const row = make(self, 'tr');
  const before = index === -1 || index === rows.length ? null : rows[index];
  dom.insert(before?._parent ?? into, row, before);
  return row;
}
function deleteFrom(rows, index) {
  if (index < -1 || index >= rows.length) throw wrongIndex(index, rows.length);
  const row = rows[index === -1 ? rows.length - 1 : index];
  if (row) dom.remove(row);
}
const tablePart = (name, before) => ({
  get(self) {
    return part(self, name);
  },
  create(self) {
    const known = part(self, name);
    if (known !== null) return known;
    const made = make(self, name);
    dom.insert(self, made, before(self));
    return made;
  },
});
const PARTS_OF_TABLES = {
  caption: tablePart('caption', (t) => t._children[0] ?? null),
  tHead: tablePart(
    'thead',
    (t) => t._children.find((c) => c._type === 1 && c._local !== 'caption' && c._local !== 'colgroup') ?? null,
  ),
  tFoot: tablePart('tfoot', () => null),
};
element(
  'HTMLTableElement',
  ['table'],
  {
    align: 'text',
    border: 'text',
    width: 'text',
    summary: 'text',
    cellPadding: 'text',
    cellSpacing: 'text',
    bgColor: 'text',
  },
  HTMLElement,
  member(
    {
      get caption() {
        return part(this, 'caption');
      },
      get tHead() {
        return part(this, 'thead');
      },
      get tFoot() {
        return part(this, 'tfoot');
      },
      get tBodies() {
        return remembered(this, '_bodies', () => this._children.filter((c) => c._local === 'tbody'));
      },
      get rows() {
        return remembered(this, '_rows', () => tableRows(this));
      },
      createCaption() {
        return PARTS_OF_TABLES.caption.create(this);
      },
      createTHead() {
        return PARTS_OF_TABLES.tHead.create(this);
      },
      createTFoot() {
        return PARTS_OF_TABLES.tFoot.create(this);
      },
      createTBody() {
        const made = make(this, 'tbody');
        const last = this._children.findLast((c) => c._local === 'tbody');
        dom.insert(this, made, last ? dom.sibling(last, 1) : null);
        return made;
      },
      deleteCaption() {
        const known = part(this, 'caption');
        if (known) dom.remove(known);
      },
      deleteTHead() {
        const known = part(this, 'thead');
        if (known) dom.remove(known);
      },
      deleteTFoot() {
        const known = part(this, 'tfoot');
        if (known) dom.remove(known);
      },
      insertRow(index = -1) {
        const rows = tableRows(this);
        if (rows.length === 0 && index <= 0 && index >= -1) {
          let body = this._children.findLast((c) => c._local === 'tbody');
          if (!body) dom.insert(this, (body = make(this, 'tbody')), null);
          return insertRowIn(this, -1, [], body);
        }
        return insertRowIn(this, index, rows, rows[rows.length - 1]?._parent ?? this);
      },
      deleteRow(index) {
        deleteFrom(tableRows(this), index);
      },
    },
    { insertRow: 'long=', deleteRow: 'long' },
  ),
);
element(
  'HTMLTableSectionElement',
  ['tbody', 'thead', 'tfoot'],
  { align: 'text', vAlign: 'text' },
  HTMLElement,
  member(
    {
      get rows() {
        return remembered(this, '_rows', () => rowsIn(this));
      },
      insertRow(index = -1) {
        return insertRowIn(this, index, rowsIn(this), this);
      },
      deleteRow(index) {
        deleteFrom(rowsIn(this), index);
      },
    },
    { insertRow: 'long=', deleteRow: 'long' },
  ),
);
const cellsOf = (row) => row._children.filter((c) => c._local === 'td' || c._local === 'th');
element(
  'HTMLTableRowElement',
  ['tr'],
  { align: 'text', bgColor: 'text', vAlign: 'text' },
  HTMLElement,
  member(
    {
      get rowIndex() {
        const table = this.closest('table');
        return table === null ? -1 : tableRows(table).indexOf(this);
      },
      get sectionRowIndex() {
        const parent = this._parent;
        return parent === null ? -1 : rowsIn(parent).indexOf(this);
      },
      get cells() {
        return remembered(this, '_cells', () => cellsOf(this));
      },
      insertCell(index = -1) {
        const cells = cellsOf(this);
        if (index < -1 || index > cells.length)
          throw dom.fault(
            'IndexSizeError',
            `The value provided (${index}) is outside the range [-1, ${cells.length}].`,
          );
        const cell = make(this, 'td');
        dom.insert(this, cell, index === -1 || index === cells.length ? null : cells[index]);
        return cell;
      },
      deleteCell(index) {
        const cells = cellsOf(this);
        if (index < -1 || index >= cells.length)
          throw dom.fault('IndexSizeError', `The value provided (${index}) is outside the range [0, ${cells.length}).`);
        const cell = cells[index === -1 ? cells.length - 1 : index];
        if (cell) dom.remove(cell);
      },
    },
    { insertCell: 'long=', deleteCell: 'long' },
  ),
);
element(
  'HTMLTableCellElement',
  ['td', 'th'],
  {
    colSpan: {
      get: (e) => Math.min(1000, Number.parseInt(e._attributes.get('colspan') ?? '1', 10) || 1),
      set: (e, v) => setAttribute(e, 'colspan', String(v)),
      type: 'unsigned long',
    },
    rowSpan: {
      get: (e) => Math.min(65534, Number.parseInt(e._attributes.get('rowspan') ?? '1', 10) || 1),
      set: (e, v) => setAttribute(e, 'rowspan', String(v)),
      type: 'unsigned long',
    },
    headers: 'text',
    scope: known('scope', ['row', 'col', 'rowgroup', 'colgroup'], ''),
    abbr: 'text',
    align: 'text',
    width: 'text',
    height: 'text',
    noWrap: 'flag',
  },
  HTMLElement,
  member({
    get cellIndex() {
      return this._parent?._local === 'tr' ? cellsOf(this._parent).indexOf(this) : -1;
    },
  }),
);

// Interactive elements
element('HTMLDetailsElement', ['details'], { name: 'text', open: 'flag' });
dom.steps.push((e, name, old, value, namespace) => {
  if (namespace !== null || name !== 'open' || e._local !== 'details' || (old === null) === (value === null)) return;
  dom.queueToggle(e, old === null ? 'closed' : 'open', value === null ? 'closed' : 'open');
  const group = e._attributes.get('name');
  if (value !== null && group)
    for (const other of dom.elementsIn(dom.root(e)))
      if (other !== e && other._local === 'details' && other._attributes.get('name') === group)
        removeAttribute(other, 'open');
});
element(
  'HTMLDialogElement',
  ['dialog'],
  { open: 'flag', closedBy: known('closedby', ['any', 'closerequest', 'none'], 'none') },
  HTMLElement,
  member(
    {
      get returnValue() {
        return this._returnValue ?? '';
      },
      set returnValue(value) {
        dom.hide(this, '_returnValue', value);
      },
      close(value) {
        closeDialog(this, value);
      },
      requestClose(value) {
        if (!this._attributes.has('open')) return;
        if (events.fireNow(this, new Event('cancel', { cancelable: true }))) closeDialog(this, value);
      },
      show() {
        if (this._attributes.has('open')) {
          if (this._modal)
            throw dom.fault(
              'InvalidStateError',
              'The dialog is already open as a modal dialog, and therefore cannot be opened as a non-modal dialog.',
            );
          return;
        }
        openDialog(this, false);
      },
      showModal() {
        if (this._attributes.has('open')) {
          if (this._modal) return;
          throw dom.fault(
            'InvalidStateError',
            'The dialog is already open as non-modal, and therefore cannot be opened as modal.',
          );
        }
        if (!dom.isConnected(this)) throw dom.fault('InvalidStateError', 'The element is not in a Document.');
        openDialog(this, true);
      },
    },
    { close: 'DOMString=', requestClose: 'DOMString=' },
    { returnValue: 'DOMString' },
  ),
);
function openDialog(dialog, modal) {
  const before = new ToggleEvent('beforetoggle', { cancelable: true, oldState: 'closed', newState: 'open' });
  if (!events.fireNow(dialog, before) || dialog._attributes.has('open')) return;
  dom.queueToggle(dialog, 'closed', 'open');
  dom.hide(dialog, '_modal', modal);
  setAttribute(dialog, 'open', '');
  dom.hide(dialog, '_before', dialog._document._active);
  const inside = dom.elementsIn(dialog);
  const target =
    inside.find((e) => e._attributes.has('autofocus') && dom.isFocusable(e)) ??
    inside.find((e) => dom.isFocusable(e)) ??
    null;
  dom.focusOn(dialog._document, target ?? (modal ? dialog : dialog._document._active));
}
function closeDialog(dialog, value) {
  if (!dialog._attributes.has('open')) return;
  events.fireNow(dialog, new ToggleEvent('beforetoggle', { oldState: 'open', newState: 'closed' }));
  if (!dialog._attributes.has('open')) return;
  dom.queueToggle(dialog, 'open', 'closed');
  removeAttribute(dialog, 'open');
  dom.hide(dialog, '_modal', false);
  if (value !== undefined) dom.hide(dialog, '_returnValue', value);
  const before = dialog._before;
  dom.hide(dialog, '_before', null);
  if (before && dom.isFocusable(before)) dom.focusOn(dialog._document, before);
  else if (dialog._document._active && dom.isAncestor(dialog, dialog._document._active))
    dom.focusOn(dialog._document, null);
  binding.queueTask('user interaction', 'close', () => events.fire(dialog, new Event('close')));
}
dom.closeDialog = closeDialog;

element(
  'HTMLTemplateElement',
  ['template'],
  {
    shadowRootMode: known('shadowrootmode', ['open', 'closed'], ''),
    shadowRootDelegatesFocus: 'flag shadowrootdelegatesfocus',
    shadowRootClonable: 'flag shadowrootclonable',
    shadowRootSerializable: 'flag shadowrootserializable',
  },
  HTMLElement,
  member({
    get content() {
      return contentOf(this);
    },
  }),
);
/** A template's contents belong to a document of their own, which runs nothing. */
function contentOf(template) {
  if (template._content) return template._content;
  const { _document: document } = template;
  const inert = document._inert ?? dom.hide(document, '_inert', dom.makeInertDocument(document));
  dom.hide(inert, '_inert', inert);
  const content = new DocumentFragment(KEY, inert);
  dom.hide(content, '_host', template);
  return dom.hide(template, '_content', content);
}
dom.contentOf = contentOf;

idl.dictionary('AssignedNodesOptions', { flatten: ['boolean', false] });
element(
  'HTMLSlotElement',
  ['slot'],
  { name: 'text' },
  HTMLElement,
  member(
    {
      assignedNodes(options) {
        return options?.flatten ? dom.flattened(this) : dom.slottablesOf(this);
      },
      assignedElements(options) {
        return (options?.flatten ? dom.flattened(this) : dom.slottablesOf(this)).filter((n) => n._type === 1);
      },
      assign(...items) {
        for (const item of items) {
          for (const slot of dom.elementsIn(dom.root(this)))
            if (slot._manual?.includes(item)) {
              dom.hide(
                slot,
                '_manual',
                slot._manual.filter((n) => n !== item),
              );
              dom.assign(slot);
            }
        }
        dom.hide(this, '_manual', items);
        dom.assign(this);
      },
    },
    { assign: '...Node', assignedNodes: 'AssignedNodesOptions=', assignedElements: 'AssignedNodesOptions=' },
  ),
);

// What is looked at but plays nothing
element(
  'HTMLMediaElement',
  [],
  {
    src: 'url',
    autoplay: 'flag',
    loop: 'flag',
    controls: 'flag',
    defaultMuted: 'flag muted',
    preload: 'text',
    crossOrigin: known('crossorigin', ['anonymous', 'use-credentials'], null, 'anonymous'),
  },
  HTMLElement,
  member(
    {
      get paused() {
        return true;
      },
      get duration() {
        return Number.NaN;
      },
      get currentTime() {
        return 0;
      },
      get readyState() {
        return 0;
      },
      get networkState() {
        return 0;
      },
      play() {
        binding.notModelled('playing media');
        return Promise.reject(dom.fault('NotSupportedError', 'Playing media is not modelled.'));
      },
      pause() {},
      load() {},
      canPlayType() {
        return '';
      },
    },
    { canPlayType: 'DOMString' },
  ),
);
element('HTMLAudioElement', ['audio'], {}, exports.HTMLMediaElement);
element(
  'HTMLVideoElement',
  ['video'],
  { width: 'count', height: 'count', poster: 'url', playsInline: 'flag playsinline' },
  exports.HTMLMediaElement,
);
exports.Audio = legacyConstructor('Audio', exports.HTMLAudioElement, (src) => {
  const made = globalThis.document.createElement('audio');
  made.setAttribute('preload', 'auto');
  if (src !== undefined) made.setAttribute('src', src);
  return made;
});
const refused = (what) => {
  binding.notModelled(what);
  return null;
};
element(
  'HTMLCanvasElement',
  ['canvas'],
  {
    width: {
      get: (e) => intOr(e, 'width', 300),
      set: (e, v) => setAttribute(e, 'width', String(v)),
      type: 'unsigned long',
    },
    height: {
      get: (e) => intOr(e, 'height', 150),
      set: (e, v) => setAttribute(e, 'height', String(v)),
      type: 'unsigned long',
    },
  },
  HTMLElement,
  member(
    {
      getContext(name) {
        return refused(`canvas.getContext('${name}')`);
      },
      toDataURL() {
        refused('canvas.toDataURL');
        return 'data:,';
      },
      toBlob() {
        refused('canvas.toBlob');
      },
    },
    { getContext: 'DOMString, any=', toBlob: 'Function, any=, any=', toDataURL: 'any=, any=' },
  ),
);
const intOr = (e, name, initial) => {
  const value = Number.parseInt(e._attributes.get(name) ?? '', 10);
  return Number.isNaN(value) || value < 0 ? initial : value;
};
element('HTMLObjectElement', ['object'], { data: 'url', type: 'text', name: 'text', width: 'text', height: 'text' });
element('HTMLMarqueeElement', ['marquee'], {});
void reflect;
