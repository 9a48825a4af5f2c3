const b = require('@babel/core');
console.log(
  b.transformSync(
    'class A { #x = 1; static async *g() { for await (const x of y) yield x?.z ?? 2 } } const {a, ...r} = f`t${1}`;',
    { presets: [[require('@babel/preset-env'), { targets: 'ie 11' }]], configFile: false, babelrc: false },
  ).code,
);
