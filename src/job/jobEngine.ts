import type { TrainConfig } from '../config/trainConfig.js';
import type { Part } from '../data/prepare.js';
import { type Choice, chooseEngine } from '../engine/chooseEngine.js';

/**
 * Loads the engine that a job asks for; `auto` takes the one that is through first.
 *
 * @param train the rows to train on
 * @param note is told in a sentence that another engine is taken
 */
export function jobEngine(
  { engine, model, training, output }: TrainConfig,
  { x, y }: Pick<Part, 'x' | 'y'>,
  note?: (sentence: string) => void,
): Promise<Choice> {
  const work = { trainRows: x.rows, features: x.columns, targets: y.columns, ...model, ...training };
  return chooseEngine({ ...engine, verbose: output.verbose }, work, note);
}
