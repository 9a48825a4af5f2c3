import fs from 'node:fs';
import { createRequire } from 'node:module';
import * as acorn from 'acorn';

const require = createRequire(import.meta.url);
const text = fs.readFileSync(require.resolve('acorn'), 'utf8');
const ast = acorn.parse(text, { ecmaVersion: 2022, sourceType: 'script' });
const counts = {};
(function walk(n) {
  if (Array.isArray(n)) return n.forEach(walk);
  if (!n || typeof n !== 'object') return;
  if (n.type) counts[n.type] = (counts[n.type] ?? 0) + 1;
  for (const k of Object.keys(n)) if (k !== 'type') walk(n[k]);
})(ast);
console.log(
  Object.entries(counts)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 15),
);
console.log([...acorn.tokenizer('let x = `a${1}` ?? /re/g', { ecmaVersion: 2022 })].map((t) => t.type.label));
for (const bad of ['let let = 1', 'a b', '({a:1} = 1)', 'await 1'])
  try {
    acorn.parse(bad, { ecmaVersion: 2022 });
  } catch (e) {
    console.log(e.name, e.message, e.pos, e.loc);
  }
