import type { Steps } from '../machine/request';
import type { Value } from './value';

/** Locales and options of a service, as plain values. */
export interface PlainArguments {
  readonly locales: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** Internal slots of an object of Temporal, which `Intl.DateTimeFormat` formats as it does dates. */
export abstract class TemporalData {
  readonly interface: string;
  constructor(
    /** Of the class, without `Temporal.`. */
    readonly name: string,
  ) {
    this.interface = `Temporal.${name}`;
  }
  /** What `method` of an `Intl.DateTimeFormat` made with `made` gives for `args`, of which one is this object. */
  abstract format(made: PlainArguments, method: string, args: Value[]): Steps<Value>;
}
