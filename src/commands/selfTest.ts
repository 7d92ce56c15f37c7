import type { Backend } from '../engine/engine.js';
import { testEngine } from '../training/testEngine.js';

/** The hidden command `self-test`, which setup and doctor run in a process of its own; prints its result as JSON. */
export async function selfTest({ backend }: { backend: Backend }): Promise<void> {
  process.stdout.write(`${JSON.stringify(await testEngine(backend))}\n`);
}
