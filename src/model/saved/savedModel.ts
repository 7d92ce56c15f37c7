import type { Columns } from '../../data/columns.js';
import type { TableFormat } from '../../data/csv/tableFormat.js';
import type { StandardScaler } from '../../data/standardScaler.js';
import type { TargetScale } from '../../data/targetScale.js';
import type { LayerWeights } from '../mlp.js';
import type { ActivationName } from '../settings.js';

/** A trained model and all that is needed to take it to new data, as plain values. */
export interface SavedModel {
  columns: Columns;
  /** How the table was written that it was trained on, where that is known. */
  cells?: TableFormat | undefined;
  /** What fills a missing number: [features]; absent unless --missing mean was given. */
  fill?: Float64Array;
  scaler: StandardScaler;
  /** Each target is scale·output + mean; 1 and 0 where it was not standardized. */
  targets: TargetScale[];
  activation: ActivationName;
  /** The output layer last. */
  layers: LayerWeights[];
}
