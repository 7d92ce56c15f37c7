// Loads tfjs from node_modules with one of its backends, as a program of a tfjs user does.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import util from 'node:util';
import envPaths from 'env-paths';

const require = createRequire(import.meta.url);

/** @param {'wasm' | 'tensorflow'} backend */
export async function loadTfjs(backend) {
  const tf = require('@tensorflow/tfjs');
  if (backend === 'wasm') require('@tensorflow/tfjs-backend-wasm');
  else loadTfjsNode();
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs cannot load its backend ${backend} here.`);
  return tf;
}

function loadTfjsNode() {
  // tfjs-node 4.22 calls it; Node 23 removed it.
  util.isNullOrUndefined = (value) => value === null || value === undefined;
  const addon = addonOfSetup();
  if (existsSync(addon)) {
    const preGyp = createRequire(require.resolve('@tensorflow/tfjs-node/package.json')).resolve(
      '@mapbox/node-pre-gyp',
    );
    // tfjs-node asks node-pre-gyp for its addon's path, and for nothing else.
    require.cache[preGyp] = { id: preGyp, filename: preGyp, loaded: true, exports: { find: () => addon } };
  }
  require('@tensorflow/tfjs-node');
}

/** Where `npm run setup:native` puts the addon: see src/engine/native/nativeFolder.ts. */
function addonOfSetup() {
  const home = process.env['ADAM_TRAIN_HOME'] ?? envPaths('adam-train', { suffix: '' }).data;
  return join(home, 'tensorflow', 'lib', 'napi-v8', 'tfjs_binding.node');
}
