async function step(i) {
  await null;
  return i;
}
(async () => {
  let sum = 0;
  for (let i = 0; i < 1000; i++) sum += await step(i);
  result(sum);
})();
