// What the command takes of tfjs: its core, gradients and chained methods, without layers, converters and the browser's
// backends. The build puts it in the place of @tensorflow/tfjs for our own code; tfjs-node gets the whole package.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';

export * from '@tensorflow/tfjs-core';
