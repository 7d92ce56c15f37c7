import type { TrainConfig } from '../../config/trainConfig.js';
import { MOST_COLUMNS } from '../../pages/columns.js';
import { shownRows as placesOf } from '../../pages/targets.js';
import type { ShownRows } from '../loadData.js';

/**
 * What a run's page is to show of its test rows; undefined if it is to have none.
 *
 * @param draws false where its pictures are not wanted
 */
export function shownRows({ seed, output }: TrainConfig, draws = true): ShownRows | undefined {
  if (!draws || output.noReport) return undefined;
  return { places: (rows, targets) => placesOf(rows, seed, targets), columns: MOST_COLUMNS };
}
