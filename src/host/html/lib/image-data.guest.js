// Pixels. @spec html#imagedata
const idl = require('web-idl');
const { DOMException } = require('dom-exception');

const stateOf = new WeakMap();
idl.enumeration('PredefinedColorSpace', ['srgb', 'display-p3', 'srgb-linear', 'display-p3-linear']);
idl.enumeration('ImageDataPixelFormat', ['rgba-unorm8', 'rgba-float16']);
idl.dictionary('ImageDataSettings', {
  colorSpace: ['PredefinedColorSpace', 'srgb'],
  pixelFormat: ['ImageDataPixelFormat', 'rgba-unorm8'],
});
const fault = (name, message) => new DOMException(`Failed to construct 'ImageData': ${message}`, name);
/** Pixels of an array that is there already. */
function ofArray(args) {
  const signature = 'any, unsigned long, unsigned long=, ImageDataSettings=';
  const [data, width, given, settings] = idl.constructing('ImageData', signature, args);
  if (data.length === 0) throw fault('InvalidStateError', 'The input data has zero elements.');
  if (data.length % 4 !== 0) throw fault('InvalidStateError', 'The input data length is not a multiple of 4.');
  if (width === 0) throw fault('IndexSizeError', 'The source width is zero or not a number.');
  const height = data.length / 4 / width;
  if (!Number.isInteger(height))
    throw fault('IndexSizeError', 'The input data length is not a multiple of (4 * width).');
  if (given !== undefined && given !== height)
    throw fault('IndexSizeError', 'The input data length is not equal to (4 * width * height).');
  return { data, width, height, settings };
}
/** Pixels without colour. */
function ofSize(args) {
  const signature = 'unsigned long, unsigned long, ImageDataSettings=';
  const [width, height, settings] = idl.constructing('ImageData', signature, args);
  if (width === 0) throw fault('IndexSizeError', 'The source width is zero or not a number.');
  if (height === 0) throw fault('IndexSizeError', 'The source height is zero or not a number.');
  const Pixels = settings?.pixelFormat === 'rgba-float16' ? Float16Array : Uint8ClampedArray;
  return { data: new Pixels(width * height * 4), width, height, settings };
}
class ImageData {
  constructor(first) {
    const state =
      first instanceof Uint8ClampedArray || first instanceof Float16Array ? ofArray(arguments) : ofSize(arguments);
    stateOf.set(this, state);
    binding.markPlatform(this, 'ImageData', serialize, 'image-data');
  }
  get width() {
    return stateOf.get(this).width;
  }
  get height() {
    return stateOf.get(this).height;
  }
  get colorSpace() {
    return stateOf.get(this).settings?.colorSpace ?? 'srgb';
  }
  get data() {
    return stateOf.get(this).data;
  }
  get pixelFormat() {
    return stateOf.get(this).data instanceof Float16Array ? 'rgba-float16' : 'rgba-unorm8';
  }
}
idl.define(ImageData, 'ImageData', { constructor: 'any, any' }, {}, (value) => stateOf.has(value));
/** What a copy needs. @spec html#imagedata (serialization steps) */
const serialize = (image) => stateOf.get(image);
function deserialize({ data, width, height, settings }) {
  const Pixels = data.BYTES_PER_ELEMENT === 2 ? Float16Array : Uint8ClampedArray;
  return new ImageData(Pixels.from(data), width, height, { ...settings });
}
module.exports = { ImageData, internal: { deserialize } };
