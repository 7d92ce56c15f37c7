// Loads without tfjs: the losses' files name what is here.

/** A loss of each difference d = predicted − actual by itself, in float64. */
export interface LossArithmetic {
  /** Its number in src/kernels/assembly/losses.ts. */
  code: number;
  value: (d: number, parameter: number) => number;
  /** The value's derivative by d. */
  slope: (d: number, parameter: number) => number;
}

/** The losses that are one kernel with their gradient; `parameter` is the δ or β of those that have one. */
export const lossArithmetic = {
  mse: { code: 0, value: (d) => d ** 2, slope: (d) => 2 * d },
  mae: { code: 1, value: Math.abs, slope: Math.sign },
  huber: {
    code: 2,
    value: (d, delta) => (Math.abs(d) < delta ? 0.5 * d * d : delta * (Math.abs(d) - 0.5 * delta)),
    slope: clamp,
  },
  smoothL1: {
    code: 3,
    value: (d, beta) => (Math.abs(d) < beta ? (0.5 * d * d) / beta : Math.abs(d) - 0.5 * beta),
    slope: (d, beta) => clamp(d, beta) / beta,
  },
} satisfies Record<string, LossArithmetic>;

function clamp(d: number, limit: number): number {
  return Math.min(Math.max(d, -limit), limit);
}

/** What says to the kernel which loss it is. */
export interface LossAttributes {
  loss: keyof typeof lossArithmetic;
  /** Above 0 where the loss has one. */
  parameter: number;
}
