const m = require('mobx');
class T {
  n = 1;
  get d() {
    return this.n * 2;
  }
  constructor() {
    m.makeAutoObservable(this);
  }
  inc() {
    this.n++;
  }
}
const t = new T();
m.autorun(() => console.log('d', t.d));
t.inc();
m.runInAction(() => {
  t.n = 5;
  t.n = 6;
});
const o = m.observable({ a: [1, 2], m: new Map([[1, 2]]) });
m.reaction(
  () => o.a.length,
  (n) => console.log('len', n),
);
o.a.push(3);
console.log(m.toJS(o), o.a);
