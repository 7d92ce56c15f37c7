const MILLISECONDS_BETWEEN_TRIES = 1000;

/** Whether an error is what a server answered. Its class has another name in the bundle; the client puts beside it what was asked. */
export function isAnswer(error: unknown): error is Error {
  return error instanceof Error && 'command' in error;
}

/** What a server says that can do nothing for now; undefined for any other error. */
export function busyWords(error: unknown): string | undefined {
  const said = error instanceof Error ? error.message : '';
  const isForNow = /^(OOM|MISCONF|READONLY|LOADING|MASTERDOWN|TRYAGAIN|NOREPLICAS)\b/.test(said);
  return isForNow ? said.split(/\.*\s*script:|\.+$/)[0] : undefined;
}

/**
 * Does what asks a server, again and again while that can do nothing for now.
 *
 * @param onBusy told what it says before each wait
 */
export async function untilDone<Answer>(
  work: () => Promise<Answer>,
  onBusy: (why: string) => void,
): Promise<Answer> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const why = busyWords(error);
      if (why === undefined) throw error;
      onBusy(why);
      await new Promise((resolve) => setTimeout(resolve, MILLISECONDS_BETWEEN_TRIES));
    }
  }
}
