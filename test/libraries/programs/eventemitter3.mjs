import EE3, { EventEmitter } from 'eventemitter3';

const e = new EE3();
e.on('a', function (x) {
  console.log('a', x, this === e);
});
e.once('a', () => console.log('once'));
console.log(e.emit('a', 1), e.emit('a', 2), e.emit('zz'), e.listenerCount('a'), e.eventNames(), EventEmitter === EE3);
const context = { name: 'context' };
e.on(
  'b',
  function (...args) {
    console.log(this.name, args);
  },
  context,
);
e.emit('b', 1, 2, 3, 4, 5, 6);
e.off('b', undefined, context);
console.log(e.listeners('b'), e.removeAllListeners() === e, e.eventNames());
