// Names of the window that come with libraries which most pages never touch.
module.exports = {
  css: 'CSS CSSConditionRule CSSFontFaceRule CSSGroupingRule CSSKeyframeRule CSSKeyframesRule CSSLayerBlockRule CSSMediaRule CSSRule CSSRuleList CSSStyleDeclaration CSSStyleRule CSSStyleSheet CSSSupportsRule StyleSheet StyleSheetList'.split(
    ' ',
  ),
  layout: ['DOMRect', 'DOMRectReadOnly'],
  'frame-observers': [
    'IntersectionObserver',
    'IntersectionObserverEntry',
    'ResizeObserver',
    'ResizeObserverEntry',
    'ResizeObserverSize',
  ],
  'media-queries': ['MediaQueryList'],
  fetch: [
    'Headers',
    'Request',
    'Response',
    'XMLHttpRequest',
    'XMLHttpRequestEventTarget',
    'XMLHttpRequestUpload',
    'fetch',
    'createImageBitmap',
  ],
  files: ['Blob', 'File', 'FileList', 'FileReader', 'FormData'],
  performance: [
    'Performance',
    'PerformanceEntry',
    'PerformanceMark',
    'PerformanceMeasure',
    'PerformanceObserver',
    'PerformanceObserverEntryList',
  ],
  scheduling: ['IdleDeadline', 'Scheduler', 'TaskController', 'TaskPriorityChangeEvent', 'TaskSignal'],
  navigator: ['Lock', 'LockManager'],
  storage: ['Storage'],
  workers: ['Worker', 'SharedWorker'],
};
