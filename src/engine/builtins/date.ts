import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { call, type Steps } from '../machine/request';
import { OrdinaryToPrimitive, ToNumber, ToPrimitive, ToString } from '../operations/conversion';
import { describeValue } from '../operations/describe';
import { Get, GetPrototypeFromConstructor } from '../operations/object';
import { IsCallable, ToObject, toNumberPrimitive } from '../operations/primitive';
import type { Realm } from '../realm';
import { JSObject, Kind, setHidden, touch } from '../values/object';
import { C, WC } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, type Value } from '../values/value';
import { createDateFormats, dateTimeText } from './date-format';
import { LocalTime, thisTime, UTC } from './date-local';
import { parseDate } from './date-parse';
import { Day, MakeDate, MakeDay, MakeFullYear, MakeTime, partsOf, TimeClip, TimeWithinDay } from './date-time';
import { constructorFunction, method, plainObject } from './define';
import { throwIncompatible } from './receiver';

// [[DateValue]] is the number in `data`.

/** Property order of V8, which programs print. */
const METHOD_ORDER = [
  'toString, toDateString, toTimeString, toISOString, toUTCString, toGMTString, getDate, setDate, getDay, getFullYear',
  'setFullYear, getHours, setHours, getMilliseconds, setMilliseconds, getMinutes, setMinutes, getMonth, setMonth',
  'getSeconds, setSeconds, getTime, setTime, getTimezoneOffset, getUTCDate, setUTCDate, getUTCDay, getUTCFullYear',
  'setUTCFullYear, getUTCHours, setUTCHours, getUTCMilliseconds, setUTCMilliseconds, getUTCMinutes, setUTCMinutes',
  'getUTCMonth, setUTCMonth, getUTCSeconds, setUTCSeconds, valueOf, getYear, setYear, toJSON, toLocaleString',
  'toLocaleDateString, toLocaleTimeString',
];

/** @spec sec-date-objects */
export function createDate(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.DatePrototype = proto;
  const Constructor = constructorFunction(realm, 'Date', 7, constructDate, proto);
  intrinsics.Date = Constructor;
  /** @spec sec-date.now */
  method(realm, Constructor, 'now', 0, (agent) => now(agent));
  /** @spec sec-date.parse */
  method(realm, Constructor, 'parse', 1, function* (agent, _thisValue, args): Steps<Value> {
    return parseTime(agent, yield* ToString(agent, args[0]));
  });
  /** @spec sec-date.utc */
  method(realm, Constructor, 'UTC', 7, function* (agent, _thisValue, args): Steps<Value> {
    return TimeClip(yield* timeFromParts(agent, args));
  });

  for (const name of METHOD_ORDER.join(', ').split(', ')) setHidden(proto, name, undefined, WC);
  createGetters(realm, proto);
  createSetters(realm, proto);
  createDateFormats(realm, proto);
  /** @spec sec-date.prototype.tojson */
  method(realm, proto, 'toJSON', 1, function* (agent, thisValue): Steps<Value> {
    const object = ToObject(agent, thisValue);
    const time = yield* ToPrimitive(agent, object, 'number');
    if (typeof time === 'number' && !Number.isFinite(time)) return null;
    const toISOString = yield* Get(agent, object, 'toISOString');
    if (!IsCallable(toISOString)) throwTypeError(agent, 'toISOString is not a function');
    return yield call(toISOString, object);
  });
  /** @spec sec-date.prototype-%symbol.toprimitive% */
  const toPrimitive = method(realm, proto, wellKnown.toPrimitive, 1, function* (agent, thisValue, args): Steps<Value> {
    if (!isObject(thisValue)) throwIncompatible(agent, thisValue, 'Date.prototype [ @@toPrimitive ]');
    const hint = args[0];
    if (hint !== 'string' && hint !== 'default' && hint !== 'number') {
      throwTypeError(agent, `Invalid hint: ${describeValue(hint)}`);
    }
    return yield* OrdinaryToPrimitive(agent, thisValue, hint === 'number' ? 'number' : 'string');
  });
  setHidden(proto, wellKnown.toPrimitive, toPrimitive, C);
}

