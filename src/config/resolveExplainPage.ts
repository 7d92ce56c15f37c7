import { UsageError } from '../errors.js';
import type { AskedBeginning } from '../explain/playground/beginning.js';
import type { PlaneFunctionName, Point } from '../explain/surfaces/functions.js';
import type { OptimizerName } from '../optimizers/index.js';
import type { ExplainPageData } from '../pages/explainData.js';
import type { GivenSettings } from '../settings/given.js';
import type { ExplainSettingName } from './explainSettings.js';

/** A page on which optimizers are tried, and what it begins with. */
export interface PageRequest extends ExplainPageData {
  form: 'page';
  output: string;
  force: boolean;
}

const pageFile: readonly string[] = ['output', 'force', 'quiet', 'noColor'];
/** The settings that a page begins with, and those of its file. */
export const ofPage: readonly string[] = [
  ...['page', 'function', 'steps', 'start', 'optimizer', 'learningRate', 'beta1', 'beta2', 'epsilon'],
  ...pageFile,
];
/** A page has every path run anew when a slider moves. */
const MOST_STEPS = 5000;

interface FunctionValues {
  function?: PlaneFunctionName;
  steps?: number;
  start?: Point;
}

type Values = Partial<Record<ExplainSettingName, unknown>>;

/** A page, and what it is to begin with if anything is given. */
export function pageRequest(values: Values, given: GivenSettings<ExplainSettingName>): PageRequest {
  const { output = 'explain.html', force } = values as { output?: string; force: boolean };
  const isAsked = Object.keys(given).some((key) => !['page', ...pageFile].includes(key));
  return { form: 'page', asked: isAsked ? asked(values, given) : null, output, force };
}

function asked(values: Values, given: GivenSettings<ExplainSettingName>): AskedBeginning {
  const { function: name = 'rosenbrock', steps, start } = values as FunctionValues;
  if (steps !== undefined && steps > MOST_STEPS) {
    throw new UsageError(
      `--steps must be at most ${MOST_STEPS} on a page, got ${steps}; give fewer, or leave --page out.`,
    );
  }
  const names = values.optimizer as OptimizerName[];
  const repeated = names.find((optimizer, i) => names.indexOf(optimizer) !== i);
  if (repeated !== undefined) {
    throw new UsageError(
      `--optimizer must name each optimizer once for a page, got ${repeated} twice; its rates can be tried on the page.`,
    );
  }
  const rates = ratesOf(values);
  const shared = (['beta1', 'beta2', 'epsilon'] as const).flatMap((key) =>
    given[key] === undefined ? [] : [[key, values[key]]],
  );
  return {
    function: name,
    start,
    steps,
    shared: Object.fromEntries(shared),
    optimizers: names.map((optimizer, i) => ({ name: optimizer, learningRate: rates[i] })),
  };
}

/** The learning rate of each optimizer, as far as they are given. */
export function ratesOf(values: Values): readonly (number | undefined)[] {
  const optimizers = values.optimizer as OptimizerName[];
  const rates = values.learningRate as number[] | undefined;
  if (rates !== undefined && rates.length !== 1 && rates.length !== optimizers.length) {
    throw new UsageError(
      `--lr must be one number for all or one for each optimizer, got ${rates.length} for ${optimizers.length}; give one each.`,
    );
  }
  return optimizers.map((_, i) => rates?.[rates.length === 1 ? 0 : i]);
}
