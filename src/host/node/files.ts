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
  // A number for each file, in the order in which they are asked for.
  const numbers = new Map<object | string, number>();
  const start = run.options.startTime;
  bind('diskStat', 2, (path, asLink) => {
    const facts = disk.facts(path as string, asLink !== true);
    if (facts === null) return null;
    if (!numbers.has(facts.identity)) numbers.set(facts.identity, 1000 + numbers.size);
    const object = createObject(realm.intrinsics.ObjectPrototype);
    setHidden(object, 'isFile', facts.kind === 'file', WEC);
    setHidden(object, 'size', facts.size, WEC);
    setHidden(object, 'mode', facts.mode, WEC);
    setHidden(object, 'isLink', facts.kind === 'link', WEC);
    setHidden(object, 'accessed', facts.accessed || start, WEC);
    setHidden(object, 'modified', facts.modified || start, WEC);
    setHidden(object, 'changed', facts.changed || start, WEC);
    setHidden(object, 'born', facts.born || start, WEC);
    setHidden(object, 'links', facts.links, WEC);
    setHidden(object, 'number', numbers.get(facts.identity)!, WEC);
    return object;
  });
  bind('diskRead', 1, (path) => {
    const bytes = disk.read(path as string) ?? new Uint8Array(0);
    host.agent.allocate(bytes.length);
    // A copy of its own: what a loader gives may be a part of something larger.
    return createBufferObject(realm, new DataBlock(new Uint8Array(bytes).buffer, false, undefined));
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
  bind('diskMakeLink', 2, (path, target) => {
    disk.makeLink(path as string, target as string);
    return undefined;
  });
  bind('diskReadLink', 1, (path) => disk.readLink(path as string));
  bind('diskLink', 2, (path, other) => {
    disk.link(path as string, other as string);
    return undefined;
  });
  bind('diskSetMode', 2, (path, mode) => {
    disk.setMode(path as string, mode as number);
    return undefined;
  });
  bind('diskSetTimes', 3, (path, accessed, modified) => {
    disk.setTimes(path as string, accessed as number, modified as number);
    return undefined;
  });
  bind('diskRealPath', 1, (path) => disk.realPath(path as string));
}
