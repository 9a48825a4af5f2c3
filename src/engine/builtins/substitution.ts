import type { Agent } from '../agent';
import type { Steps } from '../machine/request';
import { ToString } from '../operations/conversion';
import { Get } from '../operations/object';
import type { JSObject } from '../values/object';
import { toKey, type Value } from '../values/value';

/**
 * The replacement text with its `$` forms filled in. `named` gives the text of a named group; it may run guest code.
 * @spec sec-getsubstitution
 */
export function* GetSubstitution(
  agent: Agent,
  matched: string,
  text: string,
  position: number,
  captures: readonly Value[],
  namedCaptures: JSObject | undefined,
  template: string,
): Steps<string> {
  if (!template.includes('$')) return template;
  const parts = splitTemplate(template, captures.length, namedCaptures !== undefined);
  let result = '';
  for (const part of parts) {
    if (typeof part === 'string') result += part;
    else if (part.name !== undefined) {
      const capture = yield* Get(agent, namedCaptures!, toKey(part.name));
      if (capture !== undefined) result += yield* ToString(agent, capture);
    } else result += partText(part, matched, text, position, captures);
  }
  return result;
}

/** GetSubstitution where named groups, if any, are host texts: runs no guest code. */
export function substitute(
  matched: string,
  text: string,
  position: number,
  captures: readonly (string | undefined)[],
  groups: Record<string, string | undefined> | undefined,
  template: string,
): string {
  if (!template.includes('$')) return template;
  let result = '';
  for (const part of splitTemplate(template, captures.length, groups !== undefined)) {
    if (typeof part === 'string') result += part;
    else if (part.name !== undefined) result += Object.hasOwn(groups!, part.name) ? (groups![part.name] ?? '') : '';
    else result += partText(part, matched, text, position, captures);
  }
  return result;
}

/** A `$` form: `$&`, `` $` ``, `$'` by their character, a capture by number or name. */
interface Form {
  readonly kind: '&' | '`' | "'" | 'capture' | 'name';
  readonly index: number;
  readonly name?: string;
}

function partText(form: Form, matched: string, text: string, position: number, captures: readonly Value[]): string {
  switch (form.kind) {
    case '&':
      return matched;
    case '`':
      return text.slice(0, position);
    case "'":
      return text.slice(Math.min(position + matched.length, text.length));
    default:
      return (captures[form.index - 1] as string | undefined) ?? '';
  }
}

function splitTemplate(template: string, captureCount: number, hasNames: boolean): (string | Form)[] {
  const parts: (string | Form)[] = [];
  let plain = '';
  const add = (form: Form): void => {
    if (plain !== '') parts.push(plain);
    plain = '';
    parts.push(form);
  };
  for (let i = 0; i < template.length; ) {
    const next = template[i] === '$' ? template[i + 1] : undefined;
    if (next === undefined) plain += template[i++];
    else if (next === '$') {
      plain += '$';
      i += 2;
    } else if (next === '&' || next === '`' || next === "'") {
      add({ kind: next, index: 0 });
      i += 2;
    } else if (next >= '0' && next <= '9') {
      // Two digits if there are that many groups, else one.
      const second = template[i + 2];
      const two = second !== undefined && second >= '0' && second <= '9' ? Number(next + second) : 0;
      const one = Number(next);
      if (two >= 1 && two <= captureCount) {
        add({ kind: 'capture', index: two });
        i += 3;
      } else if (one >= 1 && one <= captureCount) {
        add({ kind: 'capture', index: one });
        i += 2;
      } else plain += template[i++];
    } else if (next === '<' && hasNames) {
      const end = template.indexOf('>', i + 2);
      if (end < 0) plain += template[i++];
      else {
        add({ kind: 'name', index: 0, name: template.slice(i + 2, end) });
        i = end + 1;
      }
    } else plain += template[i++];
  }
  if (plain !== '') parts.push(plain);
  return parts;
}
