import type { Agent } from '../agent';
import type { PromiseCapability } from '../operations/promise';
import type { Realm } from '../realm';

/**
 * The memory behind ArrayBuffer and SharedArrayBuffer objects. A shared one may belong to objects of several agents, which all
 * run on one host thread. The host buffer is resizable where the guest's is, so that host views over it keep their length as
 * the standard wants; it is never handed out.
 * @spec sec-data-blocks
 */
export class DataBlock {
  detached = false;
  /** Lists of waiting agents by byte index; see atomics.ts. */
  readonly waiters = new Map<number, Waiter[]>();

  constructor(
    public buffer: ArrayBuffer,
    readonly shared: boolean,
    /** Undefined for a block of fixed length. */
    readonly maxByteLength: number | undefined,
    /** Its bytes never change and it never leaves its owner. */
    readonly immutable = false,
  ) {}

  get byteLength(): number {
    return this.buffer.byteLength;
  }

  get bytes(): Uint8Array {
    return new Uint8Array(this.buffer);
  }
}

/** What a waiter was told. */
export type WaitResult = 'ok' | 'timed-out';

/** One entry of a waiter list. @spec sec-waiter-record */
export class Waiter {
  /** Null while it waits. */
  result: WaitResult | null = null;
  /** Of the code that waits. */
  readonly realm: Realm;

  constructor(
    readonly agent: Agent,
    readonly block: DataBlock,
    readonly byteIndex: number,
    /** Milliseconds after which it gives up; Infinity for never. */
    readonly timeout: number,
    /** For `waitAsync`: the promise of the outcome. Null for an agent that is blocked. */
    readonly capability: PromiseCapability | null,
  ) {
    this.realm = agent.realm;
    const list = block.waiters.get(byteIndex);
    if (list === undefined) block.waiters.set(byteIndex, [this]);
    else list.push(this);
  }

  /** Takes it off its list with a result; false if it has one already. */
  leave(result: WaitResult): boolean {
    if (this.result !== null) return false;
    this.result = result;
    const list = this.block.waiters.get(this.byteIndex)!;
    list.splice(list.indexOf(this), 1);
    if (list.length === 0) this.block.waiters.delete(this.byteIndex);
    return true;
  }
}

/** A host buffer that grows and shrinks; the compiler's library doesn't know it yet. */
interface ResizableArrayBuffer extends ArrayBuffer {
  resize(length: number): void;
}

/** Throws the host's RangeError when there is not enough memory. */
export function createDataBlock(byteLength: number, maxByteLength: number | undefined, shared: boolean): DataBlock {
  const Constructor = ArrayBuffer as new (length: number, options?: { maxByteLength: number }) => ArrayBuffer;
  const buffer =
    maxByteLength === undefined ? new Constructor(byteLength) : new Constructor(byteLength, { maxByteLength });
  return new DataBlock(buffer, shared, maxByteLength);
}

export function resizeDataBlock(block: DataBlock, byteLength: number): void {
  (block.buffer as ResizableArrayBuffer).resize(byteLength);
}

/** Moves the bytes to a new block. Host views of the old one become empty, as the guest's shall. */
export function transferDataBlock(block: DataBlock): DataBlock {
  block.detached = true;
  const buffer = structuredClone(block.buffer, { transfer: [block.buffer] });
  return new DataBlock(buffer, block.shared, block.maxByteLength);
}

/** A block with the same bytes and bounds. */
export function cloneDataBlock(block: DataBlock): DataBlock {
  const copy = createDataBlock(block.byteLength, block.maxByteLength, block.shared);
  copy.bytes.set(block.bytes);
  return copy;
}

/** @spec sec-detacharraybuffer */
export function detachDataBlock(block: DataBlock): void {
  transferDataBlock(block);
}
