/** Until this epoch the trace has each one; from there to twice as far every second one, then every fourth, and so on. */
export const WHOLE_UNTIL = 1000;

/**
 * Whether an epoch's end is traced. It depends on nothing but the epoch, so that a run that was interrupted goes on as one
 * that went through; each doubling of the epochs adds no more than half of `WHOLE_UNTIL`.
 */
export function isTracedEpoch(epoch: number): boolean {
  return epoch % strideAt(epoch) === 0;
}

/** The last traced epoch of so many, as far as the epochs alone say. */
export function lastTracedEpoch(epochs: number): number {
  return epochs - (epochs % strideAt(epochs));
}

/** How many epochs of so many are traced. */
export function tracedEpochs(epochs: number): number {
  let count = 0;
  for (let from = 0, until = WHOLE_UNTIL; from < epochs; from = until, until *= 2) {
    count += Math.floor((Math.min(epochs, until) - from) / strideAt(until));
  }
  return count;
}

/** A power of two, which divides the strides of all later epochs, and the places where they begin. */
function strideAt(epoch: number): number {
  let stride = 1;
  while (epoch > WHOLE_UNTIL * stride) stride *= 2;
  return stride;
}
