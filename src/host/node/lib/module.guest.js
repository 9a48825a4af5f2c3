// module: making `require` and telling what is built in.
const { invalidArgValue } = require('internal/errors');

function Module(id = '', parent) {
  this.id = id;
  this.path = require('path').dirname(id);
  this.exports = {};
  this.filename = null;
  this.loaded = false;
  this.children = [];
  this.parent = parent;
}
Module.Module = Module;
Module.builtinModules = binding.libraryNames();
Module.isBuiltin = (name) => binding.isLibrary(String(name));
Module.createRequire = function createRequire(from) {
  const url = typeof from === 'object' && from !== null ? from.href : from;
  const path = typeof url === 'string' && url.startsWith('file:') ? decodeURIComponent(new URL(url).pathname) : url;
  if (typeof path !== 'string' || !path.startsWith('/'))
    throw invalidArgValue('filename', from, 'must be a file URL object, file URL string, or absolute path string');
  return binding.createRequire(path);
};
Module.syncBuiltinESMExports = () => {};
Module.findSourceMap = () => undefined;
Module.register = () => binding.notModelled('module.register');
module.exports = Module;
