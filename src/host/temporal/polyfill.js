export { default } from '../../../node_modules/temporal-polyfill/full/global.js' with { type: 'text' };
