import { findAddon } from './nativeFolder.js';

/**
 * Stands in for @mapbox/node-pre-gyp in the bundled tfjs-node, which asks it one thing: where the addon is.
 */
export function find(): string {
  return findAddon() ?? '';
}
