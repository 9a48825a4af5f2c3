// What a window and its document share, filled in by the window.
module.exports = {};
