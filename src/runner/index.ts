export { DEFAULT_MAX_STEPS, profileOf } from './request';
