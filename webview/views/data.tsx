/** What the shown context can see: its environments, and the heap objects they lead to. */

import { useRef } from 'preact/hooks';
import { context, layout, scopeContext } from '../app/store';
import { References } from '../diagrams/draw/references';
import { Heap } from './heap';
import { Scope } from './scope';

export function Data() {
  const box = useRef<HTMLDivElement>(null);
  return (
    <div class="data" ref={box} data-part="data">
      <Scope shown={context.value} listed={scopeContext.value} />
      <Heap of={scopeContext.value} />
      {layout.value !== 'narrow' && <References box={box} />}
    </div>
  );
}
