import { Get, type JSObject, type Steps, ToString, throwSyntaxError, type Value } from '../../engine';
import { Source } from '../../syntax';
import { type Chunk, type FoundScript, pageChunks, type ScriptKind, scriptKind } from './document-loader';
import { attribute } from './form-properties';
import { NETWORK_LATENCY } from './page-facts';
import type { WindowEnvironment } from './window-environment';

/** Loads a window's document. @spec html#parsing-main-inbody */
export class DocumentLoader {
  private parsed = false;
  private delayed = 0;

  constructor(private readonly window: WindowEnvironment) {}

  /** A script alone: a page with nothing else on it. */
  *loadScriptFile(): Steps<void> {
    const { window } = this;
    const { entry, text } = window.run.options;
    yield* window.scopeCall(
      'applyLater',
      JSON.stringify([['open', 'html', []], ['open', 'head', []], ['close'], ['open', 'body', []]]),
    );
    const source = window.agent.addSource(new Source(window.urlOf(entry), text, 0, null, entry));
    if (/\.m[jt]s$/.test(entry)) yield* window.runModule(source.name, source);
    else yield* window.guard(() => window.runClassic(source, entry));
    yield* window.loop.microtaskCheckpoint();
    window.queueTask('DOM manipulation', 'parser', null, () => this.finishLoading());
  }

  /** Parses a page, running its scripts as they are met. `path`: its file, if it has one of its own. */
  *loadPage(html: string, path: string | null): Steps<void> {
    const { window } = this;
    const page = window.agent.addSource(new Source(window.href, html, 0, null, path));
    this.chunks = pageChunks(html);
    this.begun = window.run.clock.now;
    yield* this.parseOn(page);
  }

  /** The rest of the page, in runs of tree operations, and when its first scripts were asked for. */
  private chunks: Chunk[] = [];
  private begun = 0;
  /** Scripts that run when parsing has ended. @spec html#list-of-scripts-that-will-execute-when-the-document-has-finished-parsing */
  private readonly deferred: { readonly fetched: boolean; readonly run: () => Steps<void> }[] = [];

  /** How long what was asked for in the beginning is still on its way. */
  private get latency(): number {
    return Math.max(0, this.begun + NETWORK_LATENCY - this.window.run.clock.now);
  }

  /** Parses until a script has to come first: then the parser goes on in a task of its own. */
  private *parseOn(page: Source): Steps<void> {
    const { window, deferred } = this;
    for (let chunk = this.chunks.shift(); chunk !== undefined; chunk = this.chunks.shift()) {
      const { operations, script } = chunk;
      const element = yield* window.scopeCall('apply', operations);
      if (script === null || script.kind === 'other') continue;
      if (script.kind === 'importmap') yield* this.addImportMap(script.text);
      else if (script.kind === 'module') {
        const run = (): Steps<void> => this.runModuleScript(script, page, element);
        if (script.async) this.later('script async', run);
        else deferred.push({ fetched: script.src !== null, run });
      } else if (script.src === null) {
        yield* this.runScript(script, page, element);
        yield* window.loop.microtaskCheckpoint();
      } else if (script.async) this.later('script async', () => this.runScript(script, page, element));
      else if (script.defer) deferred.push({ fetched: true, run: () => this.runScript(script, page, element) });
      else {
        this.resume('script', this.latency, () => this.runScript(script, page, element), page);
        return;
      }
    }
    const waits = deferred.some((d) => d.fetched) ? this.latency : 0;
    // A text that is all there ends in the same task.
    if (page.file === null && waits === 0) {
      yield* this.finishLoading();
      return;
    }
    window.queueTask('DOM manipulation', 'parser', null, () => this.finishLoading(), waits);
  }

  /** Does something in a task, and then goes on parsing in another one. */
  private resume(api: string, delay: number, steps: () => Steps<void>, page: Source): void {
    const { window } = this;
    const self = this;
    window.queueTask(
      'networking',
      api,
      null,
      function* () {
        yield* steps();
        window.queueTask('networking', 'parser', null, () => self.parseOn(page));
      },
      delay,
    );
  }

  /** Something comes over the network, which the load event waits for. */
  private later(api: string, steps: () => Steps<unknown>): void {
    const self = this;
    this.delay(1);
    this.window.queueTask(
      'networking',
      api,
      null,
      function* () {
        yield* steps();
        self.delay(-1);
      },
      NETWORK_LATENCY,
    );
  }

  /** @spec html#register-an-import-map */
  private *addImportMap(text: string): Steps<void> {
    const { window } = this;
    try {
      window.modules.imports.add(text, window.baseUrl);
    } catch (error) {
      yield* window.guard(() => throwSyntaxError(window.agent, (error as Error).message));
    }
  }

  /** The document is complete: what was deferred runs, then its events happen. @spec html#the-end */
  private *finishLoading(): Steps<void> {
    const { window } = this;
    yield* window.scopeCall('setState', 'interactive');
    for (const { run } of this.deferred.splice(0)) {
      yield* run();
      yield* window.loop.microtaskCheckpoint();
    }
    yield* window.scopeCall('contentLoaded');
    this.parsed = true;
    if (this.delayed === 0) yield* this.complete();
  }

  private *complete(): Steps<void> {
    const { window } = this;
    this.parsed = false;
    yield* window.scopeCall('setState', 'complete');
    yield* window.scopeCall('loaded');
    yield* window.loaded();
  }

