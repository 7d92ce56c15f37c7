import { checkedValues } from '../config/checkedValues.js';
import { resolveTrainConfig } from '../config/resolveTrain.js';
import type { TrainConfig } from '../config/trainConfig.js';
import { type GivenTrainSettings, type TrainSettingName, trainTable } from '../config/trainSettings.js';
import type { TablePiece } from '../data/csv/rows/readTexts.js';
import { UsageError } from '../errors.js';
import { checkObject, shown } from '../settings/arguments.js';
import type { EpochRecord } from '../training/history.js';
import { piecesOf, type Samples, type Table, targetsOf } from './memoryRows.js';
import type { RunConfig } from './run.js';

/** What `train` takes beside the settings. */
export interface TrainOptions {
  /** Rows in memory, in place of `config.data`. */
  data?: Table | Samples | undefined;
  /** Is told of every epoch when it has ended. */
  onEpoch?: ((record: EpochRecord) => void) | undefined;
  /** Ends training after the epoch that runs when it is aborted; the run's status is 'interrupted' then. */
  signal?: AbortSignal | undefined;
}

/** What somebody asks of `train`, checked. */
export interface AskedRun extends TrainOptions {
  config: TrainConfig;
  /** The rows, where they are in memory. */
  pieces: Iterable<TablePiece> | undefined;
  /** Whether there is to be a run folder. */
  isKept: boolean;
  notes: string[];
}

/** Settings that say how a file is written, which rows in memory are not. */
const fileFormat: readonly TrainSettingName[] = ['noHeader', 'delimiter', 'comment', 'decimal', 'thousands'];

/** Where a run's folder is; another run's is not this one's. */
const places: readonly TrainSettingName[] = ['out', 'name', 'force'];

/** @throws UsageError in one sentence for a setting or an option that cannot be */
export function askedRun(config: RunConfig, options: TrainOptions): AskedRun {
  checkTrainOptions(options);
  const notes: string[] = [];
  const given = checkedValues(config, 'config', (key) => `config.${key}`);
  const isAnothers = Object.hasOwn(config, 'environment');
  const leftOut = places.filter((key) => isAnothers && given[key] !== undefined);
  for (const key of leftOut) delete given[key];
  if (leftOut.length > 0) {
    const [are, them] = leftOut.length === 1 ? ['is', 'it'] : ['are', 'them'];
    notes.push(
      `${leftOut.join(', ')} in config ${are} left out, because it is another run's; set ${them} anew.`,
    );
  }
  if (given.data?.value === '-') {
    throw new UsageError(
      'config.data must be the path of a file, got "-", which is standard input; read it yourself, and give data: await readCsv(bytes).',
    );
  }
  const pieces = options.data === undefined ? undefined : giveRows(options.data, given);
  const isKept = given.out !== undefined || given.name !== undefined;
  if (pieces !== undefined && isKept) {
    // They go to the folder by the way of standard input, which keeps a copy that resume reads.
    given.data = { name: 'data', text: 'rows in memory', value: '-' };
    given.delimiter = { name: 'data', text: ',', value: ',' };
  }
  const resolved = resolveTrainConfig(given);
  if (resolved.config.output.trace && !isKept) {
    notes.push('config.trace does nothing without a folder for trace.csv; set config.name or config.out.');
  }
  return { ...options, config: resolved.config, pieces, isKept, notes: [...notes, ...resolved.notes] };
}

/** Has the settings say that the rows are in memory; gives them. */
function giveRows(data: Table | Samples, given: GivenTrainSettings): Iterable<TablePiece> {
  if (given.data !== undefined) {
    throw new UsageError(
      `${given.data.name} must be left out beside data, which gives the rows, got ${given.data.text}; leave one of the two out.`,
    );
  }
  for (const key of fileFormat) {
    const { [key]: setting } = given;
    if (setting === undefined || setting.value === trainTable[key].default) continue;
    throw new UsageError(
      `${setting.name} must be left out beside data, whose rows are no file's, got ${setting.text}; give numbers as numbers.`,
    );
  }
  given.data = { name: 'data', text: 'rows in memory', value: 'data' };
  if (!Array.isArray(data)) {
    const names = targetsOf((data as Samples | null)?.y as Samples['y']).names;
    given.target ??= { name: 'data.y', text: 'y', value: names.length === 1 ? names[0] : names };
  }
  return piecesOf(data);
}

function checkTrainOptions(options: TrainOptions): void {
  checkObject('train', options);
  const wrong = Object.keys(options).find((name) => !['data', 'onEpoch', 'signal'].includes(name));
  if (wrong !== undefined) {
    throw new UsageError(
      `An option of train must be data, onEpoch or signal, got ${wrong}; settings stand in its first argument.`,
    );
  }
  const { onEpoch, signal } = options;
  if (onEpoch !== undefined && typeof onEpoch !== 'function') {
    throw new UsageError(
      `onEpoch must be a function of an epoch's record, got ${shown(onEpoch)}; write (record) => { … }.`,
    );
  }
  if (signal !== undefined && typeof (signal as AbortSignal | null)?.aborted !== 'boolean') {
    throw new UsageError(
      `signal must be an AbortSignal, got ${shown(signal)}; give it an AbortController's signal.`,
    );
  }
}
