/** A served VS Code window as a person uses it: for end-to-end tests and screenshots. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fromRoot } from '../root.mjs';
import { launchChromium } from './chromium.mjs';
import { installExtension, scratchFolders, startServer, writeSettings } from './server.mjs';

/** @typedef {import('playwright-core').Locator} Locator */
/** @typedef {import('playwright-core').FrameLocator} FrameLocator */

/** Theme names as settings have them; what the theme picker calls them; what the workbench's class list then holds. */
export const THEMES = {
  'Default Dark Modern': { label: 'Dark Modern', className: 'dark_modern' },
  'Default Light Modern': { label: 'Light Modern', className: 'light_modern' },
  'Default High Contrast': { label: 'Dark High Contrast', className: 'hc_black' },
  'Default High Contrast Light': { label: 'Light High Contrast', className: 'hc_light' },
};

/** @typedef {keyof typeof THEMES} Theme */

/** Long enough for a first start on a slow machine. */
const START_LIMIT_MS = 60_000;

/** A context menu ignores clicks in its first instant, so that the click that opened it chooses nothing. */
const MENU_SETTLES_MS = 400;

/** What keeps pictures the same from run to run. */
const STILL_SETTINGS = {
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'editor.hover.delay': 100,
  'git.enabled': false,
};

/**
 * @typedef {object} WorkbenchOptions
 * @property {string} [vsix]      the extension to install
 * @property {string} folder      the folder to open
 * @property {string} [file]      the file to open in it, relative to the folder
 * @property {Theme} [theme]
 * @property {object} [settings]  further user settings
 * @property {boolean} [restricted]  open the folder in Restricted Mode
 * @property {{ width: number, height: number }} [viewport]
 */

export class Workbench {
  /** Starts a server of its own and opens a window on it. Close it when done. @param {WorkbenchOptions} options */
  static async open({ vsix, folder, file, theme = 'Default Dark Modern', settings = {}, restricted, viewport }) {
    const scratch = scratchFolders();
    if (vsix) {
      installExtension(vsix, scratch);
    }
    const all = { ...STILL_SETTINGS, 'workbench.colorTheme': theme, ...settings };
    const server = await startServer({ folders: scratch, settings: all, restricted });
    const browser = await launchChromium();
    const context = await browser.newContext({ viewport: viewport ?? { width: 1280, height: 800 } });
    const workbench = new Workbench({ scratch, server, browser, page: await context.newPage() });
    try {
      await workbench.show(folder, file);
    } catch (error) {
      await workbench.close();
      throw error;
    }
    return workbench;
  }

  /**
   * @param {object} parts
   * @param {ReturnType<typeof scratchFolders>} parts.scratch
   * @param {Awaited<ReturnType<typeof startServer>>} parts.server
   * @param {import('playwright-core').Browser} parts.browser
   * @param {import('playwright-core').Page} parts.page
   */
  constructor({ scratch, server, browser, page }) {
    this.scratch = scratch;
    this.server = server;
    this.browser = browser;
    this.page = page;
    /** Hosts outside this machine that anything in the window asked for. @type {Set<string>} */
    this.outsideHosts = new Set();
    /** Errors thrown in any frame, and everything a content security policy refused. @type {string[]} */
    this.pageErrors = [];
    this.#watch();
  }

