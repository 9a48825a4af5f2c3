const p = require('prettier');
p.format('const a={b:1,c:[1,2,3],   d(){return x=>y}};if(a){b()}else c()', { parser: 'babel' })
  .then((s) => console.log(s))
  .then(() => p.format('a{color:red;b:c}', { parser: 'css' }))
  .then(console.log);
