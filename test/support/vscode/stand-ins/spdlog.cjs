/**
 * Takes the place of @vscode/spdlog, a native module, in the served VS Code: without it no log file is written, and
 * with no log files the Output view stays empty. Same interface, plain appends.
 */
'use strict';
const fs = require('node:fs');
const path = require('node:path');

/** VS Code's order of levels, from 0. */
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  constructor(file) {
    this.file = file;
    this.level = LEVELS.indexOf('info');
    this.formatted = true;
    fs.mkdirSync(path.dirname(file), { recursive: true });
  }

  write(level, message) {
    if (LEVELS.indexOf(level) >= this.level) {
      const time = new Date().toISOString().replace('T', ' ').slice(0, -1);
      fs.appendFileSync(this.file, this.formatted ? `${time} [${level}] ${message}\n` : message);
    }
  }

  setLevel(level) {
    this.level = level;
  }

  getLevel() {
    return this.level;
  }

  clearFormatters() {
    this.formatted = false;
  }

  setPattern() {}
  flush() {}
  drop() {}
}

for (const level of LEVELS) {
  Logger.prototype[level] = function (message) {
    this.write(level, message);
  };
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = async (_name, file) => new Logger(file);
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
