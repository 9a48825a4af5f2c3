const { graphql, buildSchema, parse, print } = require('graphql');
const s = buildSchema('type Query { a(x: Int = 2): Int!, l: [String], e: Int }');
graphql({
  schema: s,
  source: '{ a(x: 3) l b: a }',
  rootValue: { a: ({ x }) => x * 2, l: async () => ['x', 'y'] },
}).then((r) => console.log(JSON.stringify(r)));
graphql({ schema: s, source: '{ zz }' }).then((r) => console.log(JSON.stringify(r)));
console.log(print(parse('query Q($a:Int){a(x:$a) @include(if:true){b}}')));
