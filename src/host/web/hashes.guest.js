// Digests: MD5, SHA-1 and the SHA-2 family.
const rotl = (x, n) => (x << n) | (x >>> (32 - n));
const rotr = (x, n) => (x >>> n) | (x << (32 - n));

/** The message with its padding, in blocks. */
function padded(bytes, block, big) {
  const tail = block === 128 ? 16 : 8;
  const total = Math.ceil((bytes.length + 1 + tail) / block) * block;
  const out = new Uint8Array(total);
  out.set(bytes);
  out[bytes.length] = 0x80;
  const view = new DataView(out.buffer);
  const bits = bytes.length * 8;
  if (big) {
    view.setUint32(total - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(total - 4, bits >>> 0);
  } else {
    view.setUint32(total - 8, bits >>> 0, true);
    view.setUint32(total - 4, Math.floor(bits / 2 ** 32), true);
  }
  return view;
}

function output(words, little = false) {
  const out = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((w, i) => {
    out.setUint32(i * 4, w >>> 0, little);
  });
  return new Uint8Array(out.buffer);
}

function md5(bytes) {
  const s = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
  const k = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));
  const h = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  const view = padded(bytes, 64, false);
  for (let at = 0; at < view.byteLength; at += 64) {
    let [a, b, c, d] = h;
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const f =
        round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
      const g = [i, 5 * i + 1, 3 * i + 5, 7 * i][round] % 16;
      const sum = (a + f + k[i] + view.getUint32(at + g * 4, true)) | 0;
      [a, d, c, b] = [d, c, b, (b + rotl(sum, s[round * 4 + (i % 4)])) | 0];
    }
    [a, b, c, d].forEach((x, i) => {
      h[i] = (h[i] + x) | 0;
    });
  }
  return output(h, true);
}

function sha1(bytes) {
  const h = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const view = padded(bytes, 64, true);
  const w = new Int32Array(80);
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let i = 0; i < 80; i++)
      w[i] = i < 16 ? view.getInt32(at + i * 4) : rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    let [a, b, c, d, e] = h;
    for (let i = 0; i < 80; i++) {
      const [f, k] =
        i < 20
          ? [(b & c) | (~b & d), 0x5a827999]
          : i < 40
            ? [b ^ c ^ d, 0x6ed9eba1]
            : i < 60
              ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
              : [b ^ c ^ d, 0xca62c1d6];
      const t = (rotl(a, 5) + f + e + k + w[i]) | 0;
      [e, d, c, b, a] = [d, c, rotl(b, 30), a, t];
    }
    [a, b, c, d, e].forEach((x, i) => {
      h[i] = (h[i] + x) | 0;
    });
  }
  return output(h);
}

const primes = [];
for (let n = 2; primes.length < 80; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);

/** The first `bits` bits behind the point of a root of `n`. */
function fraction(n, root, bits) {
  const scale = 1n << BigInt(bits * root);
  const target = BigInt(n) * scale;
  let low = 0n;
  let high = 1n << BigInt(bits + 5);
  while (low + 1n < high) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(root) <= target) low = middle;
    else high = middle;
  }
  return low & ((1n << BigInt(bits)) - 1n);
}

const INITIAL_224 = [0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4];
let k256;
function sha256(bytes, short = false) {
  k256 ??= primes.slice(0, 64).map((p) => Number(fraction(p, 3, 32)));
  const h = short ? [...INITIAL_224] : primes.slice(0, 8).map((p) => Number(fraction(p, 2, 32)));
  const view = padded(bytes, 64, true);
  const w = new Int32Array(64);
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let i = 0; i < 64; i++) {
      if (i < 16) w[i] = view.getInt32(at + i * 4);
      else {
        const x = w[i - 15];
        const y = w[i - 2];
        w[i] = w[i - 16] + (rotr(x, 7) ^ rotr(x, 18) ^ (x >>> 3)) + w[i - 7] + (rotr(y, 17) ^ rotr(y, 19) ^ (y >>> 10));
      }
    }
    let [a, b, c, d, e, f, g, q] = h;
    for (let i = 0; i < 64; i++) {
      const t1 = (q + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) + ((e & f) ^ (~e & g)) + k256[i] + w[i]) | 0;
      const t2 = ((rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      q = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    [a, b, c, d, e, f, g, q].forEach((x, i) => {
      h[i] = (h[i] + x) | 0;
    });
  }
  return output(short ? h.slice(0, 7) : h);
}

const MASK = (1n << 64n) - 1n;
const rotr64 = (x, n) => ((x >> n) | (x << (64n - n))) & MASK;
let k512;
function sha512(bytes, short = false) {
  k512 ??= primes.map((p) => fraction(p, 3, 64));
  const h = (short ? primes.slice(8, 16) : primes.slice(0, 8)).map((p) => fraction(p, 2, 64));
  const view = padded(bytes, 128, true);
  const w = [];
  for (let at = 0; at < view.byteLength; at += 128) {
    for (let i = 0; i < 80; i++) {
      if (i < 16) w[i] = view.getBigUint64(at + i * 8);
      else {
        const x = w[i - 15];
        const y = w[i - 2];
        w[i] =
          (w[i - 16] +
            (rotr64(x, 1n) ^ rotr64(x, 8n) ^ (x >> 7n)) +
            w[i - 7] +
            (rotr64(y, 19n) ^ rotr64(y, 61n) ^ (y >> 6n))) &
          MASK;
      }
    }
    let [a, b, c, d, e, f, g, q] = h;
    for (let i = 0; i < 80; i++) {
      const t1 =
        (q + (rotr64(e, 14n) ^ rotr64(e, 18n) ^ rotr64(e, 41n)) + ((e & f) ^ (~e & MASK & g)) + k512[i] + w[i]) & MASK;
      const t2 = ((rotr64(a, 28n) ^ rotr64(a, 34n) ^ rotr64(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c))) & MASK;
      [q, g, f, e, d, c, b, a] = [g, f, e, (d + t1) & MASK, c, b, a, (t1 + t2) & MASK];
    }
    [a, b, c, d, e, f, g, q].forEach((x, i) => {
      h[i] = (h[i] + x) & MASK;
    });
  }
  const out = new DataView(new ArrayBuffer(64));
  h.forEach((x, i) => {
    out.setBigUint64(i * 8, x);
  });
  return new Uint8Array(out.buffer, 0, short ? 48 : 64);
}

module.exports = {
  md5: { digest: md5, block: 64 },
  sha1: { digest: sha1, block: 64 },
  sha224: { digest: (b) => sha256(b, true), block: 64 },
  sha256: { digest: (b) => sha256(b), block: 64 },
  sha384: { digest: (b) => sha512(b, true), block: 128 },
  sha512: { digest: (b) => sha512(b), block: 128 },
};
