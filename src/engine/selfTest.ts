import { fileURLToPath } from 'node:url';
import { AdamTrainError } from '../errors.js';
import type { Backend } from './settings.js';
import { lastLine, runTool } from './tool.js';

export interface SelfTestResult {
  /** TensorFlow's version, for the native engine. */
  tensorflow?: string;
  /** Whether products are added with one rounding, on wasm. */
  fma?: boolean;
  /** Whether it can compute in registers of 256 bits. */
  wide?: boolean;
  /** The wall time of a gradient and an Adam step on a 64 x 64 matrix, once the engine is warm. */
  stepMilliseconds: number;
}

/**
 * Tests an engine in a fresh process, by the hidden command `self-test`: a crash in native code ends that process alone.
 *
 * @param nativeFolder where to look for the native engine instead of its usual place
 * @throws AdamTrainError if the engine does not load or computes wrongly
 */
export async function runSelfTest(backend: Backend, nativeFolder?: string): Promise<SelfTestResult> {
  const program = process.argv[1] ?? fileURLToPath(import.meta.url);
  const result = await runTool(
    process.execPath,
    [program, 'self-test', '--backend', backend],
    nativeFolder === undefined ? {} : { ADAM_TRAIN_NATIVE_FOLDER: nativeFolder },
  );
  if (result?.code === 0) return JSON.parse(lastLine(result)) as SelfTestResult;
  throw new AdamTrainError(
    result === undefined ? 'Node cannot be started' : lastLine(result) || 'it crashed',
  );
}