  /** Frames delay the load event of the document they are in. @spec html#delay-the-load-event */
  delay(by: 1 | -1): void {
    this.delayed += by;
    this.loadWhenComplete();
  }

  private loadWhenComplete(): void {
    if (!this.parsed || this.delayed > 0) return;
    this.parsed = false;
    this.window.queueTask('DOM manipulation', 'load', null, () => this.complete());
  }

  private *runScript(script: FoundScript, page: Source, element: Value): Steps<void> {
    const { window } = this;
    yield* window.scopeCall('setScript', element);
    if (script.src === null) {
      // Kept at its place in the page, so that positions are the page's.
      const padded = page.text.slice(0, Math.max(0, script.offset)).replace(/[^\n\r]/g, ' ') + script.text;
      const source = window.agent.addSource(new Source(page.name, padded, 0, null, page.file));
      yield* window.guard(() => window.runClassic(source, page.name));
    } else {
      const source = yield* this.sourceOf(script.src);
      if (source === null) {
        window.run.observer?.notModelled(`script ${script.src}: no such file`);
        window.queueTask('DOM manipulation', 'error', null, () => window.scopeCall('elementEvent', element, 'error'));
      } else {
        yield* window.guard(() => window.runClassic(source, source.file));
        yield* window.scopeCall('setScript', null);
        yield* window.scopeCall('elementEvent', element, 'load');
      }
    }
    yield* window.scopeCall('setScript', null);
  }

  /** The text that a script's `src` stands for; null when there is none. */
  private *sourceOf(src: string): Steps<Source | null> {
    const { window } = this;
    const inside = /^(data|blob):/.test(src);
    const path = inside ? null : window.pathOf(src);
    const text = inside ? yield* window.textOfUrl(src) : path === null ? null : window.textOf(path);
    if (text === null) return null;
    return window.agent.addSource(new Source(path === null ? src : window.urlOf(path), text, 0, null, path));
  }

  /** Scripts put into the document that asked to run in order, and have not. @spec html#list-of-scripts-that-will-execute-in-order-as-soon-as-possible */
  private readonly inOrder: { ready: boolean; readonly run: () => Steps<void> }[] = [];

  /** A script element that script put into the document: inline ones run at once, others when they are loaded. */
  *scriptConnected(element: JSObject): Steps<void> {
    const { window } = this;
    const kind = scriptKind(attribute(element, 'type'));
    const src = attribute(element, 'src');
    if (kind === 'other' || (kind === 'classic' && attribute(element, 'nomodule') !== null)) return;
    const self = this;
    const text = src !== null ? '' : yield* ToString(window.agent, yield* Get(window.agent, element, 'text'));
    if (kind === 'importmap') {
      yield* this.addImportMap(text);
      return;
    }
    if (src === null && text === '') return;
    if (src === null && kind === 'classic') {
      const source = window.agent.addSource(new Source(window.href, text));
      yield* this.asCurrent(element, () => window.runClassic(source, null));
      return;
    }
    const run = function* (): Steps<void> {
      yield* self.runLoaded(element, src, kind, text);
      self.delay(-1);
    };
    const forced = (yield* Get(window.agent, element, 'async')) === true;
    this.delay(1);
    const entry = { ready: false, run };
    if (!forced) this.inOrder.push(entry);
    window.queueTask(
      'networking',
      'script',
      null,
      function* () {
        entry.ready = true;
        if (forced) yield* run();
        while (self.inOrder[0]?.ready === true) yield* self.inOrder.shift()!.run();
      },
      NETWORK_LATENCY,
    );
  }

  /** Runs a script that has come, and tells its element. */
  private *runLoaded(element: JSObject, src: string | null, kind: ScriptKind, text: string): Steps<void> {
    const { window } = this;
    let found = true;
    if (src === null)
      found = yield* window.runModule(window.baseUrl, window.agent.addSource(new Source(window.href, text)));
    else if (kind === 'module') found = yield* this.runModuleAt(src);
    else {
      const source = yield* this.sourceOf(src);
      found = source !== null;
      if (source !== null) yield* this.asCurrent(element, () => window.runClassic(source, source.file));
    }
    yield* window.loop.microtaskCheckpoint();
    yield* window.scopeCall('elementEvent', element, found ? 'load' : 'error');
  }

  private *runModuleAt(src: string): Steps<boolean> {
    const { window } = this;
    const path = /^(data|blob):/.test(src) ? null : window.pathOf(src);
    return yield* window.runModule(path === null ? src : window.urlOf(path), null);
  }

  /** Runs a script while its element is the document's current one. */
  private *asCurrent(element: Value, run: () => Steps<unknown>): Steps<void> {
    const { window } = this;
    const before = yield* window.scopeCall('setScript', element);
    yield* window.guard(run);
    yield* window.scopeCall('setScript', before);
  }

  private *runModuleScript(script: FoundScript, page: Source, element: Value): Steps<void> {
    const { window } = this;
    let found: boolean;
    if (script.src !== null) found = yield* this.runModuleAt(script.src);
    else {
      const padded = page.text.slice(0, Math.max(0, script.offset)).replace(/[^\n\r]/g, ' ') + script.text;
      const source = window.agent.addSource(new Source(page.name, padded, 0, null, page.file));
      found = yield* window.runModule(window.baseUrl, source);
    }
    yield* window.loop.microtaskCheckpoint();
    yield* window.guard(() => window.scopeCall('elementEvent', element, found ? 'load' : 'error'));
  }
}
