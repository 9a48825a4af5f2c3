// An interpreter of a small Lisp, which solves the queens of a chessboard and sorts by merging.
class LispError extends Error {}

class Scope {
  constructor(outer, names = [], values = []) {
    this.outer = outer;
    this.values = new Map();
    for (const [i, name] of names.entries()) this.values.set(name, values[i]);
  }
  home(name) {
    for (let scope = this; scope !== null; scope = scope.outer) if (scope.values.has(name)) return scope;
    throw new LispError(`unbound: ${name}`);
  }
  get(name) {
    return this.home(name).values.get(name);
  }
}

function* tokens(text) {
  for (const [token] of text.matchAll(/[()']|[^\s()']+/g)) yield token;
}

function read(stream) {
  const { value: token, done } = stream.next();
  if (done) throw new LispError('unexpected end');
  if (token === "'") return ['quote', read(stream)];
  if (token !== '(') return Number.isNaN(Number(token)) ? token : Number(token);
  const list = [];
  for (let item = read(stream); item !== ')'; item = read(stream)) list.push(item);
  return list;
}

const special = {
  quote: (_scope, datum) => datum,
  if: (scope, test, yes, no = []) => evaluate(evaluate(test, scope) !== false ? yes : no, scope),
  define(scope, name, ...body) {
    if (Array.isArray(name)) scope.values.set(name[0], closure(scope, name.slice(1), body));
    else scope.values.set(name, evaluate(body[0], scope));
  },
  lambda: (scope, names, ...body) => closure(scope, names, body),
  let: (scope, bindings, ...body) =>
    sequence(
      body,
      new Scope(
        scope,
        bindings.map(([name]) => name),
        bindings.map(([, init]) => evaluate(init, scope)),
      ),
    ),
  cond(scope, ...clauses) {
    for (const [test, ...body] of clauses) {
      if (test === 'else' || evaluate(test, scope) !== false) return sequence(body, scope);
    }
    return false;
  },
  and(scope, ...parts) {
    let value = true;
    for (const part of parts) if ((value = evaluate(part, scope)) === false) break;
    return value;
  },
  try(scope, body, otherwise) {
    try {
      return evaluate(body, scope);
    } catch (error) {
      if (!(error instanceof LispError)) throw error;
      return evaluate(otherwise, scope);
    }
  },
};

const closure =
  (scope, names, body) =>
  (...values) =>
    sequence(body, new Scope(scope, names, values));

function sequence(body, scope) {
  let value;
  for (const form of body) value = evaluate(form, scope);
  return value;
}

function evaluate(form, scope) {
  if (typeof form === 'string') return scope.get(form);
  if (!Array.isArray(form)) return form;
  const [head, ...rest] = form;
  if (typeof head === 'string' && Object.hasOwn(special, head)) return special[head](scope, ...rest);
  const fn = evaluate(head, scope);
  if (typeof fn !== 'function') throw new LispError(`no function: ${head}`);
  return fn(...rest.map((part) => evaluate(part, scope)));
}

const base = new Scope(null);
const primitives = {
  '+': (...all) => all.reduce((a, b) => a + b, 0),
  '-': (a, b) => a - b,
  '*': (...all) => all.reduce((a, b) => a * b, 1),
  '<': (a, b) => a < b,
  '=': (a, b) => a === b,
  mod: (a, b) => ((a % b) + b) % b,
  abs: Math.abs,
  not: (a) => a === false,
  cons: (a, b) => ({ a, b }),
  car: (pair) => pair.a,
  cdr: (pair) => pair.b,
  'null?': (value) => Array.isArray(value) && value.length === 0,
};
for (const [name, fn] of Object.entries(primitives)) base.values.set(name, fn);

const program = `
  (define (range from to) (if (= from to) '() (cons from (range (+ from 1) to))))
  (define (safe? row distance placed)
    (cond ((null? placed) (= 1 1))
          ((= (car placed) row) (= 0 1))
          ((= (abs (- (car placed) row)) distance) (= 0 1))
          (else (safe? row (+ distance 1) (cdr placed)))))
  (define (place column row size placed)
    (cond ((= row size) 0)
          ((safe? row 1 placed) (+ (queens (+ column 1) size (cons row placed)) (place column (+ row 1) size placed)))
          (else (place column (+ row 1) size placed))))
  (define (queens column size placed) (if (= column size) 1 (place column 0 size placed)))
  (define (random-list count seed) (if (= count 0) '() (cons seed (random-list (- count 1) (mod (+ (* seed 137) 11) 1009)))))
  (define (halve list left right) (if (null? list) (cons left right) (halve (cdr list) right (cons (car list) left))))
  (define (merge a b)
    (cond ((null? a) b)
          ((null? b) a)
          ((< (car a) (car b)) (cons (car a) (merge (cdr a) b)))
          (else (cons (car b) (merge a (cdr b))))))
  (define (sort list)
    (if (null? list) list
      (if (null? (cdr list)) list
        (let ((halves (halve list '() '()))) (merge (sort (car halves)) (sort (cdr halves)))))))
  (define (sum list) (if (null? list) 0 (+ (car list) (sum (cdr list)))))
  (define (trial seed) (+ (queens 0 4 '()) (sum (sort (random-list 9 seed)))))
  (define (trials count) (if (= count 0) 0 (+ (trial count) (trials (- count 1)))))
  (define answer (trials 2))
  (+ answer (try (missing 1) 1000))
`;
const stream = tokens(`(${program})`);
const answer = sequence(read(stream), base);
if (answer !== 7872) throw new Error(`wrong: ${answer}`);
result(answer);
