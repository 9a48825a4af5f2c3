import { type JSObject, type PromiseData, type Steps, Throw, type Value } from '../../engine';
import type { NodeHost } from './node-host';

/** Rejections without a handler, kept and reported in Node's order. */
export class RejectedPromises {
  private pending: { readonly promise: JSObject; readonly context: unknown }[] = [];
  private readonly warned = new Set<JSObject>();
  private handledLate: JSObject[] = [];

  constructor(private readonly host: NodeHost) {}

  track(promise: JSObject, operation: 'reject' | 'handle'): void {
    if (operation === 'reject') {
      this.pending.push({ promise, context: this.host.agent.asyncContext });
      return;
    }
    const index = this.pending.findIndex((rejected) => rejected.promise === promise);
    if (index >= 0) this.pending.splice(index, 1);
    else if (this.warned.delete(promise)) this.handledLate.push(promise);
  }

  /** Reports what nobody handled, after the queues are drained. True if something may have been queued meanwhile. */
  *process(): Steps<boolean> {
    const { host } = this;
    let any = false;
    while (this.handledLate.length > 0) {
      const promise = this.handledLate.shift()!;
      any = true;
      host.run.observer?.errorReported('handledLate', (promise.data as PromiseData).result, 'rejectionHandled');
      yield* host.guard(() => host.globals.emit('rejectionHandled', [promise]));
    }
    const batch = this.pending;
    this.pending = [];
    for (const { promise, context } of batch) {
      const data = promise.data as PromiseData;
      if (data.handled) continue;
      any = true;
      this.warned.add(promise);
      if (host.halted) return false;
      // Listeners run where it was rejected, as far as async contexts go.
      host.agent.asyncContext = context;
      yield* this.report(promise, data.result);
      host.agent.asyncContext = null;
    }
    return any || host.ticks.length > 0 || host.microtasks.length > 0;
  }

  private *report(promise: JSObject, reason: Value): Steps<void> {
    const { host } = this;
    const handled = yield* host.guard(function* (): Steps<void> {
      const taken = yield* host.globals.emit('unhandledRejection', [reason, promise]);
      if (taken === true) return;
      const error = yield* host.globals.unhandledRejectionError(reason);
      host.run.observer?.errorReported('unhandledRejection', reason, 'unhandledRejection');
      yield* host.uncaught(new Throw(error), 'unhandledRejection');
    });
    void handled;
  }
}
