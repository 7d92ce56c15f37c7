import { settingName, settingText } from '../config/differences.js';
import type { TrainSettingName } from '../config/trainSettings.js';
import { csvRows, csvText } from '../files/csvRows.js';
import { formatCount, formatEpochs, formatNumber, formatR2, formatSeconds, formatText } from '../format.js';
import type { ComparedRun, Comparison } from '../job/compareRuns.js';
import { type FigureName, figureNames } from '../job/metricNames.js';
import { alignInBlocks } from './columns.js';

const heads: Record<FigureName, string> = {
  train_loss: 'train loss',
  val_loss: 'val loss',
  val_rmse: 'val RMSE',
  val_mae: 'val MAE',
  val_r2: 'val R²',
  cv_loss: 'CV loss',
  cv_rmse: 'CV RMSE',
  cv_mae: 'CV MAE',
  cv_r2: 'CV R²',
  test_loss: 'test loss',
  test_rmse: 'test RMSE',
  test_mae: 'test MAE',
  test_r2: 'test R²',
  seconds: 'time',
};

/** Those that the table has, where a run has them, beside that which ranks. */
const usual: readonly FigureName[] = [
  'val_loss',
  'val_r2',
  'cv_loss',
  'cv_rmse',
  'cv_r2',
  'test_loss',
  'test_rmse',
  'test_mae',
  'test_r2',
];

const MOST_ROWS = 50;

/** What `adam-train compare` prints: a line for each run, in as many blocks as the terminal needs. */
export function comparisonLines({ runs, keys, figure }: Comparison, width: number): string[] {
  const settings = keys.filter(isColumn);
  const isShown = (name: FigureName) =>
    name === figure || (usual.includes(name) && runs.some(({ figures }) => figures[name] !== null));
  const columns = figureNames.filter((name) => name !== 'seconds' && isShown(name));
  const head = [
    '',
    'run',
    ...settings.map(settingName),
    ...columns.map((name) => heads[name]),
    'epochs',
    heads.seconds,
    'status',
  ];
  const rows = runs
    .slice(0, MOST_ROWS)
    .map((run) => [
      run.isBest ? '*' : '',
      formatText(run.name),
      ...settings.map((key) => settingText(key, run.settings[key])),
      ...columns.map((name) => figureText(run, name)),
      formatEpochs(run),
      run.figures.seconds === null ? '–' : formatSeconds(run.figures.seconds),
      run.status,
    ]);
  const blocks = alignInBlocks([head, ...rows], 2, width);
  const left = runs.length - rows.length;
  return [
    ...blocks.flatMap((block, i) => (i === 0 ? block : ['', ...block])),
    ...(left > 0 ? [`and ${formatCount(left)} more, with --csv and --json`] : []),
    ...(runs.some(({ isBest }) => isBest) ? [`* the best by ${figure}`] : []),
  ];
}

function figureText({ figures }: ComparedRun, name: FigureName): string {
  const { [name]: value } = figures;
  return name.endsWith('r2') && value !== null ? formatR2(value) : formatNumber(value);
}

/** The epochs that were planned stand beside those that were trained. */
function isColumn(key: TrainSettingName): boolean {
  return key !== 'epochs';
}

/** The same in full precision, for a spreadsheet: a row for each run. */
export function comparisonCsv({ runs, keys }: Comparison): string {
  const settings = keys.filter(isColumn);
  const cell = (value: unknown = null) => {
    if (value === null) return '';
    return typeof value === 'number' ? value : csvText(String(value));
  };
  return csvRows([
    ['run', 'best', ...settings, 'status', 'epochs', 'planned_epochs', ...figureNames],
    ...runs.map((run) => [
      csvText(run.name),
      String(run.isBest),
      ...settings.map((key) => cell(run.settings[key])),
      run.status,
      run.epochs,
      run.plannedEpochs,
      ...figureNames.map((name) => run.figures[name] ?? ''),
    ]),
  ]);
}

/** The same as `--json` prints it. */
export function comparisonJson({ runs, keys, figure, better, notes }: Comparison, picture: string): object {
  return {
    metric: figure,
    better,
    best: runs.find(({ isBest }) => isBest)?.name ?? null,
    notes,
    settings: keys,
    runs: runs.map(({ name, path, status, settings, epochs, plannedEpochs, figures }) => {
      return { name, path, status, settings, epochs, planned_epochs: plannedEpochs, ...figures };
    }),
    picture,
  };
}
