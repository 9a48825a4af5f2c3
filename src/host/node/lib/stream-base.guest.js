// The base of all streams.
const EventEmitter = require('events');
function Stream(options) {
  EventEmitter.call(this, options);
}
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);
Stream.prototype.pipe = function pipe(destination, options) {
  this.on('data', (chunk) => {
    if (destination.writable && destination.write(chunk) === false && this.pause) this.pause();
  });
  destination.on('drain', () => {
    if (this.readable && this.resume) this.resume();
  });
  if (options?.end !== false) this.on('end', () => destination.end());
  destination.emit('pipe', this);
  return destination;
};
/** Filled in by the kinds of streams, which know each other through here. */
Stream.Duplex = class {};
module.exports = { Stream };
