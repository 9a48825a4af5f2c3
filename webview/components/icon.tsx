/**
 * VS Code's own icons, as drawings in the page itself: an icon font is one more file, and VS Code hands a page its first
 * message only when all its files are there.
 */

import arrowSmallLeft from '@vscode/codicons/src/icons/arrow-small-left.svg';
import blank from '@vscode/codicons/src/icons/blank.svg';
import chevronLeft from '@vscode/codicons/src/icons/chevron-left.svg';
import chevronRight from '@vscode/codicons/src/icons/chevron-right.svg';
import debugPause from '@vscode/codicons/src/icons/debug-pause.svg';
import debugStepOut from '@vscode/codicons/src/icons/debug-step-out.svg';
import debugStepOver from '@vscode/codicons/src/icons/debug-step-over.svg';
import ellipsis from '@vscode/codicons/src/icons/ellipsis.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import gitCompare from '@vscode/codicons/src/icons/git-compare.svg';
import history from '@vscode/codicons/src/icons/history.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import linkExternal from '@vscode/codicons/src/icons/link-external.svg';
import loading from '@vscode/codicons/src/icons/loading.svg';
import lock from '@vscode/codicons/src/icons/lock.svg';
import pass from '@vscode/codicons/src/icons/pass.svg';
import play from '@vscode/codicons/src/icons/play.svg';
import server from '@vscode/codicons/src/icons/server.svg';
import serverProcess from '@vscode/codicons/src/icons/server-process.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import window from '@vscode/codicons/src/icons/window.svg';

const DRAWINGS = {
  'arrow-small-left': arrowSmallLeft,
  blank,
  'chevron-left': chevronLeft,
  'chevron-right': chevronRight,
  'debug-pause': debugPause,
  'debug-step-out': debugStepOut,
  'debug-step-over': debugStepOver,
  ellipsis,
  error,
  'git-compare': gitCompare,
  history,
  info,
  'link-external': linkExternal,
  loading,
  lock,
  pass,
  play,
  server,
  'server-process': serverProcess,
  warning,
  window,
};

export type IconName = keyof typeof DRAWINGS;

/** An icon; the words beside it say what it means. */
export function Icon({ name, part = '' }: { name: IconName; part?: string }) {
  // The drawings are this package's own text: nothing of a trace gets in.
  return (
    <span class={`icon ${name} ${part}`} aria-hidden="true" dangerouslySetInnerHTML={{ __html: DRAWINGS[name] }} />
  );
}
