// The programs that are measured: short ones about one thing each, and long ones, some of which run a library of others as it is.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'programs');

/** What a program finds as `library` and `text`: files of the packages installed beside the peers. */
const GIVEN = {
  acorn: { library: 'acorn/dist/acorn.js', texts: ['@jitl/quickjs-wasmfile-release-asyncify/dist/ffi.js'] },
  marked: { library: 'marked/lib/marked.umd.js', texts: ['acorn/README.md', 'acorn/CHANGELOG.md'] },
};

/** Names of the long programs; their tables stand apart. */
export const LONG = ['acorn', 'lisp', 'marked'];

/** All programs as scripts that call `result` once. @param {string} packages the folder packages are installed in */
export function programs(packages) {
  const read = (/** @type {string} */ file) => fs.readFileSync(path.join(packages, file), 'utf8');
  const all = fs.readdirSync(folder).map((file) => file.replace('.js', ''));
  // The long ones last: they show engines that are warm.
  return [...all.filter((name) => !LONG.includes(name)), ...LONG].map((name) => {
    const text = fs.readFileSync(path.join(folder, `${name}.js`), 'utf8');
    const given = /** @type {Record<string, { library: string, texts: string[] }>} */ (GIVEN)[name];
    if (given === undefined) return { name, text };
    const before = `const library = (() => {
const module = { exports: {} };
const { exports } = module;
${read(given.library)}
return module.exports;
})();
const text = ${JSON.stringify(given.texts.map(read).join('\n'))};
`;
    return { name, text: before + text };
  });
}
