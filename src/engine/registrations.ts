// tfjs's gradients and chained methods, which registering loads. In the command's bundle this import alone is of scripts/tfjsCore.mjs;
// every other one is of tfjs's core itself, whose set-up esbuild then calls where it is imported, whatever chunk that is in.
import '@tensorflow/tfjs';
