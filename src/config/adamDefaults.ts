import { optimizerTable } from './optimizerTable.js';

/** PyTorch's defaults for Adam, by the names that the flags, config.json and the class share. */
export const adamDefaults = optimizerTable.adam.options;
