import { lossHeights } from '../charts/loss/curves.js';
import { Thinning } from '../charts/parts/thinning.js';
import { verticalScale, type YScale } from '../charts/parts/yScale.js';
import { roundedLoss } from '../pages/curves.js';
import type { LiveEpoch, LiveEpochs } from '../pages/liveData.js';
import type { EpochRecord } from '../training/history.js';

/** Of each eight epochs stay at most: about 2,000. */
const COLUMNS = 250;
/** Of the epochs that are not thinned out yet. */
const MOST_LATEST = 64;

/**
 * A run's epochs as they come, of which it keeps about 2,000 and those of the latest column: a page that comes late gets all of
 * the curve. How many will come nobody knows, and so a column has one epoch at first, and twice as many whenever there are too many columns.
 */
export class LiveCurve {
  latest: EpochRecord | undefined;
  /** Rises when what was kept until now is thinned out again, and its places are others. */
  generation = 0;
  private width = 1;
  private thinning = this.emptyThinning();
  private epochs: LiveEpoch[] = [];

  constructor(private readonly yScale: YScale) {}

  add(record: EpochRecord): void {
    while (record.epoch > this.width * COLUMNS) this.widen();
    this.thinning.add(record);
    this.latest = record;
  }

  /** What whoever has the first `from` epochs that stay lacks. */
  since(from: number): Omit<LiveEpochs, 'said'> {
    const { done, current } = this.thinning;
    for (const record of done.slice(this.epochs.length)) this.epochs.push(liveEpoch(record));
    const every = Math.ceil(current.length / MOST_LATEST);
    const latest = current.filter((_, i) => (current.length - 1 - i) % every === 0).map(liveEpoch);
    return { from, epochs: this.epochs.slice(from), latest, scale: this.scaleWith(latest) };
  }

  private widen(): void {
    const kept = this.thinning.end();
    this.width *= 2;
    this.generation++;
    this.epochs = [];
    this.thinning = this.emptyThinning();
    for (const record of kept) this.thinning.add(record);
  }

  private emptyThinning(): Thinning<EpochRecord> {
    const places = [1, this.width * COLUMNS + 1] as const;
    return new Thinning({ places, columns: COLUMNS }, ({ epoch }) => epoch, lossHeights);
  }

  private scaleWith(latest: readonly LiveEpoch[]): LiveEpochs['scale'] {
    const losses = [...this.epochs, ...latest].flatMap(([, train, test, val]) => [train, test, val]);
    return verticalScale(
      losses.filter((loss) => loss !== null),
      this.yScale,
    );
  }
}

function liveEpoch({ epoch, trainLoss, testLoss, valLoss, learningRate }: EpochRecord): LiveEpoch {
  const val = valLoss === undefined ? null : roundedLoss(valLoss);
  return [epoch, roundedLoss(trainLoss), roundedLoss(testLoss), val, roundedLoss(learningRate)];
}
