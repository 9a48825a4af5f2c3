const { configureStore, createSlice, createAsyncThunk } = require('@reduxjs/toolkit');
const s = createSlice({
  name: 'c',
  initialState: { n: 0, items: [] },
  reducers: {
    inc(s, a) {
      s.n += a.payload ?? 1;
    },
    add: {
      reducer(s, a) {
        s.items.push(a.payload);
      },
      prepare: (t) => ({ payload: { t } }),
    },
  },
});
const st = configureStore({ reducer: { c: s.reducer }, devTools: false });
st.subscribe(() => console.log(JSON.stringify(st.getState())));
st.dispatch(s.actions.inc(5));
st.dispatch(s.actions.add('x'));
const th = createAsyncThunk('t', async (x, { rejectWithValue }) => (x > 1 ? rejectWithValue('big') : x));
st.dispatch(th(1)).then((a) => console.log(a.type, a.payload));
st.dispatch(th(2)).then((a) => console.log(a.type, a.payload));
const sm = require('redux-saga'),
  { createStore, applyMiddleware } = require('redux'),
  e = require('redux-saga/effects');
const m = (sm.default || sm)();
const r = createStore((s = 0, a) => (a.type === 'D' ? s + a.n : s), applyMiddleware(m));
m.run(function* () {
  yield e.takeEvery('A', function* (a) {
    yield e.delay(10);
    const n = yield e.call(async (x) => x * 2, a.n);
    yield e.put({ type: 'D', n });
    console.log('saga', yield e.select());
  });
  const { w } = yield e.race({ w: e.take('Z'), t: e.delay(50) });
  console.log('race', w);
});
r.dispatch({ type: 'A', n: 4 });
