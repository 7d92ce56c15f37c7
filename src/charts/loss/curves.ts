import type { EpochRecord } from '../../training/history.js';
import { colors } from '../parts/theme.js';
import { hasRoom, Thinning } from '../parts/thinning.js';

/** The curves of losses that loss.png may have. */
export const lossCurves = {
  train: { label: 'Training Loss', color: colors.training, loss: (r: EpochRecord) => r.trainLoss },
  test: { label: 'Testing Loss', color: colors.testing, loss: (r: EpochRecord) => r.testLoss },
  val: {
    label: 'Validation Loss',
    color: colors.validation,
    loss: (r: EpochRecord) => r.valLoss ?? Number.NaN,
  },
};

/** What loss.png draws of an epoch; where the axis may be logarithmic, zero is a gap. */
export const lossHeights = [
  ...Object.values(lossCurves).flatMap(({ loss }) => [
    loss,
    (record: EpochRecord) => (loss(record) > 0 ? loss(record) : Number.NaN),
  ]),
  ({ learningRate }: EpochRecord) => learningRate,
];

/**
 * Thins out a history that comes epoch by epoch, so that loss.png looks as if it were all there.
 *
 * @param epochs that are to come
 * @param width the picture's
 * @param marked an epoch that stays in any case
 */
export function thinningHistory(epochs: number, width: number, marked?: number): Thinning<EpochRecord> {
  const staysWhole = hasRoom(epochs, width);
  return new Thinning(
    { places: [1, epochs], columns: width },
    ({ epoch }) => epoch,
    lossHeights,
    ({ epoch }) => staysWhole || epoch === marked,
  );
}
