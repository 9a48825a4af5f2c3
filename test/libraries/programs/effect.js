const { Effect, Schedule, Stream, Chunk, Fiber } = require('effect');
const p = Effect.gen(function* () {
  const a = yield* Effect.succeed(1);
  yield* Effect.sleep('20 millis');
  const f = yield* Effect.fork(Effect.succeed(5));
  const b = yield* Fiber.join(f);
  return a + b;
});
Effect.runPromise(p).then(console.log);
Effect.runPromise(Effect.all([Effect.fail('x'), Effect.succeed(1)])).catch((e) => console.log(String(e)));
Effect.runPromise(
  Stream.range(1, 5).pipe(
    Stream.map((x) => x * 2),
    Stream.runCollect,
  ),
).then((c) => console.log(Chunk.toReadonlyArray(c)));
