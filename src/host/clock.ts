/** Virtual milliseconds one unit of work (a call or a loop round) takes. */
const MILLISECONDS_PER_UNIT = 0.000005;
/** Virtual milliseconds that reading a clock takes, so that a busy wait ends. */
const READING = 0.02;

/** Tells the work done so far, in units; an agent does. */
export interface WorkMeter {
  readonly work: number;
}

const RESTING: WorkMeter = { work: 0 };

/**
 * The run's clock. It moves by work done, by waiting, and a little at each reading; never by itself.
 */
export class Clock {
  private milliseconds = 0;
  private meter: WorkMeter = RESTING;
  private counted = 0;

  constructor(
    /** Wall-clock time at the start of the run, milliseconds since 1970 UTC. */
    readonly origin: number,
  ) {}

  /** Virtual milliseconds since the run began. */
  get now(): number {
    const { work } = this.meter;
    if (work > this.counted) {
      this.milliseconds += (work - this.counted) * MILLISECONDS_PER_UNIT;
      this.counted = work;
    }
    return this.milliseconds;
  }

  /** A reading by guest code. */
  read(): number {
    const { now } = this;
    this.milliseconds += READING;
    return now;
  }

  /** Wall-clock time, in whole milliseconds, as `Date.now()` gives it. */
  readWall(): number {
    return Math.floor(this.origin + this.read());
  }

  /** From here on, the work that `meter` shows takes time. */
  count(meter: WorkMeter): void {
    this.milliseconds = this.now;
    this.meter = meter;
    this.counted = meter.work;
  }

  /** From here on, nobody works. */
  rest(): void {
    this.count(RESTING);
  }

  /** Jumps forward to `time`, when everything waits. */
  advanceTo(time: number): void {
    if (time > this.now) this.milliseconds = time;
  }

  /** Something took time: a file, the network, a blocking call. */
  spend(milliseconds: number): void {
    this.milliseconds = this.now + milliseconds;
  }
}
