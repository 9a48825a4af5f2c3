import { stringWidth } from './strings';
import { plain } from './styles';

/** What decides how entries are laid out. */
export interface Layout {
  compact: number | boolean;
  breakLength: number;
  maxArrayLength: number;
  /** Entries hold terminal codes, which take no space. */
  colors: boolean;
  indentation: number;
  /** Depth of the object formatted last: tells how many levels lie inside. */
  currentDepth: number;
}

const SEPARATOR = 2;

/** Puts many short array entries into columns, numbers aligned right. */
export function groupEntries(layout: Layout, output: string[], numeric: boolean): string[] {
  let total = 0;
  let longest = 0;
  let count = output.length;
  // The note about more items takes no part.
  if (layout.maxArrayLength < output.length) count--;
  const widths: number[] = [];
  for (let i = 0; i < count; i++) {
    const width = stringWidth(layout.colors ? plain(output[i]!) : output[i]!);
    widths.push(width);
    total += width + SEPARATOR;
    if (longest < width) longest = width;
  }
  const widest = longest + SEPARATOR;
  if (widest * 3 + layout.indentation >= layout.breakLength || !(total / widest > 5 || longest <= 6)) return output;
  const bias = Math.sqrt(widest - total / output.length);
  const biased = Math.max(widest - 3 - bias, 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * biased * count) / biased),
    Math.floor((layout.breakLength - layout.indentation) / widest),
    (typeof layout.compact === 'number' ? layout.compact : 0) * 4,
    15,
  );
  if (columns <= 1) return output;
  const columnWidths: number[] = [];
  for (let i = 0; i < columns; i++) {
    let width = 0;
    for (let j = i; j < count; j += columns) if (widths[j]! > width) width = widths[j]!;
    columnWidths.push(width + SEPARATOR);
  }
  const rows: string[] = [];
  for (let i = 0; i < count; i += columns) {
    const end = Math.min(i + columns, count);
    let row = '';
    let j = i;
    for (; j < end - 1; j++) {
      const cell = `${output[j]}, `;
      const padding = columnWidths[j - i]! + output[j]!.length - widths[j]!;
      row += numeric ? cell.padStart(padding) : cell.padEnd(padding);
    }
    if (numeric) row += output[j]!.padStart(columnWidths[j - i]! + output[j]!.length - widths[j]! - SEPARATOR);
    else row += output[j]!;
    rows.push(row);
  }
  if (layout.maxArrayLength < output.length) rows.push(output[count]!);
  return rows;
}

function fits(layout: Layout, output: readonly string[], start: number, base: string): boolean {
  let total = output.length + start;
  if (total + output.length > layout.breakLength) return false;
  for (const entry of output) {
    total += (layout.colors ? plain(entry) : entry).length;
    if (total > layout.breakLength) return false;
  }
  return base === '' || !base.includes('\n');
}

/** Joins the entries of an object on one line if they fit, else one below the other. */
export function joinEntries(
  layout: Layout,
  entries: string[],
  base: string,
  braces: readonly [string, string],
  array: boolean,
  depth: number,
  numeric: boolean,
): string {
  let output = entries;
  const prefix = base === '' ? '' : `${base} `;
  if (layout.compact !== true) {
    if (typeof layout.compact === 'number' && layout.compact >= 1) {
      const before = output.length;
      if (array && before > 6) output = groupEntries(layout, output, numeric);
      if (layout.currentDepth - depth < layout.compact && before === output.length) {
        const start = output.length + layout.indentation + braces[0].length + base.length + 10;
        if (fits(layout, output, start, base)) {
          const joined = output.join(', ');
          if (!joined.includes('\n')) return `${prefix}${braces[0]} ${joined} ${braces[1]}`;
        }
      }
    }
    const line = `\n${' '.repeat(layout.indentation)}`;
    return `${prefix}${braces[0]}${line}  ${output.join(`,${line}  `)}${line}${braces[1]}`;
  }
  if (fits(layout, output, 0, base))
    return `${braces[0]}${base === '' ? '' : ` ${base}`} ${output.join(', ')} ${braces[1]}`;
  const line = `\n${' '.repeat(layout.indentation)}`;
  const opening = base === '' && braces[0].length === 1 ? ' ' : `${base === '' ? '' : ` ${base}`}${line}  `;
  return `${braces[0]}${opening}${output.join(`,${line}  `)} ${braces[1]}`;
}
