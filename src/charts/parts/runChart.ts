import type { AdamHyperparameters } from '../../optimizers/adam.js';
import type { Monitor } from '../../training/earlyStopping.js';
import type { EpochRecord } from '../../training/history.js';
import type { RegressionMetrics } from '../../training/regressionMetrics.js';
import type { TraceRow } from '../../training/trace/adamTrace.js';
import type { ChartSize } from '../png/size.js';
import type { YScale } from './yScale.js';

/** A run as its charts see it. */
export interface ChartedRun {
  /** The run's main settings as short phrases, for subtitles. */
  settings: readonly string[];
  losses: Losses;
  /** Each target's of the test rows; none if the run diverged. */
  predictions?: readonly TestPredictions[] | undefined;
  /** Of one step at least; none if the run was not traced. */
  trace?: Trace | undefined;
}

/** What was recorded of Adam's steps, and the settings that say what it means. */
export interface Trace {
  rows: readonly TraceRow[];
  adam: Pick<AdamHyperparameters, 'beta1' | 'beta2' | 'amsgrad' | 'biasCorrection'>;
}

export interface Losses {
  /** All epochs, or those of a long run that a picture has room for. */
  history: readonly EpochRecord[];
  yScale: YScale;
  /** What the loss is, for the axis: mean squared error. */
  lossTitle?: string | undefined;
  /** Marked if given and in the history. */
  bestEpoch?: number | undefined;
  /** Whose loss was lowest in the best epoch; the validation rows' unless there are none. */
  bestOf?: Monitor | undefined;
}

/** What was predicted of a target. */
export interface TestPredictions {
  /** [rows] */
  actual: ArrayLike<number>;
  /** [rows] */
  predicted: ArrayLike<number>;
  metrics: RegressionMetrics;
  /** R² on the same rows of simpler models, each by what it is called; of those that have one. */
  baselines?: readonly { name: string; r2: number }[] | undefined;
  /** Chooses the points that are drawn when there are too many. */
  seed: number;
  /** The target column's name; without one it goes unnamed. */
  targetName?: string | undefined;
}

/** A picture that a run's folder holds. */
export interface RunChart {
  fileName: string;
  /** Unless the user wishes another. */
  size: ChartSize;
  /** The PNG's bytes; undefined if the run has not what the chart shows. */
  draw: (run: ChartedRun, size?: ChartSize) => Promise<Buffer> | undefined;
}

/** What a chart is: the name of its file, the part of a run that it needs, and how it is drawn, in its usual size or another. */
export function defineChart<Part extends keyof ChartedRun>({
  fileName,
  needs,
  size: usualSize,
  draw,
}: {
  fileName: string;
  needs: Part;
  size: ChartSize;
  draw: (
    part: NonNullable<ChartedRun[Part]>,
    size: ChartSize | undefined,
    settings: readonly string[],
  ) => Promise<Buffer>;
}): RunChart {
  return {
    fileName,
    size: usualSize,
    draw: (run, size) => {
      const part = run[needs];
      return part ? draw(part, size, run.settings) : undefined;
    },
  };
}
