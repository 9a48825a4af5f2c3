// DOMException.
const CODES = {
  IndexSizeError: 1,
  HierarchyRequestError: 3,
  WrongDocumentError: 4,
  InvalidCharacterError: 5,
  NoModificationAllowedError: 7,
  NotFoundError: 8,
  NotSupportedError: 9,
  InUseAttributeError: 10,
  InvalidStateError: 11,
  SyntaxError: 12,
  InvalidModificationError: 13,
  NamespaceError: 14,
  InvalidAccessError: 15,
  TypeMismatchError: 17,
  SecurityError: 18,
  NetworkError: 19,
  AbortError: 20,
  URLMismatchError: 21,
  QuotaExceededError: 22,
  TimeoutError: 23,
  InvalidNodeTypeError: 24,
  DataCloneError: 25,
};
const CONSTANTS = {
  INDEX_SIZE_ERR: 1,
  DOMSTRING_SIZE_ERR: 2,
  HIERARCHY_REQUEST_ERR: 3,
  WRONG_DOCUMENT_ERR: 4,
  INVALID_CHARACTER_ERR: 5,
  NO_DATA_ALLOWED_ERR: 6,
  NO_MODIFICATION_ALLOWED_ERR: 7,
  NOT_FOUND_ERR: 8,
  NOT_SUPPORTED_ERR: 9,
  INUSE_ATTRIBUTE_ERR: 10,
  INVALID_STATE_ERR: 11,
  SYNTAX_ERR: 12,
  INVALID_MODIFICATION_ERR: 13,
  NAMESPACE_ERR: 14,
  INVALID_ACCESS_ERR: 15,
  VALIDATION_ERR: 16,
  TYPE_MISMATCH_ERR: 17,
  SECURITY_ERR: 18,
  NETWORK_ERR: 19,
  ABORT_ERR: 20,
  URL_MISMATCH_ERR: 21,
  QUOTA_EXCEEDED_ERR: 22,
  TIMEOUT_ERR: 23,
  INVALID_NODE_TYPE_ERR: 24,
  DATA_CLONE_ERR: 25,
};
class DOMException {
  #message;
  #name;
  constructor(message = '', name = 'Error') {
    for (const given of binding.isNode ? [] : [message, name])
      if (typeof given === 'symbol')
        throw new TypeError("Failed to construct 'DOMException': Cannot convert a Symbol value to a string");
    this.#message = String(message);
    if (name !== null && typeof name === 'object') {
      if ('cause' in name)
        Object.defineProperty(this, 'cause', { value: name.cause, configurable: true, writable: true });
      this.#name = name.name === undefined ? 'Error' : String(name.name);
    } else this.#name = String(name);
    // In browsers one that a program makes has no stack of its own.
    const header = `${this.#name}: ${this.#message}`;
    binding.markError(this, binding.isNode || binding.isCalledByLibrary() ? header : null, serialize);
  }
  get name() {
    return this.#name;
  }
  get message() {
    return this.#message;
  }
  get code() {
    return CODES[this.#name] ?? 0;
  }
}
Object.setPrototypeOf(DOMException.prototype, Error.prototype);
for (const key of ['name', 'message', 'code']) Object.defineProperty(DOMException.prototype, key, { enumerable: true });
for (const [key, value] of Object.entries(CONSTANTS)) {
  for (const target of [DOMException, DOMException.prototype])
    Object.defineProperty(target, key, { value, enumerable: true });
}
Object.defineProperty(DOMException.prototype, Symbol.toStringTag, { value: 'DOMException', configurable: true });
/** What a copy of it needs. @spec webidl#idl-DOMException (serialization steps) */
function serialize({ message, name, stack }) {
  return { message, name, stack };
}
function deserialize({ message, name, stack }) {
  const made = new DOMException(message, name);
  if (stack !== undefined) Object.defineProperty(made, 'stack', { value: stack, writable: true, configurable: true });
  return made;
}
module.exports = { DOMException, internal: { deserialize } };
