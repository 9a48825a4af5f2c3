const words = 'the quick brown fox jumps over the lazy dog'.split(' ');
const counts = new Map();
let text = '';
for (let i = 0; i < 4000; i++) {
  const word = words[(i * 7) % words.length];
  counts.set(word, (counts.get(word) || 0) + 1);
  text += word + (i % 10 === 9 ? '\n' : ' ');
}
result(text.length + [...counts.values()].reduce((a, b) => a + b, 0));
