import * as tf from '@tensorflow/tfjs';
import { AdamTrainError, UsageError } from '../../errors.js';
import { formatText } from '../../format.js';
import { registerHostAdamStep } from '../../kernels/adamStep.js';
import type { Backend } from '../settings.js';

/** The backend that is taken where nobody chose: wasm if the page has it. */
export function usualBackend(): Backend {
  return hasWasm() ? 'wasm' : 'cpu';
}

/**
 * What stands for engine.ts in a browser: the page brings tfjs's backends, of which cpu is always there.
 *
 * @throws UsageError if there is no such backend in browsers, or the page has not imported it
 * @throws AdamTrainError if it does not start
 */
export async function useBackend(backend: Backend): Promise<Backend> {
  if (backend !== 'wasm' && backend !== 'cpu') {
    throw new UsageError(
      `backend must be wasm or cpu in a browser, got ${formatText(backend)}; choose one of them.`,
    );
  }
  if (backend === 'wasm' && !hasWasm()) {
    throw new UsageError(
      "backend must be one that the page has, got wasm; import '@tensorflow/tfjs-backend-wasm' before.",
    );
  }
  if (!(await tf.setBackend(backend))) {
    throw new AdamTrainError(
      `The backend ${backend} does not start in this browser; look at its binaries' addresses, which setWasmPaths sets, or give backend: 'cpu'.`,
    );
  }
  if (backend === 'wasm') (await import('../../kernels/wasm/accelerateWasm.js')).accelerateWasm();
  else registerHostAdamStep(backend);
  return backend;
}

function hasWasm(): boolean {
  return tf.findBackendFactory('wasm') !== null;
}
