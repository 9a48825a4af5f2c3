/**
 * The well-known symbols. They are the same in every realm and agent, so they are plain constants; a host symbol gives
 * guest code access to nothing.
 * @spec sec-well-known-symbols
 */
export const wellKnown = {
  asyncIterator: Symbol('Symbol.asyncIterator'),
  hasInstance: Symbol('Symbol.hasInstance'),
  isConcatSpreadable: Symbol('Symbol.isConcatSpreadable'),
  iterator: Symbol('Symbol.iterator'),
  match: Symbol('Symbol.match'),
  matchAll: Symbol('Symbol.matchAll'),
  replace: Symbol('Symbol.replace'),
  search: Symbol('Symbol.search'),
  species: Symbol('Symbol.species'),
  split: Symbol('Symbol.split'),
  toPrimitive: Symbol('Symbol.toPrimitive'),
  toStringTag: Symbol('Symbol.toStringTag'),
  unscopables: Symbol('Symbol.unscopables'),
  dispose: Symbol('Symbol.dispose'),
  asyncDispose: Symbol('Symbol.asyncDispose'),
} as const;
