// Deep equality, as assert and util have it.
const { hasOwn, is, keys: keysOf, getOwnPropertySymbols, getPrototypeOf, prototype } = Object;
const isEnumerable = (object, key) => prototype.propertyIsEnumerable.call(object, key);
const tagOf = (value) => prototype.toString.call(value);
const isObject = (value) => typeof value === 'object' && value !== null;
const BOXED = new Set(['Number', 'String', 'Boolean', 'BigInt', 'Symbol']);
const OF_THEIR_OWN = new Set(['Date', 'RegExp', 'Set', 'Map', 'ArrayBuffer', 'SharedArrayBuffer', 'Error', ...BOXED]);
const sizeOf = (value) => (/^(Set|Map)$/.test(binding.kindOf(value)) ? value.size : 0);

/** Errors, and what inherits from them. */
function isError(value) {
  return binding.kindOf(value) === 'Error' || value instanceof Error;
}

function haveEqualBytes(a, b) {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function bytesOf(value) {
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);
}

/** Enumerable keys, without the indices of arrays and, unless `symbols`, without symbols. */
function namesOf(value, symbols) {
  return Reflect.ownKeys(value).filter((key) => {
    if (typeof key === 'symbol') return symbols && isEnumerable(value, key);
    return !/^(0|[1-9]\d{0,9})$/.test(key) && isEnumerable(value, key);
  });
}

/** Compares values as `deepStrictEqual` or, not `strict`, as `deepEqual`. */
class Comparison {
  constructor(strict) {
    this.strict = strict;
    /** The objects inside which it is. */
    this.open = new Set();
  }

  equal(a, b) {
    if (a === b) return a !== 0 || is(a, b) || !this.strict;
    const isBare = !isObject(a) || !isObject(b);
    if (this.strict) {
      if (typeof a === 'number') return Number.isNaN(a) && Number.isNaN(b);
      if (isBare || getPrototypeOf(a) !== getPrototypeOf(b)) return false;
    } else if (isBare) {
      // Loosely equal is what == says, and NaN.
      return !isObject(a) && !isObject(b) && (a == b || (Number.isNaN(a) && Number.isNaN(b)));
    }
    return tagOf(a) === tagOf(b) && this.equalObjects(a, b);
  }

  equalObjects(a, b) {
    if (Array.isArray(a)) {
      if (!Array.isArray(b) || a.length !== b.length) return false;
      return this.equalNamed(a, b, (inner) => this.equalElements(a, b, inner), a.length > 0);
    }
    if (tagOf(a) === '[object Object]') return this.equalParts(a, b);
    const kind = binding.kindOf(a);
    const other = binding.kindOf(b);
    if (kind === 'Date')
      return (
        other === kind && Date.prototype.getTime.call(a) === Date.prototype.getTime.call(b) && this.equalParts(a, b)
      );
    if (kind === 'RegExp') {
      const isAlike = other === kind && a.source === b.source && a.flags === b.flags && a.lastIndex === b.lastIndex;
      return isAlike && this.equalParts(a, b);
    }
    if (ArrayBuffer.isView(a)) return ArrayBuffer.isView(b) && this.equalViews(a, b);
    if (kind === 'Set') return other === kind && a.size === b.size && this.equalParts(a, b, () => this.equalSets(a, b));
    if (kind === 'Map') return other === kind && a.size === b.size && this.equalParts(a, b, () => this.equalMaps(a, b));
    if (/ArrayBuffer$/.test(kind))
      return /ArrayBuffer$/.test(other) && haveEqualBytes(bytesOf(a), bytesOf(b)) && this.equalParts(a, b);
    if (isError(a)) return isError(b) && this.equalErrors(a, b) && this.equalParts(a, b);
    if (BOXED.has(kind)) return other === kind && is(a.valueOf(), b.valueOf()) && this.equalParts(a, b);
    if (Array.isArray(b) || ArrayBuffer.isView(b) || OF_THEIR_OWN.has(other) || isError(b)) return false;
    if (a instanceof URL) return b instanceof URL && a.href === b.href && this.equalParts(a, b);
    return this.equalParts(a, b);
  }

  equalViews(a, b) {
    if (Symbol.toStringTag in a && a[Symbol.toStringTag] !== b[Symbol.toStringTag]) return false;
    const areEqual =
      !this.strict && /^Float(32|64)Array$/.test(a[Symbol.toStringTag])
        ? haveEqualBytes(a, b)
        : haveEqualBytes(bytesOf(a), bytesOf(b));
    return areEqual && this.equalNamed(a, b, null, false);
  }

