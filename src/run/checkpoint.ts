import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CellFormat } from '../config/cellFormat.js';
import type { ActivationName } from '../config/choices.js';
import type { Columns } from '../data/columns.js';
import type { PreparedData } from '../data/prepare.js';
import { AdamTrainError } from '../errors.js';
import type { EpochRecord } from '../training/history.js';
import type { NamedValues, TrainingState } from '../training/trainingState.js';
import { onPath } from './fileErrors.js';
import { historyRecords, historyTable } from './historyTable.js';
import type { RunFolder } from './runFolder.js';
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from './safetensors.js';

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

export type Preparation = Pick<PreparedData, 'scaler' | 'target' | 'fill'>;

export interface Checkpoint {
  facts: CheckpointFacts;
  preparation: Preparation;
  state: TrainingState;
}

const FORMAT = '1';
const checkpointFolder = 'checkpoints';
export const lastCheckpoint = join(checkpointFolder, 'last.safetensors');
export const bestCheckpoint = join(checkpointFolder, 'best.safetensors');

/** Writes the checkpoints of a run; each file is replaced in one step, so that there is a whole one at any moment. */
export class CheckpointWriter {
  private bestEpoch: number | undefined;

  constructor(
    private readonly folder: RunFolder,
    private readonly facts: CheckpointFacts,
    private readonly preparation: Preparation,
  ) {
    folder.ensureFolder(checkpointFolder);
  }

  /** `best` first: `last` has its weights too, and so never tells of a best epoch that is nowhere. */
  write(state: TrainingState): void {
    if (state.best.epoch !== this.bestEpoch) {
      const best = { ...state, weights: state.best.weights };
      const tensors = [...this.preparationTensors(), ...weightTensors('', best.weights)];
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
      ['history', historyTable(state.history)],
      ['generator', { shape: [words.length], values: words }],
    ];
    const epoch = state.history.length;
    const { epoch: bestEpoch, loss: bestLoss } = state.best;
    const { schedule } = state;
    const numbers = { epoch, bestEpoch, bestLoss, position, ...(schedule && { schedule }) };
    this.folder.write(lastCheckpoint, this.encode(tensors, numbers));
  }

  private encode(tensors: (readonly [string, StoredTensor])[], numbers: object): Buffer {
    const run = JSON.stringify({ ...this.facts, ...numbers });
    return encodeSafetensors(new Map(tensors), { program: 'adam-train', format: FORMAT, run });
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

/**
 * Reads checkpoints/last of a run's folder.
 *
 * @returns undefined where there is none yet
 * @throws AdamTrainError (exit code 1) if it is damaged or of another version
 */
export function readCheckpoint(folder: string): Checkpoint | undefined {
  const path = join(folder, lastCheckpoint);
  if (!existsSync(path)) return undefined;
  const bytes = onPath(path, () => readFileSync(path));
  try {
    return decode(bytes);
  } catch (cause) {
    throw new AdamTrainError(
      `${path} is damaged or was written by another version; put a good copy in its place, or train anew.`,
      undefined,
      { cause },
    );
  }
}

function decode(bytes: Buffer): Checkpoint {
  const { tensors, metadata } = decodeSafetensors(bytes);
  if (metadata['format'] !== FORMAT) throw new Error(`format ${metadata['format']}`);
  const { epoch, bestEpoch, bestLoss, position, schedule, ...facts } = JSON.parse(metadata['run'] as string);
  const stored = (name: string) => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new Error(`no ${name}`);
    return tensor;
  };
  const history: EpochRecord[] = historyRecords(stored('history'));
  if (history.length !== epoch) throw new Error('epochs are missing');
  const [mean, scale] = stored('target').values as Float64Array as unknown as [number, number];
  const average = namedValues(tensors, /^average\/(.+)$/);
  const fill = tensors.get('fill')?.values as Float64Array | undefined;
  return {
    facts,
    preparation: {
      scaler: {
        mean: stored('scaler/mean').values as Float64Array,
        scale: stored('scaler/scale').values as Float64Array,
      },
      target: { mean, scale },
      ...(fill && { fill }),
    },
    state: {
      history,
      weights: namedValues(tensors, /^(layer\d+\.\w+)$/),
      ...(average.length > 0 && { average }),
      optimizer: namedValues(tensors, /^optimizer\/(.+)$/),
      ...(schedule && { schedule }),
      generator: { words: stored('generator').values as Uint32Array, position },
      best: { epoch: bestEpoch, loss: bestLoss, weights: namedValues(tensors, /^best\/(.+)$/) },
    },
  };
}

function weightTensors(prefix: string, weights: readonly NamedValues[]): [string, StoredTensor][] {
  return weights.map(({ name, shape, values }) => [`${prefix}${name}`, { shape, values }]);
}

function namedValues(tensors: ReadonlyMap<string, StoredTensor>, pattern: RegExp): NamedValues[] {
  return [...tensors].flatMap(([key, { shape, values }]) => {
    const name = pattern.exec(key)?.[1];
    return name === undefined ? [] : [{ name, shape, values: values as NamedValues['values'] }];
  });
}
