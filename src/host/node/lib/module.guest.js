// module: the class of modules, and what is built in.
const path = require('path');
const { invalidArgValue } = require('internal/errors');

function Module(id = '', parent) {
  this.id = id;
  this.path = path.dirname(id);
  this.exports = {};
  this.filename = null;
  this.loaded = false;
  this.children = [];
  if (parent?.children) parent.children.push(this);
}
Module.prototype = binding.modulePrototype;
Module._cache = binding.moduleCache;
Module._pathCache = { __proto__: null };
Module._extensions = binding.moduleExtensions;
Module.globalPaths = [];
const wrapper = ['(function (exports, require, module, __filename, __dirname) { ', '\n});'];
Module.wrap = (script) => wrapper[0] + script + wrapper[1];
Module.wrapper = wrapper;
Module._debug = () => {};
Module.isBuiltin = (name) => binding.isLibrary(String(name));
Module._findPath = (request, paths) => {
  for (const folder of paths ?? []) {
    try {
      return binding.moduleResolve(path.resolve(folder, request), null);
    } catch {}
  }
  return false;
};
Module._nodeModulePaths = (from) => binding.modulePaths(path.resolve(from));
Module._resolveLookupPaths = (request, parent) => {
  if (Module.isBuiltin(request)) return null;
  if (/^\.{1,2}(\/|$)/.test(request)) return [parent?.filename ? path.dirname(parent.filename) : '.'];
  return [...(parent?.paths ?? []), ...Module.globalPaths];
};
Module._load = (request, parent) => binding.moduleLoad(request, parent);
Module._resolveFilename = (request, parent, _isMain, options) => {
  for (const from of options?.paths ?? []) {
    try {
      return binding.moduleResolve(request, { filename: path.join(path.resolve(from), 'noop.js') });
    } catch {}
  }
  return binding.moduleResolve(request, parent);
};
Module.createRequire = function createRequire(from) {
  const url = typeof from === 'object' && from !== null ? from.href : from;
  const file = typeof url === 'string' && url.startsWith('file:') ? decodeURIComponent(new URL(url).pathname) : url;
  if (typeof file !== 'string' || !file.startsWith('/'))
    throw invalidArgValue('filename', from, 'must be a file URL object, file URL string, or absolute path string');
  return binding.createRequire(file);
};
Module._initPaths = () => {};
Module._preloadModules = () => {};
Module.syncBuiltinESMExports = () => {};
Module.Module = Module;
Module.builtinModules = binding.libraryNames();
Module.findSourceMap = () => undefined;
Module.register = () => binding.notModelled('module.register');
binding.moduleLibrary(Module);
module.exports = Module;
