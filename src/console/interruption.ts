/** What a process does on the first SIGINT, SIGTERM or SIGHUP; the second one always ends it at once. */
type Listener = (exitCode: number) => void;

let listener: Listener | undefined;
let isAsked = false;

/**
 * Lets work end in order when the user interrupts it.
 *
 * @param onFirst called once, with the exit code that the signal stands for
 * @returns what puts things back
 */
export function onInterruption(onFirst: Listener): () => void {
  listener = onFirst;
  return () => {
    listener = undefined;
  };
}

/** Whether a signal was taken up by the work that goes on; if not, the process is to end. */
export function takeUpSignal(exitCode: number): boolean {
  if (listener === undefined || isAsked) return false;
  isAsked = true;
  listener(exitCode);
  return true;
}