function now(agent: Agent): number {
  return Math.floor(agent.hooks.currentTime(agent));
}

function parseTime(agent: Agent, text: string): number {
  const parsed = parseDate(text);
  if (parsed === undefined) return NaN;
  return TimeClip(parsed.local ? UTC(agent, parsed.time) : parsed.time);
}

/** Year, month, … as numbers, made into a time without regard to zones. */
function* timeFromParts(agent: Agent, args: Value[]): Steps<number> {
  const year = yield* ToNumber(agent, args[0]);
  const parts = [0, 1, 0, 0, 0, 0];
  for (let i = 1; i < Math.min(args.length, 7); i++) parts[i - 1] = yield* ToNumber(agent, args[i]);
  const [month, day, hour, minute, second, ms] = parts as [number, number, number, number, number, number];
  return MakeDate(MakeDay(MakeFullYear(year), month, day), MakeTime(hour, minute, second, ms));
}

/** @spec sec-date */
function* constructDate(agent: Agent, _thisValue: Value, args: Value[], newTarget: JSObject | undefined): Steps<Value> {
  if (newTarget === undefined) return dateTimeText(agent, now(agent));
  let time: number;
  if (args.length === 0) time = now(agent);
  else if (args.length === 1) {
    let value = args[0];
    if (isObject(value) && value.kind === Kind.Date) time = value.data as number;
    else {
      if (isObject(value)) value = yield* ToPrimitive(agent, value);
      time = typeof value === 'string' ? parseTime(agent, value) : TimeClip(toNumberPrimitive(agent, value));
    }
  } else time = TimeClip(UTC(agent, yield* timeFromParts(agent, args)));
  const proto = yield* GetPrototypeFromConstructor(agent, newTarget, 'DatePrototype');
  return new JSObject(proto.childShape(), Kind.Date, time);
}

function createGetters(realm: Realm, proto: JSObject): void {
  const parts: [name: string, read: (t: number) => number][] = [
    /** @spec sec-date.prototype.getdate */
    ['Date', (t) => partsOf(t).day],
    /** @spec sec-date.prototype.getday */
    ['Day', (t) => partsOf(t).weekday],
    /** @spec sec-date.prototype.getfullyear */
    ['FullYear', (t) => partsOf(t).year],
    /** @spec sec-date.prototype.gethours */
    ['Hours', (t) => partsOf(t).hour],
    /** @spec sec-date.prototype.getmilliseconds */
    ['Milliseconds', (t) => partsOf(t).ms],
    /** @spec sec-date.prototype.getminutes */
    ['Minutes', (t) => partsOf(t).minute],
    /** @spec sec-date.prototype.getmonth */
    ['Month', (t) => partsOf(t).month],
    /** @spec sec-date.prototype.getseconds */
    ['Seconds', (t) => partsOf(t).second],
  ];
  for (const [name, read] of parts) {
    method(realm, proto, `get${name}`, 0, (agent, thisValue) => {
      const t = thisTime(agent, thisValue);
      return Number.isNaN(t) ? NaN : read(LocalTime(agent, t));
    });
    method(realm, proto, `getUTC${name}`, 0, (agent, thisValue) => {
      const t = thisTime(agent, thisValue);
      return Number.isNaN(t) ? NaN : read(t);
    });
  }
  /** @spec sec-date.prototype.getyear */
  method(realm, proto, 'getYear', 0, (agent, thisValue) => {
    const t = thisTime(agent, thisValue, 'getYear');
    return Number.isNaN(t) ? NaN : partsOf(LocalTime(agent, t)).year - 1900;
  });
  for (const name of ['getTime', 'valueOf']) {
    /**
     * @spec sec-date.prototype.gettime
     * @spec sec-date.prototype.valueof
     */
    method(realm, proto, name, 0, (agent, thisValue) => thisTime(agent, thisValue));
  }
  /** @spec sec-date.prototype.gettimezoneoffset */
  method(realm, proto, 'getTimezoneOffset', 0, (agent, thisValue) => {
    const t = thisTime(agent, thisValue);
    return Number.isNaN(t) ? NaN : 0 - agent.hooks.timeZoneOffset(t);
  });
}

