import type { Disposable } from './disposable';

/** Runs something a little later; started again before that, it runs once. */
export class Later implements Disposable {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly milliseconds: number,
    private readonly run: () => void,
  ) {}

  start(): void {
    this.timer ??= setTimeout(() => this.now(), this.milliseconds);
  }

  /** Runs what is due, at once. */
  now(): void {
    if (this.timer === undefined) return;
    this.dispose();
    this.run();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
