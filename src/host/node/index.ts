export { NodeHost } from './node-host';
