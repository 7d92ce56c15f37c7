import type { Choice } from '../chooseEngine.js';
import type { BackendChoice } from '../settings.js';
import { useBackend, usualBackend } from './engine.js';

/** What stands for chooseEngine.ts in a browser, where wasm computes on one thread. */
export async function chooseEngine({ backend }: { backend: BackendChoice }): Promise<Choice> {
  return { backend: await useBackend(backend === 'auto' ? usualBackend() : backend) };
}
