import assert from 'node:assert/strict';
import { runUnrecorded } from '../../support/unrecorded';

/** What a page prints; what it reports goes between. */
function pageOutput(html: string): string[] {
  const { output } = runUnrecorded(html, { profile: 'browser', entry: '/page.html', onStderr: (text) => text });
  return output.trimEnd().split('\n');
}

describe('An iframe', () => {
  it('has a window of its own realm on the same event loop', () => {
    const lines = pageOutput(`<body><script>
      const f = document.createElement('iframe');
      f.onload = () => console.log('load');
      document.body.append(f);
      const w = f.contentWindow;
      console.log(length, frames[0] === w, w.parent === window, w.frameElement === f, f.contentDocument.readyState);
      console.log(w.Array === Array, w.eval('[]') instanceof Array, Array.isArray(w.eval('[]')));
      const p = w.document.createElement('p');
      console.log(p instanceof HTMLElement, p instanceof w.HTMLElement);
      document.body.append(p);
      console.log(p.ownerDocument === document);
      w.addEventListener('x', (event) => console.log('event', event instanceof Event));
      w.dispatchEvent(new Event('x'));
      w.setTimeout(() => { f.remove(); console.log(f.contentWindow, length); });
      w.setTimeout(() => console.log('never'), 1);
    </script>`);
    assert.deepEqual(lines, [
      'load',
      '1 true true true complete',
      'false false true',
      'false true',
      'true',
      'event true',
      'null 0',
    ]);
  });

  it('loads what srcdoc or a file gives it, and delays its parent', () => {
    const lines = pageOutput(`<body><script>
      var log = console.log;
      addEventListener('load', () => log('page loaded'));
      addEventListener('message', ({ data, source, origin }) => log('page got', data, source === frames[0], origin));
    </script><iframe onload="0" srcdoc="<script>
      parent.log(location.href, document.readyState, document.baseURI === parent.document.baseURI);
      onload = () => parent.log('frame loaded');
      onmessage = ({ data, source }) => source.postMessage(data + ' back', '*');
      onerror = (message) => { parent.log(message); return true; };
      setTimeout(() => { throw new Error('inside'); }, 100);
    </script>"></iframe><script>
      addEventListener('load', () => frames[0].postMessage('there', '*'));
    </script>`);
    assert.deepEqual(lines, [
      'about:srcdoc loading true',
      'frame loaded',
      'page loaded',
      'page got there back true http://localhost',
      'Uncaught Error: inside',
    ]);
  });

  it('keeps an interval whose callback throws', () => {
    const lines = pageOutput(`<script>
      let n = 0;
      const id = setInterval(() => { console.log(++n); if (n === 2) clearInterval(id); throw 'x'; });
    </script>`);
    assert.deepEqual(lines, ['1', 'Uncaught x', '2', 'Uncaught x']);
  });
});