  #watch() {
    this.page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      // The workbench's service worker answers this made-up host itself.
      const isLocal = hostname === '127.0.0.1' || hostname.endsWith('.vscode-resource.vscode-cdn.net');
      if (protocol.startsWith('http') && !isLocal) {
        this.outsideHosts.add(hostname);
      }
    });
    this.page.on('pageerror', (error) => this.pageErrors.push(String(error.stack ?? error)));
    this.page.on('console', (message) => {
      if (message.type() === 'error' && message.text().includes('Content Security Policy')) {
        this.pageErrors.push(message.text());
      }
    });
  }

  /** Opens another folder and file in the same window; faster than a new workbench. @param {string} folder @param {string} [file] */
  async show(folder, file) {
    const target = file && path.join(folder, file);
    await this.page.goto(this.server.workbenchUrl(folder, target ? [['openFile', this.server.remoteUri(target)]] : []));
    await this.page.locator('.monaco-workbench').waitFor({ timeout: START_LIMIT_MS });
    if (file) {
      await this.editor(file).locator('.view-line').first().waitFor({ timeout: START_LIMIT_MS });
    }
  }

  /** The text editor that shows a file. @param {string} file its name or the end of its path @returns {Locator} */
  editor(file) {
    return this.page.locator(`.editor-instance .monaco-editor[data-uri$="/${encodeURI(file)}"]`).first();
  }

  /** The first visible line that holds a text. @param {string} file @param {string} text @returns {Locator} */
  lineWith(file, text) {
    return this.editor(file).locator('.view-line', { hasText: text }).first();
  }

  /** A line by its number, scrolled into view. @param {string} file @param {number} number @returns {Promise<Locator>} */
  async line(file, number) {
    const margin = this.editor(file)
      .locator('.margin-view-overlays > div')
      .filter({
        has: this.page.locator('.line-numbers', { hasText: new RegExp(`^${number}$`) }),
      });
    if ((await margin.count()) === 0) {
      await this.#focusEditor(file);
      await this.#fillQuickInput('Control+g', `:${number}`);
      await this.page.keyboard.press('Enter');
      await margin.first().waitFor();
    }
    // Lines and their margins are separate, absolutely placed elements: they share only their `top`.
    const top = await margin.first().evaluate((element) => element.style.top);
    return this.editor(file).locator(`.view-lines > .view-line[style*="top:${top}"]`).first();
  }

  /** Right-clicks a line and chooses an entry. @param {Locator} line @param {string} entry */
  async chooseFromContextMenu(line, entry) {
    const position = { x: 40, y: 8 };
    await line.click({ position });
    await line.click({ position, button: 'right' });
    await this.#chooseMenuEntry(entry);
  }

  /** Right-clicks a file in the explorer and chooses an entry. @param {string} name @param {string} entry */
  async chooseFromExplorerMenu(name, entry) {
    const row = this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
    await row.click({ button: 'right' });
    await this.#chooseMenuEntry(entry);
  }

  /** @param {string} entry */
  async #chooseMenuEntry(entry) {
    const item = this.page.locator('.monaco-menu .action-item .action-label', { hasText: entry }).first();
    await item.waitFor();
    await this.page.waitForTimeout(MENU_SETTLES_MS);
    await item.click();
  }

  /** Runs a command by its title, from the palette. @param {string} title */
  async runCommand(title) {
    await this.#fillQuickInput('F1', `>${title}`);
    await this.#quickPick(title).click();
  }

  /** An entry of the open picker. @param {string} label its first line, from its start @returns {Locator} */
  #quickPick(label) {
    return this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${label}"]`).first();
  }

  /** @param {string} key @param {string} text */
  async #fillQuickInput(key, text) {
    await this.page.keyboard.press(key);
    await this.page.locator('.quick-input-widget input').first().fill(text);
  }

  /** @param {string} file */
  async #focusEditor(file) {
    await this.editor(file)
      .locator('.view-lines')
      .click({ position: { x: 2, y: 2 } });
  }

  /**
   * Hovers over a word of a line and returns the hover that appears.
   *
   * @param {Locator} line
   * @param {string} word
   * @returns {Promise<Locator>}
   */
  async hover(line, word) {
    // While a webview holds the focus, editors show no hover.
    await line.click({ position: { x: 2, y: 8 } });
    await line.locator('span > span', { hasText: word }).first().hover();
    const hover = this.page.locator('.monaco-hover:not(.hidden) .hover-row').first();
    await hover.waitFor({ timeout: 15_000 });
    return hover;
  }

  /** The gutter icons beside a line, one element each. @param {string} file @param {number} number */
  async gutterIcons(file, number) {
    const line = await this.line(file, number);
    const top = await line.evaluate((element) => element.style.top);
    return this.editor(file).locator(`.glyph-margin-widgets .cgmr[style*="top: ${top}"]`);
  }

  /** Notification toasts that hold a text. @param {string} text @returns {Locator} */
  notification(text) {
    return this.page.locator('.notification-toast', { hasText: text }).first();
  }

  /**
   * VS Code's frame around the panel. It floats over the workbench and is no DOM child of its editor group.
   *
   * @returns {Locator}
   */
  panelFrame() {
    return this.page.locator('iframe.webview.ready[src*="extensionId=loopscope.loopscope"]').last();
  }

  /** The panel's own document, one frame further in. @returns {FrameLocator} */
  panel() {
    return this.panelFrame().contentFrame().locator('iframe#active-frame').contentFrame();
  }

  /**
   * Drags the border between the editor groups until the panel has a width. The window must be wide enough for both.
   *
   * @param {number} width in CSS pixels
   */
  async setPanelWidth(width) {
    // A drag is snapped to the pixel at which it was caught, so a second one corrects the first.
    for (let attempt = 0; attempt < 3; attempt++) {
      const box = await this.panelFrame().boundingBox();
      if (!box) {
        throw new Error('The panel is not visible');
      }
      if (Math.abs(box.width - width) < 1) {
        return;
      }
      const y = box.y + box.height / 2;
      await this.page.mouse.move(box.x, y);
      await this.page.mouse.down();
      await this.page.mouse.move(box.x + box.width - width, y, { steps: 4 });
      await this.page.mouse.up();
      await this.page.waitForTimeout(200);
    }
    const box = await this.panelFrame().boundingBox();
    if (Math.abs((box?.width ?? 0) - width) >= 2) {
      throw new Error(`The panel is ${box?.width} px wide instead of ${width}: the window may be too narrow`);
    }
  }

  /** Reloads the window, with other settings if any are given. @param {object} [settings] */
  async reload(settings = {}) {
    writeSettings(this.scratch.userData, settings);
    await this.page.reload();
    await this.page.locator('.monaco-workbench').waitFor({ timeout: START_LIMIT_MS });
  }

  /** Chooses a colour theme in VS Code's own picker and waits until the window shows it. @param {Theme} theme */
  async setTheme(theme) {
    const { label, className } = THEMES[theme];
    await this.runCommand('Preferences: Color Theme');
    // The list holds only what fits: filter it, then choose.
    await this.page.locator('.quick-input-widget input[placeholder^="Select Color Theme"]').fill(label);
    await this.#quickPick(label).click();
    await this.page.locator(`.monaco-workbench[class*="${className}"]`).waitFor({ timeout: 15_000 });
  }

  /**
   * Saves a picture below out/screenshots.
   *
   * @param {string} name
   * @param {Locator} [only]  a part of the window, for example `panelFrame()`
   * @returns {Promise<string>} its path
   */
  async screenshot(name, only) {
    const file = fromRoot('out/screenshots', `${name}.png`);
    mkdirSync(path.dirname(file), { recursive: true });
    // Cut from the whole window: frames float, and a picture of one alone waits for it to stop moving.
    const clip = (await only?.boundingBox()) ?? undefined;
    await this.page.screenshot({ path: file, clip, animations: 'disabled' });
    return file;
  }

  async close() {
    await this.browser.close();
    await this.server.stop();
    this.scratch.remove();
  }
}
