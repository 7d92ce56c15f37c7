import { print } from '../../console/print.js';
import type { Backend } from '../../engine/settings.js';
import { testEngine } from '../../engine/testEngine.js';

/** The hidden command `self-test`, which setup and doctor run in a process of its own; prints its result as JSON. */
export async function selfTest({ backend }: { backend: Backend }): Promise<void> {
  print(process.stdout, JSON.stringify(await testEngine(backend)));
}
