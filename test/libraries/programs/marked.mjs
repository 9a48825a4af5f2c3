import { Lexer, Marked, marked } from 'marked';

console.log(
  marked.parse(
    '# Hi *there*\n\n- a\n- b\n  1. c\n\n> quote **bold** `code`\n\n```js\nlet x = 1 < 2;\n```\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n[link](http://x.y "t") ![img](a.png) <b>html</b> ~~del~~\n\nline  \nbreak\n\n---\n\n1) x\n2) y\n\n- [x] done\n',
  ),
);
console.log(Lexer.lex('a *b*')[0].tokens.map((t) => t.type));
const m = new Marked({
  renderer: {
    heading({ tokens, depth }) {
      return `<H${depth}>${this.parser.parseInline(tokens)}</H>`;
    },
  },
  async: true,
});
console.log(await m.parse('## x & y'));
try {
  marked.parse(5);
} catch (e) {
  console.log(e.message.split('\n')[0]);
}
