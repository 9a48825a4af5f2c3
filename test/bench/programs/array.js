const list = [];
for (let i = 0; i < 10000; i++) list.push({ id: i, size: i % 7 });
const total = list
  .map((o) => o.id * o.size)
  .filter((n) => n % 2 === 0)
  .reduce((a, b) => a + b, 0);
result(total);
