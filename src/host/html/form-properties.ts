import { type ExoticMethods, isObject, type JSObject, Kind, Property, peek, type Value, WC } from '../../engine';

const LISTED = new Set<Value>(['button', 'fieldset', 'input', 'object', 'output', 'select', 'textarea', 'img']);

/** The controls of a form, as properties by index, id and name. @spec html#the-form-element */
export const FORM_PROPERTIES: ExoticMethods = {
  getOwn(form, key) {
    if (typeof key === 'symbol' || (typeof key === 'string' && (key === '' || key.startsWith('_')))) return undefined;
    if (typeof key === 'number') {
      const control = controlsOf(form)[key];
      return control === undefined ? undefined : new Property(control, WC);
    }
    const found = controlsOf(form).filter((e) => attribute(e, 'id') === key || attribute(e, 'name') === key);
    if (found.length === 0) return undefined;
    // Several are a list, which the library of forms has ready.
    const lists = peek(form, '_lists');
    const list = found.length > 1 && isObject(lists) ? (lists.data as Map<Value, Value>).get(key) : undefined;
    return new Property(list ?? found[0]!, WC);
  },
};

function controlsOf(form: JSObject): JSObject[] {
  const found: JSObject[] = [];
  const visit = (node: JSObject): void => {
    const children = peek(node, '_children');
    if (!isObject(children)) return;
    for (const child of children.elements) {
      if (!isObject(child)) continue;
      if (LISTED.has(peek(child, '_local'))) found.push(child);
      visit(child);
    }
  };
  visit(form);
  return found;
}

/** An element's content attribute. */
export function attribute(element: JSObject, name: string): string | null {
  const attributes = peek(element, '_attributes');
  const value =
    isObject(attributes) && attributes.kind === Kind.Map ? (attributes.data as Map<Value, Value>).get(name) : undefined;
  return typeof value === 'string' ? value : null;
}
