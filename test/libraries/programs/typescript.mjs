import ts from 'typescript';

const files = {
  '/a.ts':
    'interface P<T>{x:T} export function f<T extends P<number>>(p:T){return p.x.toFixed()} const y:string=f({x:1}); const z:number=f({x:"s"}); type Q=keyof {a:1}; let q:Q="b"; export default class<T>{m<K extends keyof T>(k:K):T[K]{return null!}}',
  '/lib.d.ts':
    'interface Array<T>{length:number;[n:number]:T} interface Boolean{} interface CallableFunction{} interface Function{} interface IArguments{} interface NewableFunction{} interface Number{toFixed():string} interface Object{} interface RegExp{} interface String{}',
};
const host = {
  fileExists: (f) => f in files,
  readFile: (f) => files[f],
  getSourceFile: (f, v) => (files[f] !== undefined ? ts.createSourceFile(f, files[f], v) : undefined),
  getDefaultLibFileName: () => '/lib.d.ts',
  writeFile() {},
  getCurrentDirectory: () => '/',
  getCanonicalFileName: (f) => f,
  useCaseSensitiveFileNames: () => true,
  getNewLine: () => '\n',
};
const p = ts.createProgram(['/a.ts'], { strict: true, noLib: false }, host);
console.log(
  ts.getPreEmitDiagnostics(p).map((d) => d.code + ' ' + ts.flattenDiagnosticMessageText(d.messageText, '\n')),
);
