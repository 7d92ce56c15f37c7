import { type Columns, featureNames } from '../data/columns.js';
import { badData, UsageError } from '../errors.js';
import { layerSizes } from '../model/modelSize.js';
import type { ModelConfig } from '../model/settings.js';
import type { NamedValues } from '../training/trainingState.js';

/**
 * The weights that `--init-from` begins with: those of another run's model, with the same layers on the same features.
 *
 * @throws UsageError if it is no run's folder, or its model has other layers
 * @throws AdamTrainError if it has no model yet, or was trained on other columns (exit code 3)
 */
export async function initialWeights(
  { initFrom, hidden, activation }: ModelConfig,
  columns: Columns,
): Promise<NamedValues[] | undefined> {
  if (initFrom === undefined) return undefined;
  // Few runs need it.
  const { readSavedModel } = await import('../run/checkpoint/savedModel.js');
  const saved = readSavedModel(initFrom);
  const sizes = (layers: readonly number[], name: string) => `${layers.join('-')} ${name}`;
  const theirs = [saved.layers[0]?.inputs ?? 0, ...saved.layers.map(({ outputs }) => outputs)];
  const features = featureNames(columns);
  if (featureNames(saved.columns).join('\0') !== features.join('\0')) {
    throw badData(
      `--init-from must be a run on the same features in the same order, got ${initFrom}, which has ${theirs[0]} features of ${features.length} or others; choose its columns, or another run.`,
    );
  }
  const own = layerSizes(features.length, hidden, columns.targets.length);
  if (sizes(theirs, saved.activation) !== sizes(own, activation)) {
    throw new UsageError(
      `--init-from must be a run with the layers ${sizes(own, activation)}, got ${initFrom} with ${sizes(theirs, saved.activation)}; give the same --hidden and --activation.`,
    );
  }
  return saved.layers.flatMap(({ inputs, outputs, weight, bias }, i) => [
    { name: `layer${i + 1}.weight`, shape: [inputs, outputs], values: weight },
    { name: `layer${i + 1}.bias`, shape: [outputs], values: bias },
  ]);
}
