/** A growing list of whole numbers (32 bits), kept in a typed array. */
export class IntColumn {
  private data = new Int32Array(256);
  length = 0;

  push(value: number): number {
    if (this.length === this.data.length) {
      const grown = new Int32Array(this.data.length * 2);
      grown.set(this.data);
      this.data = grown;
    }
    this.data[this.length] = value;
    return this.length++;
  }

  get(index: number): number {
    return this.data[index]!;
  }

  set(index: number, value: number): void {
    this.data[index] = value;
  }

  toArray(): Int32Array {
    return this.data.subarray(0, this.length);
  }
}

/** Appends whole numbers in 1 to 5 bytes each. */
export class ByteWriter {
  private bytes = new Uint8Array(1024);
  length = 0;

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    grown.set(this.bytes);
    this.bytes = grown;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  /** An unsigned number below 2^32. */
  unsigned(value: number): void {
    this.reserve(5);
    let v = value >>> 0;
    while (v >= 0x80) {
      this.bytes[this.length++] = (v & 0x7f) | 0x80;
      v >>>= 7;
    }
    this.bytes[this.length++] = v;
  }

  /** A signed 32-bit number; near zero is short. */
  signed(value: number): void {
    this.unsigned((value << 1) ^ (value >> 31));
  }

  /** The same for many: without a call for each, which is slow in code that V8 has not made fast yet. */
  eachSigned(values: Int32Array): void {
    this.reserve(5 * values.length);
    const { bytes } = this;
    let { length } = this;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      let v = ((value << 1) ^ (value >> 31)) >>> 0;
      while (v >= 0x80) {
        bytes[length++] = (v & 0x7f) | 0x80;
        v >>>= 7;
      }
      bytes[length++] = v;
    }
    this.length = length;
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  text(value: string): void {
    const bytes = new TextEncoder().encode(value);
    this.unsigned(bytes.length);
    this.raw(bytes);
  }

  done(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

/** Bytes that `unsigned` writes. */
export function sizeOfUnsigned(value: number): number {
  const v = value >>> 0;
  return v < 0x80 ? 1 : v < 0x4000 ? 2 : v < 0x200000 ? 3 : v < 0x10000000 ? 4 : 5;
}

/** Bytes that `signed` writes. */
export function sizeOfSigned(value: number): number {
  return sizeOfUnsigned((value << 1) ^ (value >> 31));
}

/** The file ends too early or holds what can't be: it isn't a trace, or it's damaged. */
export class DamagedTrace extends Error {}

/** Reads what a ByteWriter wrote. Throws DamagedTrace on anything that can't have been written. */
export class ByteReader {
  position = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** Bytes not read yet. */
  get left(): number {
    return this.bytes.length - this.position;
  }

  byte(): number {
    if (this.position >= this.bytes.length) throw new DamagedTrace('the trace ends too early');
    return this.bytes[this.position++]!;
  }

  unsigned(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const b = this.byte();
      value |= (b & 0x7f) << shift;
      if (b < 0x80) return value >>> 0;
    }
    throw new DamagedTrace(`no number at byte ${this.position}`);
  }

  signed(): number {
    const v = this.unsigned();
    return (v >>> 1) ^ -(v & 1);
  }

  /** A length of things that take at least one byte each. */
  count(): number {
    const n = this.unsigned();
    if (n > this.bytes.length - this.position)
      throw new DamagedTrace(`a list of ${n} at byte ${this.position} is longer than the file`);
    return n;
  }

  text(): string {
    const length = this.count();
    const value = new TextDecoder().decode(this.bytes.subarray(this.position, this.position + length));
    this.position += length;
    return value;
  }

  raw(length: number): Uint8Array {
    if (length > this.bytes.length - this.position) throw new DamagedTrace('the trace ends too early');
    const part = this.bytes.slice(this.position, this.position + length);
    this.position += length;
    return part;
  }
}
