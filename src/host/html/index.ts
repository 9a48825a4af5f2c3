export { WindowHost } from './window-host';
