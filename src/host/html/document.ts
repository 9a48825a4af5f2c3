import { Get, type JSObject, type Steps, ToString, type Value } from '../../engine';
import { Source } from '../../syntax';
import { type FoundScript, pageChunks } from './document-loader';
import { attribute } from './form-properties';
import { NETWORK_LATENCY } from './script-environment';
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
    const source = window.agent.addSource(new Source(entry, text, 0, null, entry));
    if (/\.m[jt]s$/.test(entry)) yield* window.runModule(entry, source);
    else yield* window.guard(() => window.runClassic(source, entry));
    yield* window.loop.microtaskCheckpoint();
    yield* window.scopeCall('setState', 'interactive');
    this.finishLoading();
  }

  /** Parses a page, running its scripts as they are met. `name`: its file or URL. */
  *loadPage(html: string, name: string): Steps<void> {
    const { window } = this;
    const file = window.run.disk.stat(name) === 'file' ? name : null;
    const page = window.agent.addSource(new Source(name, html, 0, null, file));
    const deferred: (() => Steps<void>)[] = [];
    for (const { operations, script } of pageChunks(html)) {
      const element = yield* window.scopeCall('apply', operations);
      if (script === null || script.kind === 'other') continue;
      if (script.kind === 'module') {
        deferred.push(() => this.runModuleScript(script, page));
        continue;
      }
      if (script.src !== null && script.async) {
        const self = this;
        this.delay(1);
        window.queueTask(
          'networking',
          'script async',
          null,
          function* () {
            yield* self.runScript(script, page, element);
            self.delay(-1);
          },
          NETWORK_LATENCY,
        );
        continue;
      }
      if (script.src !== null && script.defer) {
        deferred.push(() => this.runScript(script, page, element));
        continue;
      }
      yield* this.runScript(script, page, element);
      yield* window.loop.microtaskCheckpoint();
    }
    yield* window.scopeCall('setState', 'interactive');
    for (const run of deferred) {
      yield* run();
      yield* window.loop.microtaskCheckpoint();
    }
    this.finishLoading();
  }

  /** The document is complete: its events follow as tasks. @spec html#the-end */
  private finishLoading(): void {
    const { window } = this;
    window.queueTask('DOM manipulation', 'DOMContentLoaded', null, function* () {
      yield* window.scopeCall('contentLoaded');
    });
    this.parsed = true;
    this.loadWhenComplete();
  }

  /** Frames delay the load event of the document they are in. @spec html#delay-the-load-event */
  delay(by: 1 | -1): void {
    this.delayed += by;
    this.loadWhenComplete();
  }

  private loadWhenComplete(): void {
    if (!this.parsed || this.delayed > 0) return;
    this.parsed = false;
    const { window } = this;
    window.queueTask('DOM manipulation', 'load', null, function* () {
      yield* window.scopeCall('setState', 'complete');
      yield* window.scopeCall('loaded');
      yield* window.loaded();
    });
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
      const path = window.pathOf(script.src);
      const text = path === null ? null : window.textOf(path);
      if (path === null || text === null) {
        window.run.observer?.notModelled(`script ${script.src}: no such file`);
        window.queueTask('DOM manipulation', 'error', null, () => window.scopeCall('elementEvent', element, 'error'));
      } else {
        const source = window.agent.addSource(new Source(path, text, 0, null, path));
        yield* window.guard(() => window.runClassic(source, path));
        yield* window.scopeCall('setScript', null);
        yield* window.scopeCall('elementEvent', element, 'load');
      }
    }
    yield* window.scopeCall('setScript', null);
  }

  /** A script element that script put into the document: inline ones run at once, others when they are loaded. */
  *scriptConnected(element: JSObject): Steps<void> {
    const { window } = this;
    const type = (attribute(element, 'type') ?? '').trim().toLowerCase();
    const src = attribute(element, 'src');
    const isModule = type === 'module';
    if (!isModule && type !== '' && !/^(text|application)\/(java|ecma)script$/.test(type)) return;
    if (!isModule && attribute(element, 'nomodule') !== null) return;
    const self = this;
    if (src === null) {
      const text = yield* ToString(window.agent, yield* Get(window.agent, element, 'text'));
      const source = window.agent.addSource(new Source('', text));
      if (isModule) {
        this.delay(1);
        window.queueTask('networking', 'script', null, function* () {
          yield* window.runModule(window.file, source);
          self.delay(-1);
        });
      } else yield* this.asCurrent(element, () => window.runClassic(source, null));
      return;
    }
    this.delay(1);
    window.queueTask(
      'networking',
      'script',
      null,
      function* () {
        const path = /^(data|blob):/.test(src) ? src : window.pathOf(src);
        const content = path === null ? null : path === src ? yield* window.textOfUrl(src) : window.textOf(path);
        if (path === null || content === null) yield* window.scopeCall('elementEvent', element, 'error');
        else {
          const source = window.agent.addSource(new Source(path, content, 0, null, path));
          if (isModule) yield* window.runModule(path, source);
          else yield* self.asCurrent(element, () => window.runClassic(source, path));
          yield* window.scopeCall('elementEvent', element, 'load');
        }
        self.delay(-1);
      },
      NETWORK_LATENCY,
    );
  }

  /** Runs a script while its element is the document's current one. */
  private *asCurrent(element: Value, run: () => Steps<unknown>): Steps<void> {
    const { window } = this;
    const before = yield* window.scopeCall('setScript', element);
    yield* window.guard(run);
    yield* window.scopeCall('setScript', before);
  }

  private *runModuleScript(script: FoundScript, page: Source): Steps<void> {
    const { window } = this;
    if (script.src !== null) {
      const path = window.pathOf(script.src);
      if (path !== null) yield* window.runModule(path, null);
      return;
    }
    const padded = page.text.slice(0, Math.max(0, script.offset)).replace(/[^\n\r]/g, ' ') + script.text;
    yield* window.runModule(page.name, window.agent.addSource(new Source(page.name, padded, 0, null, page.file)));
  }
}
