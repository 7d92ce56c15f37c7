import util from 'node:util';

// tfjs-node 4.22 calls util.isNullOrUndefined, which Node 23 removed and Node 22 warns of.
Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined });

/** Loads tfjs-node, which registers the backend `tensorflow`. */
export async function loadTensorflow(): Promise<void> {
  // TensorFlow greets with its CPU's features; --verbose, which sets 0, lets it.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  // The newer instructions sum in another order, so that a run's losses would depend on the processor: on an AVX-512 Xeon AMSGrad's
  // golden run ended 1.0e-5 from PyTorch's losses with them and 3.1e-7 with AVX2's. They save 7 to 20 % of an epoch there.
  process.env['ONEDNN_MAX_CPU_ISA'] ??= 'AVX2';
  await import('@tensorflow/tfjs-node');
}
