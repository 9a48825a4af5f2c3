import { Component, createContext, Fragment, h } from 'preact';
import { lazy, Suspense } from 'preact/compat';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import render, { renderToStringAsync } from 'preact-render-to-string';

const Ctx = createContext('def');
const C = ({ n, children }) => {
  const [s] = useState(() => n * 2);
  const c = useContext(Ctx);
  const m = useMemo(() => s + 1, [s]);
  useEffect(() => console.log('never'));
  return h(
    'p',
    { class: 'x', style: { color: 'red', fontSize: 5 }, 'data-n': n, onClick() {}, hidden: true, title: '<"&>' },
    s,
    ' ',
    c,
    ' ',
    m,
    children,
  );
};
class K extends Component {
  constructor(p) {
    super(p);
    this.state = { v: 1 };
  }
  render({ a }, { v }) {
    return h(Fragment, null, a, v, null, false, [h('b', { key: 1 }, 'x'), h('br')]);
  }
}
console.log(
  render(
    h(
      Ctx.Provider,
      { value: 'ctx' },
      h(C, { n: 2 }, h(K, { a: 'A' })),
      h('input', { value: 'v', disabled: true }),
      h('div', { dangerouslySetInnerHTML: { __html: '<i>raw</i>' } }),
      h('svg', null, h('path', { d: 'M0' })),
    ),
  ),
  render(
    h(
      'ul',
      null,
      [1, 2].map((i) => h('li', { key: i }, i)),
    ),
    null,
    { pretty: true },
  ),
);
const L = lazy(() => new Promise((r) => setTimeout(() => r({ default: () => h('i', null, 'lazy') }), 5)));
console.log(await renderToStringAsync(h(Suspense, { fallback: 'wait' }, h(L))));
