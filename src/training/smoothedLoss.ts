/**
 * The exponential moving average of losses with Adam's bias correction: m ← β·m + (1 − β)·loss, and m/(1 − βᵗ) is their mean with
 * weights that fall by β from each loss to the one before it.
 */
export class LossSmoothing {
  private m = 0;
  private power = 1;

  /** @param beta in [0, 1); 0 leaves the losses as they are */
  constructor(private readonly beta: number) {}

  /** The smoothed loss after this one. */
  add(loss: number): number {
    this.m = this.beta * this.m + (1 - this.beta) * loss;
    this.power *= this.beta;
    return this.m / (1 - this.power);
  }
}

/** Of so many steps the mean's memory is a tenth: as much as chance in single batches asks for. */
export function smoothingFor(steps: number): number {
  return Math.max(0, 1 - 10 / steps);
}

/** How many steps the smoothed loss lies behind the losses: the mean's weights are that old in the mean. */
export function lagOf(beta: number): number {
  return Math.round(beta / (1 - beta));
}
