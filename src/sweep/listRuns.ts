import { changedFromDefaults, dataPhrase, type SettingValues } from '../config/differences.js';
import type { TrainConfig } from '../config/trainConfig.js';
import { AdamTrainError } from '../errors.js';
import type { ListOrder } from '../job/listOrders.js';
import { type Figures, type RunStatus, runFacts } from '../job/runFacts.js';
import type { LossName } from '../model/losses/index.js';
import { byName, type ListedFolder, listFolders } from '../run/listFolders.js';
import { configFileName, spaceFileName } from '../run/runFolder.js';
import { type SweepFacts, sweepFacts } from './sweepFacts.js';

/** A folder of a list: a run, a sweep or what cannot be read. */
export type ListedRun = ListedRunFacts | ListedSweep | DamagedRun;

interface Listed {
  name: string;
  path: string;
  /** As the file system has it. */
  when: Date;
}

interface ListedRunFacts extends Listed {
  kind: 'run';
  status: RunStatus;
  /** In a phrase. */
  data: string;
  /** Those that are not the defaults, but for the data and the epochs. */
  settings: SettingValues;
  epochs: number;
  plannedEpochs: number;
  lossName: LossName;
  figures: Figures;
}

interface ListedSweep extends Listed, SweepFacts {
  kind: 'sweep';
}

interface DamagedRun extends Listed {
  kind: 'damaged';
  /** In a sentence. */
  problem: string;
}

/**
 * The runs in a folder; one that cannot be read is among them, with the reason.
 *
 * @param mayLack whether the folder may be missing
 * @throws UsageError if it is a run folder itself, or no folder
 */
export function listRuns(folder: string, order: ListOrder, mayLack = false): ListedRun[] {
  return listFolders(folder, mayLack).map(listed).sort(comparisons[order]);
}

/** The validation loss, where there is one, else the test loss. */
export function monitoredFigure({ val_loss, test_loss }: Figures): number | null {
  return val_loss ?? test_loss;
}

function listed({ kind, ...folder }: ListedFolder): ListedRun {
  if (kind === 'damaged run' || kind === 'damaged sweep') {
    const marker = kind === 'damaged run' ? configFileName : spaceFileName;
    const problem = `${folder.path} has no ${marker} that can be read; restore it, or train again.`;
    return { kind: 'damaged', ...folder, problem };
  }
  try {
    if (kind === 'sweep') return { kind, ...folder, ...sweepFacts(folder.path) };
    const { status, config, epochs, plannedEpochs, figures } = runFacts(folder.path);
    return {
      kind,
      ...folder,
      status,
      data: dataPhrase(config),
      settings: otherSettings(config),
      epochs,
      plannedEpochs,
      lossName: config.model.loss.name,
      figures,
    };
  } catch (error) {
    if (!(error instanceof AdamTrainError)) throw error;
    return { kind: 'damaged', ...folder, problem: error.message };
  }
}

/** What a list of runs has columns of its own for. */
const shownElsewhere = ['data', 'target', 'samples', 'features', 'epochs'];

function otherSettings(config: TrainConfig): SettingValues {
  return Object.fromEntries(
    Object.entries(changedFromDefaults(config)).filter(([key]) => !shownElsewhere.includes(key)),
  );
}

/** The best first, and the latest; what has no such figure stands last. Equal ones stand by their names. */
const comparisons: Record<ListOrder, (a: ListedRun, b: ListedRun) => number> = {
  name: (a, b) => byName(a.name, b.name),
  when: by(({ when }) => -when.getTime()),
  r2: by((run) => negative(ofRun(run, ({ figures }) => figures.test_r2))),
  loss: by((run) => ofRun(run, ({ figures }) => monitoredFigure(figures))),
  epochs: by((run) => negative(ofRun(run, ({ epochs }) => epochs))),
};

function by(figure: (run: ListedRun) => number | null) {
  const place = (run: ListedRun) => figure(run) ?? Number.POSITIVE_INFINITY;
  return (a: ListedRun, b: ListedRun) => {
    const [first, second] = [place(a), place(b)];
    return first < second ? -1 : first > second ? 1 : byName(a.name, b.name);
  };
}

function ofRun(run: ListedRun, figure: (run: ListedRunFacts) => number | null): number | null {
  return run.kind === 'run' ? figure(run) : null;
}

function negative(value: number | null): number | null {
  return value === null ? null : -value;
}
