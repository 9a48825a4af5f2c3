// util.parseArgs: command-line arguments as options and positionals.
const { coded, invalidArgType } = require('internal/errors');

const failure = (code, message) => coded(TypeError, code, message);

/** How an option is written in a message. */
function spelled(name, { short, type } = {}) {
  return `${short ? `-${short}, ` : ''}--${name}${type === 'string' ? ' <value>' : ''}`;
}

function checkConfig({ args, strict, allowPositionals, tokens, options, allowNegative }) {
  if (!Array.isArray(args)) throw invalidArgType('args', 'Array', args);
  for (const [name, value] of Object.entries({ strict, allowPositionals, returnTokens: tokens, allowNegative }))
    if (typeof value !== 'boolean') throw invalidArgType(name, 'boolean', value);
  if (typeof options !== 'object' || options === null) throw invalidArgType('options', 'Object', options);
  for (const [name, option] of Object.entries(options)) {
    if (typeof option !== 'object' || option === null) throw invalidArgType(`options.${name}`, 'Object', option);
    const { type, short, multiple } = option;
    if (type !== 'string' && type !== 'boolean')
      throw failure(
        'ERR_INVALID_ARG_TYPE',
        `The "options.${name}.type" property must be ('string|boolean').${binding.received(type)}`,
      );
    if (short !== undefined) {
      if (typeof short !== 'string') throw invalidArgType(`options.${name}.short`, 'string', short);
      if (short.length !== 1)
        throw failure(
          'ERR_INVALID_ARG_VALUE',
          `The property 'options.${name}.short' must be a single character. Received ${binding.inspect(short)}`,
        );
    }
    if (multiple !== undefined && typeof multiple !== 'boolean')
      throw invalidArgType(`options.${name}.multiple`, 'boolean', multiple);
    const { default: value } = option;
    if (value === undefined) continue;
    const values = multiple ? value : [value];
    if (!Array.isArray(values)) throw invalidArgType(`options.${name}.default`, 'Array', value);
    for (const [i, one] of values.entries()) {
      if (typeof one !== type) throw invalidArgType(`options.${name}.default${multiple ? `[${i}]` : ''}`, type, one);
    }
  }
}

/** The arguments in order, each with what it stands for. */
function tokenize(args, options) {
  const tokens = [];
  const byShort = (letter) => Object.keys(options).find((name) => options[name].short === letter) ?? letter;
  const takesValue = (name) => options[name]?.type === 'string';
  const option = (name, rawName, index, value, inlineValue) =>
    tokens.push({ kind: 'option', name, rawName, index, value, inlineValue });
  const rest = [...args];
  let index = -1;
  // Letters of a group count as one argument.
  let group = 0;
  while (rest.length > 0) {
    const arg = rest.shift();
    const next = rest[0];
    if (group > 0) group--;
    else index++;
    if (arg === '--') {
      tokens.push({ kind: 'option-terminator', index });
      for (const value of rest) tokens.push({ kind: 'positional', index: ++index, value });
      break;
    }
    if (/^-[^-]$/.test(arg)) {
      const name = byShort(arg[1]);
      if (takesValue(name) && next !== undefined && next !== '') {
        option(name, arg, index, rest.shift(), false);
        index++;
      } else option(name, arg, index, undefined, undefined);
    } else if (/^-[^-]./.test(arg)) {
      // A group of letters; one that takes a value takes what is left.
      const letters = [];
      let at = 1;
      for (; at < arg.length; at++) {
        const name = byShort(arg[at]);
        if (takesValue(name) && at < arg.length - 1) break;
        letters.push(`-${arg[at]}`);
      }
      if (at < arg.length && at === 1) {
        option(byShort(arg[1]), `-${arg[1]}`, index, arg.slice(2), true);
        continue;
      }
      if (at < arg.length) letters.push(`-${arg.slice(at)}`);
      rest.unshift(...letters);
      group = letters.length;
    } else if (/^--[^=]+=/s.test(arg)) {
      const at = arg.indexOf('=');
      option(arg.slice(2, at), arg.slice(0, at), index, arg.slice(at + 1), true);
    } else if (/^--./.test(arg)) {
      const name = arg.slice(2);
      if (takesValue(name) && next !== undefined) {
        option(name, arg, index, rest.shift(), false);
        index++;
      } else option(name, arg, index, undefined, undefined);
    } else tokens.push({ kind: 'positional', index, value: arg });
  }
  return tokens;
}

function checkOption(token, { options, allowPositionals }) {
  const known = Object.hasOwn(options, token.name);
  if (!known) {
    const hint = allowPositionals
      ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- ${JSON.stringify(token.rawName)}`
      : '';
    throw failure('ERR_PARSE_ARGS_UNKNOWN_OPTION', `Unknown option '${token.rawName}'${hint}`);
  }
  const option = options[token.name];
  const wrong = (message) => failure('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', message);
  if (option.type === 'string' && typeof token.value !== 'string')
    throw wrong(`Option '${spelled(token.name, option)}' argument missing`);
  if (option.type === 'boolean' && token.value !== undefined)
    throw wrong(`Option '${spelled(token.name, { short: option.short })}' does not take an argument`);
  if (!token.inlineValue && typeof token.value === 'string' && token.value.length > 1 && token.value.startsWith('-')) {
    const example = token.rawName.startsWith('--')
      ? `'${token.rawName}=-XYZ'`
      : `'--${token.name}=-XYZ' or '${token.rawName}-XYZ'`;
    throw wrong(
      `Option '${token.rawName}' argument is ambiguous.\nDid you forget to specify the option argument for '${token.rawName}'?\nTo specify an option argument starting with a dash use ${example}.`,
    );
  }
}

function parseArgs(config = { __proto__: null }) {
  const strict = config.strict ?? true;
  const settings = {
    args: config.args ?? process.argv.slice(2),
    strict,
    allowPositionals: config.allowPositionals ?? !strict,
    tokens: config.tokens ?? false,
    allowNegative: config.allowNegative ?? false,
    options: config.options ?? {},
  };
  checkConfig(settings);
  const { options } = settings;
  const tokens = tokenize(settings.args, options);
  const values = { __proto__: null };
  const positionals = [];
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (!settings.allowPositionals)
        throw failure(
          'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL',
          `Unexpected argument '${token.value}'. This command does not take positional arguments`,
        );
      positionals.push(token.value);
    } else if (token.kind === 'option') {
      let value = token.value ?? true;
      const plain = token.name.replace(/^no-/, '');
      if (
        settings.allowNegative &&
        plain !== token.name &&
        options[plain]?.type === 'boolean' &&
        token.value === undefined
      ) {
        token.name = plain;
        value = false;
      }
      if (strict) checkOption(token, settings);
      if (token.name === '__proto__') continue;
      if (options[token.name]?.multiple) (values[token.name] ??= []).push(value);
      else values[token.name] = value;
    }
  }
  for (const [name, option] of Object.entries(options))
    if (option.default !== undefined && values[name] === undefined) values[name] = option.default;
  return settings.tokens ? { values, positionals, tokens } : { values, positionals };
}
module.exports = { parseArgs };
