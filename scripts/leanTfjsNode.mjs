// What our code needs of tfjs-node: its backend and kernels, without TensorBoard, saved models, images and the files of tfjs's layers.
import { readFile } from 'node:fs/promises';

/** Bundles the backend alone, over a tfjs that another plugin resolves. */
export const leanTfjsNode = {
  name: 'lean-tfjs-node',
  setup: (bundler) => {
    bundler.onLoad({ filter: /tfjs-node.dist.index\.js$/ }, () => ({ contents: backendAlone }));
    // It is compiled to ES5, where a class cannot extend the ES2015 class that tfjs's modules have.
    bundler.onLoad({ filter: /tfjs-node.dist.nodejs_kernel_backend\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replace(
        '_super.call(this) || this',
        'Reflect.construct(_super, [], NodeJSKernelBackend)',
      );
      if (contents === source) throw new Error(`${path} has no call of its superclass to replace.`);
      return { contents };
    });
    // The backend asks them for its summaries of TensorBoard, which nobody here writes.
    bundler.onLoad({ filter: /tfjs-node.dist.proto.api_pb\.js$/ }, () => ({ contents: '' }));
  },
};

const backendAlone = `
require('./register_all_kernels');
const tf = require('@tensorflow/tfjs');
const { NodeJSKernelBackend } = require('./nodejs_kernel_backend');
const addon = require('@mapbox/node-pre-gyp').find();
if (addon === '') throw new Error('There is no addon of tfjs-node.');
const bindings = require(addon);
tf.registerBackend('tensorflow', () => new NodeJSKernelBackend(bindings, '@tensorflow/tfjs-node'), 3);
`;
