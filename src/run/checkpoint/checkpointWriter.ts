import { encodeSafetensors, type StoredTensor } from '../../files/safetensors.js';
import type { TrainingState } from '../../training/trainingState.js';
import { programName } from '../../version.js';
import type { MetricsMark } from '../metrics.js';
import { bestCheckpoint, checkpointFolder, lastCheckpoint, type RunFolder } from '../runFolder.js';
import { type CheckpointFacts, checkpointFormat, type Preparation, type RunBeginning } from './checkpoint.js';
import { storedPreparation, storedState, storedValues } from './tensors.js';

/** Writes the checkpoints of a run; each file is replaced in one step, so that there is a whole one at any moment. */
export class CheckpointWriter {
  private bestEpoch: number | undefined;

  constructor(
    private readonly folder: RunFolder,
    private readonly facts: CheckpointFacts & RunBeginning,
    private readonly preparation: Preparation,
  ) {}

  /**
   * `best` first: `last` has its weights too, and so never tells of a best epoch that is nowhere.
   *
   * @param metrics what metrics.csv holds of the epochs until now, on the disk already
   */
  write(state: TrainingState, { bytes, sha256 }: Omit<MetricsMark, 'epochs'>): void {
    // Not before: a run that diverges at once leaves no empty folder.
    this.folder.ensureFolder(checkpointFolder);
    if (state.best.epoch !== this.bestEpoch) {
      const tensors = [...storedPreparation(this.preparation), ...storedValues('', state.best.weights)];
      this.folder.write(bestCheckpoint, this.encode(tensors, { epoch: state.best.epoch }));
      this.bestEpoch = state.best.epoch;
    }
    const tensors = [...storedPreparation(this.preparation), ...storedState(state)];
    const { epoch, seconds, schedule } = state;
    const { epoch: bestEpoch, loss: bestLoss } = state.best;
    const { position } = state.generator;
    const metrics = { bytes, sha256 };
    const numbers = { epoch, seconds, metrics, bestEpoch, bestLoss, position, ...(schedule && { schedule }) };
    this.folder.write(lastCheckpoint, this.encode(tensors, numbers));
  }

  private encode(tensors: (readonly [string, StoredTensor])[], numbers: object): Buffer {
    const run = JSON.stringify({ ...this.facts, ...numbers });
    return encodeSafetensors(new Map(tensors), { program: programName, format: checkpointFormat, run });
  }
}
