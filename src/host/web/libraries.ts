import abort from './abort.guest.js';
import domException from './dom-exception.guest.js';
import encoding from './encoding.guest.js';
import eventTarget from './event-target.guest.js';
import hashes from './hashes.guest.js';
import messaging from './messaging.guest.js';
import pipes from './pipes.guest.js';
import streamSupport from './stream-support.guest.js';
import streams from './streams.guest.js';
import transformStreams from './transform-streams.guest.js';
import url from './url.guest.js';
import webIdl from './web-idl.guest.js';
import writableStreams from './writable-streams.guest.js';

/** Web APIs that browsers and Node share, as guest code. */
export const WEB_LIBRARIES: Readonly<Record<string, string>> = {
  abort,
  'dom-exception': domException,
  encoding,
  'event-target': eventTarget,
  hashes,
  messaging,
  pipes,
  'stream-support': streamSupport,
  streams,
  'transform-streams': transformStreams,
  url,
  'web-idl': webIdl,
  'writable-streams': writableStreams,
};

/** Which library provides a global. */
export const WEB_GLOBALS: readonly (readonly [name: string, library: string])[] = [
  ['DOMException', 'dom-exception'],
  ['Event', 'event-target'],
  ['EventTarget', 'event-target'],
  ['CustomEvent', 'event-target'],
  ['MessageEvent', 'event-target'],
  ['AbortController', 'abort'],
  ['AbortSignal', 'abort'],
  ['URL', 'url'],
  ['URLSearchParams', 'url'],
  ['TextEncoder', 'encoding'],
  ['TextDecoder', 'encoding'],
  ['atob', 'encoding'],
  ['btoa', 'encoding'],
  ['MessageChannel', 'messaging'],
  ['MessagePort', 'messaging'],
  ['BroadcastChannel', 'messaging'],
  ['structuredClone', 'messaging'],
  ['ReadableStream', 'streams'],
  ['ReadableStreamDefaultReader', 'streams'],
  ['ReadableStreamDefaultController', 'streams'],
  ['CountQueuingStrategy', 'streams'],
  ['ByteLengthQueuingStrategy', 'streams'],
  ['WritableStream', 'streams'],
  ['WritableStreamDefaultWriter', 'streams'],
  ['WritableStreamDefaultController', 'streams'],
  ['TransformStream', 'transform-streams'],
  ['TransformStreamDefaultController', 'transform-streams'],
  ['TextEncoderStream', 'transform-streams'],
  ['TextDecoderStream', 'transform-streams'],
];
