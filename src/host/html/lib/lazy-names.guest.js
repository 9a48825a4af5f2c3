// Names of windows and workers that come with libraries which most programs never touch.
const fetch = [
  'Headers',
  'Request',
  'Response',
  'XMLHttpRequest',
  'XMLHttpRequestEventTarget',
  'XMLHttpRequestUpload',
  'fetch',
  'createImageBitmap',
];
const files = ['Blob', 'File', 'FileList', 'FileReader', 'FormData'];
const imageData = ['ImageData'];
const performance = [
  'Performance',
  'PerformanceEntry',
  'PerformanceMark',
  'PerformanceMeasure',
  'PerformanceObserver',
  'PerformanceObserverEntryList',
];
const scheduling = ['Scheduler', 'TaskController', 'TaskPriorityChangeEvent', 'TaskSignal'];

const window = {
  'ui-events':
    'UIEvent MouseEvent PointerEvent WheelEvent DragEvent KeyboardEvent FocusEvent InputEvent CompositionEvent TouchEvent StorageEvent PopStateEvent HashChangeEvent PageTransitionEvent SubmitEvent FormDataEvent ToggleEvent AnimationEvent TransitionEvent MediaQueryListEvent SecurityPolicyViolationEvent ClipboardEvent TrackEvent BeforeUnloadEvent'.split(
      ' ',
    ),
  page: 'CDATASection CharacterData Comment DocumentFragment DocumentType Node ProcessingInstruction Text HTMLCollection NodeList RadioNodeList Attr DOMTokenList Element NamedNodeMap ShadowRoot DOMStringMap HTMLElement HTMLUnknownElement SVGElement HTMLDivElement HTMLSpanElement HTMLParagraphElement HTMLHeadElement HTMLHtmlElement HTMLUListElement HTMLOListElement HTMLLIElement HTMLDListElement HTMLHeadingElement HTMLPreElement HTMLBRElement HTMLHRElement HTMLQuoteElement HTMLModElement HTMLMetaElement HTMLBaseElement HTMLDataElement HTMLTimeElement HTMLMapElement HTMLMenuElement HTMLPictureElement HTMLSourceElement HTMLTrackElement HTMLParamElement HTMLEmbedElement HTMLFontElement HTMLDirectoryElement HTMLTableCaptionElement HTMLTableColElement HTMLFrameElement HTMLFrameSetElement HTMLBodyElement HTMLTitleElement HTMLScriptElement HTMLStyleElement HTMLLinkElement HTMLAnchorElement HTMLAreaElement HTMLImageElement Image HTMLIFrameElement HTMLTableElement HTMLTableSectionElement HTMLTableRowElement HTMLTableCellElement HTMLDetailsElement HTMLDialogElement HTMLTemplateElement HTMLSlotElement HTMLMediaElement HTMLAudioElement HTMLVideoElement Audio HTMLCanvasElement HTMLObjectElement HTMLMarqueeElement ValidityState HTMLInputElement HTMLButtonElement HTMLTextAreaElement HTMLOptionsCollection HTMLSelectElement HTMLOptionElement Option HTMLOptGroupElement HTMLDataListElement HTMLLegendElement HTMLFieldSetElement HTMLLabelElement HTMLOutputElement HTMLProgressElement HTMLMeterElement HTMLFormControlsCollection HTMLFormElement ElementInternals CustomElementRegistry MutationObserver MutationRecord AbstractRange NodeFilter NodeIterator Range Selection StaticRange TreeWalker Document DOMImplementation DOMParser HTMLDocument XMLDocument XMLSerializer'.split(
    ' ',
  ),
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
  fetch,
  files,
  'image-data': imageData,
  performance,
  scheduling: ['IdleDeadline', ...scheduling],
  navigator: ['Lock', 'LockManager', 'Navigator'],
  crypto: ['Crypto', 'SubtleCrypto'],
  storage: ['Storage'],
  workers: ['Worker', 'SharedWorker'],
};
module.exports = {
  window,
  worker: { fetch, files, 'image-data': imageData, workers: ['Worker'], performance, scheduling },
};
