/** `node:assert/strict` for the web extension host, which has no Node modules. */
import assert from 'assert';

export default assert.strict;
export const { AssertionError, deepEqual, doesNotMatch, equal, fail, match, notEqual, ok, rejects, throws } =
  assert.strict;
