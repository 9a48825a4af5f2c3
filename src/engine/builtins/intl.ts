import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import { ToNumber, ToNumeric, ToString } from '../operations/conversion';
import { describeValue } from '../operations/describe';
import { DONE, GetIterator, IteratorCloseThrow, IteratorStepValue } from '../operations/iterator';
import { GetPrototypeFromConstructor } from '../operations/object';
import type { Realm } from '../realm';
import { JSObject, Kind, setHidden } from '../values/object';
import { C, WC } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { TemporalData } from '../values/temporal-data';
import { isObject, type Value } from '../values/value';
import { accessor, constant, constructorFunction, method, native, plainObject } from './define';
import { guarded } from './host-error';
import { IntlData, intlData, toGuest } from './intl-data';
import { localeList } from './intl-locale';
import { createLocale } from './intl-locale-object';
import { createSegments } from './intl-segments';
import { createService, readOptions, SERVICE_OPTIONS, type ServiceName } from './intl-services';
import { throwRequiresNew } from './receiver';

/** A method of a service: the guest's arguments in, the host's result out. */
type ServiceMethod = (agent: Agent, host: any, args: Value[]) => Steps<unknown>;

function* numericArgument(agent: Agent, value: Value): Steps<number | bigint | string> {
  if (typeof value === 'string') return value;
  return yield* ToNumeric(agent, value);
}

/** A date argument: undefined is now. */
function* dateArgument(agent: Agent, value: Value): Steps<number> {
  if (value === undefined) return Math.floor(agent.hooks.currentTime(agent));
  if (isObject(value) && value.kind === Kind.Date) return value.data as number;
  return yield* ToNumber(agent, value);
}

function* rangeArguments<T>(
  agent: Agent,
  args: Value[],
  convert: (agent: Agent, value: Value) => Steps<T>,
): Steps<[T, T]> {
  if (args[0] === undefined || args[1] === undefined) throwTypeError(agent, 'startDate or endDate cannot be undefined');
  const start = yield* convert(agent, args[0]);
  return [start, yield* convert(agent, args[1])];
}

function* textList(agent: Agent, iterable: Value): Steps<string[]> {
  const texts: string[] = [];
  if (iterable === undefined) return texts;
  const iterator = yield* GetIterator(agent, iterable);
  for (;;) {
    const next = yield* IteratorStepValue(agent, iterator);
    if (next === DONE) return texts;
    if (typeof next === 'string') texts.push(next);
    else {
      try {
        throwTypeError(agent, `Iterable yielded ${describeValue(next as Value)} which is not a string`);
      } catch (error) {
        yield* IteratorCloseThrow(agent, iterator, error);
      }
    }
  }
}

interface Service {
  readonly length: number;
  /** Whether it may be called without `new`. */
  readonly callable?: boolean;
  /** A getter whose value is a function bound to the object. */
  readonly bound?: [name: string, length: number, body: ServiceMethod];
  readonly methods: Record<string, [length: number, body: ServiceMethod]>;
}

