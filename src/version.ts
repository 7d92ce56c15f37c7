import { createRequire } from 'node:module';

/** What marks a config.json, and so its folder, as made by this program. */
export const programName = 'adam-train';

/** This program's version, from its package.json, which is one folder up in source and in dist. */
export const version: string = createRequire(import.meta.url)('../package.json').version;
