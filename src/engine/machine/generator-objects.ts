import { JSObject, Kind, peek } from '../values/object';
import { isObject } from '../values/value';
import type { Frame } from './frame';
import type { AsyncGeneratorData, GeneratorData } from './generator-state';

/** The generator object for a generator function's fresh context. @spec sec-generatorstart */
export function makeGenerator(frame: Frame): JSObject {
  const data: GeneratorData = { state: 'suspendedStart', frame };
  return attach(frame, Kind.Generator, data, frame.realm.intrinsics.GeneratorPrototype);
}

/** @spec sec-asyncgeneratorstart */
export function makeAsyncGenerator(frame: Frame): JSObject {
  const data: AsyncGeneratorData = { state: 'suspendedStart', frame, queue: [] };
  return attach(frame, Kind.AsyncGenerator, data, frame.realm.intrinsics.AsyncGeneratorPrototype);
}

function attach(frame: Frame, kind: Kind, data: unknown, fallback: JSObject): JSObject {
  const own = peek(frame.fn!, 'prototype');
  const object = new JSObject((isObject(own) ? own : fallback).childShape(), kind, data);
  frame.owner = object;
  return object;
}
