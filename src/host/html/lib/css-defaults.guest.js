// What elements look like before a page says anything. @spec html#the-css-user-agent-style-sheet-and-presentational-hints
const { internal: dom } = require('nodes');
const BLOCK =
  'html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend listing main menu nav ol optgroup option p plaintext pre search section summary ul xmp slot-block'.split(
    ' ',
  );
const HIDDEN =
  'area base basefont datalist head link meta noembed noframes param rp script style template title noscript'.split(
    ' ',
  );
const rules = new Map();
function add(tags, text) {
  for (const tag of tags.split(' ')) {
    const map = rules.get(tag) ?? new Map();
    for (const part of text.split(';')) {
      const at = part.indexOf(':');
      if (at < 0) continue;
      const name = part.slice(0, at).trim();
      const value = part.slice(at + 1).trim();
      map.set(name, [value, false]);
    }
    rules.set(tag, map);
  }
}
const sides = (name, value, suffix = '') =>
  ['top', 'right', 'bottom', 'left'].map((side) => `${name}-${side}${suffix}:${value}`).join(';');
const vertical = (value) => `margin-top:${value};margin-bottom:${value}`;
add(BLOCK.join(' '), 'display:block');
add(HIDDEN.join(' '), 'display:none');
add('li summary', 'display:list-item');
add(
  'table',
  'display:table;border-collapse:separate;-webkit-border-horizontal-spacing:2px;-webkit-border-vertical-spacing:2px;box-sizing:border-box;text-indent:initial',
);
add('caption', 'display:table-caption;text-align:center');
add('colgroup', 'display:table-column-group');
add('col', 'display:table-column');
add('thead', 'display:table-header-group;vertical-align:middle');
add('tbody', 'display:table-row-group;vertical-align:middle');
add('tfoot', 'display:table-footer-group;vertical-align:middle');
add('tr', 'display:table-row;vertical-align:inherit');
add('td th', `display:table-cell;vertical-align:inherit;${sides('padding', '1px')}`);
add('th', 'font-weight:bold;text-align:center');
add('body', sides('margin', '8px'));
add('p blockquote figure dl', vertical('1em'));
add('blockquote figure', 'margin-left:40px;margin-right:40px');
add('ul ol menu dir', `${vertical('1em')};padding-left:40px`);
add('ul menu dir', 'list-style-type:disc');
add('ol', 'list-style-type:decimal');
add('dd', 'margin-left:40px');
for (const [tag, size, margin] of [
  ['h1', '2em', '0.67em'],
  ['h2', '1.5em', '0.83em'],
  ['h3', '1.17em', '1em'],
  ['h4', '1em', '1.33em'],
  ['h5', '0.83em', '1.67em'],
  ['h6', '0.67em', '2.33em'],
])
  add(tag, `font-size:${size};font-weight:bold;${vertical(margin)}`);
