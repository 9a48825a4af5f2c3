// Style: declarations, sheets, the cascade and computed values. @spec css-cascade, cssom
const idl = require('web-idl');
const { internal: dom } = require('nodes');
const { internal: collections } = require('collections');
const selectors = require('selectors');
const { properties, computedOrder } = require('css-properties');
const { parseColor } = require('css-colors');
const { KEY } = dom;

// Values

const SPLIT =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^\s,/()"']*\((?:[^()"']|"[^"]*"|'[^']*'|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)|[,/]|[^\s,/()"']+/g;
const tokensOf = (text) => text.match(SPLIT) ?? [];
const UNITS =
  'px em rem ex ch cap ic lh rlh vw vh vi vb vmin vmax svw svh lvw lvh dvw dvh cm mm q in pt pc cqw cqh cqi cqb cqmin cqmax'.split(
    ' ',
  );
const NUMERIC = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)([a-z%]*)$/i;
const WIDE = ['inherit', 'initial', 'unset', 'revert', 'revert-layer'];
const number = (n) => String(Number(Number(n).toPrecision(6)));
const isMath = (token) =>
  /^(-webkit-)?(calc|min|max|clamp|round|mod|rem|abs|sign|sin|cos|tan|pow|sqrt|hypot|log|exp)\(/i.test(token);
const hasVariables = (text) => /\b(var|env|attr)\(/i.test(text);
const hasKind = (property, kind) => property.kinds.includes(kind);

/** One part of a value in the form it is kept; null when the property has no such. */
function canonicalPart(property, token) {
  const lower = token.toLowerCase();
  if (property.words.has(lower) || property.words.has(token)) return property.words.has(lower) ? lower : token;
  const m = NUMERIC.exec(lower);
  if (m) {
    const value = Number(m[1]);
    const unit = m[2];
    const negative = value < 0;
    if (unit === '') {
      if (
        hasKind(property, 'N') &&
        (!negative || hasKind(property, 'm')) &&
        (Number.isInteger(value) || hasKind(property, 'F'))
      )
        return number(value);
      if (value === 0 && (hasKind(property, 'L') || hasKind(property, 'D'))) return '0px';
      return null;
    }
    if (unit === '%')
      return (hasKind(property, 'P') && (!negative || hasKind(property, 'M'))) || hasKind(property, 'D')
        ? `${number(value)}%`
        : null;
    if (unit === 's' || unit === 'ms')
      return hasKind(property, 'T') && (!negative || property.name.endsWith('-delay'))
        ? `${number(value)}${unit}`
        : null;
    if (['deg', 'rad', 'turn', 'grad'].includes(unit))
      return hasKind(property, 'A') || hasKind(property, 'Q') ? `${number(value)}${unit}` : null;
    if (UNITS.includes(unit))
      return (hasKind(property, 'L') && (!negative || hasKind(property, 'M'))) || hasKind(property, 'D')
        ? `${number(value)}${unit}`
        : null;
    return null;
  }
  if (isMath(token))
    return hasKind(property, 'L') || hasKind(property, 'N') || hasKind(property, 'P') || hasKind(property, 'T')
      ? math(token)
      : null;
  if (hasKind(property, 'C') || hasKind(property, 'W') || hasKind(property, 'G')) {
    const color = declaredColor(lower);
    if (color !== null && hasKind(property, 'C')) return color;
  }
  if (/^url\(/i.test(token))
    return hasKind(property, 'U')
      ? `url("${token
          .slice(4, -1)
          .trim()
          .replace(/^["']|["']$/g, '')}")`
      : null;
  if (/^["']/.test(token)) return hasKind(property, 'S') ? `"${token.slice(1, -1).replace(/"/g, '\\"')}"` : null;
  if (/^[-a-z]+\(/i.test(token)) {
    const name = lower.slice(0, lower.indexOf('('));
    const known =
      (hasKind(property, 'G') && /gradient$|^image-set$|^element$|^cross-fade$/.test(name)) ||
      (hasKind(property, 'X') &&
        /^(matrix|matrix3d|translate|translate3d|translatex|translatey|translatez|scale|scale3d|scalex|scaley|scalez|rotate|rotate3d|rotatex|rotatey|rotatez|skew|skewx|skewy|perspective)$/.test(
          name,
        )) ||
      (hasKind(property, 'B') &&
        /^(blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert|opacity|saturate|sepia)$/.test(name)) ||
      (hasKind(property, 'E') && /^(cubic-bezier|steps|linear)$/.test(name)) ||
      /^(fit-content|minmax|repeat|counter|counters|anchor|path|polygon|circle|ellipse|inset|rect|xywh|shape|ray|view|scroll)$/.test(
        name,
      );
    return known
      ? token
          .replace(/\s*,\s*/g, ', ')
          .replace(/\s+/g, ' ')
          .replace(/\(\s+/g, '(')
          .replace(/\s+\)/g, ')')
      : null;
  }
  if (hasKind(property, 'I') && /^-?[a-z_][-\w]*$/i.test(token)) return token;
  return null;
}
/** Sums that need nothing of an element are worked out. */
function math(token) {
  const m = /^calc\(\s*([+-]?[\d.]+)([a-z%]*)\s*([-+*/])\s*([+-]?[\d.]+)([a-z%]*)\s*\)$/i.exec(token);
  if (m) {
    const [, a, unitA, op, b, unitB] = m;
    const both = unitA === unitB;
    const value =
      op === '+' && both
        ? Number(a) + Number(b)
        : op === '-' && both
          ? a - b
          : op === '*' && (unitA === '' || unitB === '')
            ? a * b
            : op === '/' && unitB === ''
              ? a / b
              : null;
    if (value !== null) return `calc(${number(value)}${unitA || unitB})`;
  }
  return token.replace(/\s+/g, ' ').replace(/\(\s+/g, '(').replace(/\s+\)/g, ')');
}
/** A color as a declaration keeps it: names as they are, the rest as rgb(). */
function declaredColor(lower) {
  if (/^[a-z]+$/.test(lower)) return parseColor(lower) === null && lower !== 'currentcolor' ? null : lower;
  const color = parseColor(lower);
  return color === null ? null : showColor(color);
}
function showColor([r, g, b, a]) {
  const alpha = Math.round(a * 255) / 255;
  return a >= 1
    ? `rgb(${r}, ${g}, ${b})`
    : `rgba(${r}, ${g}, ${b}, ${a === 0 ? 0 : Number(Math.abs(Number(a.toFixed(2)) - alpha) < 0.002 ? a.toFixed(2) : a.toFixed(3))})`;
}
/** Longhands that take one part each. */
const isList = (property) =>
  hasKind(property, 'W') ||
  hasKind(property, 'X') ||
  hasKind(property, 'B') ||
  hasKind(property, 'D') ||
  /^(transition|animation|background|mask|font-family|grid-template|will-change|quotes|content|counter|text-decoration-line|grid-auto|font-feature|font-variation|scroll-snap-type|text-emphasis|font-variant|contain|touch-action|container-name|object-position|transform-origin|perspective-origin|aspect-ratio|grid-|cursor|src|display|hanging|text-underline|justify|align|color-scheme|list-style-type|clip-path|offset|shape-outside|border-image|overflow-clip)/.test(
    property.name,
  );
/** The value as it is kept, or null when it is none of the property's. */
function canonical(name, raw) {
  const text = raw.trim();
  if (name.startsWith('--')) return text;
  const lower = text.toLowerCase();
  if (WIDE.includes(lower)) return lower;
  if (hasVariables(text)) return text;
  const property = properties.get(name);
  if (property === undefined || text === '') return null;
  const tokens = tokensOf(text);
  if (tokens.length === 1) return canonicalPart(property, tokens[0]);
  if (name === 'font-family') return text.replace(/\s*,\s*/g, ', ').replace(/'/g, '"');
  if (!isList(property)) return null;
  const parts = [];
  for (const token of tokens) {
    if (token === ',' || token === '/') {
      parts.push(token);
      continue;
    }
    const part =
      canonicalPart(property, token) ??
      (hasKind(property, 'W') ||
      hasKind(property, 'D') ||
      /^(grid|aspect|font|counter|content|will|transition-prop|animation-name)/.test(name)
        ? loosePart(token)
        : null);
    if (part === null) return null;
    parts.push(part);
  }
  if (hasKind(property, 'W')) return shadow(parts);
  return join(parts);
}
function loosePart(token) {
  const m = NUMERIC.exec(token.toLowerCase());
  if (m) return Number(m[1]) === 0 && m[2] === '' ? '0px' : `${number(m[1])}${m[2]}`;
  return declaredColor(token.toLowerCase()) ?? token;
}
/** Shadows: the color first. */
function shadow(parts) {
  const groups = [[]];
  for (const part of parts)
    if (part === ',') groups.push([]);
    else groups[groups.length - 1].push(part);
  return groups
    .map((group) => {
      const lengths = group.filter((p) => NUMERIC.test(p) || isMath(p));
      const inset = group.includes('inset');
      const color = group.find((p) => !lengths.includes(p) && p !== 'inset');
      return [color, ...lengths, inset ? 'inset' : undefined].filter((p) => p !== undefined).join(' ');
    })
    .join(', ');
}
const join = (parts) => parts.join(' ').replace(/ , /g, ', ');

// Shorthands

const SIDES = ['top', 'right', 'bottom', 'left'];
const four = (prefix, suffix = '') => SIDES.map((side) => `${prefix}${side}${suffix}`);
const SHORTHANDS = new Map();
/** Up to four values, for the sides in turn. */
function boxShorthand(name, subs) {
  SHORTHANDS.set(name, {
    subs,
    expand(text) {
      const t = tokensOf(text);
      if (t.length === 0 || t.length > 4) return null;
      return [t[0], t[1] ?? t[0], t[2] ?? t[0], t[3] ?? t[1] ?? t[0]];
    },
    join([a, b, c, d]) {
      return b === d ? (a === c ? (a === b ? a : `${a} ${b}`) : `${a} ${b} ${c}`) : `${a} ${b} ${c} ${d}`;
    },
  });
}
function pairShorthand(name, subs, separator = ' ') {
  SHORTHANDS.set(name, {
    subs,
    expand(text) {
      const t = tokensOf(text).filter((x) => x !== separator.trim() || separator === ' ');
      return t.length === 0 || t.length > 2 ? null : [t[0], t[1] ?? t[0]];
    },
    join: ([a, b]) => (a === b ? a : `${a}${separator}${b}`),
  });
}
/** Parts in any order, each of the longhand that takes it; the others have their initial values. */
function anyOrder(name, subs, initials) {
  SHORTHANDS.set(name, {
    subs,
    expand(text) {
      const values = subs.map(() => null);
      for (const token of tokensOf(text)) {
        const at = subs.findIndex((sub, i) => values[i] === null && canonicalPart(properties.get(sub), token) !== null);
        if (at < 0) return null;
        values[at] = token;
      }
      return values.map((value, i) => value ?? initials[i]);
    },
    join: (values) =>
      values.filter((value, i) => value !== initials[i]).join(' ') ||
      initials[name === 'flex-flow' ? 0 : Math.max(0, initials.indexOf('none'))],
    initials,
  });
}
for (const name of ['margin', 'padding', 'scroll-margin', 'scroll-padding']) boxShorthand(name, four(`${name}-`));
boxShorthand('inset', SIDES);
for (const part of ['color', 'style', 'width']) boxShorthand(`border-${part}`, four('border-', `-${part}`));
for (const [name, subs] of Object.entries({
  overflow: ['overflow-x', 'overflow-y'],
  gap: ['row-gap', 'column-gap'],
  'grid-gap': ['row-gap', 'column-gap'],
  'overscroll-behavior': ['overscroll-behavior-x', 'overscroll-behavior-y'],
  'margin-block': ['margin-block-start', 'margin-block-end'],
  'margin-inline': ['margin-inline-start', 'margin-inline-end'],
  'padding-block': ['padding-block-start', 'padding-block-end'],
  'padding-inline': ['padding-inline-start', 'padding-inline-end'],
  'inset-block': ['inset-block-start', 'inset-block-end'],
  'inset-inline': ['inset-inline-start', 'inset-inline-end'],
  'place-content': ['align-content', 'justify-content'],
  'place-items': ['align-items', 'justify-items'],
  'place-self': ['align-self', 'justify-self'],
  'background-position': ['background-position-x', 'background-position-y'],
}))
  pairShorthand(name, subs);
for (const side of [...SIDES, 'block-start', 'block-end', 'inline-start', 'inline-end'])
  anyOrder(
    `border-${side}`,
    [`border-${side}-width`, `border-${side}-style`, `border-${side}-color`],
    ['medium', 'none', 'currentcolor'],
  );
anyOrder('outline', ['outline-color', 'outline-style', 'outline-width'], ['currentcolor', 'none', 'medium']);
anyOrder('list-style', ['list-style-position', 'list-style-image', 'list-style-type'], ['outside', 'none', 'disc']);
anyOrder('flex-flow', ['flex-direction', 'flex-wrap'], ['row', 'nowrap']);
anyOrder(
  'text-decoration',
  ['text-decoration-line', 'text-decoration-thickness', 'text-decoration-style', 'text-decoration-color'],
  ['none', 'auto', 'solid', 'currentcolor'],
);
anyOrder(
  'column-rule',
  ['column-rule-width', 'column-rule-style', 'column-rule-color'],
  ['medium', 'none', 'currentcolor'],
);
anyOrder('columns', ['column-width', 'column-count'], ['auto', 'auto']);
const BORDER = ['width', 'style', 'color'].flatMap((part) => four('border-', `-${part}`));
const IMAGE = [
  'border-image-source',
  'border-image-slice',
  'border-image-width',
  'border-image-outset',
  'border-image-repeat',
];
SHORTHANDS.set('border', {
  subs: [...BORDER, ...IMAGE],
  expand(text) {
    const side = SHORTHANDS.get('border-top').expand(text);
    return side === null
      ? null
      : [...side.flatMap((value) => [value, value, value, value]), 'none', '100%', '1', '0', 'stretch'];
  },
  join(values) {
    const parts = [0, 4, 8].map((at) => values.slice(at, at + 4));
    if (parts.some((p) => p.some((v) => v !== p[0]))) return '';
    return SHORTHANDS.get('border-top').join(parts.map((p) => p[0]));
  },
});
SHORTHANDS.set('border-radius', {
  subs: [
    'border-top-left-radius',
    'border-top-right-radius',
    'border-bottom-right-radius',
    'border-bottom-left-radius',
  ],
  expand(text) {
    const [first, second] = text.split('/');
    const box = SHORTHANDS.get('margin');
    const a = box.expand(first);
    if (a === null || second === undefined) return a;
    const b = box.expand(second);
    return b === null ? null : a.map((value, i) => `${value} ${b[i]}`);
  },
  join: (values) => SHORTHANDS.get('margin').join(values),
});
SHORTHANDS.set('flex', {
  subs: ['flex-grow', 'flex-shrink', 'flex-basis'],
  expand(text) {
    const lower = text.toLowerCase();
    if (lower === 'none') return ['0', '0', 'auto'];
    if (lower === 'auto') return ['1', '1', 'auto'];
    let grow = null;
    let shrink = null;
    let basis = null;
    for (const token of tokensOf(lower)) {
      if (/^[\d.]+$/.test(token) && grow === null) grow = token;
      else if (/^[\d.]+$/.test(token) && shrink === null) shrink = token;
      else if (basis === null && canonicalPart(properties.get('flex-basis'), token) !== null) basis = token;
      else return null;
    }
    return [grow ?? '1', shrink ?? '1', basis ?? (grow === null ? 'auto' : '0%')];
  },
  join: (values) => values.join(' '),
});
SHORTHANDS.set('background', {
  subs: [
    'background-image',
    'background-position-x',
    'background-position-y',
    'background-size',
    'background-repeat',
    'background-attachment',
    'background-origin',
    'background-clip',
    'background-color',
  ],
  initials: ['none', '0%', '0%', 'auto', 'repeat', 'scroll', 'padding-box', 'border-box', 'transparent'],
  expand(text) {
    const values = ['initial', 'initial', 'initial', 'initial', 'initial', 'initial', 'initial', 'initial', 'initial'];
    let position = 0;
    for (const token of tokensOf(text)) {
      const lower = token.toLowerCase();
      if (declaredColor(lower) !== null) values[8] = token;
      else if (/^(url|.*gradient)\(/.test(lower) || lower === 'none') values[0] = token;
      else if (/^(repeat|repeat-x|repeat-y|no-repeat|space|round)$/.test(lower)) values[4] = token;
      else if (/^(scroll|fixed|local)$/.test(lower)) values[5] = token;
      else if (/^(border|padding|content)-box$/.test(lower)) values[6] = values[7] = token;
      else if (/^(left|right)$/.test(lower)) values[1] = token;
      else if (/^(top|bottom)$/.test(lower)) values[2] = token;
      else if (lower === 'center' || NUMERIC.test(lower)) values[1 + Math.min(1, position++)] = token;
      else if (lower === '/' || lower === 'cover' || lower === 'contain' || lower === 'auto') {
        if (lower !== '/') values[3] = token;
      } else return null;
    }
    return values;
  },
  join: (values) => values.filter((value) => value !== 'initial').join(' ') || 'none',
});
SHORTHANDS.set('font', {
  subs: ['font-style', 'font-variant-caps', 'font-weight', 'font-stretch', 'font-size', 'line-height', 'font-family'],
  expand(text) {
    const m =
      /^(?:(.*?)\s+)?((?:[\d.]+[a-z%]+|xx-small|x-small|small|medium|large|x-large|xx-large|smaller|larger))(?:\s*\/\s*(\S+))?\s+(.+)$/i.exec(
        text.trim(),
      );
    if (m === null) return null;
    const values = ['normal', 'normal', 'normal', 'normal', m[2], m[3] ?? 'normal', m[4]];
    for (const token of tokensOf(m[1] ?? '')) {
      const lower = token.toLowerCase();
      if (/^(italic|oblique)$/.test(lower)) values[0] = lower;
      else if (lower === 'small-caps') values[1] = lower;
      else if (/^(bold|bolder|lighter|[1-9]\d*)$/.test(lower)) values[2] = lower;
      else if (/condensed|expanded/.test(lower)) values[3] = lower;
      else if (lower !== 'normal') return null;
    }
    return values;
  },
  join([style, caps, weight, stretch, size, height, family]) {
    const head = [style, caps, weight, stretch].filter((v) => v !== 'normal').join(' ');
    return `${head === '' ? '' : `${head} `}${size}${height === 'normal' ? '' : ` / ${height}`} ${family}`;
  },
});
/** Comma-separated groups, each with parts in any order. */
function groups(name, subs, initials, classify) {
  SHORTHANDS.set(name, {
    subs,
    expand(text) {
      const lists = subs.map(() => []);
      const parts = [[]];
      for (const token of tokensOf(text))
        if (token === ',') parts.push([]);
        else parts[parts.length - 1].push(token);
      for (const group of parts) {
        if (group.length === 0) return null;
        const values = initials.slice();
        const used = new Set();
        for (const token of group) {
          const at = classify(token, used);
          if (at < 0) return null;
          used.add(at);
          values[at] = token;
        }
        values.forEach((value, i) => lists[i].push(value));
      }
      return lists.map((list) => list.join(', '));
    },
    join(values) {
      const lists = values.map((value) => value.split(/,\s*(?![^(]*\))/));
      return lists[0]
        .map(
          (_v, g) =>
            subs
              .map((_s, i) => lists[i][g])
              .filter((value, i) => value !== undefined && value !== initials[i])
              .join(' ') || initials[0],
        )
        .join(', ');
    },
  });
}
const isTime = (token) => /^-?[\d.]+m?s$/i.test(token);
const EASING =
  /^(ease|linear|ease-in|ease-out|ease-in-out|step-start|step-end|cubic-bezier\(.*|steps\(.*|linear\(.*)$/i;
groups(
  'transition',
  [
    'transition-property',
    'transition-duration',
    'transition-timing-function',
    'transition-delay',
    'transition-behavior',
  ],
  ['all', '0s', 'ease', '0s', 'normal'],
  (token, used) =>
    isTime(token)
      ? used.has(1)
        ? used.has(3)
          ? -1
          : 3
        : 1
      : EASING.test(token)
        ? 2
        : token === 'allow-discrete' || (token === 'normal' && !used.has(4))
          ? 4
          : used.has(0) || NUMERIC.test(token)
            ? -1
            : 0,
);
groups(
  'animation',
  [
    'animation-duration',
    'animation-timing-function',
    'animation-delay',
    'animation-iteration-count',
    'animation-direction',
    'animation-fill-mode',
    'animation-play-state',
    'animation-name',
  ],
  ['0s', 'ease', '0s', '1', 'normal', 'none', 'running', 'none'],
  (token, used) => {
    const lower = token.toLowerCase();
    if (isTime(lower)) return used.has(0) ? (used.has(2) ? -1 : 2) : 0;
    if (EASING.test(lower) && !used.has(1)) return 1;
    if ((lower === 'infinite' || /^[\d.]+$/.test(lower)) && !used.has(3)) return 3;
    if (/^(normal|reverse|alternate|alternate-reverse)$/.test(lower) && !used.has(4)) return 4;
    if (/^(none|forwards|backwards|both)$/.test(lower) && !used.has(5)) return 5;
    if (/^(running|paused)$/.test(lower) && !used.has(6)) return 6;
    return used.has(7) ? -1 : 7;
  },
);
for (const [name, subs] of Object.entries({
  'grid-row': ['grid-row-start', 'grid-row-end'],
  'grid-column': ['grid-column-start', 'grid-column-end'],
}))
  SHORTHANDS.set(name, {
    subs,
    expand(text) {
      const parts = text.split('/').map((p) => p.trim());
      return parts.length > 2
        ? null
        : [
            parts[0],
            parts[1] ??
              (/^[a-z]/i.test(parts[0]) && parts[0] !== 'auto' && !parts[0].startsWith('span') ? parts[0] : 'auto'),
          ];
    },
    join: ([a, b]) => (b === 'auto' ? a : `${a} / ${b}`),
  });
SHORTHANDS.set('white-space', {
  subs: ['white-space-collapse', 'text-wrap-mode'],
  expand: (text) =>
    ({
      normal: ['collapse', 'wrap'],
      nowrap: ['collapse', 'nowrap'],
      pre: ['preserve', 'nowrap'],
      'pre-wrap': ['preserve', 'wrap'],
      'pre-line': ['preserve-breaks', 'wrap'],
      'break-spaces': ['break-spaces', 'wrap'],
    })[text.toLowerCase()] ?? null,
  join: ([a, b]) =>
    ({
      'collapse wrap': 'normal',
      'collapse nowrap': 'nowrap',
      'preserve nowrap': 'pre',
      'preserve wrap': 'pre-wrap',
      'preserve-breaks wrap': 'pre-line',
      'break-spaces wrap': 'break-spaces',
    })[`${a} ${b}`] ?? `${a} ${b}`,
});
pairShorthand('text-wrap', ['text-wrap-mode', 'text-wrap-style']);
const ALIASES = {
  'word-wrap': 'overflow-wrap',
  'grid-row-gap': 'row-gap',
  'grid-column-gap': 'column-gap',
  'css-float': 'float',
};
/** Known shorthands that are kept whole. */
const WHOLE = new Set(
  'grid grid-template grid-area border-image mask container inset-area border-block border-inline font-variant font-synthesis offset all text-emphasis scroll-timeline view-timeline position-try contain-intrinsic-size animation-range place marker'.split(
    ' ',
  ),
);
function resolveName(name) {
  if (name.startsWith('--')) return name;
  const lower = name.toLowerCase();
  if (ALIASES[lower] !== undefined) return ALIASES[lower];
  if (properties.has(lower) || SHORTHANDS.has(lower) || WHOLE.has(lower)) return lower;
  if (lower.startsWith('-webkit-')) {
    const plain = lower.slice(8);
    if (properties.has(plain) || SHORTHANDS.has(plain)) return plain;
  }
  return null;
}

/** Longhands with their values for a declaration; null when it is invalid. */
function expand(name, text) {
  const shorthand = SHORTHANDS.get(name);
  const trimmed = text.trim();
  if (shorthand === undefined) {
    if (WHOLE.has(name)) return trimmed === '' ? null : [[name, trimmed]];
    const value = canonical(name, trimmed);
    return value === null ? null : [[name, value]];
  }
  const lower = trimmed.toLowerCase();
  if (WIDE.includes(lower) || hasVariables(trimmed))
    return shorthand.subs.map((sub) => [sub, WIDE.includes(lower) ? lower : `${trimmed}\u0000${name}`]);
  if (trimmed === '') return null;
  const values = shorthand.expand(trimmed);
  if (values === null) return null;
  const list = [];
  for (let i = 0; i < shorthand.subs.length; i++) {
    const value = values[i] === 'initial' ? 'initial' : canonical(shorthand.subs[i], values[i]);
    if (value === null) return null;
    list.push([shorthand.subs[i], value]);
  }
  return list;
}

/** Declarations of a block: longhand to [value, important], in order. */
function parseBlock(text) {
  const map = new Map();
  for (const part of splitAt(text.replace(/\/\*[\s\S]*?\*\//g, ''), ';')) declare(map, part);
  // Important ones stand behind the others.
  const entries = [...map];
  return new Map([...entries.filter(([, e]) => !e[1]), ...entries.filter(([, e]) => e[1])]);
}
function declare(map, part) {
  const at = part.indexOf(':');
  if (at < 0) return;
  const name = resolveName(part.slice(0, at).trim());
  if (name === null) return;
  noteMotion(name);
  let value = part.slice(at + 1).trim();
  const important = /!\s*important$/i.test(value);
  if (important) value = value.replace(/\s*!\s*important$/i, '');
  const list = expand(name, value);
  if (list === null) return;
  for (const [key, v] of list) {
    if (map.get(key)?.[1] && !important) continue;
    map.delete(key);
    map.set(key, [v, important]);
  }
}
/** Splits at a character outside brackets and strings. */
function splitAt(text, separator) {
  const parts = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quote !== '') {
      if (c === '\\') i++;
      else if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (c === '(' || c === '[' || c === '{') depth++;
    else if (c === ')' || c === ']' || c === '}') depth--;
    else if (c === separator && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
/** What a shorthand says of its longhands; empty when it can't. */
function shorthandValue(map, name) {
  const { subs, join: joined } = SHORTHANDS.get(name);
  const entries = subs.map((sub) => map.get(sub));
  if (entries.some((e) => e === undefined) || entries.some((e) => e[1] !== entries[0][1])) return '';
  const values = entries.map((e) => e[0]);
  if (values[0].includes('\u0000')) {
    const [text, owner] = values[0].split('\u0000');
    return owner === name && values.every((v) => v === values[0]) ? text : '';
  }
  if (WIDE.includes(values[0]))
    return values.every((v) => v === values[0]) ? values[0] : name === 'background' ? joined(values) : '';
  if (values.some((v) => WIDE.includes(v)) && name !== 'background') return '';
  return joined(values);
}
const ORDER = ['border', 'border-width', 'border-style', 'border-color', ...SIDES.map((s) => `border-${s}`)];
const GATHERED = [...ORDER, ...[...SHORTHANDS.keys()].filter((n) => !ORDER.includes(n))];
function serialize(map) {
  const done = new Set();
  let text = '';
  for (const [name, [value, important]] of map) {
    if (done.has(name)) continue;
    let shown = false;
    for (const shorthand of GATHERED) {
      const { subs } = SHORTHANDS.get(shorthand);
      if (!subs.includes(name) || subs.some((sub) => done.has(sub) || !map.has(sub))) continue;
      const whole = shorthandValue(map, shorthand);
      if (whole === '') continue;
      text += `${text === '' ? '' : ' '}${shorthand}: ${whole}${important ? ' !important' : ''};`;
      for (const sub of subs) done.add(sub);
      shown = true;
      break;
    }
    if (shown) continue;
    done.add(name);
    if (value.includes('\u0000')) continue;
    text += `${text === '' ? '' : ' '}${name}: ${value}${important ? ' !important' : ''};`;
  }
  return text;
}

// Declarations as objects

const camelToDash = (key) =>
  key === 'cssFloat'
    ? 'float'
    : (/^(webkit|moz)[A-Z]/.test(key) ? `-${key}` : key).replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
const stateOf = new WeakMap();
const own = (style) => {
  const state = stateOf.get(style);
  if (state === undefined) throw new TypeError('Illegal invocation');
  return state;
};
class CSSStyleDeclaration {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('CSSStyleDeclaration');
  }
  get cssText() {
    return own(this).text();
  }
  set cssText(text) {
    own(this).replace(parseBlock(text));
  }
  get length() {
    return own(this).names().length;
  }
  get parentRule() {
    return own(this).rule ?? null;
  }
  get cssFloat() {
    return own(this).get('float');
  }
  set cssFloat(value) {
    write(own(this), 'float', value, false);
  }
  getPropertyPriority(name) {
    return own(this).priority(resolveName(name) ?? '') ? 'important' : '';
  }
  getPropertyValue(name) {
    const key = resolveName(name);
    return key === null ? '' : own(this).get(key);
  }
  item(index) {
    return own(this).names()[index] ?? '';
  }
  removeProperty(name) {
    const state = own(this);
    const key = resolveName(name);
    if (key === null) return '';
    const old = state.get(key);
    write(state, key, '', false);
    return old;
  }
  setProperty(name, value, priority = '') {
    const key = resolveName(name);
    if (key === null) return;
    if (priority !== '' && priority.toLowerCase() !== 'important') return;
    write(own(this), key, value, priority !== '');
  }
}
idl.define(
  CSSStyleDeclaration,
  'CSSStyleDeclaration',
  {
    getPropertyPriority: 'DOMString',
    getPropertyValue: 'DOMString',
    item: 'unsigned long',
    removeProperty: 'DOMString',
    setProperty: 'DOMString, DOMString or null as empty, DOMString or null as empty=',
  },
  { cssText: 'DOMString or null as empty', cssFloat: 'DOMString or null as empty' },
);
collections.arrayLike(CSSStyleDeclaration);
/** Whether something may move is only looked for once a page speaks of it. */
function noteMotion(name) {
  if (dom.animates || !/^(transition|animation)/.test(name)) return;
  dom.animates = true;
  dom.watching = true;
  require('animations');
  binding.requestFrame();
}
dom.noteMotion = noteMotion;
function write(state, name, value, important) {
  noteMotion(name);
  if (state.readonly) {
    throw dom.fault(
      'NoModificationAllowedError',
      `These styles are computed, and therefore the '${name}' property is read-only.`,
    );
  }
  const map = state.map();
  const subs = SHORTHANDS.get(name)?.subs ?? [name];
  if (value.trim() === '') {
    if (!subs.some((sub) => map.has(sub))) return;
    for (const sub of subs) map.delete(sub);
    state.changed();
    return;
  }
  const list = expand(name, value);
  if (list === null || /!\s*important/i.test(value)) return;
  for (const [key, v] of list) map.set(key, [v, important]);
  state.changed();
}
/** An object for declarations that `state` keeps. */
function declarationObject(state) {
  const target = new CSSStyleDeclaration(KEY);
  const cache = new Map();
  const keyFor = (key) => {
    if (!cache.has(key))
      cache.set(key, key.includes('-') ? resolveName(key) : key === 'all' ? null : resolveName(camelToDash(key)));
    return cache.get(key);
  };
  const style = collections.exotic(target, {
    items: () => state.names(),
    named(key) {
      if (key.startsWith('--')) return undefined;
      const name = keyFor(key);
      return name === null ? undefined : state.get(name);
    },
    setNamed(key, value) {
      const name = key.startsWith('--') ? null : keyFor(key);
      if (name === null) {
        Reflect.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
        return;
      }
      idl.hooks.reactions?.push();
      try {
        idl.at(`Failed to set a named property '${key}' on 'CSSStyleDeclaration'`, () =>
          write(state, name, value === null ? '' : `${value}`, false),
        );
      } finally {
        idl.hooks.reactions?.pop();
      }
    },
  });
  stateOf.set(target, state);
  stateOf.set(style, state);
  return style;
}
function mapState(map, changed, rule = null) {
  return {
    rule,
    map: () => map(),
    names: () => [...map().keys()],
    get: (name) => {
      if (SHORTHANDS.has(name)) return shorthandValue(map(), name);
      const value = map().get(name)?.[0] ?? '';
      return value.includes('\u0000') ? '' : value;
    },
    priority: (name) => (SHORTHANDS.get(name)?.subs ?? [name]).every((sub) => map().get(sub)?.[1] === true),
    text: () => serialize(map()),
    replace(other) {
      const known = map();
      known.clear();
      for (const [key, value] of other) known.set(key, value);
      changed();
    },
    changed,
  };
}
// The style attribute and its object are one.
dom.inlineStyle = (element) => {
  const text = element._attributes.get('style');
  if (element._styleText !== text) {
    dom.hide(element, '_styleMap', text === undefined ? new Map() : parseBlock(text));
    dom.hide(element, '_styleText', text);
  }
  return element._styleMap ?? dom.hide(element, '_styleMap', new Map());
};
dom.styleOf = (element) =>
  element._style ??
  dom.hide(
    element,
    '_style',
    declarationObject(
      mapState(
        () => dom.inlineStyle(element),
        () => {
          const map = element._styleMap;
          const text = serialize(map);
          dom.hide(element, '_styleText', text);
          dom.setAttribute(element, 'style', text);
        },
      ),
    ),
  );
dom.styleMapOf = (element) => {
  const style = dom.styleOf(element);
  return {
    get size() {
      return style.length;
    },
    get(name) {
      binding.notModelled('CSS typed values');
      return style.getPropertyValue(name);
    },
    has: (name) => style.getPropertyValue(name) !== '',
    set: (name, value) => style.setProperty(name, `${value}`),
    delete: (name) => style.removeProperty(name),
    clear: () => dom.removeAttribute(element, 'style'),
  };
};

// Sheets and rules @spec cssom

class CSSRule {
  constructor(key, type, parent) {
    if (key !== KEY) throw idl.illegal('CSSRule');
    for (const [field, value] of Object.entries({ _type: type, _parent: parent, _sheet: null }))
      dom.hide(this, field, value);
  }
  get type() {
    return this._type;
  }
  get cssText() {
    return textOfRule(this);
  }
  set cssText(value) {}
  get parentRule() {
    return this._parent;
  }
  get parentStyleSheet() {
    return this._sheet;
  }
}
idl.constants(CSSRule, {
  STYLE_RULE: 1,
  CHARSET_RULE: 2,
  IMPORT_RULE: 3,
  MEDIA_RULE: 4,
  FONT_FACE_RULE: 5,
  PAGE_RULE: 6,
  KEYFRAMES_RULE: 7,
  KEYFRAME_RULE: 8,
  MARGIN_RULE: 9,
  NAMESPACE_RULE: 10,
  COUNTER_STYLE_RULE: 11,
  SUPPORTS_RULE: 12,
});
idl.define(CSSRule, 'CSSRule');
class CSSGroupingRule extends CSSRule {
  get cssRules() {
    return listOf(this);
  }
  deleteRule(index) {
    deleteRule(this, index);
  }
  insertRule(text, index = 0) {
    return insertRule(this, text, index);
  }
}
idl.define(CSSGroupingRule, 'CSSGroupingRule', {
  deleteRule: 'unsigned long',
  insertRule: 'DOMString, unsigned long=',
});
class CSSConditionRule extends CSSGroupingRule {
  get conditionText() {
    return this._condition;
  }
}
idl.define(CSSConditionRule, 'CSSConditionRule');
class CSSMediaRule extends CSSConditionRule {
  get media() {
    return { mediaText: this._condition, length: this._condition.split(',').length, toString: () => this._condition };
  }
}
idl.define(CSSMediaRule, 'CSSMediaRule');
class CSSSupportsRule extends CSSConditionRule {}
idl.define(CSSSupportsRule, 'CSSSupportsRule');
class CSSLayerBlockRule extends CSSGroupingRule {
  get name() {
    return this._condition;
  }
}
idl.define(CSSLayerBlockRule, 'CSSLayerBlockRule');
class CSSStyleRule extends CSSGroupingRule {
  get selectorText() {
    return this._selector;
  }
  set selectorText(text) {
    const found = selectors.alternatives(text);
    if (found === null) return;
    this._selector = text;
    this._tests = found;
    dom.version++;
  }
  get style() {
    return (
      this._style ??
      dom.hide(
        this,
        '_style',
        declarationObject(
          mapState(
            () => this._map,
            () => dom.version++,
            this,
          ),
        ),
      )
    );
  }
  set style(value) {
    this.style.cssText = `${value}`;
  }
}
idl.define(CSSStyleRule, 'CSSStyleRule', {}, { selectorText: 'DOMString' });
class CSSKeyframesRule extends CSSRule {
  get name() {
    return this._name;
  }
  get cssRules() {
    return listOf(this);
  }
  get length() {
    return this._rules.length;
  }
}
idl.define(CSSKeyframesRule, 'CSSKeyframesRule');
class CSSKeyframeRule extends CSSRule {
  get keyText() {
    return this._selector;
  }
  get style() {
    return (
      this._style ??
      dom.hide(
        this,
        '_style',
        declarationObject(
          mapState(
            () => this._map,
            () => dom.version++,
            this,
          ),
        ),
      )
    );
  }
}
idl.define(CSSKeyframeRule, 'CSSKeyframeRule');
class CSSFontFaceRule extends CSSRule {
  get style() {
    return (
      this._style ??
      dom.hide(
        this,
        '_style',
        declarationObject(
          mapState(
            () => this._map,
            () => {},
            this,
          ),
        ),
      )
    );
  }
}
idl.define(CSSFontFaceRule, 'CSSFontFaceRule');
class CSSRuleList {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('CSSRuleList');
  }
  get length() {
    return collections.itemsOf(this).length;
  }
  item(index) {
    return collections.itemsOf(this)[index] ?? null;
  }
}
idl.define(CSSRuleList, 'CSSRuleList', { item: 'unsigned long' });
collections.arrayLike(CSSRuleList);
function listOf(owner) {
  if (owner._list) return owner._list;
  const target = new CSSRuleList(KEY);
  const items = () => owner._rules;
  const list = collections.exotic(target, { items });
  collections.sources.set(target, items);
  collections.sources.set(list, items);
  return dom.hide(owner, '_list', list);
}
function textOfRule(rule) {
  const inner = (rules) => rules.map((r) => `  ${r.cssText}`).join('\n');
  if (rule instanceof CSSStyleRule) {
    const body = serialize(rule._map);
    return rule._rules.length === 0
      ? `${rule._selector} { ${body}${body === '' ? '' : ' '}}`
      : `${rule._selector} {\n  ${body}\n${inner(rule._rules)}\n}`;
  }
  if (rule instanceof CSSKeyframeRule) {
    const body = serialize(rule._map);
    return `${rule._selector} { ${body}${body === '' ? '' : ' '}}`;
  }
  if (rule instanceof CSSFontFaceRule) return `@font-face { ${serialize(rule._map)} }`;
  if (rule instanceof CSSKeyframesRule) return `@keyframes ${rule._name} { \n${inner(rule._rules)}\n}`;
  return `@${rule._keyword} ${rule._condition} {\n${inner(rule._rules)}\n}`;
}
/** The rules of a text. @spec css-syntax#parse-stylesheet */
function parseRules(text, sheet, parent = null) {
  const rules = [];
  let at = 0;
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/<!--|-->/g, '');
  while (at < plain.length) {
    const rest = plain.slice(at);
    const head = /^[^{};]*(?:\([^)]*\)[^{};]*)*/.exec(rest)[0];
    const end = rest[head.length];
    if (end === undefined) break;
    if (end === ';' || end === '}') {
      at += head.length + 1;
      continue;
    }
    const body = blockAt(rest, head.length);
    at += head.length + body.length + 2;
    const rule = makeRule(head.trim(), body, sheet, parent);
    if (rule !== null) rules.push(rule);
  }
  return rules;
}
function blockAt(text, open) {
  let depth = 0;
  let quote = '';
  for (let i = open; i < text.length; i++) {
    const c = text[i];
    if (quote !== '') {
      if (c === '\\') i++;
      else if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (c === '{') depth++;
    else if (c === '}' && --depth === 0) return text.slice(open + 1, i);
  }
  return text.slice(open + 1);
}
function finish(rule, sheet, fields) {
  rule._sheet = sheet;
  for (const [key, value] of Object.entries({ _rules: [], ...fields })) dom.hide(rule, key, value);
  return rule;
}
function makeRule(head, body, sheet, parent) {
  if (head.startsWith('@')) {
    const [, keyword, condition] = /^@([-\w]+)\s*([\s\S]*)$/.exec(head) ?? [null, '', ''];
    const make = (C, type, fields) => {
      const rule = finish(new C(KEY, type, parent), sheet, {
        _keyword: keyword,
        _condition: condition.trim().replace(/\s+/g, ' '),
        ...fields,
      });
      return rule;
    };
    switch (keyword.toLowerCase()) {
      case 'media':
      case 'supports':
      case 'layer':
      case 'container': {
        const C =
          keyword === 'media'
            ? CSSMediaRule
            : keyword === 'supports'
              ? CSSSupportsRule
              : keyword === 'layer'
                ? CSSLayerBlockRule
                : CSSConditionRule;
        const rule = make(C, keyword === 'media' ? 4 : keyword === 'supports' ? 12 : 0, {});
        if (parent instanceof CSSStyleRule) rule._rules = nested(body, sheet, rule, parent);
        else rule._rules = parseRules(body, sheet, rule);
        return rule;
      }
      case 'keyframes':
      case '-webkit-keyframes': {
        const rule = make(CSSKeyframesRule, 7, { _name: condition.trim().replace(/^["']|["']$/g, '') });
        rule._rules = [];
        const frames = /([^{}]+)\{([^{}]*)\}/g;
        for (let m = frames.exec(body); m !== null; m = frames.exec(body)) {
          const selector = m[1]
            .trim()
            .split(/\s*,\s*/)
            .map((s) => (s.toLowerCase() === 'from' ? '0%' : s.toLowerCase() === 'to' ? '100%' : s))
            .join(', ');
          rule._rules.push(
            finish(new CSSKeyframeRule(KEY, 8, rule), sheet, { _selector: selector, _map: parseBlock(m[2]) }),
          );
        }
        return rule;
      }
      case 'font-face':
        return make(CSSFontFaceRule, 5, { _map: new Map() });
      default:
        return null;
    }
  }
  const inside = parent instanceof CSSStyleRule || parent?._within instanceof CSSStyleRule;
  const outer = parent instanceof CSSStyleRule ? parent : parent?._within;
  const selector = head.replace(/\s+/g, ' ');
  const full = inside ? withParent(selector, outer._full) : selector;
  const tests = selectors.alternatives(full);
  if (tests === null) return null;
  const rule = finish(new CSSStyleRule(KEY, 1, parent), sheet, {
    _selector: inside && !selector.includes('&') ? `& ${selector}` : selector,
    _full: full,
    _tests: tests,
  });
  const parts = splitNested(body);
  dom.hide(rule, '_map', parseBlock(parts.declarations));
  rule._rules = parts.rules === '' ? [] : parseRules(parts.rules, sheet, rule);
  return rule;
}
function nested(body, sheet, group, parent) {
  dom.hide(group, '_within', parent);
  const parts = splitNested(body);
  const rules = [];
  if (parts.declarations.trim() !== '')
    rules.push(
      finish(new CSSStyleRule(KEY, 1, group), sheet, {
        _selector: '&',
        _full: parent._full,
        _tests: parent._tests,
        _map: parseBlock(parts.declarations),
      }),
    );
  return [...rules, ...parseRules(parts.rules, sheet, group)];
}
const withParent = (selector, outer) =>
  selector
    .split(/\s*,\s*/)
    .map((s) => (s.includes('&') ? s.replaceAll('&', `:is(${outer})`) : `:is(${outer}) ${s}`))
    .join(', ');
/** Declarations and nested rules of a block. */
function splitNested(body) {
  if (!body.includes('{')) return { declarations: body, rules: '' };
  let declarations = '';
  let rules = '';
  let start = 0;
  for (let i = 0; i < body.length; i++) {
    if (body[i] === ';') {
      declarations += body.slice(start, i + 1);
      start = i + 1;
    } else if (body[i] === '{') {
      const inner = blockAt(body, i);
      rules += `${body.slice(start, i)}{${inner}}`;
      i += inner.length + 1;
      start = i + 1;
    }
  }
  return { declarations: declarations + body.slice(start), rules };
}
function insertRule(owner, text, index) {
  if (index > owner._rules.length)
    throw dom.fault(
      'IndexSizeError',
      `The index provided (${index}) is larger than the maximum index (${owner._rules.length}).`,
    );
  const [rule, more] = parseRules(
    text,
    owner instanceof CSSStyleSheet ? owner : owner._sheet,
    owner instanceof CSSStyleSheet ? null : owner,
  );
  if (rule === undefined || more !== undefined) throw dom.fault('SyntaxError', `Failed to parse the rule '${text}'.`);
  owner._rules.splice(index, 0, rule);
  dom.version++;
  return index;
}
function deleteRule(owner, index) {
  if (owner._rules.length === 0 && owner instanceof CSSStyleSheet)
    throw dom.fault('IndexSizeError', 'Style sheet is empty (length 0).');
  if (index >= owner._rules.length)
    throw dom.fault(
      'IndexSizeError',
      `The index provided (${index}) is larger than the maximum index (${owner._rules.length - 1}).`,
    );
  owner._rules.splice(index, 1);
  dom.version++;
}
class StyleSheet {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('StyleSheet');
  }
  get type() {
    return 'text/css';
  }
  get href() {
    return this._href ?? null;
  }
  get ownerNode() {
    return this._owner ?? null;
  }
  get parentStyleSheet() {
    return null;
  }
  get title() {
    return null;
  }
  get media() {
    return { mediaText: this._media ?? '', length: this._media ? 1 : 0, toString: () => this._media ?? '' };
  }
  get disabled() {
    return this._disabled === true;
  }
  set disabled(value) {
    dom.hide(this, '_disabled', value);
    dom.version++;
  }
}
idl.define(StyleSheet, 'StyleSheet', {}, { disabled: 'boolean' });
class CSSStyleSheet extends StyleSheet {
  constructor(options) {
    super(KEY);
    for (const [field, value] of Object.entries({
      _rules: [],
      _href: null,
      _owner: null,
      _media: '',
      _disabled: false,
      _made: true,
    }))
      dom.hide(this, field, value);
    if (options?.disabled) this._disabled = true;
  }
  get ownerRule() {
    return null;
  }
  get cssRules() {
    return listOf(this);
  }
  get rules() {
    return listOf(this);
  }
  addRule(selector, style, index) {
    insertRule(this, `${selector} { ${style} }`, index ?? this._rules.length);
    return -1;
  }
  deleteRule(index) {
    deleteRule(this, index);
  }
  insertRule(text, index = 0) {
    return insertRule(this, text, index);
  }
  removeRule(index = 0) {
    deleteRule(this, index);
  }
  replace(text) {
    if (!this._made) throw dom.fault('NotAllowedError', "Can't call replace on non-constructed CSSStyleSheets.");
    this._rules.splice(0, this._rules.length, ...parseRules(text, this));
    dom.version++;
    return Promise.resolve(this);
  }
  replaceSync(text) {
    if (!this._made) throw dom.fault('NotAllowedError', "Can't call replaceSync on non-constructed CSSStyleSheets.");
    this._rules.splice(0, this._rules.length, ...parseRules(text, this));
    dom.version++;
  }
}
idl.define(CSSStyleSheet, 'CSSStyleSheet', {
  constructor: 'any=',
  addRule: 'DOMString=, DOMString=, unsigned long=',
  deleteRule: 'unsigned long',
  insertRule: 'DOMString, unsigned long=',
  removeRule: 'unsigned long=',
  replace: 'Promise DOMString',
  replaceSync: 'DOMString',
});
class StyleSheetList {
  constructor(key) {
    if (key !== KEY) throw idl.illegal('StyleSheetList');
  }
  get length() {
    return collections.itemsOf(this).length;
  }
  item(index) {
    return collections.itemsOf(this)[index] ?? null;
  }
}
idl.define(StyleSheetList, 'StyleSheetList', { item: 'unsigned long' });
collections.arrayLike(StyleSheetList);
/** The sheet of a style or link element that is in a document. */
dom.sheetOf = (element) => {
  if (!dom.isConnected(element)) return null;
  let text;
  let href = null;
  if (element._local === 'style') {
    const type = element._attributes.get('type');
    if (type !== undefined && type !== '' && type.toLowerCase() !== 'text/css') return null;
    text = dom.textOf(element);
  } else {
    if (!/(^|\s)stylesheet(\s|$)/i.test(element._attributes.get('rel') ?? '') || element._attributes.has('disabled'))
      return null;
    if (element._sheetText === undefined) return null;
    text = element._sheetText;
    href = element.href;
  }
  if (element._sheet && element._sheetFrom === text) {
    element._sheet._media = element._attributes.get('media') ?? '';
    return element._sheet;
  }
  const sheet = new CSSStyleSheet();
  sheet._made = false;
  sheet._owner = element;
  sheet._href = href;
  sheet._media = element._attributes.get('media') ?? '';
  sheet._rules = parseRules(text, sheet);
  dom.hide(element, '_sheetFrom', text);
  return dom.hide(element, '_sheet', sheet);
};
const sheetsIn = (root) =>
  dom
    .elementsIn(root)
    .filter((e) => e._local === 'style' || e._local === 'link')
    .map((e) => dom.sheetOf(e))
    .filter((s) => s !== null);
dom.sheetsOf = (root) => {
  if (root._sheets) return root._sheets;
  const target = new StyleSheetList(KEY);
  const items = () => sheetsIn(root);
  const list = collections.exotic(target, { items });
  collections.sources.set(target, items);
  collections.sources.set(list, items);
  return dom.hide(root, '_sheets', list);
};

// Media queries @spec mediaqueries

const VIEW = () => ({ width: binding.viewport.width, height: binding.viewport.height });
function pixels(text) {
  const m = NUMERIC.exec(text.trim());
  if (!m) return null;
  const scale = { px: 1, em: 16, rem: 16, in: 96, cm: 96 / 2.54, pt: 96 / 72, '': 1 }[m[2].toLowerCase()];
  return scale === undefined ? null : Number(m[1]) * scale;
}
const ratio = (text) => {
  const [a, b = '1'] = text.split('/').map((p) => p.trim());
  return Number(a) / Number(b);
};
const FEATURES = {
  width: () => VIEW().width,
  height: () => VIEW().height,
  'device-width': () => VIEW().width,
  'device-height': () => VIEW().height,
  'aspect-ratio': () => VIEW().width / VIEW().height,
  resolution: () => 1,
  color: () => 8,
  'color-index': () => 0,
  monochrome: () => 0,
};
const DISCRETE = {
  orientation: () => (VIEW().width > VIEW().height ? 'landscape' : 'portrait'),
  'prefers-color-scheme': () => 'light',
  'prefers-reduced-motion': () => 'no-preference',
  'prefers-contrast': () => 'no-preference',
  'prefers-reduced-transparency': () => 'no-preference',
  'prefers-reduced-data': () => 'no-preference',
  'forced-colors': () => 'none',
  'inverted-colors': () => 'none',
  hover: () => 'hover',
  'any-hover': () => 'hover',
  pointer: () => 'fine',
  'any-pointer': () => 'fine',
  scripting: () => 'enabled',
  update: () => 'fast',
  scan: () => 'progressive',
  grid: () => '0',
  'color-gamut': () => 'srgb',
  'dynamic-range': () => 'standard',
  'display-mode': () => 'browser',
  'overflow-block': () => 'scroll',
  'overflow-inline': () => 'scroll',
};
function feature(text) {
  const inner = text.trim().toLowerCase();
  const range = /^(?:([\d.]+[a-z]*)\s*(<=?|>=?|=)\s*)?([-a-z]+)(?:\s*(<=?|>=?|=)\s*([\d./]+[a-z]*))?$/.exec(inner);
  const measure = (name, value) =>
    name.endsWith('ratio')
      ? ratio(value)
      : name === 'resolution'
        ? Number(/[\d.]+/.exec(value)?.[0]) / (/dpi/.test(value) ? 96 : 1)
        : pixels(value);
  const compare = (a, op, b) =>
    op === '<' ? a < b : op === '<=' ? a <= b : op === '>' ? a > b : op === '>=' ? a >= b : a === b;
  if (range !== null && (range[2] !== undefined || range[4] !== undefined)) {
    const name = range[3];
    if (FEATURES[name] === undefined) return null;
    const actual = FEATURES[name]();
    return (
      (range[2] === undefined || compare(measure(name, range[1]), range[2], actual)) &&
      (range[4] === undefined || compare(actual, range[4], measure(name, range[5])))
    );
  }
  const [rawName, value] = inner.split(':').map((p) => p.trim());
  const m = /^(min-|max-)?(.*)$/.exec(rawName);
  const name = m[2];
  if (FEATURES[name] !== undefined) {
    const actual = FEATURES[name]();
    if (value === undefined) return m[1] ? null : actual !== 0;
    const wanted = measure(name, value);
    if (wanted === null || Number.isNaN(wanted)) return null;
    return m[1] === 'min-' ? actual >= wanted : m[1] === 'max-' ? actual <= wanted : actual === wanted;
  }
  if (DISCRETE[rawName] === undefined) return null;
  const actual = DISCRETE[rawName]();
  return value === undefined ? actual !== 'none' && actual !== 'no-preference' && actual !== '0' : actual === value;
}
/** True, false, or null for what nobody knows. */
function condition(text) {
  let rest = text.trim();
  if (/^not\b/i.test(rest)) {
    const inner = condition(rest.slice(3));
    return inner === null ? null : !inner;
  }
  let result = null;
  let op = '';
  while (rest !== '') {
    if (rest[0] !== '(') return null;
    let depth = 0;
    let end = 0;
    for (; end < rest.length; end++) {
      if (rest[end] === '(') depth++;
      if (rest[end] === ')' && --depth === 0) break;
    }
    const inner = rest.slice(1, end);
    const value = /^\s*(\(|not\b)/i.test(inner) ? condition(inner) : feature(inner);
    result =
      op === '' ? value : value === null || result === null ? null : op === 'and' ? result && value : result || value;
    rest = rest.slice(end + 1).trim();
    const m = /^(and|or)\b\s*/i.exec(rest);
    if (!m) return rest === '' ? result : null;
    op = m[1].toLowerCase();
    rest = rest.slice(m[0].length);
  }
  return result;
}
function mediaPart(text) {
  const m = /^(?:(not|only)\s+)?([a-z-]+)(?:\s+and\s+([\s\S]+))?$/i.exec(text.trim());
  if (m && !/^(not|only|and|or)$/i.test(m[2]) && !text.trim().startsWith('(')) {
    const type = m[2].toLowerCase();
    const matches = (type === 'all' || type === 'screen') && (m[3] === undefined || condition(m[3]) === true);
    return m[1]?.toLowerCase() === 'not' ? !matches : matches;
  }
  return condition(text) === true;
}
function mediaMatches(text) {
  return text.trim() === '' || splitAt(text, ',').some(mediaPart);
}
/** A media query as it is shown. */
function mediaText(text) {
  return splitAt(text, ',')
    .map((part) => {
      const plain = part
        .trim()
        .replace(/\s+/g, ' ')
        .replace(/\(\s+/g, '(')
        .replace(/\s+\)/g, ')')
        .replace(/\s*:\s*/g, ': ')
        .toLowerCase();
      const opens = (plain.match(/\(/g) ?? []).length;
      const closes = (plain.match(/\)/g) ?? []).length;
      if (opens > closes)
        return /^\(?[a-z-]+\(/.test(plain) || plain.endsWith('(') ? 'not all' : plain + ')'.repeat(opens - closes);
      return /^[a-z][-a-z ]*$/.test(plain) || plain.includes('(') ? plain : plain === '' ? '' : 'not all';
    })
    .join(', ');
}
function supports(text) {
  const rest = text.trim();
  if (/^not\b/i.test(rest)) return !supports(rest.slice(3));
  const parts = [];
  let depth = 0;
  let start = 0;
  let op = '';
  for (let i = 0; i < rest.length; i++) {
    if (rest[i] === '(') depth++;
    else if (rest[i] === ')') depth--;
    else if (depth === 0) {
      const m = /^\s(and|or)\s/i.exec(rest.slice(i, i + 5));
      if (m) {
        parts.push(rest.slice(start, i));
        op = m[1].toLowerCase();
        start = i + m[0].length;
        i = start - 1;
      }
    }
  }
  if (parts.length > 0) {
    parts.push(rest.slice(start));
    return op === 'and' ? parts.every(supports) : parts.some(supports);
  }
  if (/^selector\(/i.test(rest)) return selectors.alternatives(rest.slice(9, -1)) !== null;
  if (!rest.startsWith('(') || !rest.endsWith(')')) return false;
  const inner = rest.slice(1, -1).trim();
  if (/^(\(|not\b|selector\()/i.test(inner)) return supports(inner);
  const at = inner.indexOf(':');
  return at > 0 && supported(inner.slice(0, at).trim(), inner.slice(at + 1));
}
function supported(name, value) {
  const key = resolveName(name);
  return key !== null && expand(key, value.replace(/!\s*important\s*$/i, '')) !== null;
}

// The cascade

const UA = require('css-defaults');
let cached = { version: -1, rules: null, values: new Map() };
/** What was worked out since the trees last changed. */
function cache() {
  if (cached.version !== dom.version) cached = { version: dom.version, rules: new Map(), values: new Map() };
  return cached;
}
function gather(rules, list, layer) {
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule) {
      list.push({ rule, layer });
      gather(rule._rules, list, layer);
    } else if (rule instanceof CSSMediaRule) {
      if (mediaMatches(rule._condition)) gather(rule._rules, list, layer);
    } else if (rule instanceof CSSSupportsRule) {
      if (supports(rule._condition)) gather(rule._rules, list, layer);
    } else if (rule instanceof CSSLayerBlockRule) gather(rule._rules, list, true);
    else if (rule instanceof CSSConditionRule) binding.notModelled(`@${rule._keyword}`);
  }
}
function rulesOf(root) {
  const { rules } = cache();
  if (!rules.has(root)) {
    const list = [];
    for (const sheet of [...sheetsIn(root), ...(root._adopted ?? [])])
      if (!sheet._disabled && mediaMatches(sheet._media)) gather(sheet._rules, list, false);
    rules.set(root, list);
  }
  return rules.get(root);
}
/** Declared values of an element, the winning one of each property. @spec css-cascade#cascading */
function declared(element, pseudo = '') {
  const { values } = cache();
  const key = pseudo === '' ? element : `${pseudo}`;
  let known = pseudo === '' ? values.get(element) : undefined;
  if (known !== undefined) return known;
  const map = new Map();
  const win = (entries, rank) => {
    for (const [name, [value, important]] of entries) {
      const level = important ? rank + 1e12 : rank;
      const before = map.get(name);
      if (before === undefined || before.level <= level) map.set(name, { value, level });
    }
  };
  if (pseudo === '') win(UA.of(element), 0);
  const apply = (root, scope, base) => {
    let order = 0;
    for (const { rule, layer } of rulesOf(root)) {
      order++;
      let best = -1;
      for (const { test, weight, pseudo: own } of rule._tests)
        if (own === pseudo && test(element, scope) && weight > best) best = weight;
      if (best >= 0) win(rule._map, base + (layer ? 0 : 1e10) + best * 100 + order * 1e-3);
    }
  };
  const root = dom.root(element);
  if (element._shadow) apply(element._shadow, element._shadow, 1e8);
  if (root._type === 9 || dom.isShadowRoot(root)) apply(root, dom.isShadowRoot(root) ? root : null, 1e9);
  if (pseudo === '' && element._attributes.has('style')) win(dom.inlineStyle(element), 1e11);
  known = map;
  if (pseudo === '') values.set(key, known);
  return known;
}
const LOGICAL = {};
for (const [logical, physical] of Object.entries({
  'block-start': 'top',
  'block-end': 'bottom',
  'inline-start': 'left',
  'inline-end': 'right',
})) {
  for (const p of ['margin', 'padding']) LOGICAL[`${p}-${logical}`] = `${p}-${physical}`;
  for (const part of ['color', 'style', 'width']) LOGICAL[`border-${logical}-${part}`] = `border-${physical}-${part}`;
  LOGICAL[`inset-${logical}`] = physical;
}
Object.assign(LOGICAL, {
  'inline-size': 'width',
  'block-size': 'height',
  'min-inline-size': 'min-width',
  'min-block-size': 'min-height',
  'max-inline-size': 'max-width',
  'max-block-size': 'max-height',
  'overflow-inline': 'overflow-x',
  'overflow-block': 'overflow-y',
});
const REVERSED = Object.fromEntries(Object.entries(LOGICAL).map(([a, b]) => [b, a]));
/** Where inheritance comes from: the parent in the flattened tree. */
function styleParent(element) {
  const slot = dom.slotOf(element);
  if (slot !== null) return slot;
  const parent = element._parent;
  return parent === null ? null : parent._type === 1 ? parent : dom.isShadowRoot(parent) ? parent._host : null;
}
function substitute(element, text, seen = []) {
  let at = text.search(/\bvar\(/i);
  let result = text;
  while (at >= 0) {
    let depth = 0;
    let end = at;
    for (; end < result.length; end++) {
      if (result[end] === '(') depth++;
      if (result[end] === ')' && --depth === 0) break;
    }
    const inner = result.slice(at + 4, end);
    const comma = inner.indexOf(',');
    const name = (comma < 0 ? inner : inner.slice(0, comma)).trim();
    let value = seen.includes(name) ? '' : custom(element, name, [...seen, name]);
    if (value === '' && comma >= 0) value = substitute(element, inner.slice(comma + 1).trim(), seen);
    if (value === '' && comma < 0) return null;
    result = result.slice(0, at) + value + result.slice(end + 1);
    at = result.search(/\bvar\(/i);
  }
  return result;
}
/** A custom property's value. */
function custom(element, name, seen = [name]) {
  for (let e = element; e !== null; e = styleParent(e)) {
    const own = declared(e).get(name)?.value;
    if (own === undefined) continue;
    const lower = own.toLowerCase();
    if (lower === 'initial') return dom.registered?.get(name)?.initial ?? '';
    if (WIDE.includes(lower)) continue;
    return substitute(e, own, seen) ?? '';
  }
  return dom.registered?.get(name)?.initial ?? '';
}
/** What an element's own declarations say of a longhand, after variables and CSS-wide keywords; null asks for the initial value. */
function specified(element, name) {
  const property = properties.get(name);
  let entry = declared(element).get(name);
  const twin = REVERSED[name];
  if (twin !== undefined) {
    const other = declared(element).get(twin);
    if (other !== undefined && (entry === undefined || other.level > entry.level)) entry = other;
  }
  let value = entry?.value;
  if (value !== undefined && hasVariables(value.split('\u0000')[0])) {
    const [text, shorthand] = value.split('\u0000');
    const whole = substitute(element, text);
    value =
      whole === null
        ? 'unset'
        : shorthand === undefined
          ? (canonical(name, whole) ?? 'unset')
          : (expand(shorthand, whole)?.find(([key]) => key === name)?.[1] ?? 'unset');
  }
  if (value === 'revert' || value === 'revert-layer') value = UA.of(element).get(name)?.[0] ?? 'unset';
  if (value === undefined || value === 'unset') value = property.inherited ? 'inherit' : 'initial';
  return value === 'initial' ? null : value;
}
/** @spec css-cascade#computed */
function computed(element, name) {
  const physical = LOGICAL[name] ?? name;
  const { values } = cache();
  const key = `\u0000${physical}`;
  let own = values.get(`of${key}`);
  if (own === undefined) values.set(`of${key}`, (own = new Map()));
  if (own.has(element)) return own.get(element);
  const animated = dom.animatedValue?.(element, physical);
  const value = animated ?? compute(element, physical);
  own.set(element, value);
  return value;
}
const SIZES = { 'xx-small': 9, 'x-small': 10, small: 13, medium: 16, large: 18, 'x-large': 24, 'xx-large': 32 };
function compute(element, name) {
  const property = properties.get(name);
  const said = specified(element, name);
  const parent = styleParent(element);
  if (said === 'inherit') return parent === null ? initialOf(element, property) : computed(parent, name);
  if (said === null) return name === 'display' ? display(element, 'inline') : initialOf(element, property);
  if (name === 'font-size') return fontSize(element, parent, said);
  if (name === 'display') return display(element, said);
  if (name === 'font-weight')
    return said === 'bold'
      ? '700'
      : said === 'normal'
        ? '400'
        : said === 'bolder'
          ? Number(parent === null ? 400 : computed(parent, name)) < 600
            ? '700'
            : '900'
          : said === 'lighter'
            ? '400'
            : said;
  if (name === 'color' && said === 'currentcolor') return parent === null ? 'rgb(0, 0, 0)' : computed(parent, 'color');
  if (/-width$/.test(name) && /^(border|outline|column-rule)/.test(name)) {
    const style = computed(element, name.replace(/width$/, 'style'));
    if (style === 'none' || style === 'hidden') return '0px';
    return { thin: '1px', medium: '3px', thick: '5px' }[said] ?? length(element, said);
  }
  if (name === 'float' && isOut(element)) return 'none';
  if (/^overflow-[xy]$/.test(name)) {
    const other = specified(element, name === 'overflow-x' ? 'overflow-y' : 'overflow-x') ?? 'visible';
    if ((said === 'visible' || said === 'clip') && other !== 'visible' && other !== 'clip')
      return said === 'visible' ? 'auto' : 'hidden';
    return said;
  }
  if (name === 'line-height' && /^[\d.]+$/.test(said)) return px(Number(said) * fontPixels(element));
  if (name === 'line-height' && said.endsWith('%')) return px((Number.parseFloat(said) / 100) * fontPixels(element));
  if (name === 'opacity')
    return number(
      Math.max(0, Math.min(1, said.endsWith('%') ? Number.parseFloat(said) / 100 : Number.parseFloat(said))),
    );
  if (name === 'transform' && said !== 'none') return matrixOf(element, said);
  return normal(element, property, said);
}
function initialOf(element, property) {
  if (
    /color$/.test(property.name) &&
    property.name !== 'color' &&
    /^(border|outline|text-decoration|column-rule|caret|text-emphasis|-webkit-text)/.test(property.name)
  )
    return computed(element, 'color');
  if (property.name === 'font-size') return '16px';
  if (/-width$/.test(property.name) && /^(border|outline|column-rule)/.test(property.name)) {
    const style = computed(element, property.name.replace(/width$/, 'style'));
    return style === 'none' || style === 'hidden' ? '0px' : '3px';
  }
  return property.initial;
}
const px = (n) => `${Number(n.toFixed(4).replace(/\.?0+$/, ''))}px`;
const fontPixels = (element) => Number.parseFloat(computed(element, 'font-size'));
function fontSize(element, parent, said) {
  const base = parent === null ? 16 : fontPixels(parent);
  if (SIZES[said] !== undefined)
    return px(computed(element, 'font-family') === 'monospace' ? (SIZES[said] * 13) / 16 : SIZES[said]);
  if (said === 'smaller') return px(base / 1.2);
  if (said === 'larger') return px(base * 1.2);
  const m = NUMERIC.exec(said);
  if (m && (m[2] === 'em' || m[2] === '%')) return px((Number(m[1]) / (m[2] === '%' ? 100 : 1)) * base);
  return length(element, said, base);
}
/** A length in pixels; what is none stays. */
function length(element, text, em = null) {
  const m = NUMERIC.exec(text);
  if (!m) return isMath(text) ? mathLength(element, text, em) : text;
  const n = Number(m[1]);
  const font = () => em ?? fontPixels(element);
  const { width, height } = VIEW();
  const scales = {
    px: () => 1,
    em: font,
    rem: () => rootFont(element),
    ex: () => font() / 2,
    ch: () => font() / 2,
    vw: () => width / 100,
    vh: () => height / 100,
    dvw: () => width / 100,
    dvh: () => height / 100,
    svh: () => height / 100,
    lvh: () => height / 100,
    vmin: () => Math.min(width, height) / 100,
    vmax: () => Math.max(width, height) / 100,
    in: () => 96,
    cm: () => 96 / 2.54,
    mm: () => 9.6 / 2.54,
    pt: () => 96 / 72,
    pc: () => 16,
    q: () => 2.4 / 2.54,
  };
  const scale = scales[m[2].toLowerCase()];
  return scale === undefined ? text : px(n * scale());
}
function rootFont(element) {
  const top = element._document.documentElement;
  return top === null || top === element ? 16 : fontPixels(top);
}
/** Sums of lengths; those with percentages stay sums. */
function mathLength(element, text, em) {
  const resolved = text.replace(/([+-]?[\d.]+)(px|em|rem|vw|vh|vmin|vmax|in|cm|mm|pt|pc)\b/gi, (all) =>
    String(Number.parseFloat(length(element, all, em))),
  );
  if (resolved.includes('%')) return text;
  const value = arithmetic(resolved);
  return value === null ? text : /\d(px|em|rem|vw|vh|in|cm|mm|pt|pc)\b/i.test(text) ? px(value) : number(value);
}
function arithmetic(text) {
  const tokens = text.toLowerCase().match(/[\d.]+|[-+*/(),]|[a-z]+/g);
  let at = 0;
  const primary = () => {
    const t = tokens[at++];
    if (t === '-') return -primary();
    if (t === '+') return primary();
    if (t === '(' || t === 'calc') {
      if (t === 'calc') at++;
      const v = sum();
      at++;
      return v;
    }
    if (/^(min|max|clamp)$/.test(t)) {
      at++;
      const list = [sum()];
      while (tokens[at] === ',') {
        at++;
        list.push(sum());
      }
      at++;
      return t === 'min'
        ? Math.min(...list)
        : t === 'max'
          ? Math.max(...list)
          : Math.max(list[0], Math.min(list[1], list[2]));
    }
    return Number(t);
  };
  const product = () => {
    let v = primary();
    while (tokens[at] === '*' || tokens[at] === '/') v = tokens[at++] === '*' ? v * primary() : v / primary();
    return v;
  };
  const sum = () => {
    let v = product();
    while (tokens[at] === '+' || tokens[at] === '-') v = tokens[at++] === '+' ? v + product() : v - product();
    return v;
  };
  const value = sum();
  return Number.isNaN(value) ? null : value;
}
const isOut = (element) => /^(absolute|fixed)$/.test(computed(element, 'position'));
function display(element, said) {
  const parent = styleParent(element);
  const blockified =
    element._parent?._type === 9 ||
    isOut(element) ||
    (specified(element, 'float') ?? 'none') !== 'none' ||
    (parent !== null && /^(inline-)?(flex|grid)$/.test(computed(parent, 'display')));
  if (!blockified) return said;
  return (
    {
      inline: 'block',
      'inline-block': 'block',
      'inline-flex': 'flex',
      'inline-grid': 'grid',
      'inline-table': 'table',
      'table-cell': 'block',
      'table-row': 'block',
    }[said] ?? said
  );
}
/** Lengths in pixels, colors as rgb(), times in seconds. */
function normal(element, property, said) {
  const { kinds } = property;
  const part = (token) => {
    const lower = token.toLowerCase();
    if (property.words.has(lower) && !(kinds.includes('C') && parseColor(lower) !== null))
      return lower === 'currentcolor' && kinds.includes('C') ? computed(element, 'color') : lower;
    const m = NUMERIC.exec(lower);
    if (m) {
      if (m[2] === 'ms') return `${number(Number(m[1]) / 1000)}s`;
      if (UNITS.includes(m[2])) return length(element, lower);
      return token;
    }
    if (isMath(token)) return length(element, token);
    if (/^url\("/.test(token))
      return `url("${binding.parseURL(token.slice(5, -2), dom.baseURL(element._document))?.href ?? token.slice(5, -2)}")`;
    const color = kinds.includes('C') || kinds.includes('W') ? parseColor(lower) : null;
    if (color !== null) return showColor(color);
    if (lower === 'currentcolor') return computed(element, 'color');
    return token;
  };
  if (property.name === 'font-family') return said;
  return join(tokensOf(said).map(part));
}
/** Transforms as the matrix they make. */
function matrixOf(element, said) {
  let [a, b, c, d, e, f] = [1, 0, 0, 1, 0, 0];
  const multiply = ([a2, b2, c2, d2, e2, f2]) => {
    [a, b, c, d, e, f] = [
      a * a2 + c * b2,
      b * a2 + d * b2,
      a * c2 + c * d2,
      b * c2 + d * d2,
      a * e2 + c * f2 + e,
      b * e2 + d * f2 + f,
    ];
  };
  const angle = (text) => {
    const n = Number.parseFloat(text);
    return /rad$/.test(text) && !/grad$/.test(text)
      ? n
      : /turn$/.test(text)
        ? n * 2 * Math.PI
        : /grad$/.test(text)
          ? (n * Math.PI) / 200
          : (n * Math.PI) / 180;
  };
  for (const token of tokensOf(said)) {
    const m = /^([a-z0-9]+)\((.*)\)$/i.exec(token);
    if (!m) return said;
    const args = m[2].split(',').map((s) => s.trim());
    const size = (text, axis) => {
      if (text === undefined) return 0;
      if (text.endsWith('%'))
        return (
          (Number.parseFloat(text) / 100) *
          (axis === 0 ? dom.metrics(element).offsetWidth : dom.metrics(element).offsetHeight)
        );
      return Number.parseFloat(length(element, text));
    };
    switch (m[1].toLowerCase()) {
      case 'matrix':
        multiply(args.map(Number));
        break;
      case 'translate':
        multiply([1, 0, 0, 1, size(args[0], 0), size(args[1], 1)]);
        break;
      case 'translatex':
        multiply([1, 0, 0, 1, size(args[0], 0), 0]);
        break;
      case 'translatey':
        multiply([1, 0, 0, 1, 0, size(args[0], 1)]);
        break;
      case 'scale':
        multiply([Number(args[0]), 0, 0, Number(args[1] ?? args[0]), 0, 0]);
        break;
      case 'scalex':
        multiply([Number(args[0]), 0, 0, 1, 0, 0]);
        break;
      case 'scaley':
        multiply([1, 0, 0, Number(args[0]), 0, 0]);
        break;
      case 'rotate': {
        const t = angle(args[0]);
        multiply([Math.cos(t), Math.sin(t), -Math.sin(t), Math.cos(t), 0, 0]);
        break;
      }
      case 'skewx':
        multiply([1, 0, Math.tan(angle(args[0])), 1, 0, 0]);
        break;
      case 'skewy':
        multiply([1, Math.tan(angle(args[0])), 0, 1, 0, 0]);
        break;
      default:
        binding.notModelled('transforms in space');
        return said;
    }
  }
  return `matrix(${[a, b, c, d, e, f].map((n) => number(Math.abs(n) < 1e-10 ? 0 : n)).join(', ')})`;
}

// getComputedStyle

/** @spec cssom#resolved-values */
function resolved(element, name) {
  if (name.startsWith('--')) return custom(element, name);
  const whole = SHORTHANDS.get(name);
  if (whole !== undefined) {
    const values = whole.subs.map((sub) => resolved(element, sub));
    if (
      name === 'background' ||
      name === 'font' ||
      name === 'border' ||
      name.startsWith('border-') ||
      name === 'outline' ||
      name === 'text-decoration' ||
      name === 'flex'
    )
      return computedShorthand(name, values);
    return whole.join(values);
  }
  if (!properties.has(name)) return '';
  const physical = LOGICAL[name] ?? name;
  const value = computed(element, physical);
  if (
    /^(width|height|margin-(top|right|bottom|left)|padding-(top|right|bottom|left)|top|right|bottom|left)$/.test(
      physical,
    )
  )
    return dom.usedValue(element, physical, value);
  return value;
}
function computedShorthand(name, values) {
  if (name === 'border') {
    const parts = [0, 4, 8].map((at) => values.slice(at, at + 4));
    return parts.some((p) => p.some((v) => v !== p[0])) ? '' : parts.map((p) => p[0]).join(' ');
  }
  if (/^border-(top|right|bottom|left)$/.test(name)) return values.join(' ');
  if (name === 'background')
    return [
      values[8],
      values[0],
      values[4],
      values[5],
      `${values[1]} ${values[2]}`,
      '/',
      values[3],
      values[6],
      values[7],
    ].join(' ');
  if (name === 'text-decoration')
    return values[0] === 'none' ? 'none' : [values[0], ...(values[2] === 'solid' ? [] : [values[2]])].join(' ');
  return SHORTHANDS.get(name).join(values);
}
function getComputedStyle(element, pseudo) {
  const kind = pseudo ? pseudo.replace(/^::?/, '') : '';
  const shown = () => dom.isConnected(element);
  const names = () => (shown() ? computedOrder : []);
  const state = {
    readonly: true,
    names,
    map: () => new Map(),
    get(name) {
      if (!shown()) return '';
      dom.flushStyle?.();
      if (kind !== '') return pseudoValue(element, kind, name);
      return resolved(element, name);
    },
    priority: () => false,
    text: () => '',
    replace() {
      throw dom.fault(
        'NoModificationAllowedError',
        'These styles are computed, and the properties are therefore read-only.',
      );
    },
    changed() {},
  };
  return declarationObject(state);
}
function pseudoValue(element, pseudo, name) {
  const own = declared(element, pseudo).get(name)?.value;
  const property = properties.get(name);
  if (own !== undefined && property !== undefined) return normal(element, property, own);
  if (name === 'content') return 'none';
  if (property === undefined) return '';
  return property.inherited ? computed(element, name) : initialOf(element, property);
}
dom.computed = computed;
dom.lengthOf = length;
dom.displayOf = (element) => computed(element, 'display');
/** Whether an element has a box. */
dom.isRendered = (element) => {
  if (!dom.isConnected(element)) return false;
  for (let e = element; e !== null; e = styleParent(e)) {
    if (computed(e, 'display') === 'none') return false;
    if (e._parent?._shadow && dom.slotOf(e) === null) return false;
  }
  return true;
};
dom.isVisible = (element) => dom.isRendered(element) && computed(element, 'visibility') === 'visible';
dom.keyframes = (root, name) => {
  let found = null;
  const look = (rules) => {
    for (const rule of rules) {
      if (rule instanceof CSSKeyframesRule && rule._name === name) found = rule;
      else if (rule instanceof CSSMediaRule && mediaMatches(rule._condition)) look(rule._rules);
    }
  };
  for (const sheet of [...sheetsIn(root), ...(root._adopted ?? [])]) if (!sheet._disabled) look(sheet._rules);
  return found;
};

/** Names in CSS, escaped. @spec cssom#serialize-an-identifier */
function escape(text) {
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    const code = text.charCodeAt(i);
    if (code === 0) result += '\ufffd';
    else if (code < 32 || code === 127 || (/\d/.test(c) && (i === 0 || (i === 1 && text[0] === '-'))))
      result += `\\${code.toString(16)} `;
    else if (c === '-' && text.length === 1) result += '\\-';
    else result += code >= 128 || /[-\w]/.test(c) ? c : `\\${c}`;
  }
  return result;
}
const CSS = Object.create(Object.prototype);
for (const [name, fn, signature] of [
  [
    'supports',
    (a, b) =>
      b === undefined
        ? supports(a) || (!a.trim().startsWith('(') && supports(`(${a})`))
        : supported(a, b) && !/!\s*important/i.test(b),
    'DOMString, DOMString=',
  ],
  ['escape', escape, 'DOMString'],
  [
    'registerProperty',
    (definition) => {
      (dom.registered ??= new Map()).set(definition.name, { initial: definition.initialValue ?? '' });
      dom.version++;
    },
    'object',
  ],
])
  Object.defineProperty(CSS, name, {
    value: idl.operation(fn, name, 'CSS', signature, () => true),
    writable: true,
    enumerable: true,
    configurable: true,
  });
Object.defineProperty(CSS, Symbol.toStringTag, { value: 'CSS', configurable: true });

module.exports = {
  CSS,
  CSSConditionRule,
  CSSFontFaceRule,
  CSSGroupingRule,
  CSSKeyframeRule,
  CSSKeyframesRule,
  CSSLayerBlockRule,
  CSSMediaRule,
  CSSRule,
  CSSRuleList,
  CSSStyleDeclaration,
  CSSStyleRule,
  CSSStyleSheet,
  CSSSupportsRule,
  StyleSheet,
  StyleSheetList,
  getComputedStyle,
  internal: {
    canonical,
    expand,
    mediaMatches,
    mediaText,
    parseBlock,
    properties,
    resolveName,
    showColor,
    parseColor,
    tokensOf,
    SHORTHANDS,
  },
};
