import {
  CallRequest,
  createObject,
  type JSObject,
  makeClosure,
  native,
  peek,
  type Realm,
  type Steps,
  setHidden,
  type Value,
  WEC,
} from '../engine';
import { Source } from '../syntax';
import { libraryCode } from './library-code';

/**
 * Host libraries written in JavaScript and run as guest code, one instance per realm. Each is the body of a function of
 * (exports, require, module, binding); `require` reaches the other libraries, `binding` what the host provides.
 */
export class GuestLibraries {
  private readonly modules = new Map<string, JSObject>();

  constructor(
    private readonly realm: Realm,
    private readonly texts: Readonly<Record<string, string>>,
    private readonly provider: 'HTML' | 'Node',
    readonly binding: JSObject,
  ) {}

  has(name: string): boolean {
    return name in this.texts;
  }

  /** The exports of a library; runs it when it's asked for the first time. */
  *load(name: string): Steps<JSObject> {
    const known = this.modules.get(name);
    if (known !== undefined) return peek(known, 'exports') as JSObject;
    const text = this.texts[name];
    if (text === undefined) throw new Error(`no library ${name}`);
    const { realm } = this;
    const { agent } = realm;
    const source = agent.addSource(
      new Source(`${this.provider === 'Node' ? 'node' : 'html'}:${name}`, text, 0, this.provider),
    );
    const code = libraryCode(source, ['exports', 'require', 'module', 'binding']);
    const module = createObject(realm.intrinsics.ObjectPrototype);
    const exports = createObject(realm.intrinsics.ObjectPrototype);
    setHidden(module, 'exports', exports, WEC);
    this.modules.set(name, module);
    const self = this;
    const require = native(
      realm,
      'require',
      1,
      function* (_agent, _this: Value, [id]): Steps<Value> {
        return yield* self.load(String(id as string));
      },
      { provider: this.provider },
    );
    // What a library has given so far, null if nobody has asked for it.
    setHidden(
      require,
      'loaded',
      native(
        realm,
        'loaded',
        1,
        (_agent, _this: Value, [id]) => {
          const known = self.modules.get(String(id as string));
          return known === undefined ? null : peek(known, 'exports');
        },
        { provider: this.provider },
      ),
      WEC,
    );
    yield new CallRequest(makeClosure(realm, code, null), exports, [exports, require, module, this.binding], undefined);
    return peek(module, 'exports') as JSObject;
  }
}
