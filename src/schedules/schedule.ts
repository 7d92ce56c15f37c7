/**
 * The learning rate of an epoch, which is counted from 0 and asked for in any order.
 *
 * @param epoch a whole number >= 0
 */
export type Schedule = (epoch: number) => number;

/** What every schedule needs: the rate that it starts from, or for one-cycle rises to. */
export interface BaseRate {
  /** PyTorch's base_lr. */
  learningRate: number;
}
