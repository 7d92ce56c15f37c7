import { join } from 'node:path';
import type * as z from 'zod';
import { featureNames } from '../../data/columns.js';
import { AdamTrainError } from '../../errors.js';
import { systemCode } from '../../files/fileErrors.js';
import { decodeSafetensors, readSafetensorsFile } from '../../files/readSafetensors.js';
import { followsLoss } from '../../schedules/index.js';
import type { EpochRecord } from '../../training/history.js';
import type { TrainingState } from '../../training/trainingState.js';
import { programName } from '../../version.js';
import { onReading } from '../damage.js';
import { lastCheckpoint } from '../runFolder.js';
import { type Checkpoint, checkpointFormat, type RunBeginning } from './checkpoint.js';
import { header1, header2 } from './header.js';
import { CheckpointTensors, takePreparation, takeState, takeWeights } from './tensors.js';

/**
 * Reads checkpoints/last of a run's folder, of this format or of format 1. All of it is checked, so that whatever is done with
 * it finds what it looks for.
 *
 * @returns undefined where there is none yet
 * @throws AdamTrainError (exit code 1) if it cannot be read, is damaged or of another version
 */
export function readCheckpoint(folder: string): Checkpoint | undefined {
  const path = join(folder, lastCheckpoint);
  try {
    const bytes = onReading(path, () => readIfThere(path));
    return bytes && decode(bytes);
  } catch (cause) {
    if (cause instanceof AdamTrainError) throw cause;
    throw new AdamTrainError(
      `${path} is damaged or was written by another version; put a good copy in its place, or train anew.`,
      undefined,
      { cause },
    );
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readSafetensorsFile(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function decode(bytes: Buffer): Checkpoint {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const { program, format, run } = metadata;
  if (program !== programName || run === undefined) throw new Error('it is of another program');
  const left = new CheckpointTensors(tensors);
  const content: unknown = JSON.parse(run);
  if (format === checkpointFormat) {
    const header = header2.parse(content);
    const { settings, horizon, engine, dataSha256, metrics, seconds, ...shared } = header;
    const beginning = { settings, horizon, engine, dataSha256 };
    const taken = takeAll(left, shared, seconds);
    checkAgreement(taken, beginning);
    return { ...taken, beginning, metrics: { mark: { ...metrics, epochs: shared.epoch } } };
  }
  if (format !== '1') throw new Error(`it is of format ${format}`);
  const header = header1.parse(content);
  const shape = [header.epoch, historyFields.length];
  const history = historyRecords(left.take('history', Float64Array, shape));
  return { ...takeAll(left, header, history.at(-1)?.seconds ?? 0), metrics: { history } };
}

/** @throws Error if the model or the state is not that of the settings beside them */
function checkAgreement(
  { facts, sizes, state }: Pick<Checkpoint, 'facts' | 'sizes' | 'state'>,
  { settings }: RunBeginning,
): void {
  const isOf: Record<string, boolean> = {
    hidden: JSON.stringify(settings['hidden']) === JSON.stringify(sizes.slice(1, -1)),
    activation: settings['activation'] === facts.activation,
    ema: typeof settings['ema'] === 'number' ? state.average !== undefined : state.average === undefined,
    schedule: followsLoss(settings['schedule']) === (state.schedule !== undefined),
  };
  for (const [name, agrees] of Object.entries(isOf)) {
    if (!agrees) throw new Error(`its ${name} is not that of its settings`);
  }
}

function takeAll(
  tensors: CheckpointTensors,
  { epoch, bestEpoch, bestLoss, position, schedule, ...facts }: z.infer<typeof header1>,
  seconds: number,
): Pick<Checkpoint, 'facts' | 'sizes' | 'preparation' | 'state'> {
  const width = { features: featureNames(facts.columns).length, targets: facts.columns.targets.length };
  const preparation = takePreparation(tensors, width);
  const { sizes, weights } = takeWeights(tensors, width, facts.layers);
  const { words, best, ...kept } = takeState(tensors, weights);
  tensors.checkEmpty();
  const state: TrainingState = {
    epoch,
    seconds,
    weights,
    ...kept,
    ...(schedule && { schedule }),
    generator: { words, position },
    best: { epoch: bestEpoch, loss: bestLoss, weights: best },
  };
  return { facts, sizes, preparation, state };
}

/** The columns of the history in a checkpoint of format 1. */
const historyFields = [
  'trainLoss',
  'valLoss',
  'testLoss',
  'learningRate',
  'gradientNorm',
  'seconds',
] as const;

/**
 * The history that a table was made of; NaN stands where there is no validation loss.
 *
 * @param values [epochs, fields]
 */
function historyRecords(values: Float64Array): EpochRecord[] {
  const width = historyFields.length;
  return Array.from({ length: values.length / width }, (_, row) => {
    const cell = (field: (typeof historyFields)[number]) =>
      values[row * width + historyFields.indexOf(field)] as number;
    const valLoss = cell('valLoss');
    return {
      epoch: row + 1,
      trainLoss: cell('trainLoss'),
      ...(!Number.isNaN(valLoss) && { valLoss }),
      testLoss: cell('testLoss'),
      learningRate: cell('learningRate'),
      gradientNorm: cell('gradientNorm'),
      seconds: cell('seconds'),
    };
  });
}
