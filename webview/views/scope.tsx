/** The scope of a context: its environments as a chain, innermost first. */

import type { DrawnBinding, DrawnContext, DrawnEnvironment } from '../../src/trace/read';
import { isOpen, setOpen } from '../app/store';
import { FoldLine } from '../components/fold';
import { RowList } from '../components/row-list';
import { Head, Value } from '../components/text';
import { bindingRows } from '../diagrams/layout/bindings';

interface ScopeProps {
  /** The chosen context. */
  readonly shown: DrawnContext | null;
  /** The one whose bindings are listed: the caller's under a built-in. */
  readonly listed: DrawnContext | null;
}

export function Scope({ shown, listed }: ScopeProps) {
  return (
    <section class="scope" data-part="scope" data-region aria-label="Scope">
      <Head title="Scope">{shown === null ? '' : `of ${shown.title}`}</Head>
      {shown === null && <p class="quiet note">No context is running. Choose a suspended one to see its scope.</p>}
      {shown !== null && shown.scope.length === 0 && (
        <p class="quiet note">
          {shown.kind === 'builtin'
            ? `Built in, provided by ${shown.provider ?? 'ECMAScript'}: no bindings of its own.`
            : 'Its bindings are not made yet.'}
        </p>
      )}
      {listed !== null && listed !== shown && (
        <p class="quiet note">
          Called from <code>{listed.title}</code>, which sees:
        </p>
      )}
      <RowList as="div">
        {listed?.scope.map((environment, index) => (
          <Environment key={environment.id} environment={environment} outer={index > 0} />
        ))}
      </RowList>
    </section>
  );
}

function Environment({ environment, outer }: { environment: DrawnEnvironment; outer: boolean }) {
  const key = `environment ${environment.id}`;
  const open = isOpen(key);
  const unfold = (): void => setOpen(key, true);
  const { shown, functions, wrapper, more } = bindingRows(environment.bindings, open);
  return (
    <div class="environment">
      <h3>
        {outer && <span class="quiet">↑ outer </span>}
        {environment.title}
      </h3>
      <ul>
        {environment.bindings.length === 0 && <li class="quiet none">no bindings</li>}
        {shown.map((binding) => (
          <Binding key={binding.name} binding={binding} />
        ))}
        <Folded names={functions} words="functions" open={unfold} />
        <Folded names={wrapper} words="of the module" open={unfold} />
        {more > 0 && <FoldLine words={`+ ${more} more`} press={unfold} />}
      </ul>
    </div>
  );
}

/** Several bindings in one line; a click lists them one by one. */
function Folded({ names, words, open }: { names: readonly string[]; words: string; open: () => void }) {
  if (names.length === 0) return null;
  return (
    <li class="binding folded" title={names.join(', ')}>
      <button type="button" class="row" data-row tabIndex={-1} onClick={open}>
        <span class="name">{names.join(', ')}</span> <span class="quiet">{words}</span>
      </button>
    </li>
  );
}

function Binding({ binding }: { binding: DrawnBinding }) {
  const { name, value, changed, writtenAt, constant } = binding;
  const written = writtenAt === null ? '' : `, written at step ${writtenAt}`;
  return (
    <li
      class={`binding ${changed ? 'changed' : ''}`}
      title={`${constant ? 'const ' : ''}${name}: ${value.text}${written}`}
      data-row
      tabIndex={-1}
      data-binding={name}
      data-origin={writtenAt ?? undefined}
      data-ref={value.object ?? undefined}
    >
      <span class="name">{name}</span>
      {changed && <span class="spoken">, changed by this step</span>}{' '}
      {value.object === null ? (
        <Value value={value} />
      ) : (
        <>
          <span class="to">→ </span>
          <button type="button" class="number" tabIndex={-1} onClick={() => showNode(value.object!)}>
            #{value.object}
          </button>
          <span class="glance">
            {' '}
            <Value value={value} />
          </span>
        </>
      )}
    </li>
  );
}

/** Moves the focus to a heap node, if it is drawn. */
function showNode(id: number): void {
  const node = document.querySelector<HTMLElement>(`[data-heap="${id}"] .row`);
  node?.focus();
  node?.scrollIntoView({ block: 'nearest' });
}
