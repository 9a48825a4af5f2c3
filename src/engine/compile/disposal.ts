import type { Node } from '../../syntax';
import { FINALLY_THROW, type FunctionCompiler, Label } from './compiler';
import { Op } from './op';
import { withFinalizer } from './statements';

/** Whether a statement list declares `using` resources of its own. */
export function declaresResources(body: readonly Node[]): 'none' | 'sync' | 'async' {
  let found: 'none' | 'sync' | 'async' = 'none';
  for (const statement of body) {
    if (statement.type !== 'VariableDeclaration') continue;
    if (statement.kind === 'await using') return 'async';
    if (statement.kind === 'using') found = 'sync';
  }
  return found;
}

/** Runs `body`; resources it adds are disposed of at the end of `node`, however it is left. @spec sec-disposeresources */
export function withDisposal(c: FunctionCompiler, isAsync: boolean, body: () => void, node: Node): void {
  const end = { type: 'end', start: node.end - 1, end: node.end };
  const resources = c.temp();
  c.emit(Op.NewDisposables, resources);
  const outer = c.addDisposable;
  c.addDisposable = (value, asynchronous) => c.emit(Op.AddDisposable, resources, value, asynchronous ? 1 : 0);
  withFinalizer(
    c,
    body,
    (kind, value) => {
      c.step(end);
      const state = c.temp();
      const received = c.temp();
      const mode = c.temp();
      c.emit(Op.DisposeOpen, state, resources, kind, value);
      c.emit(Op.LoadUndefined, received);
      c.emit(Op.LoadConst, mode, c.constant(0));
      const again = new Label();
      const done = new Label();
      c.bind(again);
      c.jump(Op.DisposeNext, done, received, state, received, mode);
      if (isAsync) {
        const start = c.pc;
        c.await(received, received);
        c.emit(Op.LoadConst, mode, c.constant(0));
        c.jump(Op.Jump, again);
        c.handler(start, c.pc, c.pc, received);
        c.emit(Op.LoadConst, mode, c.constant(FINALLY_THROW));
        c.jump(Op.Jump, again);
      }
      c.bind(done);
      c.emit(Op.DisposeEnd, state, kind, value);
    },
    end,
  );
  c.addDisposable = outer;
}
