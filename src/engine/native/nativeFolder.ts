import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';

/**
 * Where `adam-train setup` keeps TensorFlow: a folder of the user's, so that a checkout and a global install find the
 * same one and neither needs the rights of an administrator. ADAM_TRAIN_HOME moves it. (The self-test of a set-up under
 * way looks elsewhere: ADAM_TRAIN_NATIVE_FOLDER.)
 */
export function nativeFolder(): string {
  const underTest = process.env['ADAM_TRAIN_NATIVE_FOLDER'];
  if (underTest !== undefined) return underTest;
  const home = process.env['ADAM_TRAIN_HOME'] ?? envPaths('adam-train', { suffix: '' }).data;
  return join(home, 'tensorflow');
}

/** The addon's place in a native folder; it looks for TensorFlow in ../../deps/lib, as tfjs-node's own build does. */
export const addonPath = join('lib', 'napi-v8', 'tfjs_binding.node');

/** A built tfjs-node addon on this machine, if there is one: ours, or that of a tfjs-node that npm could install. */
export function findAddon(): string | undefined {
  const places = [nativeFolder(), tfjsNodeFolder()];
  return places
    .filter((place) => place !== undefined)
    .map((place) => join(place, addonPath))
    .find((path) => existsSync(path));
}

function tfjsNodeFolder(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-node/package.json'));
  } catch {
    return undefined;
  }
}
