import {
  type Agent,
  CallRequest,
  createArray,
  isObject,
  JSObject,
  Kind,
  peek,
  type Realm,
  type Steps,
  type Throw,
  type Value,
  wellKnown,
} from '../engine';
import type { GuestLibraries } from './guest-library';
import type { Run } from './run';
import { type HostCloning, structuredClone } from './structured-clone';

/** A realm that messages arrive in, and the loop that delivers them. */
export interface MessageHome {
  readonly agent: Agent;
  readonly realm: Realm;
  readonly run: Run;
  readonly ended: boolean;
  /** The realm's web libraries; set when they are installed. */
  libraries: GuestLibraries | null;
  /** Queues what a message from outside does. */
  queueMessage(api: string, steps: () => Steps<unknown>, port?: number): void;
  /** Whether its ports read pipes. */
  readonly readsPipes?: boolean;
  /** Calls a function of the realm's messaging library. */
  portCall(name: string, ...args: Value[]): Steps<Value>;
}

/** A message on its way: a clone that nobody else holds, and the ends of the ports it carries. */
export interface Parcel {
  readonly value: Value;
  readonly ports: readonly PortEnd[];
}

/**
 * One end of a channel. It belongs to an agent, or to none while it travels inside a message.
 * @spec html#message-ports
 */
export class PortEnd {
  other: PortEnd | null = null;
  readonly queue: Parcel[] = [];
  /** Deliveries that are queued. */
  private scheduled = 0;
  /** Whether it reads a pipe, which wakes it for the first message and then for all that wait; else each message wakes it. */
  pipe: boolean;
  started = false;
  closed = false;
  object: JSObject | null = null;
  readonly id: number;

  /** The async context that it was made in: its messages are heard there. */
  private asyncContext: unknown;

  constructor(public host: MessageHome) {
    this.asyncContext = host.agent.asyncContext;
    this.id = host.run.portId();
    this.pipe = host.readsPipes === true;
  }

  /** It came inside a message. */
  arrive(host: MessageHome): void {
    this.host = host;
    this.asyncContext = host.agent.asyncContext;
  }

  entangle(other: PortEnd): void {
    this.other = other;
    other.other = this;
  }

  /** Sends a parcel to the other end, if there still is one. */
  post(parcel: Parcel): void {
    const { other } = this;
    if (other === null || other.closed) return;
    other.queue.push(parcel);
    if (other.started) other.schedule(1);
  }

  start(): void {
    if (this.started || this.closed) return;
    this.started = true;
    this.schedule(this.queue.length);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    const { other } = this;
    this.other = null;
    if (other !== null) {
      other.other = null;
      other.tellClosed();
    }
    this.tellClosed();
  }

  /** Delivers what is still queued, at once. */
  *drain(): Steps<void> {
    while (this.queue.length > 0 && !this.closed && this.object !== null && this.started) yield* this.deliver();
  }

  private tellClosed(): void {
    const { object } = this;
    if (object !== null) this.host.queueMessage('close', () => this.host.portCall('closed', object), this.id);
  }

  /** Wakes whoever reads; one that is awake looks again once it has read. */
  private schedule(count: number): void {
    const most = this.pipe ? Math.min(count, 1 - this.scheduled) : count;
    for (let i = 0; i < most; i++) this.scheduleOne();
  }

  private scheduleOne(): void {
    const { host, object } = this;
    this.scheduled++;
    const self = this;
    host.queueMessage(
      'postMessage',
      function* () {
        host.agent.asyncContext = self.asyncContext;
        yield* self.deliver();
        // Meanwhile it may have gone elsewhere.
        if (self.object !== object) return;
        self.scheduled--;
        if (!self.pipe || self.scheduled > 0) return;
        for (let i = self.queue.length; i > 0; i--) self.scheduleOne();
      },
      this.id,
    );
  }

  /** Leaves its agent, inside a message. */
  depart(): void {
    this.object = null;
    this.started = false;
    this.scheduled = 0;
  }

  private *deliver(): Steps<void> {
    const parcel = this.closed || this.object === null ? undefined : this.queue.shift();
    if (parcel === undefined) return;
    const { data, ports } = yield* unpack(this.host, parcel);
    yield* this.host.portCall('deliver', this.object!, data, ports);
  }
}

