import { closeSync } from 'node:fs';
import { exitCodes } from '../errors.js';

/** Work that ends in order when the user interrupts it; it is told the exit code that the signal stands for. */
type Listener = (exitCode: number) => void;

let listener: Listener | undefined;
let isTakenUp = false;
let isHungUp = false;

/**
 * Hears SIGHUP, SIGINT and SIGTERM, and SIGBREAK, which is Ctrl-Break on Windows and nowhere else: the first is the listener's, if there is one; any other ends the process at once.
 */
export function hearSignals(): void {
  for (const [signal, exitCode] of [
    ['SIGHUP', exitCodes.hungUp],
    ['SIGINT', exitCodes.interrupted],
    ['SIGBREAK', exitCodes.interrupted],
    ['SIGTERM', exitCodes.terminated],
  ] as const) {
    process.on(signal, () => {
      isHungUp ||= signal === 'SIGHUP';
      if (listener === undefined || isTakenUp) process.exit(exitCode);
      isTakenUp = true;
      listener(exitCode);
    });
  }
  process.once('exit', () => {
    if (isHungUp) closeTerminal();
  });
}

/**
 * Lets work end in order when the user interrupts it.
 *
 * @param onFirst called once, at the first signal, in place of what was to be called until now; undefined for nothing
 */
export function onInterruption(onFirst: Listener | undefined): void {
  listener = onFirst;
}

/** Whether the terminal is gone, and so nobody there to be told anything. */
export function isTerminalGone(): boolean {
  return isHungUp;
}

/**
 * Lets go of a terminal that is gone, at the end of the process: Node would otherwise try to put its settings back, and abort
 * because that fails.
 */
function closeTerminal(): void {
  for (const descriptor of [0, 1, 2]) {
    try {
      closeSync(descriptor);
    } catch {
      // It was closed already.
    }
  }
}
