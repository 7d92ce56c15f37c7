// What the command takes of tfjs beside its core: gradients and chained methods, without layers, converters and the browser's
// backends. The build puts it in the place of @tensorflow/tfjs in src/engine/registrations.ts.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