/** The end behind a guest's MessagePort; null for anything else. */
export function endOf(value: Value): PortEnd | null {
  const end = isObject(value) ? value.data?.end : null;
  return end instanceof PortEnd ? end : null;
}

/** Clones what the platform can serialize: by the words of its own realm's library, made anew by the receiver's. */
export function platformCloning(host: MessageHome): Pick<HostCloning, 'platform'> {
  if (host.readsPipes !== true) return {};
  return {
    *platform(object) {
      const { serialize, library } = (object.data ?? {}) as { serialize?: JSObject; library?: string };
      if (serialize === undefined || library === undefined) return null;
      const parts = yield new CallRequest(serialize, undefined, [object], undefined);
      const exports = yield* host.libraries!.load(library);
      return (yield* callLibrary(exports, 'deserialize', [parts])) as JSObject;
    },
  };
}

/** Why ports can't be transferred, in Chromium's words. `source`: the port that sends. */
export function portRefusal(transfer: readonly JSObject[], source: PortEnd | null): HostCloning['refusal'] {
  return (object, index) => {
    if (!isObject(object) || object.data?.interface !== 'MessagePort') return null;
    if (transfer.indexOf(object) !== index) return `Message port at index ${index} is a duplicate of an earlier port.`;
    const end = endOf(object);
    if (end === null) return `Port at index ${index} is already neutered.`;
    return end === source ? `Port at index ${index} contains the source port.` : null;
  };
}

/** Clones a message for sending; ports in the transfer list leave their agent. @spec html#structuredserializewithtransfer */
export function* pack(
  host: MessageHome,
  value: Value,
  transfer: readonly JSObject[],
  error: HostCloning['error'],
  source: PortEnd | null = null,
  /** What Node says of ports that are not in the list. */
  missing: (() => Throw) | null = null,
): Steps<Parcel> {
  const ports: PortEnd[] = [];
  for (const object of transfer) {
    const tag = host.readsPipes === true && isObject(object) ? peek(object, wellKnown.toStringTag) : undefined;
    if (typeof tag === 'string' && /^(Readable|Writable|Transform)Stream$/.test(tag))
      host.run.observer?.notModelled(`transferring a ${tag}`);
  }
  const cloning: HostCloning = {
    ...platformCloning(host),
    ...(host.readsPipes === true ? { refusal: portRefusal(transfer, source) } : {}),
    clone(object, realm) {
      const end = endOf(object);
      if (end !== null && missing !== null && !transfer.includes(object)) throw missing();
      if (end === null || !transfer.includes(object)) return null;
      ports.push(end);
      return new JSObject(realm.intrinsics.ObjectPrototype.childShape(), Kind.Host, { interface: 'MessagePort', end });
    },
    error,
    isNode: missing !== null,
  };
  const copy = yield* structuredClone(host.agent, value, host.realm, cloning, transfer);
  for (const object of transfer) {
    const end = endOf(object);
    if (end === null) continue;
    object.data = { interface: 'MessagePort', end: null };
    end.depart();
  }
  return { value: copy, ports };
}

/** A message as its receiver gets it. @spec html#structureddeserializewithtransfer */
export function* unpack(host: MessageHome, parcel: Parcel): Steps<{ data: Value; ports: JSObject }> {
  const { realm } = host;
  const adopted = new Map<PortEnd, JSObject>();
  for (const end of parcel.ports) {
    const object = (yield* host.portCall('adopt')) as JSObject;
    object.data = { interface: 'MessagePort', end };
    end.arrive(host);
    end.object = object;
    adopted.set(end, object);
  }
  const cloning: HostCloning = {
    ...platformCloning(host),
    clone: (object) => adopted.get(object.data?.end) ?? null,
    error: (message) => {
      throw new Error(message);
    },
  };
  const data = yield* structuredClone(host.agent, parcel.value, realm, cloning);
  return { data, ports: createArray(realm, [...adopted.values()]) };
}

/** Calls a function of a realm's messaging library. */
export function* callLibrary(exports: JSObject, name: string, args: Value[]): Steps<Value> {
  const internal = peek(exports, 'internal') as JSObject;
  return yield new CallRequest(peek(internal, name), undefined, args, undefined);
}
