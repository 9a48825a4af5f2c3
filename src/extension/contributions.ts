/** Ids of everything package.json contributes; a test compares the two. */

export const COMMANDS = {
  traceFile: 'loopscope.traceFile',
  stepForward: 'loopscope.stepForward',
  stepBack: 'loopscope.stepBack',
  stepOver: 'loopscope.stepOver',
  stepOverBack: 'loopscope.stepOverBack',
  stepOut: 'loopscope.stepOut',
  first: 'loopscope.first',
  last: 'loopscope.last',
  nextTask: 'loopscope.nextTask',
  previousTask: 'loopscope.previousTask',
  nextMicrotask: 'loopscope.nextMicrotask',
  previousMicrotask: 'loopscope.previousMicrotask',
  nextVisit: 'loopscope.nextVisit',
  previousVisit: 'loopscope.previousVisit',
  play: 'loopscope.play',
  goToStep: 'loopscope.goToStep',
  runToCursor: 'loopscope.runToCursor',
  selectHost: 'loopscope.selectHost',
  toggleValues: 'loopscope.toggleValues',
  stop: 'loopscope.stop',
  openTrace: 'loopscope.openTrace',
  saveTrace: 'loopscope.saveTrace',
} as const;

export type CommandName = keyof typeof COMMANDS;

/** Commands that hovers link to; not offered in the palette. */
export const LINK_COMMANDS = {
  showStep: 'loopscope.showStep',
  showVisits: 'loopscope.showVisits',
  showPanel: 'loopscope.showPanel',
} as const;

/**
 * Does nothing: bound to the keys that the panel answers itself while it has the focus, so that VS Code does not also answer
 * them (F6, F10 and F11 mean something there).
 */
export const PANEL_KEY = 'loopscope.panelKey';

export const SECTION = 'loopscope';

/** Settings, below `loopscope.`. */
export const SETTINGS = {
  host: 'host',
  hoverEnabled: 'hover.enabled',
  hoverDelay: 'hover.delay',
  inlineValues: 'inlineValues',
  maxSteps: 'maxSteps',
  timeLimit: 'timeLimit',
  liveTrace: 'liveTrace',
} as const;

export const VIEW_TYPE = 'loopscope.panel';

/** Keys that `when` clauses read. */
export const CONTEXT_KEYS = {
  /** Some trace is open. */
  hasTrace: 'loopscope.hasTrace',
  /** The active editor shows a file of an open trace. */
  editorTraced: 'loopscope.editorTraced',
  /** A run is under way. */
  running: 'loopscope.running',
} as const;

/** Languages that can be traced, with the extension an untitled text gets. */
export const LANGUAGES: Readonly<Record<string, string>> = {
  javascript: '.js',
  javascriptreact: '.jsx',
  typescript: '.ts',
  typescriptreact: '.tsx',
  html: '.html',
};

/** Kinds of files that can be traced. */
export const TRACEABLE = /\.([mc]?[jt]s|[jt]sx|html?)$/i;
