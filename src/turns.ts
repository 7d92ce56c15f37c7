/**
 * Long work that says where it may pause: it yields often, and returns its result. The same code so serves callers that
 * wait for it at once and those that let others have their turns meanwhile.
 */
export type Work<Result> = Generator<undefined, Result, undefined>;

const MILLISECONDS_BETWEEN_TURNS = 50;

/** Values that are worked on between two pauses: some milliseconds at most. */
const VALUES_AT_ONCE = 1 << 16;

/**
 * Node hears signals and serves its streams between turns of its event loop alone. Awaited often in long work, what this
 * gives lets a turn by about every 50 ms.
 */
export function createTurns(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < MILLISECONDS_BETWEEN_TURNS) return;
    await nextTurn();
    last = performance.now();
  };
}

/** One end of a channel, as browsers have it. */
interface Port {
  onmessage: () => void;
  postMessage(message: unknown): void;
  close(): void;
}

/** Node's; the page's scripts are compiled without its types. */
declare const setImmediate: ((call: () => void) => void) | undefined;

/** A browser has no setImmediate, and lets the timers of a tab in the background wait; a message does not. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel() as unknown as Record<'port1' | 'port2', Port>;
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Does the work, with a turn for others about every 50 ms. */
export async function inTurns<Result>(work: Work<Result>): Promise<Result> {
  const turn = createTurns();
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    await turn();
  }
}

/** Does the work at once. */
export function atOnce<Result>(work: Work<Result>): Result {
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}

/**
 * Goes over 0 … count − 1 in ranges, and may pause after each.
 *
 * @param each does what is to be done from `start` to before `end`
 * @param width values that belong to each number, such as the columns of a row
 */
export function* overRanges(
  count: number,
  each: (start: number, end: number) => void,
  width = 1,
): Work<void> {
  const size = Math.max(1, Math.floor(VALUES_AT_ONCE / width));
  for (let start = 0; start < count; start += size) {
    each(start, Math.min(count, start + size));
    yield;
  }
}
