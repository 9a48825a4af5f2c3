import { type Agent, type JSObject, peek } from '../../../engine';
import { colored } from './styles';

/** Where each agent's process keeps its working directory. */
const processes = new WeakMap<Agent, JSObject>();

export function setProcessBinding(agent: Agent, binding: JSObject): void {
  processes.set(agent, binding);
}

/** Colours the frames of a stack: Node's own fade, and so does where the program is; names of packages are underlined. */
export function markFrames(agent: Agent, frames: string): string {
  const binding = processes.get(agent);
  const directory = binding === undefined ? undefined : peek(binding, 'cwd');
  return frames
    .split('\n')
    .map((line) => {
      if (/^ {4}at (?:[^/\\(]+ \(|)node:(.+):\d+:\d+\)?$/.test(line)) return colored(line, 'undefined');
      const marked = line.replace(/([/\\])node_modules\1(@[^/\\]*[/\\][^/\\]*|[^/\\]*)/g, (text, _, name: string) => {
        return text.slice(0, text.length - name.length) + colored(name, 'module');
      });
      return typeof directory === 'string' ? fadeDirectory(marked, directory) : marked;
    })
    .join('\n');
}

function fadeDirectory(line: string, directory: string): string {
  let at = line.indexOf(directory);
  if (at === -1) return line;
  const end = at + directory.length + 1;
  if (line.slice(at - 7, at) === 'file://') at -= 7;
  if (line[at - 1] !== '(' || !line.endsWith(')'))
    return line.slice(0, at) + colored(line.slice(at, end), 'undefined') + line.slice(end);
  const [head, path] = [line.slice(0, at - 1), line.slice(at - 1, end)];
  return head + colored(path, 'undefined') + line.slice(end, -1) + colored(')', 'undefined');
}
