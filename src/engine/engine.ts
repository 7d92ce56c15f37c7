import './registrations.js';
import * as tf from '@tensorflow/tfjs';
import { AdamTrainError, UsageError } from '../errors.js';
import { formatText } from '../format.js';
import { registerHostAdamStep } from '../kernels/adamStep.js';
import { registerTensorflowDense } from '../kernels/dense.js';
import { registerHostLosses } from '../kernels/losses.js';
import type { WasmFacts, WasmSettings } from '../kernels/wasm/accelerateWasm.js';
import { type Backend, backends } from './settings.js';

// tfjs's banner and its warnings about kernels registered twice are of no use to the person at the terminal.
tf.env().set('PROD', true);

const loaders: Record<Backend, () => Promise<unknown>> = {
  // A library's user may have registered their own copy.
  wasm: async () => tf.findBackendFactory('wasm') ?? import('@tensorflow/tfjs-backend-wasm'),
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
  tensorflow: async () => (await import('./native/tensorflow.js')).loadTensorflow(),
};

/** The backend that is taken where nobody chose, and the work is not known. */
export function usualBackend(): Backend {
  return 'wasm';
}

/**
 * Loads a backend and makes it tfjs's current one.
 *
 * @throws UsageError if there is no such backend
 * @throws AdamTrainError (exit code 1) if it cannot be loaded on this machine
 */
export async function useBackend(backend: Backend): Promise<Backend> {
  if (!Object.hasOwn(loaders, backend)) {
    throw new UsageError(
      `--backend must be ${backends.join(', ')}, got ${formatText(backend)}; choose one of them.`,
    );
  }
  try {
    await loaders[backend]();
  } catch (cause) {
    throw unavailable(backend, cause);
  }
  // setBackend resolves to false, rather than rejecting, when a backend's own set-up fails.
  if (!(await tf.setBackend(backend))) throw unavailable(backend);
  if (backend === 'wasm') (await import('../kernels/wasm/accelerateWasm.js')).accelerateWasm();
  if (backend === 'cpu') registerHostAdamStep(backend);
  if (backend === 'tensorflow') {
    (await import('../kernels/wasm/hostKernels.js')).registerHostKernels();
    registerTensorflowDense();
    registerHostLosses();
  }
  return backend;
}

/** Has wasm compute in that way, as far as it is possible; how it does. */
export async function setUpWasm(settings: WasmSettings): Promise<WasmFacts> {
  return (await import('../kernels/wasm/accelerateWasm.js')).setUpWasm(settings);
}

function unavailable(backend: Backend, cause?: unknown): AdamTrainError {
  const cure =
    backend === 'tensorflow'
      ? 'Its native part is not set up; run adam-train setup, or use --backend wasm.'
      : 'Install adam-train again, or use --backend cpu.';
  return new AdamTrainError(`--backend ${backend} cannot be loaded here. ${cure}`, undefined, { cause });
}
