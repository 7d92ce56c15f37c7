import { createRequire } from 'node:module';

/** This program's version, from its package.json, which is one folder up in source and in dist. */
export const version: string = createRequire(import.meta.url)('../package.json').version;
