const H = require('handlebars');
H.registerHelper('up', (s) => s.toUpperCase());
H.registerHelper('wrap', function (o) {
  return new H.SafeString(`<b>${o.fn(this)}</b>${o.hash.x}`);
});
H.registerPartial('p', '[{{name}}]');
const t = H.compile(
  'Hi {{up name}} {{{raw}}} {{raw}} {{#each list}}{{@index}}:{{this}}{{#unless @last}}, {{/unless}}{{else}}none{{/each}} {{#if a.b}}yes{{else}}no{{/if}} {{#with o}}{{x}}{{../name}}{{/with}} {{> p}} {{#wrap x="1"}}in {{name}}{{/wrap}} {{lookup m "k"}} {{! c }}{{~ name ~}} end',
);
console.log(t({ name: 'bob', raw: '<i>&"', list: [1, 2, 3], a: { b: 0 }, o: { x: 5 }, m: { k: 'v' } }));
try {
  H.compile('{{#if}}')({});
} catch (e) {
  console.log(e.name, e.message.split('\n')[0]);
}
console.log(
  H.precompile('{{a}}').length > 50,
  JSON.stringify(H.parse('{{a.b}}').body[0].path.parts),
  H.escapeExpression('<`=>'),
  H.Utils.isArray([]),
);
try {
  H.compile('{{nope 1}}')({});
} catch (e) {
  console.log(e.message);
}
