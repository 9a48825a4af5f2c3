import {
  createArray,
  createBufferObject,
  createObject,
  DataBlock,
  type JSObject,
  method,
  setHidden,
  TypedArrayData,
  type Value,
  WEC,
} from '../../engine';
import type { NodeHost } from './node-host';

/** The bytes a guest's Uint8Array shows. */
function bytesOf(view: Value): Uint8Array {
  const { data } = view as JSObject;
  if (!(data instanceof TypedArrayData)) throw new Error('not a typed array');
  const { buffer, byteOffset, byteLength } = data.view as Uint8Array;
  return new Uint8Array(buffer, byteOffset, byteLength).slice();
}

/** What the `fs` library needs: the run's files. */
export function bindFiles(host: NodeHost, binding: JSObject): void {
  const { realm, run } = host;
  const { disk } = run;
  const bind = (name: string, length: number, body: (...args: Value[]) => Value): void => {
    method(realm, binding, name, length, (_agent, _this, args) => body(...args), { provider: 'Node' });
  };
  bind('diskStat', 1, (path) => {
    const facts = disk.facts(path as string);
    if (facts === null) return null;
    const object = createObject(realm.intrinsics.ObjectPrototype);
    setHidden(object, 'isFile', facts.kind === 'file', WEC);
    setHidden(object, 'size', facts.size, WEC);
    setHidden(object, 'mode', facts.mode, WEC);
    setHidden(object, 'modified', facts.modified || run.options.startTime, WEC);
    return object;
  });
  bind('diskRead', 1, (path) => {
    const bytes = disk.read(path as string) ?? new Uint8Array(0);
    host.agent.allocate(bytes.length);
    return createBufferObject(realm, new DataBlock(bytes.slice().buffer as ArrayBuffer, false, undefined));
  });
  bind('diskList', 1, (path) => createArray(realm, disk.list(path as string) ?? []));
  bind('diskWrite', 2, (path, view, mode) => {
    disk.write(path as string, bytesOf(view), mode as number | undefined);
    return undefined;
  });
  bind('diskMakeDirectory', 2, (path, mode) => {
    disk.makeDirectory(path as string, mode as number);
    return undefined;
  });
  bind('diskRemove', 1, (path) => {
    disk.remove(path as string);
    return undefined;
  });
  bind('diskRealPath', 1, (path) => disk.realPath(path as string));
}
