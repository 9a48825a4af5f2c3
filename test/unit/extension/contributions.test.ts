import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import manifest from '../../../package.json';
import {
  COMMANDS,
  CONTEXT_KEYS,
  LANGUAGES,
  LINK_COMMANDS,
  PANEL_KEY,
  SECTION,
  SETTINGS,
  TRACEABLE,
  VIEW_TYPE,
} from '../../../src/extension/contributions';
import { fromRoot } from '../../support/root.mjs';

const { contributes, activationEvents } = manifest;
const clauses = JSON.stringify(contributes);

describe('package.json', () => {
  it('contributes the commands that are registered', () => {
    const declared = contributes.commands.map(({ command }) => command);
    assert.deepEqual(
      [...declared].sort(),
      [...Object.values(COMMANDS), ...Object.values(LINK_COMMANDS), PANEL_KEY].sort(),
    );
  });

  it('names only known commands in menus and keybindings', () => {
    const known = new Set<string>([...Object.values(COMMANDS), ...Object.values(LINK_COMMANDS), PANEL_KEY]);
    const named = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(
      ({ command }) => command,
    );
    assert.deepEqual(
      named.filter((command) => !known.has(command)),
      [],
    );
  });

  it('keeps what only hovers and keys use out of the palette', () => {
    const hidden = contributes.menus.commandPalette
      .filter(({ when }) => when === 'false')
      .map(({ command }) => command);
    assert.deepEqual(hidden.sort(), [...Object.values(LINK_COMMANDS), PANEL_KEY].sort());
  });

  it('contributes the settings that are read', () => {
    const declared = Object.keys(contributes.configuration.properties);
    assert.deepEqual(
      declared.sort(),
      Object.values(SETTINGS)
        .map((name) => `${SECTION}.${name}`)
        .sort(),
    );
  });

  it('uses only context keys that are set', () => {
    const used = new Set(clauses.match(/loopscope\.(?:hasTrace|editorTraced|running|[a-z]+Active)\b/g));
    assert.deepEqual(
      [...used].filter((key) => !Object.values<string>(CONTEXT_KEYS).includes(key)),
      [],
    );
  });

  it('offers tracing for every language and extension that can be traced', () => {
    for (const language of Object.keys(LANGUAGES)) assert.ok(clauses.includes(language), language);
    for (const file of ['a.js', 'a.mjs', 'a.cjs', 'a.ts', 'a.mts', 'a.cts', 'a.jsx', 'a.tsx', 'a.html', 'a.htm'])
      assert.match(file, TRACEABLE);
    assert.doesNotMatch('a.json', TRACEABLE);
  });

  it('wakes the extension for a panel that comes back', () => {
    assert.deepEqual(activationEvents, [`onWebviewPanel:${VIEW_TYPE}`]);
  });

  it('names icons that exist', () => {
    for (const file of clauses.match(/media\/[\w.-]+/g) ?? []) assert.ok(existsSync(fromRoot(file)), file);
  });
});
