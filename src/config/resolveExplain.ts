import { UsageError } from '../errors.js';
import type { ExampleName } from '../explain/examples/index.js';
import { PATH_STEPS, type PlaneFunctionName } from '../explain/surfaces/functions.js';
import { adam } from '../optimizers/adam.js';
import { type AllHyperparameters, namesOfRule, type OptimizerName, optimizers } from '../optimizers/index.js';
import { type HyperparameterName, hyperparameterNames } from '../optimizers/settings.js';
import { followsLoss } from '../schedules/index.js';
import { type GivenSettings, resolveValues } from '../settings/given.js';
import { inWords } from '../settings/range.js';
import { traceSettings } from '../training/settings.js';
import { type ExplainSettingName, explainSettings, isOwnExplainSetting } from './explainSettings.js';
import { ofPage, type PageRequest, pageRequest, ratesOf } from './resolveExplainPage.js';
import { resolveTrainConfig } from './resolveTrain.js';
import type { TrainConfig } from './trainConfig.js';
import type { GivenTrainSettings } from './trainSettings.js';

/** A job whose optimizer steps by Algorithm 1. */
export type WalkConfig = TrainConfig & { optimizer: { name: 'adam' | 'adamw' } };

/** A walk through a job's first steps. */
export interface WalkRequest {
  form: 'walk';
  config: WalkConfig;
  notes: string[];
  /** As the user named it. */
  parameter: string | undefined;
  steps: number;
  ascii: boolean;
}

/** Where a picture goes. */
interface PictureRequest {
  output: string;
  force: boolean;
}

/** The paths of optimizers on a surface. */
export interface FunctionRequest extends PictureRequest {
  form: 'function';
  function: PlaneFunctionName;
  start: [x: number, y: number] | undefined;
  steps: number;
  json: boolean;
  ascii: boolean;
  /** Without a learning rate one that suits the function is taken. */
  runs: { optimizer: OptimizerName; hyperparameters: Partial<AllHyperparameters> }[];
}

/** One of the known examples. */
export interface ExampleRequest extends PictureRequest {
  form: 'example';
  example: ExampleName;
  ascii: boolean;
}

type Given = GivenSettings<ExplainSettingName>;

/** Settings that the forms with a picture have; the walk has all but `pictureOnly`. */
const ofFunction: readonly string[] = [
  ...['function', 'steps', 'start', 'optimizer', ...hyperparameterNames],
  ...['output', 'force', 'json', 'ascii', 'quiet', 'noColor'],
];
const ofExample: readonly string[] = ['example', 'ascii', 'output', 'force', 'quiet', 'noColor'];
const pictureOnly: readonly string[] = ['start', 'output', 'force'];

/**
 * Checks explain's flags, and says which of its four forms is meant.
 *
 * @throws UsageError for a value outside its rule, or a setting that the form does not have
 */
export function resolveExplain(given: Given): WalkRequest | FunctionRequest | ExampleRequest | PageRequest {
  const values = resolveValues(explainSettings, given) as Partial<Record<ExplainSettingName, unknown>>;
  const { function: surface, example, page } = given;
  if (surface !== undefined && example !== undefined) {
    throw new UsageError('--function and --example are two things to explain; give one of them.');
  }
  if (page !== undefined) {
    refuse(given, (key) => ofPage.includes(key), '--page');
    return pageRequest(values, given);
  }
  if (surface !== undefined) {
    refuse(given, (key) => ofFunction.includes(key), '--function');
    return functionRequest(values, given);
  }
  if (example !== undefined) {
    refuse(given, (key) => ofExample.includes(key), '--example');
    const { example: name, output = `${name}.png`, force, ascii } = values;
    return { form: 'example', example: name, output, force, ascii } as ExampleRequest;
  }
  refuse(given, (key) => !pictureOnly.includes(key), 'a walk');
  return walkRequest(values, given);
}

function refuse(given: Given, isAllowed: (key: string) => boolean, form: string): void {
  const [, foreign] = Object.entries(given).find(([key]) => !isAllowed(key)) ?? [];
  if (foreign === undefined) return;
  const cure =
    form === 'a walk' ? 'add --function, --example or --page, or leave it out' : 'leave one of the two out';
  throw new UsageError(
    form === 'a walk'
      ? `${foreign.name} is about a picture, and a walk through train's first steps has none; ${cure}.`
      : `${foreign.name} has no meaning for ${form}; ${cure}.`,
  );
}

function functionRequest(
  values: Partial<Record<ExplainSettingName, unknown>>,
  given: Given,
): FunctionRequest {
  const { function: name, start, steps = PATH_STEPS, json, ascii, output = 'path.png', force } = values;
  const optimizers = values.optimizer as OptimizerName[];
  const rates = ratesOf(values);
  const named = hyperparameterNames.filter((key) => key !== 'learningRate' && given[key] !== undefined);
  for (const key of named) {
    if (optimizers.some((optimizer) => has(optimizer, key))) continue;
    throw new UsageError(
      `${given[key]?.name} is an option of ${explainSettings[key].optimizers?.join(', ')}, and --optimizer names none of them; leave it out.`,
    );
  }
  const runs = optimizers.map((optimizer, i) => {
    const own = named.filter((key) => has(optimizer, key)).map((key) => [key, values[key]]);
    const learningRate = rates[i];
    return {
      optimizer,
      hyperparameters: { ...Object.fromEntries(own), ...(learningRate !== undefined && { learningRate }) },
    };
  });
  return {
    form: 'function',
    function: name,
    start,
    steps,
    json,
    ascii,
    output,
    force,
    runs,
  } as FunctionRequest;
}

function has(optimizer: OptimizerName, key: HyperparameterName): boolean {
  return Object.hasOwn(optimizers[optimizer].hyperparameters, key);
}

function walkRequest(values: Partial<Record<ExplainSettingName, unknown>>, given: Given): WalkRequest {
  const { parameter, steps = 5, ascii } = values;
  const ofTrain = Object.entries(given).filter(([key]) => !isOwnExplainSetting(key));
  const trainGiven: GivenTrainSettings = Object.fromEntries(
    ofTrain.map(([key, one]) => [key, { ...one, value: single(key, one.name, one.value) }]),
  );
  const { config, notes } = resolveTrainConfig(trainGiven);
  if (!isWalkable(config)) {
    throw new UsageError(
      `A walk goes through Adam's Algorithm 1, so --optimizer must be ${inWords(traceSettings.trace.optimizers ?? [], 'or')}, got ${config.optimizer.name}; see ${optimizers[config.optimizer.name].title}'s path with --function rosenbrock.`,
    );
  }
  if (followsLoss(config.schedule.name)) {
    throw new UsageError(
      `--schedule ${config.schedule.name} goes by the losses, and a walk computes none after an epoch; leave it out.`,
    );
  }
  if (config.data.source === 'file' && config.data.path === '-') {
    throw new UsageError('--data must be a file here, got -; write standard input to a file first.');
  }
  return { form: 'walk', config, notes, parameter, steps, ascii } as WalkRequest;
}

function isWalkable(config: TrainConfig): config is WalkConfig {
  return namesOfRule(adam.rule).includes(config.optimizer.name);
}

/** A walk has one optimizer and one learning rate. */
function single(key: string, name: string, value: unknown): unknown {
  if (key !== 'optimizer' && key !== 'learningRate') return value;
  const list = value as unknown[];
  if (list.length === 1) return list[0];
  throw new UsageError(
    `${name} must be one value in a walk, got ${list.length}; several go with --function.`,
  );
}
