import vm from 'node:vm';

/** Objects of the language that have no global name of their own. */
const UNNAMED = [
  'Object.getPrototypeOf(Int8Array)',
  'Object.getPrototypeOf(Int8Array).prototype',
  'Object.getPrototypeOf(Object.getPrototypeOf([].values()))',
  'Object.getPrototypeOf(Object.getPrototypeOf((async function* () {}).prototype))',
];

function keysOf(object: object): string[] {
  return Reflect.ownKeys(object).map(String);
}

let text = '';

/** A program that takes away what the language has here and not in this Node, which may be older. */
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
for (const [path, names] of Object.entries(known)) {
  const object = (0, eval)('typeof ' + path.split('.')[0].replace(/\\(.*/, '') + ' === "undefined" ? {} : ' + path);
  for (const key of Reflect.ownKeys(object)) if (!names.includes(String(key))) delete object[key];
} }
`.replaceAll('\n', ' ');
  return text;
}
