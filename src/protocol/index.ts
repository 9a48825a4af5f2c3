export * from './panel';
export * from './runner';
export * from './runner-client';
