// What there is to measure with: this machine, its engines, its Python.
import { createRequire } from 'node:module';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { runForJson } from './run.mjs';

const require = createRequire(import.meta.url);
const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** The native engine's TensorFlow version; undefined where it is not set up. */
export async function tensorflowVersion() {
  return runForJson(process.execPath, [program, 'self-test', '--backend', 'tensorflow']).then(
    ({ tensorflow }) => tensorflow,
    () => undefined,
  );
}

/**
 * @param {string} path
 * @returns {Promise<{path: string, torch?: string, sklearn?: string, matplotlib?: string, threads?: number}>} the
 *   versions of what it has; threads is torch's default
 * @throws Error if it is no Python
 */
export async function probePython(path) {
  return { path, ...(await runForJson(path, ['-c', PROBE])) };
}

const PROBE = `
import importlib, json
found = {}
for name in ("torch", "sklearn", "matplotlib"):
    try:
        found[name] = str(importlib.import_module(name).__version__)
    except ImportError:
        pass
if "torch" in found:
    import torch
    found["threads"] = torch.get_num_threads()
print(json.dumps(found))
`;

/** What wasm computes with here: whether it adds products with one rounding, and in registers of 256 bits. */
export function wasmFacts() {
  return runForJson(process.execPath, [program, 'self-test', '--backend', 'wasm']);
}

/** One line that names everything the figures depend on. */
export async function describeMachine({ tensorflow, python, load, fma, wide }) {
  const { version } = require('@tensorflow/tfjs/package.json');
  return [
    new Date().toISOString().slice(0, 10),
    `${cpus()[0]?.model.trim() ?? process.arch}, ${availableParallelism()} cores`,
    `Node ${process.versions.node}`,
    `tfjs ${version}`,
    `wasm ${fma ? 'with' : 'without'} fused multiply-add, ${wide ? 'in wide registers' : 'in registers of 128 bits'}, ${Math.min(4, availableParallelism())} threads where a step is large enough`,
    tensorflow && `tfjs-node with TensorFlow ${tensorflow}`,
    python?.torch && `PyTorch ${python.torch}`,
    python?.sklearn && `scikit-learn ${python.sklearn}`,
    `load ${load.toFixed(1)}`,
  ]
    .filter(Boolean)
    .join('; ');
}
