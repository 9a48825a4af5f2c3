import {
  ZStream,
  zlibDeflate,
  zlibDeflateInit2,
  zlibDeflateSetDictionary,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
  zlibInflateSetDictionary,
} from 'pako';
import {
  createArray,
  createBufferObject,
  createObject,
  DataBlock,
  type JSObject,
  method,
  setHidden,
  type TypedArrayData,
  type Value,
  WEC,
} from '../../engine';
import type { NodeHost } from './node-host';

const FINISH = 4;
const STREAM_END = 1;
const NEED_DICT = 2;
const DATA_ERROR = -3;
const BUF_ERROR = -5;
const DEFLATED = 8;

type Status = number;
type Flush = Parameters<typeof zlibDeflate>[1];

interface Settings {
  readonly compresses: boolean;
  /** Whether one compressed member may follow another. */
  readonly many: boolean;
  readonly windowBits: number;
  readonly level: number;
  readonly memLevel: number;
  readonly strategy: number;
  readonly chunkSize: number;
  readonly dictionary: Uint8Array | null;
}

/** A stream of zlib's, driven as Node's own binding drives it. */
class Codec {
  private readonly stream = new ZStream();

  constructor(private readonly settings: Settings) {
    const { compresses, windowBits, level, memLevel, strategy, dictionary } = settings;
    if (!compresses) zlibInflateInit2(this.stream, windowBits);
    else {
      zlibDeflateInit2(this.stream, level, DEFLATED, windowBits, memLevel, strategy as 0);
      if (dictionary !== null) zlibDeflateSetDictionary(this.stream, dictionary);
    }
  }

  /** Takes all of `input`; answers what came out, in pieces, and what went wrong. */
  write(input: Uint8Array, flush: number): { readonly pieces: Uint8Array[]; readonly error: [string, number] | null } {
    const { stream, settings } = this;
    const pieces: Uint8Array[] = [];
    stream.input = input;
    stream.next_in = 0;
    stream.avail_in = input.length;
    let status: Status;
    do {
      stream.output = new Uint8Array(settings.chunkSize);
      stream.next_out = 0;
      stream.avail_out = settings.chunkSize;
      status = this.step(flush as Flush);
      if (stream.next_out > 0) pieces.push(stream.output.slice(0, stream.next_out));
    } while (stream.avail_out === 0 && status >= 0);
    return { pieces, error: this.problem(status, flush) };
  }

  private step(flush: Flush): Status {
    const { stream, settings } = this;
    if (settings.compresses) return zlibDeflate(stream, flush);
    let status: Status = zlibInflate(stream, flush);
    if (status === NEED_DICT && settings.dictionary !== null) {
      status = zlibInflateSetDictionary(stream, settings.dictionary);
      if (status === 0) status = zlibInflate(stream, flush);
      else if (status === DATA_ERROR) status = NEED_DICT;
    }
    // Zeros may follow, and other members.
    while (stream.avail_in > 0 && settings.many && status === STREAM_END && stream.input[stream.next_in] !== 0) {
      zlibInflateReset(stream);
      status = zlibInflate(stream, flush);
    }
    return status;
  }

  private problem(status: Status, flush: number): [string, number] | null {
    const { stream, settings } = this;
    if (status === STREAM_END) return null;
    if (status === 0 || status === BUF_ERROR)
      return stream.avail_out !== 0 && flush === FINISH ? ['unexpected end of file', BUF_ERROR] : null;
    if (status === NEED_DICT)
      return [settings.dictionary === null ? 'Missing dictionary' : 'Bad dictionary', NEED_DICT];
    return [stream.msg || 'Zlib error', status];
  }
}

function bytesOf(view: Value): Uint8Array {
  const { buffer, byteOffset, byteLength } = ((view as JSObject).data as TypedArrayData).view as Uint8Array;
  return new Uint8Array(buffer, byteOffset, byteLength).slice();
}

/** What the `zlib` library needs. */
export function bindCompression(host: NodeHost, binding: JSObject): void {
  const { realm, agent } = host;
  method(
    realm,
    binding,
    'zlibOpen',
    8,
    (_agent, _this, [compresses, many, windowBits, level, memLevel, strategy, chunkSize, dictionary]) => {
      const handle = createObject(null);
      handle.data = new Codec({
        compresses: compresses === true,
        many: many === true,
        windowBits: Number(windowBits),
        level: Number(level),
        memLevel: Number(memLevel),
        strategy: Number(strategy),
        chunkSize: Number(chunkSize),
        dictionary: dictionary === undefined ? null : bytesOf(dictionary),
      });
      return handle;
    },
    { provider: 'Node' },
  );
  method(
    realm,
    binding,
    'zlibWrite',
    3,
    (_agent, _this, [handle, view, flush]) => {
      const { pieces, error } = ((handle as JSObject).data as Codec).write(bytesOf(view), Number(flush));
      const answer = createObject(null);
      const buffers = pieces.map((piece) => {
        agent.allocate(piece.length);
        return createBufferObject(realm, new DataBlock(piece.buffer as ArrayBuffer, false, undefined));
      });
      setHidden(answer, 'pieces', createArray(realm, buffers), WEC);
      setHidden(answer, 'message', error?.[0], WEC);
      setHidden(answer, 'errno', error?.[1], WEC);
      return answer;
    },
    { provider: 'Node' },
  );
}
