/** What else an execution context knows; shown on the chosen one. */

import type { ComponentChildren } from 'preact';
import type { DrawnContext } from '../../src/trace/read';
import { agent } from '../app/store';
import { StepLink, Value } from '../components/text';

export function FrameDetails({ frame }: { frame: DrawnContext }) {
  const drawn = agent.value;
  const below = drawn?.stack[drawn.stack.findIndex((c) => c.id === frame.id) + 1];
  const onStack = drawn?.stack.some((c) => c.id === frame.id) ?? false;
  const realm = drawn?.realms.find((r) => r.id === frame.realm);
  return (
    <dl class="details">
      {frame.thisValue !== null && (
        <Entry name="this">
          <Value value={frame.thisValue} linked />
        </Entry>
      )}
      {frame.newTarget !== null && (
        <Entry name="new.target">
          <Value value={frame.newTarget} linked />
        </Entry>
      )}
      {frame.args.map((value, index) => (
        <Entry key={index} name={`argument ${index + 1}`}>
          <Value value={value} linked />
        </Entry>
      ))}
      {realm !== undefined && <Entry name="realm">{realm.title}</Entry>}
      {onStack && (
        <Entry name="returns to">{below === undefined ? 'the event loop' : <code>{below.title}</code>}</Entry>
      )}
      <Entry name="pushed">
        step <StepLink step={frame.pushedAt} />
      </Entry>
    </dl>
  );
}

function Entry({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
