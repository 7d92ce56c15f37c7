export * from './exports.js';
export { type ExportOptions, exportModel } from './library/exportModel.js';
export { loadRun } from './library/loadRun.js';
