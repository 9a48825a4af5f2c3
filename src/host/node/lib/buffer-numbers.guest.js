// Reading and writing numbers in a Buffer.
const { coded, invalidArgType, outOfRange } = require('internal/errors');

function checkOffset(self, offset, size) {
  if (typeof offset !== 'number') throw invalidArgType('offset', 'number', offset);
  const most = self.length - size;
  if (Math.floor(offset) !== offset) throw outOfRange('offset', 'an integer', offset);
  if (most < 0) throw coded(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', 'Attempt to access memory outside buffer bounds');
  if (offset < 0 || offset > most) throw outOfRange('offset', `>= 0 and <= ${most}`, offset);
}

function checkByteLength(byteLength) {
  if (typeof byteLength !== 'number') throw invalidArgType('byteLength', 'number', byteLength);
  if (Math.floor(byteLength) !== byteLength) throw outOfRange('byteLength', 'an integer', byteLength);
  if (byteLength < 1 || byteLength > 6) throw outOfRange('byteLength', '>= 1 and <= 6', byteLength);
}

function checkValue(value, min, max, size) {
  if (value > max || value < min) {
    const n = typeof min === 'bigint' ? 'n' : '';
    const range =
      size > 4 || n
        ? min === 0 || min === 0n
          ? `>= 0${n} and < 2${n} ** ${size * 8}${n}`
          : `>= -(2${n} ** ${size * 8 - 1}${n}) and < 2${n} ** ${size * 8 - 1}${n}`
        : `>= ${min} and <= ${max}`;
    throw outOfRange('value', range, value);
  }
}

const viewOf = (self) => new DataView(self.buffer, self.byteOffset, self.byteLength);
const numbers = {};
const add = (kind, name, size, min, max) => {
  for (const end of size === 1 ? [''] : ['LE', 'BE']) {
    const little = end === 'LE';
    const read = function (offset = 0) {
      checkOffset(this, offset, size);
      return viewOf(this)[`get${kind}`](offset, little);
    };
    const write = function (value, offset = 0) {
      if (min !== undefined) {
        value = typeof min === 'bigint' ? value : +value;
        checkValue(value, min, max, size);
      }
      checkOffset(this, offset, size);
      // Its digits are taken by operators, which mix no types.
      if (typeof min === 'bigint') value &= 0xffffffffffffffffn;
      viewOf(this)[`set${kind}`](offset, value, little);
      return offset + size;
    };
    numbers[`read${name}${end}`] = read;
    numbers[`write${name}${end}`] = write;
    if (name.includes('UInt')) {
      numbers[`read${name.replace('UInt', 'Uint')}${end}`] = read;
      numbers[`write${name.replace('UInt', 'Uint')}${end}`] = write;
    }
  }
};
for (const bits of [8, 16, 32]) {
  add(`Uint${bits}`, `UInt${bits}`, bits / 8, 0, 2 ** bits - 1);
  add(`Int${bits}`, `Int${bits}`, bits / 8, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1);
}
add('BigUint64', 'BigUInt64', 8, 0n, 2n ** 64n - 1n);
add('BigInt64', 'BigInt64', 8, -(2n ** 63n), 2n ** 63n - 1n);
add('Float32', 'Float', 4);
add('Float64', 'Double', 8);

for (const end of ['LE', 'BE']) {
  for (const signed of [false, true]) {
    const read = function (offset, byteLength) {
      if (offset === undefined) throw invalidArgType('offset', 'number', offset);
      checkByteLength(byteLength);
      checkOffset(this, offset, byteLength);
      let value = 0;
      for (let i = 0; i < byteLength; i++) value = value * 256 + this[offset + (end === 'BE' ? i : byteLength - 1 - i)];
      return signed && value >= 2 ** (8 * byteLength - 1) ? value - 2 ** (8 * byteLength) : value;
    };
    const write = function (value, offset, byteLength) {
      checkByteLength(byteLength);
      const most = 2 ** (8 * byteLength - (signed ? 1 : 0));
      checkValue(+value, signed ? -most : 0, most - 1, byteLength);
      checkOffset(this, offset, byteLength);
      let rest = value < 0 ? +value + 2 ** (8 * byteLength) : +value;
      for (let i = 0; i < byteLength; i++) {
        this[offset + (end === 'LE' ? i : byteLength - 1 - i)] = rest % 256;
        rest = Math.floor(rest / 256);
      }
      return offset + byteLength;
    };
    for (const name of signed ? ['Int'] : ['UInt', 'Uint']) {
      numbers[`read${name}${end}`] = read;
      numbers[`write${name}${end}`] = write;
    }
  }
}
// The shorter spelling is another name of the same function.
for (const key of Object.keys(numbers).filter((name) => !name.includes('Uint')))
  Object.defineProperty(numbers[key], 'name', { value: key, configurable: true });
module.exports = { numbers };
