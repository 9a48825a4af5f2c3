import * as vscode from 'vscode';
import { SECTION, SETTINGS } from './contributions';

export type HostChoice = 'auto' | 'node' | 'browser' | 'bare';
export type Host = Exclude<HostChoice, 'auto'>;

const HOSTS: readonly string[] = ['auto', 'node', 'browser', 'bare'] satisfies HostChoice[];

/** The settings as they are now, with anything senseless replaced by the default. */
export function readSettings(scope: vscode.ConfigurationScope | null) {
  const section = vscode.workspace.getConfiguration(SECTION, scope);
  const flag = (name: string): boolean => section.get<unknown>(name) !== false;
  const number = (name: string, fallback: number, least: number, most: number): number => {
    const value = section.get<unknown>(name);
    return typeof value === 'number' && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : fallback;
  };
  const host = section.get<unknown>(SETTINGS.host);
  return {
    host: (HOSTS.includes(host as string) ? host : 'auto') as HostChoice,
    hoverEnabled: flag(SETTINGS.hoverEnabled),
    hoverDelay: number(SETTINGS.hoverDelay, 0, 0, 10_000),
    inlineValues: flag(SETTINGS.inlineValues),
    liveTrace: flag(SETTINGS.liveTrace),
    maxSteps: Math.round(number(SETTINGS.maxSteps, 1_000_000, 100, 10_000_000)),
    /** Milliseconds; the setting is in seconds. */
    timeLimit: number(SETTINGS.timeLimit, 10, 0.1, 600) * 1_000,
  };
}

/** The host a file is traced with when the choice is `auto`. */
export function hostFor(choice: HostChoice, path: string): Host {
  return choice !== 'auto' ? choice : /\.html?$/i.test(path) ? 'browser' : 'node';
}
