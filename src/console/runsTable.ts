import { settingPhrase } from '../config/differences.js';
import type { TrainSettingName } from '../config/trainSettings.js';
import { formatCount, formatEpochs, formatNumber, formatPlural, formatR2, formatText } from '../format.js';
import { type ListedRun, monitoredFigure } from '../sweep/listRuns.js';
import type { SweepFacts } from '../sweep/sweepFacts.js';
import { shellWord, shortened } from '../text.js';
import { alignColumns } from './columns.js';

/** Of the settings in a line; all of them are in the JSON. */
const MOST_CHARACTERS = 72;

const heads = ['name', 'when', 'data', 'settings', 'epochs', 'loss', 'R²', 'status'];

/** What `adam-train runs` prints: a line for each run, then what there is to say of some. */
export function runsLines(folder: string, runs: readonly ListedRun[]): string[] {
  if (runs.length === 0) return [`There are no runs in ${folder}.`];
  const problems = runs.flatMap((run) => (run.kind === 'damaged' ? [run.problem] : []));
  const stopped = runs.filter(
    (run) => run.kind !== 'damaged' && ['interrupted', 'killed', 'unfinished'].includes(run.status),
  );
  const [first] = stopped;
  return [
    ...alignColumns([heads, ...runs.map(cells)]),
    ...(problems.length === 0 ? [] : ['', ...problems]),
    ...(first === undefined
      ? []
      : ['', `What was stopped goes on with adam-train resume ${shellWord(first.path)} and the like.`]),
  ];
}

function cells(run: ListedRun): string[] {
  const place = [formatText(run.name), localTime(run.when)];
  if (run.kind === 'sweep') return [...place, run.data, sweepText(run), '', '', '', run.status];
  if (run.kind === 'damaged') return [...place, '', '', '', '', '', 'damaged'];
  const { figures } = run;
  return [
    ...place,
    run.data,
    settingsText(run.settings),
    formatEpochs(run),
    formatNumber(monitoredFigure(figures)),
    figures.test_r2 === null ? '–' : formatR2(figures.test_r2),
    run.status,
  ];
}

/** sweep of 8 trials, best val_loss 0.0123 */
function sweepText({ trials, ended, metric, best }: SweepFacts): string {
  const of = formatPlural(trials, 'trial');
  const how = best === null ? `by ${metric}` : `best ${metric} ${figureText(metric, best.value)}`;
  return `sweep of ${ended === trials ? of : `${of}, ${formatCount(ended)} ended`}, ${how}`;
}

function figureText(metric: SweepFacts['metric'], value: number): string {
  return metric.endsWith('r2') ? formatR2(value) : formatNumber(value);
}

function settingsText(settings: Partial<Record<TrainSettingName, unknown>>): string {
  const phrases = Object.entries(settings).map(([key, value]) =>
    settingPhrase(key as TrainSettingName, value),
  );
  return phrases.length === 0 ? 'defaults' : shortened(phrases.join(', '), MOST_CHARACTERS);
}

/** 2026-11-30 08:27, where the reader is. */
function localTime(when: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [when.getFullYear(), two(when.getMonth() + 1), two(when.getDate())].join('-');
  return `${day} ${two(when.getHours())}:${two(when.getMinutes())}`;
}

/** The same as `--json` prints it. */
export function runsJson(runs: readonly ListedRun[]): object[] {
  return runs.map((run) => {
    const kind = run.kind === 'sweep' ? run.kind : 'run';
    const place = { kind, name: run.name, path: run.path, when: run.when.toISOString() };
    if (run.kind === 'sweep') {
      const { status, data, trials, ended, metric, best } = run;
      return { ...place, status, data, trials, ended, metric, best };
    }
    if (run.kind === 'damaged') return { ...place, status: run.kind, problem: run.problem };
    const { status, data, settings, epochs, plannedEpochs, lossName, figures } = run;
    return {
      ...place,
      status,
      data,
      settings,
      epochs,
      planned_epochs: plannedEpochs,
      loss: lossName,
      ...figures,
    };
  });
}
