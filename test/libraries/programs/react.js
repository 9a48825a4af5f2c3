const R = require('react');
const { renderToString, renderToStaticMarkup } = require('react-dom/server');
function A({ x }) {
  const [s] = R.useState(() => x * 2);
  const m = R.useMemo(() => s + 1, [s]);
  return R.createElement(
    'div',
    { className: 'a', style: { color: 'red' } },
    m,
    R.createElement(
      R.Fragment,
      null,
      [1, 2].map((i) => R.createElement('b', { key: i }, i)),
    ),
  );
}
console.log(
  renderToString(R.createElement(A, { x: 3 })),
  renderToStaticMarkup(R.createElement('input', { value: 'q"', readOnly: true })),
);
