const MILLISECONDS_BETWEEN = 1000;

/** Says after which epochs a checkpoint is due: every `epochs` of them, or about once a second. */
export function createCheckpointClock(epochs: number | undefined): { isDue: (epoch: number) => boolean } {
  let last = performance.now();
  return {
    isDue: (epoch) => {
      if (epochs !== undefined) return epoch % epochs === 0;
      if (performance.now() - last < MILLISECONDS_BETWEEN) return false;
      last = performance.now();
      return true;
    },
  };
}
