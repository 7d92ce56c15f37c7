import { join } from 'node:path';
import type { CellFormat } from '../../config/cellFormat.js';
import type { ActivationName } from '../../config/choices.js';
import type { FixedSettings } from '../../config/fixedSettings.js';
import type { Columns } from '../../data/columns.js';
import type { PreparedData } from '../../data/prepare.js';
import type { Backend } from '../../engine/engine.js';
import { encodeSafetensors, type StoredTensor } from '../../files/safetensors.js';
import type { NamedValues, TrainingState } from '../../training/trainingState.js';
import type { MetricsMark } from '../metrics.js';
import type { RunFolder } from '../runFolder.js';

/** What a checkpoint says of the model and its data beside the state of training. */
export interface CheckpointFacts {
  columns: Columns;
  /** How the cells of the table were written; absent in checkpoints from before that could be said. */
  cells?: CellFormat | undefined;
  activation: ActivationName;
  /** Layers, the output layer among them. */
  layers: number;
  /** Whether the run predicts with the best epoch's weights rather than the last one's. */
  predictsWithBest: boolean;
}

/** What a run began with and goes on with, so that nobody changes it on the way. */
export interface RunBeginning {
  settings: FixedSettings;
  /** Settings that may change on the way, and with them the numbers: the schedule's horizon. */
  horizon: FixedSettings;
  engine: Backend;
  /** Of the data, in hexadecimal. */
  dataSha256: string;
}

export type Preparation = Pick<PreparedData, 'scaler' | 'target' | 'fill'>;

export const checkpointFormat = '2';
const checkpointFolder = 'checkpoints';
export const lastCheckpoint = join(checkpointFolder, 'last.safetensors');
export const bestCheckpoint = join(checkpointFolder, 'best.safetensors');

/** Writes the checkpoints of a run; each file is replaced in one step, so that there is a whole one at any moment. */
export class CheckpointWriter {
  private bestEpoch: number | undefined;

  constructor(
    private readonly folder: RunFolder,
    private readonly facts: CheckpointFacts & RunBeginning,
    private readonly preparation: Preparation,
  ) {
    folder.ensureFolder(checkpointFolder);
  }

  /**
   * `best` first: `last` has its weights too, and so never tells of a best epoch that is nowhere.
   *
   * @param metrics what metrics.csv holds of the epochs until now, on the disk already
   */
  write(state: TrainingState, { bytes, sha256 }: Omit<MetricsMark, 'epochs'>): void {
    if (state.best.epoch !== this.bestEpoch) {
      const tensors = [...this.preparationTensors(), ...weightTensors('', state.best.weights)];
      this.folder.write(bestCheckpoint, this.encode(tensors, { epoch: state.best.epoch }));
      this.bestEpoch = state.best.epoch;
    }
    const { words, position } = state.generator;
    const tensors: (readonly [string, StoredTensor])[] = [
      ...this.preparationTensors(),
      ...weightTensors('', state.weights),
      ...weightTensors('average/', state.average ?? []),
      ...weightTensors('optimizer/', state.optimizer),
      ...weightTensors('best/', state.best.weights),
      ['generator', { shape: [words.length], values: words }],
    ];
    const { epoch, seconds, schedule } = state;
    const { epoch: bestEpoch, loss: bestLoss } = state.best;
    const metrics = { bytes, sha256 };
    const numbers = { epoch, seconds, metrics, bestEpoch, bestLoss, position, ...(schedule && { schedule }) };
    this.folder.write(lastCheckpoint, this.encode(tensors, numbers));
  }

  private encode(tensors: (readonly [string, StoredTensor])[], numbers: object): Buffer {
    const run = JSON.stringify({ ...this.facts, ...numbers });
    return encodeSafetensors(new Map(tensors), { program: 'adam-train', format: checkpointFormat, run });
  }

  private preparationTensors(): (readonly [string, StoredTensor])[] {
    const { scaler, target, fill } = this.preparation;
    const vector = (values: Float64Array) => ({ shape: [values.length], values });
    return [
      ['scaler/mean', vector(scaler.mean)],
      ['scaler/scale', vector(scaler.scale)],
      ['target', vector(Float64Array.of(target.mean, target.scale))],
      ...(fill === undefined ? [] : [['fill', vector(fill)] as const]),
    ];
  }
}

function weightTensors(prefix: string, weights: readonly NamedValues[]): [string, StoredTensor][] {
  return weights.map(({ name, shape, values }) => [`${prefix}${name}`, { shape, values }]);
}
