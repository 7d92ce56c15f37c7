import { UsageError } from '../errors.js';
import type { Choices } from '../explain/playground/choices.js';
import { choicesOf, lessons } from '../explain/playground/lessons.js';
import { PATH_STEPS, type PlaneFunctionName, type Point } from '../explain/surfaces/functions.js';
import { adam } from '../optimizers/adam.js';
import { namesOfRule, type OptimizerName } from '../optimizers/index.js';
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

/** The page begins with its first lesson, or with what is given. */
export function pageRequest(values: Values, given: GivenSettings<ExplainSettingName>): PageRequest {
  const { output = 'explain.html', force } = values as { output?: string; force: boolean };
  const [lesson] = lessons;
  const isGiven = Object.keys(given).some((key) => !['page', ...pageFile].includes(key));
  if (!isGiven && lesson !== undefined) {
    return { form: 'page', choices: lesson.choices, look: lesson.look, output, force };
  }
  const { function: name = 'rosenbrock', steps = PATH_STEPS, start } = values as FunctionValues;
  if (steps > MOST_STEPS) {
    throw new UsageError(
      `--steps must be at most ${MOST_STEPS} on a page, got ${steps}; give fewer, or leave --page out.`,
    );
  }
  const optimizers = values.optimizer as OptimizerName[];
  const repeated = optimizers.find((optimizer, i) => optimizers.indexOf(optimizer) !== i);
  if (repeated !== undefined) {
    throw new UsageError(
      `--optimizer must name each optimizer once for a page, got ${repeated} twice; its rates can be tried on the page.`,
    );
  }
  const usual = choicesOf(name, optimizers, { steps });
  const rates = ratesOf(values).flatMap((rate, i) => (rate === undefined ? [] : [[optimizers[i], rate]]));
  const shared = (['beta1', 'beta2', 'epsilon'] as const).flatMap((key) =>
    given[key] === undefined ? [] : [[key, values[key]]],
  );
  const choices: Choices = {
    ...usual,
    ...(start && { start }),
    rates: { ...usual.rates, ...Object.fromEntries(rates) },
    shared: Object.fromEntries(shared),
  };
  const walked = optimizers.find((optimizer) => namesOfRule(adam.rule).includes(optimizer)) ?? 'adam';
  return { form: 'page', choices, look: { name: walked, coordinate: 0, t: 1 }, output, force };
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