add('b strong', 'font-weight:bold');
add('i cite em var dfn address', 'font-style:italic');
add('code kbd samp tt pre xmp listing plaintext', 'font-family:monospace;font-size:13px');
add('pre xmp listing plaintext', `white-space-collapse:preserve;text-wrap-mode:nowrap;${vertical('1em')}`);
add('small', 'font-size:smaller');
add('big', 'font-size:larger');
add('sub', 'vertical-align:sub;font-size:smaller');
add('sup', 'vertical-align:super;font-size:smaller');
add('u ins', 'text-decoration-line:underline');
add('s strike del', 'text-decoration-line:line-through');
add('mark', 'background-color:rgb(255, 255, 0);color:rgb(0, 0, 0)');
add('center', 'text-align:center');
add(
  'hr',
  `${sides('border', 'inset', '-style')};${sides('border', '1px', '-width')};color:gray;margin-top:0.5em;margin-bottom:0.5em;margin-left:auto;margin-right:auto;overflow-x:hidden;overflow-y:hidden`,
);
add('iframe', `${sides('border', 'inset', '-style')};${sides('border', '2px', '-width')};width:300px;height:150px`);
add(
  'fieldset',
  `${sides('border', 'groove', '-style')};${sides('border', '2px', '-width')};${sides('border', 'rgb(192, 192, 192)', '-color')};margin-left:2px;margin-right:2px;padding-top:0.35em;padding-bottom:0.625em;padding-left:0.75em;padding-right:0.75em;min-width:min-content`,
);
add('legend', 'padding-left:2px;padding-right:2px');
const CONTROL = 'display:inline-block;font-family:Arial;font-size:13.3333px;color:rgb(0, 0, 0);cursor:text';
add('input textarea', CONTROL);
add(
  'input',
  `${sides('border', 'inset', '-style')};${sides('border', '2px', '-width')};${sides('border', 'rgb(118, 118, 118)', '-color')};background-color:rgb(255, 255, 255);padding-top:1px;padding-bottom:1px;padding-left:2px;padding-right:2px;overflow-x:clip;overflow-y:clip`,
);
add(
  'textarea',
  `${sides('border', 'solid', '-style')};${sides('border', '1px', '-width')};${sides('border', 'rgb(118, 118, 118)', '-color')};background-color:rgb(255, 255, 255);${sides('padding', '2px')};overflow-x:auto;overflow-y:auto;font-family:monospace;resize:both;white-space-collapse:preserve;overflow-wrap:break-word`,
);
add('select button', `${CONTROL.replace('text', 'default')};box-sizing:border-box;background-color:rgb(239, 239, 239)`);
add(
  'select',
  `${sides('border', 'solid', '-style')};${sides('border', '1px', '-width')};${sides('border', 'rgb(118, 118, 118)', '-color')};overflow-x:clip;overflow-y:clip;text-wrap-mode:nowrap;white-space-collapse:preserve;align-items:center`,
);
add(
  'button',
  `${sides('border', 'outset', '-style')};${sides('border', '2px', '-width')};text-align:center;padding-top:1px;padding-bottom:1px;padding-left:6px;padding-right:6px`,
);
add('progress meter', 'display:inline-block;box-sizing:border-box');
add('img video canvas', 'overflow-x:clip;overflow-y:clip');
add('slot', 'display:contents');
add('ruby', 'display:ruby');
add('rt', 'display:ruby-text;font-size:8px');
add(
  'dialog',
  `position:absolute;left:0px;right:0px;${sides('margin', 'auto')};${sides('border', 'solid', '-style')};${sides('border', '3px', '-width')};${sides('padding', '1em')};background-color:rgb(255, 255, 255);color:rgb(0, 0, 0);width:fit-content;height:fit-content`,
);
const NONE = new Map();
const declare = (map, name, value) => new Map(map).set(name, [value, false]);
/** The declarations of an element: of its tag, and what its attributes hint at. */
function of(element) {
  if (element._namespace !== dom.HTML) return NONE;
  let map = rules.get(element._local) ?? NONE;
  const attributes = element._attributes;
  if (element._local === 'dialog' && !attributes.has('open')) map = declare(map, 'display', 'none');
  if (element._local === 'input' && attributes.get('type')?.toLowerCase() === 'hidden')
    map = declare(map, 'display', 'none');
  if (element._popoverOpen !== true && attributes.has('popover')) map = declare(map, 'display', 'none');
  if (element._parent?._local === 'details' && !element._parent._attributes.has('open') && element._local !== 'summary')
    map = declare(map, 'content-visibility', 'hidden');
  if (attributes.size === 0) return map;
  if (element._local === 'a' && attributes.has('href'))
    map = declare(
      declare(declare(map, 'color', 'rgb(0, 0, 238)'), 'text-decoration-line', 'underline'),
      'cursor',
      'pointer',
    );
  if (attributes.has('hidden')) map = declare(map, 'display', 'none');
  const size =
    /^(img|iframe|canvas|video|table|td|th|embed|object|input)$/.test(element._local) &&
    !(element._local === 'input' && attributes.get('type') !== 'image');
  for (const name of ['width', 'height'])
    if (size && /^\d+(\.\d+)?%?$/.test(attributes.get(name) ?? ''))
      map = declare(map, name, attributes.get(name).endsWith('%') ? attributes.get(name) : `${attributes.get(name)}px`);
  if (attributes.has('dir') && /^(rtl|ltr)$/i.test(attributes.get('dir')))
    map = declare(map, 'direction', attributes.get('dir').toLowerCase());
  return map;
}
module.exports = { of };
