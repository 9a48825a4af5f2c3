/** A list whose items are made when they are first asked for: there may be very many, of which a picture shows few. */
export function lazyList<T>(length: number, make: (index: number) => T): readonly T[] {
  const fill = (target: T[], key: string | symbol): void => {
    const index = indexOf(key, length);
    if (index >= 0 && !(index in target)) target[index] = make(index);
  };
  // The items made so far stand in the target itself, which is as long as the last of them.
  return new Proxy<T[]>([], {
    get(target, key) {
      if (key === 'length') return length;
      fill(target, key);
      return Reflect.get(target, key);
    },
    has: (target, key) => indexOf(key, length) >= 0 || key in target,
    getOwnPropertyDescriptor(target, key) {
      fill(target, key === 'length' ? String(length - 1) : key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
    ownKeys(target) {
      for (let i = 0; i < length; i++) fill(target, String(i));
      return Reflect.ownKeys(target);
    },
  });
}

/** The index below `length` that a property name stands for; -1 if it's another name. */
function indexOf(key: string | symbol, length: number): number {
  if (typeof key !== 'string') return -1;
  const first = key.charCodeAt(0);
  const index = first >= 48 && first <= 57 ? Number(key) : -1;
  return index < length ? index : -1;
}
