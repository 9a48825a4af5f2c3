const Ajv = require('ajv');
const a = new (Ajv.default || Ajv)({ allErrors: true });
const v = a.compile({
  type: 'object',
  properties: { a: { type: 'integer', minimum: 2 }, b: { type: 'array', items: { enum: ['x', 'y'] } } },
  required: ['a'],
  additionalProperties: false,
});
console.log(v({ a: 3, b: ['x'] }));
console.log(v({ a: 1, b: ['z'], c: 1 }), v.errors);
