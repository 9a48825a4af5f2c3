export type { ObjectFacts } from './heap';
export { Recorder, type RecorderOptions } from './recorder';
