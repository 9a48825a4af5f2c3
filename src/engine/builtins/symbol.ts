import type { Agent } from '../agent';
import { throwTypeError } from '../errors';
import { ToString, toStringPrimitive } from '../operations/conversion';
import { describeValue } from '../operations/describe';
import type { Realm } from '../realm';
import { Kind } from '../values/object';
import { C } from '../values/shape';
import { wellKnown } from '../values/symbols';
import { isObject, SLOW, type Value } from '../values/value';
import { accessor, constant, constructorFunction, method, native, plainObject, twoWay } from './define';
import { isKind, throwNotGeneric } from './receiver';

/** @spec sec-symbol-objects */
export function createSymbol(realm: Realm): void {
  const { intrinsics } = realm;
  const proto = plainObject(realm);
  intrinsics.SymbolPrototype = proto;
  /** @spec sec-symbol-description */
  const body = twoWay(
    (agent, _this, args, newTarget) => {
      if (newTarget !== undefined) throwTypeError(agent, 'Symbol is not a constructor');
      const description = args[0];
      if (isObject(description)) return SLOW;
      return Symbol(description === undefined ? undefined : toStringPrimitive(agent, description));
    },
    function* (agent, _this, args) {
      return Symbol(yield* ToString(agent, args[0]));
    },
  );
  const symbolFunction = constructorFunction(realm, 'Symbol', 0, body, proto);
  intrinsics.Symbol = symbolFunction;
  /** @spec sec-symbol.for */
  method(realm, symbolFunction, 'for', 1, function* (agent, _this, args) {
    const key = yield* ToString(agent, args[0]);
    let symbol = agent.symbolRegistry.get(key);
    if (symbol === undefined) agent.symbolRegistry.set(key, (symbol = Symbol(key)));
    return symbol;
  });
  /** @spec sec-symbol.keyfor */
  method(realm, symbolFunction, 'keyFor', 1, (agent, _this, args) => {
    const symbol = args[0];
    if (typeof symbol !== 'symbol') throwTypeError(agent, `${describeValue(symbol)} is not a symbol`);
    return isRegistered(agent, symbol) ? symbol.description : undefined;
  });
  /** @spec sec-symbol.asynciterator */
  for (const [name, symbol] of Object.entries(wellKnown)) constant(symbolFunction, name, symbol);

  /** @spec sec-symbol.prototype.tostring */
  method(realm, proto, 'toString', 0, (agent, thisValue) =>
    thisSymbolValue(agent, thisValue, 'Symbol.prototype.toString').toString(),
  );
  /** @spec sec-symbol.prototype.valueof */
  method(realm, proto, 'valueOf', 0, (agent, thisValue) =>
    thisSymbolValue(agent, thisValue, 'Symbol.prototype.valueOf'),
  );
  /** @spec sec-symbol.prototype.description */
  accessor(
    realm,
    proto,
    'description',
    (agent, thisValue) => thisSymbolValue(agent, thisValue, 'Symbol.prototype.description').description,
  );
  constant(proto, wellKnown.toStringTag, 'Symbol', C);
  /** @spec sec-symbol.prototype-%symbol.toprimitive% */
  const toPrimitive = native(realm, wellKnown.toPrimitive, 1, (agent, thisValue) =>
    thisSymbolValue(agent, thisValue, 'Symbol.prototype [ @@toPrimitive ]'),
  );
  constant(proto, wellKnown.toPrimitive, toPrimitive, C);
}

/** Whether `symbol` came from `Symbol.for`. */
export function isRegistered(agent: Agent, symbol: symbol): boolean {
  return symbol.description !== undefined && agent.symbolRegistry.get(symbol.description) === symbol;
}

/** @spec sec-thissymbolvalue */
function thisSymbolValue(agent: Agent, value: Value, name: string): symbol {
  if (typeof value === 'symbol') return value;
  if (isKind(value, Kind.Symbol)) return value.data;
  return throwNotGeneric(agent, name, 'Symbol');
}