  equalErrors(a, b) {
    return ['message', 'name', 'cause', 'errors'].every((key) => {
      const isShown = isEnumerable(a, key);
      if (isShown !== isEnumerable(b, key)) return false;
      return isShown || (key === 'message' || key === 'name' ? a[key] === b[key] : this.equal(a[key], b[key]));
    });
  }

  /** Two lists, whose elements `contents` compares, and their other properties. */
  equalNamed(a, b, contents, isFilled) {
    const names = namesOf(a, this.strict);
    if (names.length !== namesOf(b, this.strict).length || !names.every((key) => isEnumerable(b, key))) return false;
    return this.equalInside(a, b, names, contents, isFilled);
  }

  /** The own properties of two objects, and what else is in them. */
  equalParts(a, b, contents = null) {
    const keys = keysOf(a);
    if (!keys.every((key) => isEnumerable(b, key)) || keys.length !== keysOf(b).length) return false;
    if (this.strict) {
      const symbols = getOwnPropertySymbols(a).filter((key) => isEnumerable(a, key));
      const others = getOwnPropertySymbols(b).filter((key) => isEnumerable(b, key));
      if (symbols.length !== others.length || !symbols.every((key) => isEnumerable(b, key))) return false;
      keys.push(...symbols);
    }
    return this.equalInside(a, b, keys, contents, sizeOf(a) > 0);
  }

  equalInside(a, b, keys, contents, isFilled) {
    if (keys.length === 0 && !isFilled) return true;
    // Where both have been met on the way here, the circles are alike.
    if (this.open.has(a) && this.open.has(b)) return true;
    const opened = [a, b].filter((value) => !this.open.has(value));
    for (const value of opened) this.open.add(value);
    const areEqual = (contents === null || contents()) && keys.every((key) => this.equal(a[key], b[key]));
    for (const value of opened) this.open.delete(value);
    return areEqual;
  }

  equalElements(a, b) {
    for (let i = 0; i < a.length; i++) {
      if (hasOwn(a, i) !== hasOwn(b, i)) return false;
      if (hasOwn(a, i)) {
        if (!this.equal(a[i], b[i])) return false;
        continue;
      }
      // From the first hole on by the keys: there may be many holes.
      const keys = keysOf(a).slice(i);
      return (
        keys.length === keysOf(b).slice(i).length && keys.every((key) => hasOwn(b, key) && this.equal(a[key], b[key]))
      );
    }
    return true;
  }

  /** Takes one that equals `value` out of `candidates`; says whether there was one. */
  take(candidates, value) {
    for (const candidate of candidates) {
      if (!this.equal(candidate, value)) continue;
      candidates.delete(candidate);
      return true;
    }
    return false;
  }

  equalSets(a, b) {
    const candidates = new Set();
    for (const value of a) {
      if (isObject(value)) candidates.add(value);
      else if (!b.has(value)) {
        if (this.strict || !mayMatch(a, b, value)) return false;
        candidates.add(value);
      }
    }
    if (candidates.size === 0) return true;
    for (const value of b) {
      const isSought = isObject(value) || (!this.strict && !a.has(value));
      if (isSought && !this.take(candidates, value)) return false;
    }
    return candidates.size === 0;
  }

  equalMaps(a, b) {
    const candidates = new Set();
    for (const [key, value] of a) {
      if (isObject(key)) candidates.add(key);
      else if (!b.has(key) || !this.equal(value, b.get(key))) {
        if (this.strict || !mayMatch(a, b, key)) return false;
        candidates.add(key);
      }
    }
    if (candidates.size === 0) return true;
    for (const [key, value] of b) {
      const isSought = isObject(key) || (!this.strict && !(a.has(key) && this.equal(a.get(key), value)));
      if (isSought && !this.takeEntry(candidates, a, key, value)) return false;
    }
    return candidates.size === 0;
  }

  takeEntry(candidates, map, key, value) {
    for (const candidate of candidates) {
      if (!this.equal(candidate, key) || !this.equal(map.get(candidate), value)) continue;
      candidates.delete(candidate);
      return true;
    }
    return false;
  }
}

/** Whether something else in `b` may equal a primitive value loosely. */
function mayMatch(a, b, value) {
  switch (typeof value) {
    case 'undefined':
      return b.has(null) && !a.has(null);
    case 'object':
      return b.has(undefined) && !a.has(undefined);
    case 'symbol':
      return false;
    case 'string':
      return !Number.isNaN(+value);
    case 'number':
      return !Number.isNaN(value);
    default:
      return true;
  }
}

module.exports = { isDeepEqual: (a, b, strict) => new Comparison(strict).equal(a, b) };
