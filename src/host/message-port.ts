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
  type Value,
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
  started = false;
  closed = false;
  object: JSObject | null = null;
  readonly id: number;

  constructor(public host: MessageHome) {
    this.id = host.run.portId();
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
    if (other.started) other.schedule();
  }

  start(): void {
    if (this.started || this.closed) return;
    this.started = true;
    for (let i = this.queue.length; i > 0; i--) this.schedule();
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

  private schedule(): void {
    this.host.queueMessage('postMessage', () => this.deliver(), this.id);
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

/** Clones a message for sending; ports in the transfer list leave their agent. @spec html#structuredserializewithtransfer */
export function* pack(
  host: MessageHome,
  value: Value,
  transfer: readonly JSObject[],
  error: HostCloning['error'],
): Steps<Parcel> {
  const ports: PortEnd[] = [];
  const cloning: HostCloning = {
    clone(object, realm) {
      const end = endOf(object);
      if (end === null || !transfer.includes(object)) return null;
      ports.push(end);
      return new JSObject(realm.intrinsics.ObjectPrototype.childShape(), Kind.Host, { interface: 'MessagePort', end });
    },
    error,
  };
  const copy = yield* structuredClone(host.agent, value, host.realm, cloning, transfer);
  for (const object of transfer) {
    const end = endOf(object);
    if (end === null) continue;
    object.data = { interface: 'MessagePort', end: null };
    end.object = null;
    end.started = false;
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
    end.host = host;
    end.object = object;
    adopted.set(end, object);
  }
  const cloning: HostCloning = {
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
