import { z } from 'zod';

const U = z
  .object({
    name: z.string().min(2),
    age: z.number().int().positive().optional(),
    tags: z.array(z.string()).default([]),
    kind: z.enum(['a', 'b']),
    at: z.coerce.date(),
  })
  .strict();
console.log(U.parse({ name: 'bob', kind: 'a', at: '2020-01-01' }));
const r = U.safeParse({ name: 'x', age: -1.5, kind: 'c', at: 'nope', extra: 1 });
console.log(r.success, r.error.issues, r.error.flatten(), r.error.format());
try {
  z.string().parse(5);
} catch (e) {
  console.log(e.name, e.message, e instanceof z.ZodError);
}
console.log(
  z.union([z.string(), z.number()]).safeParse(true).error.issues[0].code,
  z
    .discriminatedUnion('t', [z.object({ t: z.literal('a'), x: z.number() }), z.object({ t: z.literal('b') })])
    .parse({ t: 'a', x: 1 }),
  z.record(z.number()).parse({ a: 1 }),
  z.tuple([z.string(), z.number()]).parse(['a', 1]),
  z.string().email().safeParse('x').success,
  z
    .string()
    .transform((s) => s.length)
    .parse('abcd'),
  z.preprocess(Number, z.number()).parse('5'),
);
const A = z.string().refine(async (s) => s.length > 1, 'short');
console.log((await A.safeParseAsync('a')).error.issues, await A.parseAsync('ab'));
const L = z.lazy(() => z.object({ v: z.number(), n: L.nullable() }));
console.log(L.parse({ v: 1, n: { v: 2, n: null } }));
console.log(
  z
    .object({ a: z.object({ b: z.string() }) })
    .deepPartial()
    .parse({}),
  z.nativeEnum({ X: 1 }).parse(1),
  z.map(z.string(), z.number()).parse(new Map([['a', 1]])),
  z.function().args(z.number()).returns(z.string()).implement(String)(5),
  z.bigint().parse(5n),
  z.string().uuid().safeParse('zz').error.issues[0].message,
  z.string().datetime().parse('2020-01-01T00:00:00Z'),
);
