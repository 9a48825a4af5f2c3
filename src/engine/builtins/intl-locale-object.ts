import { throwTypeError } from '../errors';
import type { Steps } from '../machine/request';
import { ToString } from '../operations/conversion';
import { GetPrototypeFromConstructor } from '../operations/object';
import type { Realm } from '../realm';
import { JSObject, Kind, setHidden } from '../values/object';
import { C, WC } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, type Value } from '../values/value';
import { accessor, constant, constructorFunction, method, plainObject } from './define';
import { guarded } from './host-error';
import { IntlData, intlData } from './intl-data';
import { readOptions } from './intl-services';
import { throwRequiresNew } from './receiver';

const GETTERS = [
  'baseName',
  'calendar',
  'caseFirst',
  'collation',
  'hourCycle',
  'language',
  'numberingSystem',
  'numeric',
  'region',
  'script',
];

/** @spec sup-intl.locale */
export function createLocale(realm: Realm, intl: JSObject): void {
  const proto = plainObject(realm);
  realm.intrinsics.IntlLocalePrototype = proto;
  const Constructor = constructorFunction(
    realm,
    'Locale',
    1,
    function* (agent, _thisValue, args, newTarget): Steps<Value> {
      if (newTarget === undefined) throwRequiresNew(agent, 'Intl.Locale');
      const prototype = yield* GetPrototypeFromConstructor(agent, newTarget, 'IntlLocalePrototype');
      const [tag] = args;
      if (typeof tag !== 'string' && !isObject(tag)) {
        throwTypeError(agent, "First argument to Intl.Locale constructor can't be empty or missing");
      }
      const text =
        isObject(tag) && tag.data instanceof IntlData && tag.data.name === 'Locale'
          ? String(tag.data.host)
          : yield* ToString(agent, tag);
      const options = yield* readOptions(agent, args[1], {
        language: 'string',
        script: 'string',
        region: 'string',
        calendar: 'string',
        collation: 'string',
        hourCycle: 'string',
        caseFirst: 'string',
        numeric: 'boolean',
        numberingSystem: 'string',
      });
      const host = guarded(agent, () => new Intl.Locale(text, options));
      return new JSObject(prototype.childShape(), Kind.Host, new IntlData('Locale', host));
    },
    proto,
  );
  setHidden(intl, 'Locale', Constructor, WC);
  for (const name of ['maximize', 'minimize'] as const) {
    method(realm, proto, name, 0, (agent, thisValue) => {
      const { host } = intlData(agent, thisValue, 'Locale', `Intl.Locale.prototype.${name}`);
      const result = new IntlData('Locale', host[name]());
      return new JSObject(agent.realm.intrinsics.IntlLocalePrototype!.childShape(), Kind.Host, result);
    });
  }
  method(realm, proto, 'toString', 0, (agent, thisValue) =>
    String(intlData(agent, thisValue, 'Locale', 'Intl.Locale.prototype.toString').host),
  );
  for (const name of GETTERS) {
    accessor(
      realm,
      proto,
      name,
      (agent, thisValue) => intlData(agent, thisValue, 'Locale', `get Intl.Locale.prototype.${name}`).host[name],
    );
  }
  constant(proto, wellKnown.toStringTag, 'Intl.Locale', C);
}
