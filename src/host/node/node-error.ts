import {
  type Agent,
  describeValue,
  getOwnProperty,
  isObject,
  Kind,
  makeError,
  ownPropertyKeys,
  type ProxyData,
  peek,
  setHidden,
  Throw,
  type Value,
  WC,
  WEC,
} from '../../engine';

/** An error with a `code`, as Node makes them. */
export function nodeError(
  agent: Agent,
  type: 'TypeError' | 'Error' | 'RangeError',
  code: string,
  message: string,
): Throw {
  const error = makeError(agent, type, message);
  const stack = getOwnProperty(error, 'stack')?.value;
  if (typeof stack === 'string') setHidden(error, 'stack', stack.replace(type, `${type} [${code}]`), WC);
  setHidden(error, 'code', code, WEC);
  return new Throw(error);
}

/** How Node words a received value in argument errors. */
export function received(value: Value): string {
  if (value === undefined || value === null) return ` Received ${String(value)}`;
  if (isObject(value)) {
    if (value.callable) return ` Received function ${String(peek(value, 'name') as string)}`;
    let object = value;
    while (object.kind === Kind.Proxy) {
      const { target } = object.data as ProxyData;
      if (target === null) return ' Received <Revoked Proxy>';
      object = target;
    }
    const constructor = peek(object, 'constructor');
    const name = isObject(constructor) ? peek(constructor, 'name') : '';
    if (typeof name === 'string' && name !== '') return ` Received an instance of ${name}`;
    const isEmpty = ownPropertyKeys(object).every((key) => !getOwnProperty(object, key)!.enumerable);
    return ` Received [Object: null prototype]${isEmpty ? ' {}' : ''}`;
  }
  const text =
    typeof value === 'string'
      ? value.length > 28
        ? `'${value.slice(0, 25)}...'`
        : `'${value}'`
      : typeof value === 'bigint'
        ? `${value}n`
        : typeof value === 'symbol'
          ? describeValue(value)
          : Object.is(value, -0)
            ? '-0'
            : String(value);
  return ` Received type ${typeof value} (${text})`;
}
