let sum = 0;
for (let i = 0; i < 100000; i++) {
  sum = (sum + i * 2) % 1000003;
}
result(sum);