const SERVICES: Record<ServiceName, Service> = {
  /** @spec sup-intl.collator */
  Collator: {
    length: 0,
    callable: true,
    bound: [
      'compare',
      2,
      function* (agent, host, args) {
        const x = yield* ToString(agent, args[0]);
        return host.compare(x, yield* ToString(agent, args[1]));
      },
    ],
    methods: {},
  },
  /** @spec sup-intl.numberformat */
  NumberFormat: {
    length: 0,
    callable: true,
    bound: [
      'format',
      1,
      function* (agent, host, args) {
        return host.format(yield* numericArgument(agent, args[0]));
      },
    ],
    methods: {
      formatToParts: [
        1,
        function* (agent, host, args) {
          return host.formatToParts(yield* numericArgument(agent, args[0]));
        },
      ],
      formatRange: [
        2,
        function* (agent, host, args) {
          return host.formatRange(...(yield* rangeArguments(agent, args, numericArgument)));
        },
      ],
      formatRangeToParts: [
        2,
        function* (agent, host, args) {
          return host.formatRangeToParts(...(yield* rangeArguments(agent, args, numericArgument)));
        },
      ],
    },
  },
  /** @spec sup-intl.datetimeformat */
  DateTimeFormat: {
    length: 0,
    callable: true,
    bound: [
      'format',
      1,
      function* (agent, host, args) {
        return host.format(yield* dateArgument(agent, args[0]));
      },
    ],
    methods: {
      formatToParts: [
        1,
        function* (agent, host, args) {
          return host.formatToParts(yield* dateArgument(agent, args[0]));
        },
      ],
      formatRange: [
        2,
        function* (agent, host, args) {
          return host.formatRange(...(yield* rangeArguments(agent, args, dateArgument)));
        },
      ],
      formatRangeToParts: [
        2,
        function* (agent, host, args) {
          return host.formatRangeToParts(...(yield* rangeArguments(agent, args, dateArgument)));
        },
      ],
    },
  },
  /** @spec sup-intl.pluralrules */
  PluralRules: {
    length: 0,
    methods: {
      select: [
        1,
        function* (agent, host, args) {
          return host.select(yield* ToNumber(agent, args[0]));
        },
      ],
      selectRange: [
        2,
        function* (agent, host, args) {
          return host.selectRange(...(yield* rangeArguments(agent, args, ToNumber)));
        },
      ],
    },
  },
  /** @spec sup-intl.relativetimeformat */
  RelativeTimeFormat: {
    length: 0,
    methods: {
      format: [
        2,
        function* (agent, host, args) {
          const value = yield* ToNumber(agent, args[0]);
          return host.format(value, yield* ToString(agent, args[1]));
        },
      ],
      formatToParts: [
        2,
        function* (agent, host, args) {
          const value = yield* ToNumber(agent, args[0]);
          return host.formatToParts(value, yield* ToString(agent, args[1]));
        },
      ],
    },
  },
  /** @spec sup-intl.listformat */
  ListFormat: {
    length: 0,
    methods: {
      format: [
        1,
        function* (agent, host, args) {
          return host.format(yield* textList(agent, args[0]));
        },
      ],
      formatToParts: [
        1,
        function* (agent, host, args) {
          return host.formatToParts(yield* textList(agent, args[0]));
        },
      ],
    },
  },
  /** @spec sup-intl.displaynames */
  DisplayNames: {
    length: 2,
    methods: {
      of: [
        1,
        function* (agent, host, args) {
          return host.of(yield* ToString(agent, args[0]));
        },
      ],
    },
  },
  /** @spec sup-intl.segmenter */
  Segmenter: { length: 0, methods: {} },
};

/** Property order of V8, which programs print. */
const PROPERTY_ORDER =
  'getCanonicalLocales, supportedValuesOf, DateTimeFormat, NumberFormat, Collator, PluralRules, RelativeTimeFormat, ' +
  'ListFormat, Locale, DisplayNames, Segmenter';

/** @spec sup-intl-object */
export function createIntl(realm: Realm): void {
  const intl = plainObject(realm);
  realm.intrinsics.Intl = intl;
  for (const name of PROPERTY_ORDER.split(', ')) setHidden(intl, name, undefined, WC);
  for (const name of Object.keys(SERVICE_OPTIONS) as ServiceName[]) defineService(realm, intl, name, SERVICES[name]);
  createSegments(realm);
  createLocale(realm, intl);
  if (realm.agent.hooks.library !== undefined) createDurationFormat(realm, intl);
  /** @spec sup-intl.getcanonicallocales */
  method(realm, intl, 'getCanonicalLocales', 1, function* (agent, _thisValue, args): Steps<Value> {
    return toGuest(agent.realm, yield* localeList(agent, args[0]));
  });
  /** @spec sup-intl.supportedvaluesof */
  method(realm, intl, 'supportedValuesOf', 1, function* (agent, _thisValue, args): Steps<Value> {
    const key = yield* ToString(agent, args[0]);
    return toGuest(
      agent.realm,
      guarded(agent, () => Intl.supportedValuesOf(key as never)),
    );
  });
  constant(intl, wellKnown.toStringTag, 'Intl', C);
}

/** A stand-in: V8 has this service, and hosts like Node 20, which would do its work, have not. */
function createDurationFormat(realm: Realm, intl: JSObject): void {
  const refuse = (agent: Agent): never => {
    agent.hooks.notModelled(agent, 'Intl.DurationFormat');
    return throwTypeError(agent, 'Intl.DurationFormat is not modelled');
  };
  const proto = plainObject(realm);
  constant(proto, wellKnown.toStringTag, 'Intl.DurationFormat', C);
  const Constructor = constructorFunction(realm, 'DurationFormat', 0, refuse, proto);
  method(realm, Constructor, 'supportedLocalesOf', 1, refuse);
  setHidden(intl, 'DurationFormat', Constructor, WC);
}

