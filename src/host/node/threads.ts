import {
  CallRequest,
  createArray,
  createObject,
  getOwnProperty,
  isObject,
  type JSObject,
  method,
  type NativeOptions,
  ownPropertyKeys,
  peek,
  type Steps,
  setHidden,
  Throw,
  type Value,
  WC,
  WEC,
} from '../../engine';
import { endOf, type PortEnd, pack, unpack } from '../message-port';
import { cloning } from '../web/binding';
import type { NodeHost, ThreadSetup } from './node-host';

const NODE: NativeOptions = { provider: 'Node' };
/** Virtual milliseconds a thread takes to start. */
const START_LATENCY = 15;

/** A worker thread as its parent sees it. */
class Thread {
  readonly host: NodeHost;
  private referenced = true;
  /** Output the parent hasn't written yet; the thread sends more once this was written. */
  private inFlight: { level: 'log' | 'error'; text: string }[] = [];
  private waiting: { level: 'log' | 'error'; text: string }[] = [];

  constructor(
    private readonly parent: NodeHost,
    setup: Pick<ThreadSetup, 'threadId' | 'entry' | 'text' | 'argv' | 'env' | 'workerData' | 'port'>,
    /** The number of the port for everything but messages. */
    private readonly port: number,
    private readonly ownPort: PortEnd,
    private readonly call: (name: string, ...args: Value[]) => Steps<Value>,
  ) {
    parent.handles++;
    const self = this;
    this.host = parent.startThread({
      ...setup,
      start: parent.run.clock.now + START_LATENCY,
      online: () => parent.queueMessage('online', () => this.call('online'), port),
      write: (level, text) => this.write(level, text),
      *failed(error, head) {
        const stack = isObject(error) ? getOwnProperty(error, 'stack')?.value : undefined;
        if (typeof stack === 'string') setHidden(error as JSObject, 'stack', head + stack, WC);
        const parcel = yield* pack(self.host, withProperties(self.host, error), [], () => new Throw(undefined));
        parent.queueMessage(
          'error',
          function* () {
            // What the thread said before is heard first.
            yield* self.ownPort.drain();
            const pair = (yield* unpack(parent, parcel)).data as JSObject;
            const [value, properties] = pair.elements as [Value, JSObject];
            for (const key of ownPropertyKeys(properties))
              if (isObject(value)) setHidden(value, key, peek(properties, key), WEC);
            yield* self.call('error', value);
          },
          Number.MAX_SAFE_INTEGER,
        );
      },
      exited: (code) => parent.queueMessage('exit', () => this.exit(code), Number.MAX_SAFE_INTEGER),
    });
    setup.port.host = this.host;
  }

  /** The first text goes at once; what follows waits until the parent has written it. */
  private write(level: 'log' | 'error', text: string): void {
    this.waiting.push({ level, text });
    if (this.inFlight.length === 0) this.send();
  }

  private send(): void {
    this.inFlight = this.waiting.splice(0);
    const { parent, host } = this;
    host.handles++;
    const self = this;
    parent.queueMessage(
      'stdio',
      function* () {
        yield* self.flush();
        host.queueMessage(
          'stdio',
          function* () {
            host.handles--;
            if (self.waiting.length > 0) self.send();
          },
          self.port,
        );
      },
      this.port,
    );
  }

  private *flush(): Steps<void> {
    for (const { level, text } of this.inFlight.splice(0)) yield* this.call('write', level, text);
  }

  private *exit(code: number): Steps<void> {
    yield* this.ownPort.drain();
    yield* this.flush();
    this.inFlight = this.waiting.splice(0);
    yield* this.flush();
    this.unref();
    yield* this.call('exit', code);
  }

  ref(): void {
    if (!this.referenced) this.parent.handles++;
    this.referenced = true;
  }

  unref(): void {
    if (this.referenced) this.parent.handles--;
    this.referenced = false;
  }

  terminate(): void {
    if (this.host.halted) return;
    this.host.code = this.host.begun ? 1 : 0;
    this.host.halt();
  }
}

/** An error with those of its own properties that are plain values, which cloning leaves out. */
function withProperties(host: NodeHost, error: Value): JSObject {
  const { realm } = host;
  const properties = createObject(realm.intrinsics.ObjectPrototype);
  if (isObject(error)) {
    for (const key of ownPropertyKeys(error)) {
      const own = getOwnProperty(error, key)!;
      if (own.enumerable && !own.isAccessor && !isObject(own.value as Value))
        setHidden(properties, key, own.value, WEC);
    }
  }
  return createArray(realm, [error, properties]);
}

/** What the library `worker_threads` needs from its host. */
export function bindThreads(host: NodeHost, binding: JSObject): void {
  const { realm, run } = host;
  const bind = (name: string, body: Parameters<typeof method>[4]): void => {
    method(realm, binding, name, 0, body, NODE);
  };
  const thread = host.thread;
  setHidden(binding, 'threadId', thread?.threadId ?? 0, WEC);
  bind('reservePort', () => run.portId());
  /** The thread's data and its port, once. */
  bind('threadData', function* () {
    if (thread === null) return null;
    const { data } = yield* unpack(host, thread.workerData);
    const { ports } = yield* unpack(host, { value: undefined, ports: [thread.port] });
    return createArray(realm, [data, ports.elements[0]]);
  });
  bind('threadStart', function* (_agent, _this, [options, calls]) {
    const get = (name: string): Value => peek(options as JSObject, name);
    const list = (value: Value): Value[] => (isObject(value) ? value.elements.slice() : []);
    const transfer = list(get('transferList')).filter(isObject) as JSObject[];
    const workerData = yield* cloning(
      host,
      (error) => pack(host, get('workerData'), transfer, error),
      'postMessage',
      'Worker',
    );
    const env: Record<string, string> = {};
    for (const pair of list(get('env'))) {
      const [name, value] = (pair as JSObject).elements;
      env[String(name as string)] = String(value as string);
    }
    const port = endOf(get('port'))!;
    port.object = null;
    const text = get('text');
    const started = new Thread(
      host,
      {
        threadId: run.threadId(),
        entry: get('entry') as string,
        text: typeof text === 'string' ? text : null,
        argv: list(get('argv')).map(String),
        env,
        workerData,
        port,
      },
      Number(get('reserved')),
      port.other!,
      function* (name, ...args) {
        return yield new CallRequest(peek(calls as JSObject, name), undefined, args, undefined);
      },
    );
    const handle = createObject(realm.intrinsics.ObjectPrototype);
    setHidden(handle, 'threadId', started.host.thread!.threadId, WEC);
    for (const name of ['ref', 'unref', 'terminate'] as const) {
      method(
        realm,
        handle,
        name,
        0,
        () => {
          started[name]();
          return undefined;
        },
        NODE,
      );
    }
    return handle;
  });
}
