import { NIL, parse, stringify, v1, v3, v4, v5, v7, validate, version } from 'uuid';

const u = v4();
console.log(
  validate(u),
  version(u),
  u.length,
  v5('hello', v5.DNS),
  v3('hello', v3.URL),
  NIL,
  validate('x'),
  version(v1()),
  version(v7()),
  stringify(parse('6ba7b810-9dad-11d1-80b4-00c04fd430c8')),
  parse('6ba7b810-9dad-11d1-80b4-00c04fd430c8'),
  new Set([v4(), v4(), v4()]).size,
);
try {
  parse('z');
} catch (e) {
  console.log(e.name, e.message);
}
console.log(
  v4({ random: Uint8Array.from({ length: 16 }, (_, i) => i) }),
  v1({ msecs: 1e12, nsecs: 5, clockseq: 1, node: [1, 2, 3, 4, 5, 6] }),
);
