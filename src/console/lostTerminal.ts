import { closeSync } from 'node:fs';

/**
 * Lets go of the terminal when it is gone, at the end of the process: Node would otherwise try to put its settings back, and
 * abort because that fails.
 */
export function closeLostTerminal(): void {
  for (const descriptor of [0, 1, 2]) {
    try {
      closeSync(descriptor);
    } catch {
      // It was closed already.
    }
  }
}