function setTime(object: JSObject, t: number): number {
  object.data = t;
  touch(object);
  return t;
}

/** Which parts a setter takes, and how it puts them into a time. */
type Setter = [name: string, count: number, apply: (t: number, values: number[]) => number];

function createSetters(realm: Realm, proto: JSObject): void {
  const time = (t: number, hour?: number, minute?: number, second?: number, ms?: number): number => {
    const parts = partsOf(t);
    return MakeDate(
      Day(t),
      MakeTime(hour ?? parts.hour, minute ?? parts.minute, second ?? parts.second, ms ?? parts.ms),
    );
  };
  const setters: Setter[] = [
    /** @spec sec-date.prototype.setdate */
    ['Date', 1, (t, [day]) => MakeDate(MakeDay(partsOf(t).year, partsOf(t).month, day!), TimeWithinDay(t))],
    /** @spec sec-date.prototype.setmonth */
    [
      'Month',
      2,
      (t, [month, day]) => MakeDate(MakeDay(partsOf(t).year, month!, day ?? partsOf(t).day), TimeWithinDay(t)),
    ],
    /** @spec sec-date.prototype.sethours */
    ['Hours', 4, (t, [hour, minute, second, ms]) => time(t, hour, minute, second, ms)],
    /** @spec sec-date.prototype.setminutes */
    ['Minutes', 3, (t, [minute, second, ms]) => time(t, undefined, minute, second, ms)],
    /** @spec sec-date.prototype.setseconds */
    ['Seconds', 2, (t, [second, ms]) => time(t, undefined, undefined, second, ms)],
    /** @spec sec-date.prototype.setmilliseconds */
    ['Milliseconds', 1, (t, [ms]) => time(t, undefined, undefined, undefined, ms)],
    /** @spec sec-date.prototype.setfullyear */
    [
      'FullYear',
      3,
      (t, [year, month, day]) => {
        const parts = partsOf(t);
        return MakeDate(MakeDay(year!, month ?? parts.month, day ?? parts.day), TimeWithinDay(t));
      },
    ],
  ];
  for (const [name, count, apply] of setters) {
    for (const local of [true, false]) {
      const fullName = local ? `set${name}` : `setUTC${name}`;
      method(realm, proto, fullName, count, function* (agent, thisValue, args): Steps<Value> {
        let t = thisTime(agent, thisValue, fullName);
        const values: number[] = [];
        // Older versions of V8 convert no more than they need.
        const isLost = Number.isNaN(t) && name !== 'FullYear' && agent.hooks.wording === 'V8 11';
        for (let i = 0; i < (isLost ? 1 : Math.max(1, Math.min(args.length, count))); i++)
          values.push(yield* ToNumber(agent, args[i]));
        // Only a year can be set on an invalid date.
        if (Number.isNaN(t)) {
          if (name !== 'FullYear') return NaN;
          t = 0;
        } else if (local) t = LocalTime(agent, t);
        const changed = apply(t, values);
        return setTime(thisValue as JSObject, TimeClip(local ? UTC(agent, changed) : changed));
      });
    }
  }
  /** @spec sec-date.prototype.settime */
  method(realm, proto, 'setTime', 1, function* (agent, thisValue, args): Steps<Value> {
    thisTime(agent, thisValue, 'setTime');
    return setTime(thisValue as JSObject, TimeClip(yield* ToNumber(agent, args[0])));
  });
  /** @spec sec-date.prototype.setyear */
  method(realm, proto, 'setYear', 1, function* (agent, thisValue, args): Steps<Value> {
    const before = thisTime(agent, thisValue, 'setYear');
    const date = thisValue as JSObject;
    const year = MakeFullYear(yield* ToNumber(agent, args[0]));
    if (Number.isNaN(year)) return setTime(date, NaN);
    const t = Number.isNaN(before) ? 0 : LocalTime(agent, before);
    const day = MakeDay(year, partsOf(t).month, partsOf(t).day);
    return setTime(date, TimeClip(UTC(agent, MakeDate(day, TimeWithinDay(t)))));
  });
}
