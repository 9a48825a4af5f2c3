import vm from 'node:vm';

/** Objects of the language that have no global name of their own. */
const UNNAMED = [
  'Array.prototype[Symbol.unscopables]',
  'Object.getPrototypeOf(Int8Array)',
  'Object.getPrototypeOf(Int8Array).prototype',
  'Object.getPrototypeOf(Object.getPrototypeOf([].values()))',
  'Object.getPrototypeOf(Object.getPrototypeOf((async function* () {}).prototype))',
];

function keysOf(object: object): string[] {
  return Reflect.ownKeys(object).map(String);
}

let text = '';

/**
 * A program that takes away what the language has here and not in this Node, which may be older, and puts the rest in its
 * order.
 */
export function withoutNewer(): string {
  if (text !== '') return text;
  const names: string[] = vm.runInNewContext('Object.getOwnPropertyNames(globalThis)');
  const known: Record<string, string[]> = {};
  for (const name of names) {
    const value = vm.runInNewContext(name);
    if (value === null || !/^(function|object)$/.test(typeof value) || name === 'globalThis') continue;
    known[name] = keysOf(value);
    if (value.prototype) known[`${name}.prototype`] = keysOf(value.prototype);
  }
  for (const name of UNNAMED) known[name] = keysOf(vm.runInNewContext(name));
  text = `{ const known = ${JSON.stringify(known)};
const { entries, defineProperty, getOwnPropertyDescriptors } = Object, { ownKeys } = Reflect;
for (const [path, names] of entries(known)) {
  const object = (0, eval)('typeof ' + path.split('.')[0].replace(/\\(.*/, '') + ' === "undefined" ? {} : ' + path);
  for (const key of ownKeys(object)) if (!names.includes(String(key))) delete object[key];
  const keys = ownKeys(object);
  if (keys.map(String).join() === names.join()) continue;
  const all = getOwnPropertyDescriptors(object);
  const ordered = names.map((name) => keys.find((key) => String(key) === name)).filter((key) => all[key]?.configurable);
  for (let i = 0; i < ordered.length; i++) delete object[ordered[i]];
  for (let i = 0; i < ordered.length; i++) defineProperty(object, ordered[i], all[ordered[i]]);
} }
`.replaceAll('\n', ' ');
  return text;
}
