import type { Node } from '../../syntax';
import type { Frame } from './frame';

/**
 * Whether a frame is of a derived class's constructor that nobody wrote, called by `super()` of another: V8 goes past one that
 * only passes its arguments on. One whose class adds fields to instances does more. Where instances get private methods too,
 * also by a class around it.
 */
export function isPassedOver({ code, fn, newTarget, caller }: Frame): boolean {
  if (code.kind !== 'derivedConstructor' || code.node === null || !/^Class/.test(code.node.type)) return false;
  if (newTarget === fn || caller?.code.kind !== 'derivedConstructor') return false;
  if (code.node.body.body.some(({ type, static: isStatic }: Node) => type === 'PropertyDefinition' && !isStatic))
    return false;
  for (let scope = code.outerScope; scope !== null; scope = scope.parent)
    if (scope.type === 'class' && scope.node.body.body.some(isPrivateMethod)) return false;
  return true;
}

function isPrivateMethod({ type, key, static: isStatic }: Node): boolean {
  return type === 'MethodDefinition' && !isStatic && key.type === 'PrivateIdentifier';
}
