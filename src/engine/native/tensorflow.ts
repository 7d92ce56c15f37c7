import util from 'node:util';

// tfjs-node 4.22 calls util.isNullOrUndefined, which Node 23 removed and Node 22 warns of.
Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined });

/** Loads tfjs-node, which registers the backend `tensorflow`. */
export async function loadTensorflow(): Promise<void> {
  // TensorFlow greets with its CPU's features; --verbose, which sets 0, lets it.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  await import('@tensorflow/tfjs-node');
}
