import { exampleNames, planeFunctionNames } from './choices.js';
import { dataOptions } from './dataOptions.js';
import { fileOptions } from './fileOptions.js';
import { optimizerOptions } from './optimizerOptions.js';
import { optimizerNames } from './optimizerTable.js';
import { option } from './option.js';
import { outputOptions } from './outputOptions.js';
import { columnName, count, listOf, nonNegative, oneOf, pictureFile, point, toggle } from './rules.js';
import { runScheduleOptions } from './runScheduleOptions.js';
import { trainingOptions } from './trainingOptions.js';

const { hidden, activation, epochs, batchSize, clipNorm, clipValue } = trainingOptions;
const { backend, json, quiet, verbose, noColor } = outputOptions;

/** What `explain` has of its own. */
const ownOptions = {
  function: option({
    flag: '--function',
    argument: 'name',
    group: 'What to explain',
    help: "draw optimizers' paths on this surface",
    rule: oneOf(planeFunctionNames),
    defaultWords: "none, a walk through train's first steps",
  }),
  example: option({
    flag: '--example',
    argument: 'name',
    group: 'What to explain',
    help: 'show a property or a known failure',
    rule: oneOf(exampleNames),
    defaultWords: 'none',
  }),
  steps: option({
    flag: '--steps',
    argument: 'n',
    group: 'What to explain',
    help: 'steps to walk, or of each path',
    rule: count,
    defaultWords: '5, with --function 500',
  }),
  parameter: option({
    flag: '--parameter',
    argument: 'name[index]',
    group: 'What to explain',
    help: 'the weight to follow: layer1.weight[input,output] or layer1.bias[output], from 0',
    rule: { ...columnName, words: 'a name and its indices' },
    defaultWords: 'the one that moves most in these steps',
  }),
  start: option({
    flag: '--start',
    argument: 'x,y',
    group: 'What to explain',
    help: 'where the paths begin',
    rule: point,
    defaultWords: "the function's own",
  }),
  ascii: option({
    flag: '--ascii',
    group: 'Output',
    help: 'write the formulas in plain ASCII',
    rule: toggle,
    default: false,
  }),
  output: option({
    flag: '--output',
    argument: 'file',
    group: 'Output',
    help: 'where the picture goes',
    rule: pictureFile,
    defaultWords: 'path.png, or the name of the example and .png',
  }),
  force: option({
    flag: '--force',
    group: 'Output',
    help: 'replace the file that has the name of --output',
    rule: toggle,
    default: false,
  }),
} as const;

/** Every option of `adam-train explain`, in the help's order; most are train's own. */
export const explainOptions = {
  function: ownOptions.function,
  example: ownOptions.example,
  steps: ownOptions.steps,
  parameter: ownOptions.parameter,
  start: ownOptions.start,
  ...fileOptions,
  ...dataOptions,
  ...{ hidden, activation, epochs, batchSize, clipNorm, clipValue },
  ...optimizerOptions,
  optimizer: option({
    ...optimizerOptions.optimizer,
    help: 'the rule that updates the weights; with --function one or more',
    rule: listOf(oneOf(optimizerNames)),
    default: ['adam'],
  }),
  learningRate: option({
    flag: optimizerOptions.learningRate.flag,
    aliases: optimizerOptions.learningRate.aliases,
    argument: 'number',
    group: optimizerOptions.learningRate.group,
    help: 'learning rate, the step size α; with --function one for all or one each',
    rule: listOf(nonNegative),
    defaultWords: "the optimizer's own; with --function one that suits the function",
  }),
  ...runScheduleOptions,
  ...{ backend, json: { ...json, help: 'print the numbers as JSON on standard output' } },
  ascii: ownOptions.ascii,
  output: ownOptions.output,
  force: ownOptions.force,
  ...{ quiet, verbose, noColor },
} as const;

export type ExplainOptionName = keyof typeof explainOptions;
/** Explain's options that train does not have. */
export type OwnExplainOptionName = keyof typeof ownOptions;

export function isOwnExplainOption(key: string): key is OwnExplainOptionName {
  return Object.hasOwn(ownOptions, key);
}
