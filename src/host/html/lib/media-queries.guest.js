// matchMedia. @spec cssom-view#mediaquerylist
const idl = require('web-idl');
const { EventTarget, internal } = require('event-target');
const { internal: css } = require('css');
const KEY = Symbol('media');
class MediaQueryList extends EventTarget {
  #query;
  constructor(key, query) {
    if (key !== KEY) throw idl.illegal('MediaQueryList');
    super();
    this.#query = query;
  }
  get media() {
    return css.mediaText(this.#query);
  }
  get matches() {
    return css.mediaMatches(this.media);
  }
  addListener(callback) {
    if (callback !== null) this.addEventListener('change', callback);
  }
  removeListener(callback) {
    if (callback !== null) this.removeEventListener('change', callback);
  }
}
internal.defineHandler(MediaQueryList.prototype, 'onchange');
idl.define(MediaQueryList, 'MediaQueryList', { addListener: 'any', removeListener: 'any' });
module.exports = { MediaQueryList, matchMedia: (query) => new MediaQueryList(KEY, query) };
