const { expect } = require('expect');
for (const f of [
  () => expect({ a: [1, { b: 2 }] }).toEqual({ a: [1, { b: 3 }] }),
  () => expect([1, 2, 3]).toContain(4),
  () =>
    expect(() => {
      throw new Error('boo');
    }).toThrow('zzz'),
  () => expect(1).toBeCloseTo(1.2),
  () => expect('a\nb').toBe('a\nc'),
])
  try {
    f();
    console.log('ok');
  } catch (e) {
    console.log(e.message);
  }
