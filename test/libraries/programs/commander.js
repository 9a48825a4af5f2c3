const { Command } = require('commander');
const p = new Command();
p.name('t')
  .description('d')
  .version('1')
  .exitOverride()
  .configureOutput({ writeOut: (s) => console.log(s) });
p.command('sub <a> [b...]')
  .option('-f, --flag <n>', 'num', parseFloat, 3)
  .action((a, b, o) => console.log(a, b, o));
p.parse(['node', 't', 'sub', '1', '2', '3', '-f', '2.5']);
try {
  p.parse(['node', 't', '--help']);
} catch (e) {
  console.log(e.code);
}
const c = require('chalk');
const k = new c.Instance({ level: 3 });
console.log(k.red.bold('hi') + k.hex('#123456').bgBlue('x'));
console.log(c.supportsColor, c.level);
