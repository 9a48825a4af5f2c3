const { createSSRApp, h, ref, computed, reactive, watch, nextTick } = require('vue');
const r = reactive({ a: 1 });
const c = computed(() => r.a * 2);
watch(c, (v) => console.log('w', v));
r.a = 5;
nextTick(() => console.log('tick', c.value));
require('vue/server-renderer')
  .renderToString(
    createSSRApp({
      setup() {
        return { x: ref([1, 2]) };
      },
      template: '<ul><li v-for="i in x" :key="i" :class="{o:i>1}">{{ i }}</li></ul>',
    }),
  )
  .then(console.log);
