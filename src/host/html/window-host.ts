import type { JSObject, Steps, Value } from '../../engine';
import type { Run } from '../run';
import { ScriptHost } from './script-host';
import { WindowEnvironment } from './window-environment';

/** A similar-origin window agent: a page's window and those of its frames, on one event loop. */
export class WindowHost extends ScriptHost {
  /** The windows of iframe elements. */
  readonly frames = new Map<JSObject, WindowEnvironment>();
  private readonly page: WindowEnvironment;

  constructor(run: Run) {
    super(run, 'window', 'window');
    this.agent.canBlock = false;
    run.observer?.realmCreated(this.realm, 'global');
    this.realm.name = 'window';
    this.page = new WindowEnvironment(this, this.realm, run.options.entry, null);
    this.environments.push(this.page);
    this.libraries = this.page.libraries;
    this.start(this.loop());
  }

  private *loop(): Steps<Value> {
    const { run, page } = this;
    yield* page.begin();
    const isPage = /\.html?$/.test(run.options.entry);
    const load = this.jobFacts('script', isPage ? 'parser' : 'script', null);
    run.observer?.phaseEntered('tasks');
    run.observer?.jobQueued(load);
    run.observer?.jobStarted(load);
    if (isPage) yield* page.document.loadPage(run.options.text, run.options.entry);
    else yield* page.document.loadScriptFile();
    run.observer?.jobFinished(load);
    yield* this.microtaskCheckpoint();
    return yield* this.processTasks();
  }

  private get windows(): readonly WindowEnvironment[] {
    return [this.page, ...this.frames.values()];
  }

  protected wantsFrame(): boolean {
    return this.windows.some((window) => window.wantsFrame);
  }

  /** @spec html#update-the-rendering */
  protected *render(time: number): Steps<void> {
    for (const window of this.windows) yield* window.beforeFrame(time);
    for (const window of this.windows) yield* window.runAnimationFrames(time);
    for (const window of this.windows) yield* window.afterFrame(time);
    if (this.wantsFrame()) this.requestFrame();
  }
}