function defineService(realm: Realm, intl: JSObject, name: ServiceName, service: Service): void {
  const proto = plainObject(realm);
  const protoName = `Intl${name}Prototype`;
  realm.intrinsics[protoName] = proto;
  const Constructor = constructorFunction(
    realm,
    name,
    service.length,
    function* (agent, _thisValue, args, newTarget, fn): Steps<Value> {
      if (newTarget === undefined && service.callable !== true) throwRequiresNew(agent, `Intl.${name}`);
      const prototype = yield* GetPrototypeFromConstructor(agent, newTarget ?? fn, protoName);
      const { host, made } = yield* createService(agent, name, args[0], args[1]);
      return new JSObject(prototype.childShape(), Kind.Host, new IntlData(name, host, made));
    },
    proto,
  );
  realm.intrinsics[`Intl${name}`] = Constructor;
  setHidden(intl, name, Constructor, WC);
  method(realm, Constructor, 'supportedLocalesOf', 1, function* (agent, _thisValue, args): Steps<Value> {
    const locales = yield* localeList(agent, args[0]);
    const caller = `Intl.${name}.supportedLocalesOf`;
    if (args[1] === null) throwTypeError(agent, `${caller} called on null or undefined`);
    const options = yield* readOptions(agent, args[1], { localeMatcher: 'string' });
    return toGuest(
      agent.realm,
      guarded(agent, () => (Intl[name] as any).supportedLocalesOf(locales, options)),
    );
  });
  function* perform(
    agent: Agent,
    { host, made }: IntlData,
    member: string,
    body: ServiceMethod,
    args: Value[],
  ): Steps<Value> {
    const temporal = name === 'DateTimeFormat' ? temporalAmong(args) : undefined;
    if (temporal !== undefined) return yield* temporal.format(made!, member, args);
    return toGuest(agent.realm, yield* guardedSteps(agent, body(agent, host, args)));
  }
  const run = (member: string, body: ServiceMethod) =>
    function* (agent: Agent, thisValue: Value, args: Value[]): Steps<Value> {
      const data = intlData(agent, thisValue, name, `Intl.${name}.prototype.${member}`);
      return yield* perform(agent, data, member, body, args);
    };
  method(realm, proto, 'resolvedOptions', 0, (agent, thisValue) => {
    const { host } = intlData(agent, thisValue, name, `Intl.${name}.prototype.resolvedOptions`);
    return toGuest(agent.realm, host.resolvedOptions());
  });
  for (const [methodName, [length, body]] of Object.entries(service.methods)) {
    method(realm, proto, methodName, length, run(methodName, body));
  }
  if (service.bound !== undefined) {
    const [getterName, length, body] = service.bound;
    const full = `get Intl.${name}.prototype.${getterName}`;
    accessor(realm, proto, getterName, (agent, thisValue) => {
      const data = intlData(agent, thisValue, name, full);
      data.bound ??= native(agent.realm, '', length, function* (inner, _thisValue, args): Steps<Value> {
        return yield* perform(inner, data, getterName, body, args);
      });
      return data.bound;
    });
  }
  constant(proto, wellKnown.toStringTag, `Intl.${name}`, C);
}

/** The first of Temporal's objects among a service's arguments. */
function temporalAmong(args: Value[]): TemporalData | undefined {
  for (const value of args) if (isObject(value) && value.data instanceof TemporalData) return value.data;
  return undefined;
}

/** Turns host errors of the steps' own work into guest errors. */
function* guardedSteps(agent: Agent, steps: Steps<unknown>): Steps<unknown> {
  let answer: Value;
  let failed: { error: unknown } | undefined;
  for (;;) {
    const step = guarded(agent, () => {
      if (failed === undefined) return steps.next(answer);
      const { error } = failed;
      failed = undefined;
      return steps.throw(error);
    });
    if (step.done) return step.value;
    try {
      answer = yield step.value;
    } catch (error) {
      failed = { error };
    }
  }
}
