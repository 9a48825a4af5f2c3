// SHA-3 and SHAKE.
const MASK = (1n << 64n) - 1n;
const rotl = (x, n) => ((x << n) | (x >> (64n - n))) & MASK;

/** Round constants and rotations, as the standard's own algorithms make them. @spec fips202#3.2 */
const rounds = [];
const turns = Array(25).fill(0n);
{
  let register = 1;
  for (let round = 0; round < 24; round++) {
    let constant = 0n;
    for (let j = 0; j < 7; j++) {
      if (register & 1) constant |= 1n << BigInt(2 ** j - 1);
      register = (register << 1) ^ (register & 0x80 ? 0x171 : 0);
    }
    rounds.push(constant);
  }
  let [x, y] = [1, 0];
  for (let t = 0; t < 24; t++) {
    turns[x + 5 * y] = BigInt((((t + 1) * (t + 2)) / 2) % 64);
    [x, y] = [y, (2 * x + 3 * y) % 5];
  }
}

function permute(a) {
  for (const constant of rounds) {
    const c = [0, 1, 2, 3, 4].map((x) => a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20]);
    for (let i = 0; i < 25; i++) a[i] ^= c[(i + 4) % 5] ^ rotl(c[(i + 1) % 5], 1n);
    const b = Array(25);
    for (let x = 0; x < 5; x++)
      for (let y = 0; y < 5; y++) b[y + 5 * ((2 * x + 3 * y) % 5)] = rotl(a[x + 5 * y], turns[x + 5 * y]);
    for (let y = 0; y < 25; y += 5)
      for (let x = 0; x < 5; x++) a[x + y] = b[x + y] ^ (~b[((x + 1) % 5) + y] & MASK & b[((x + 2) % 5) + y]);
    a[0] ^= constant;
  }
}

/** `rate` in bytes; `suffix` tells SHA-3 from SHAKE. */
function sponge(bytes, rate, suffix, length) {
  const padded = new Uint8Array((Math.floor(bytes.length / rate) + 1) * rate);
  padded.set(bytes);
  padded[bytes.length] = suffix;
  padded[padded.length - 1] |= 0x80;
  const view = new DataView(padded.buffer);
  const state = Array(25).fill(0n);
  for (let at = 0; at < padded.length; at += rate) {
    for (let i = 0; i < rate / 8; i++) state[i] ^= view.getBigUint64(at + i * 8, true);
    permute(state);
  }
  const out = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const block = new DataView(new ArrayBuffer(200));
    state.forEach((word, i) => {
      block.setBigUint64(i * 8, word, true);
    });
    const part = new Uint8Array(block.buffer, 0, Math.min(rate, length - done));
    out.set(part, done);
    done += part.length;
    if (done < length) permute(state);
  }
  return out;
}
const sha3 = (bits) => {
  const rate = 200 - bits / 4;
  return { digest: (bytes) => sponge(bytes, rate, 6, bits / 8), block: rate };
};
const shake = (bits) => {
  const rate = 200 - bits / 4;
  return { digest: (bytes, length = bits / 8) => sponge(bytes, rate, 31, length), block: rate, variable: true };
};
module.exports = {
  'sha3-224': sha3(224),
  'sha3-256': sha3(256),
  'sha3-384': sha3(384),
  'sha3-512': sha3(512),
  shake128: shake(128),
  shake256: shake(256),
};
