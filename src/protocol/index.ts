export * from './panel';
export * from './runner';
