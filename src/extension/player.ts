import type { Session } from './session';

/** Between two steps while playing. */
const INTERVAL_MS = 400;

/** Steps forward by itself until it is stopped, or until the trace ends. */
export class Player {
  private timer: ReturnType<typeof setInterval> | undefined;

  get playing(): boolean {
    return this.timer !== undefined;
  }

  toggle(session: Session): void {
    if (this.playing) this.stop();
    else this.timer = setInterval(() => this.advance(session), INTERVAL_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private advance(session: Session): void {
    const { shown, step } = session;
    if (shown === null || session.closed || step >= shown.trace.stepCount - 1) this.stop();
    else session.goTo(step + 1);
  }
}
