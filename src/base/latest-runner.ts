/** What became of a request: done, or passed over because a newer one came before it started. */
export type Latest<Result> = { readonly kind: 'done'; readonly result: Result } | { readonly kind: 'superseded' };

interface Waiting<Request, Result> {
  readonly request: Request;
  settle(value: Latest<Result>): void;
  fail(error: unknown): void;
}

/**
 * Runs one request at a time. Of those that wait only the newest starts; the others are told that they were superseded.
 *
 *     run(a)  ─ starts ───────────── done
 *     run(b)     waits, superseded by c
 *     run(c)        waits ────────── starts ── done
 *
 * `superseding` is called when a request comes while another one runs, so that its owner may cut that one short.
 */
export class LatestRunner<Request, Result> {
  private running: Request | null = null;
  private waiting: Waiting<Request, Result> | null = null;

  constructor(
    private readonly start: (request: Request) => Promise<Result>,
    private readonly superseding: (running: Request, newest: Request) => void = () => {},
  ) {}

  /** Whether something runs. */
  get busy(): boolean {
    return this.running !== null;
  }

  run(request: Request): Promise<Latest<Result>> {
    return new Promise((settle, fail) => {
      const entry: Waiting<Request, Result> = { request, settle, fail };
      if (this.running === null) {
        this.begin(entry);
        return;
      }
      this.drop();
      this.waiting = entry;
      this.superseding(this.running, request);
    });
  }

  /** Forgets what waits; what runs is not touched. */
  drop(): void {
    this.waiting?.settle({ kind: 'superseded' });
    this.waiting = null;
  }

  private begin({ request, settle, fail }: Waiting<Request, Result>): void {
    this.running = request;
    const next = (): void => {
      this.running = null;
      const entry = this.waiting;
      this.waiting = null;
      if (entry !== null) this.begin(entry);
    };
    this.attempt(request).then(
      (result) => {
        next();
        settle({ kind: 'done', result });
      },
      (error) => {
        next();
        fail(error);
      },
    );
  }

  /** A start that throws at once fails like one that fails later. */
  private async attempt(request: Request): Promise<Result> {
    return this.start(request);
  }
}
