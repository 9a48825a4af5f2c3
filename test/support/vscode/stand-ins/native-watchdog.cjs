/**
 * Takes the place of @vscode/native-watchdog, a native module that ends an extension host whose parent is gone. Here
 * processes are ended as a group.
 */
'use strict';
exports.start = () => {};
