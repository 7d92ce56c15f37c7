/** What the numbers of a column are like. */
export interface NumberFacts {
  count: number;
  min: number;
  max: number;
  mean: number;
  /** The population standard deviation. */
  deviation: number;
  /** Whether none has decimals. */
  isWhole: boolean;
}

/**
 * Mean, deviation and range of numbers that come one by one.
 *
 * @see Welford (1962), "Note on a Method for Calculating Corrected Sums of Squares and Products"
 */
export class NumberScan {
  private count = 0;
  private min = Number.POSITIVE_INFINITY;
  private max = Number.NEGATIVE_INFINITY;
  private mean = 0;
  /** Σ(x − mean)² */
  private squares = 0;
  private isWhole = true;

  see(value: number): void {
    this.count++;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    if (!Number.isInteger(value)) this.isWhole = false;
    const before = value - this.mean;
    this.mean += before / this.count;
    this.squares += before * (value - this.mean);
  }

  finish(): NumberFacts | undefined {
    const { count, min, max, mean, squares, isWhole } = this;
    if (count === 0) return undefined;
    return { count, min, max, mean, deviation: Math.sqrt(squares / count), isWhole };
  }
}
