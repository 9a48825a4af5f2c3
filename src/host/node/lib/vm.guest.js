// vm: scripts in this realm or in one of their own.
const { coded, invalidArgType } = require('internal/errors');

const NAME = 'evalmachine.<anonymous>';

function optionsOf(options) {
  if (typeof options === 'string') return { filename: options };
  if (options === undefined) return {};
  if (typeof options !== 'object' || options === null) throw invalidArgType('options', 'Object', options);
  if (options.filename !== undefined && typeof options.filename !== 'string')
    throw invalidArgType('options.filename', 'string', options.filename);
  for (const name of ['timeout', 'cachedData', 'lineOffset', 'columnOffset', 'importModuleDynamically'])
    if (options[name] !== undefined && options[name] !== 0) binding.notModelled(`vm with ${name}`);
  return options;
}
function requireContext(value) {
  if (typeof value !== 'object' || value === null) throw invalidArgType('contextifiedObject', 'Object', value);
  if (!binding.isContext(value))
    throw coded(
      TypeError,
      'ERR_INVALID_ARG_TYPE',
      `The "contextifiedObject" argument must be an vm.Context.${binding.received(value)}`,
    );
}

function isContext(object) {
  if ((typeof object !== 'object' && typeof object !== 'function') || object === null)
    throw invalidArgType('object', 'Object', object);
  return binding.isContext(object);
}
function createContext(contextObject = {}, options = {}) {
  if (typeof contextObject !== 'object' || contextObject === null)
    throw invalidArgType('object', 'object', contextObject);
  if (binding.isContext(contextObject)) return contextObject;
  if (typeof options !== 'object' || options === null) throw invalidArgType('options', 'Object', options);
  return binding.makeContext(contextObject);
}

class Script {
  #text;
  #name;
  constructor(code, options) {
    this.#text = String(code);
    this.#name = optionsOf(options).filename ?? NAME;
    this.sourceMapURL = /\/\/[#@] sourceMappingURL=(\S+)\s*$/.exec(this.#text)?.[1];
    binding.checkScript(this.#text, this.#name, arguments[2]);
  }
  runInThisContext() {
    return binding.runScript(this.#text, this.#name);
  }
  runInContext(contextifiedObject) {
    requireContext(contextifiedObject);
    return binding.runScript(this.#text, this.#name, contextifiedObject);
  }
  runInNewContext(contextObject, options) {
    return this.runInContext(createContext(contextObject, options?.contextOptions));
  }
  createCachedData() {
    binding.notModelled('vm.Script.createCachedData');
    return Buffer.alloc(0);
  }
}

function requireCode(code) {
  if (typeof code !== 'string') throw invalidArgType('code', 'string', code);
}
function runInContext(code, contextifiedObject, options) {
  requireContext(contextifiedObject);
  return new Script(code, options, contextifiedObject).runInContext(contextifiedObject);
}
function runInNewContext(code, contextObject, options) {
  if (typeof options === 'string') options = { filename: options };
  return runInContext(code, createContext(contextObject), options);
}
function runInThisContext(code, options) {
  return new Script(code, options).runInThisContext();
}
function compileFunction(code, params = [], options = {}) {
  requireCode(code);
  if (!Array.isArray(params)) throw invalidArgType('params', 'Array', params);
  const { filename = '', parsingContext } = options;
  const text = `(function (${params.join(', ')}) {${code}\n})`;
  return binding.runScript(text, filename, parsingContext);
}

module.exports = {
  Script,
  createContext,
  createScript: (code, options) => new Script(code, options),
  runInContext,
  runInNewContext,
  runInThisContext,
  isContext,
  compileFunction,
  measureMemory() {
    binding.notModelled('vm.measureMemory');
    return new Promise(() => {});
  },
  constants: Object.freeze(
    Object.assign(Object.create(null), {
      USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'),
    }),
  ),
};
