import { Worker } from 'node:worker_threads';

/** What the helpers run; it needs nothing but the module and the memory. */
const code = `
const { module, memory, control, thread } = require('node:worker_threads').workerData;
const { help, failHelper } = new WebAssembly.Instance(module, { env: { memory } }).exports;
try {
  help(control, thread);
} catch (error) {
  failHelper(control);
  throw error;
}
`;

/** A helper runs no JavaScript to speak of. */
const resourceLimits = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16, stackSizeMb: 1 };

/**
 * Starts threads that help with the passes of a control block, from thread 1 on; each takes part once it is ready, some 100 ms
 * later. None keeps the process alive, and all end with it.
 *
 * @param onFailure called if one of them ends before the process
 */
export function startHelpers(
  count: number,
  shared: { module: WebAssembly.Module; memory: WebAssembly.Memory; control: number },
  onFailure: () => void,
): void {
  for (let thread = 1; thread <= count; thread++) {
    const workerData = { ...shared, thread };
    const worker = new Worker(code, { eval: true, workerData, resourceLimits, execArgv: [], env: {} });
    worker.on('error', onFailure);
    worker.on('exit', onFailure);
    worker.unref();
  }
}
