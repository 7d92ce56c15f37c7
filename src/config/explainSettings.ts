import { columnName, csvSettings } from '../data/csv/settings.js';
import { generatedSettings, seedSettings, splitSettings } from '../data/settings.js';
import { engineSettings } from '../engine/settings.js';
import { exampleNames } from '../explain/examples/index.js';
import { PATH_STEPS, planeFunctionNames } from '../explain/surfaces/functions.js';
import { lossSettings } from '../model/losses/settings.js';
import { modelSettings } from '../model/settings.js';
import { type OptimizerName, optimizerNames } from '../optimizers/index.js';
import { optimizerSettings } from '../optimizers/settings.js';
import { scheduleSettings } from '../schedules/settings.js';
import { listOf, point } from '../settings/lists.js';
import { nonNegative, positiveWhole } from '../settings/numbers.js';
import { oneOf, toggle } from '../settings/range.js';
import { type Setting, setting } from '../settings/setting.js';
import { file } from '../settings/texts.js';
import { trainingSettings } from '../training/settings.js';
import { outputSettings } from './outputSettings.js';

const { epochs, batchSize, dropout, l1, clipNorm, clipValue } = trainingSettings;
const { json, quiet, verbose, noColor } = outputSettings;

/** What `explain` has of its own. */
const ownSettings = {
  function: setting({
    flag: '--function',
    argument: 'name',
    group: 'What to explain',
    help: "draw optimizers' paths on this surface",
    isCommon: true,
    range: oneOf(planeFunctionNames),
    defaultWords: "none, a walk through train's first steps",
  }),
  example: setting({
    flag: '--example',
    argument: 'name',
    group: 'What to explain',
    help: 'show a property or a known failure',
    isCommon: true,
    range: oneOf(exampleNames),
    defaultWords: 'none',
  }),
  page: setting({
    flag: '--page',
    group: 'What to explain',
    help: 'write a page for the browser to try it on: sliders, paths, Algorithm 1 step by step',
    isCommon: true,
    range: toggle,
    default: false,
  }),
  steps: setting({
    flag: '--steps',
    argument: 'n',
    group: 'What to explain',
    help: 'steps to walk, or of each path',
    isCommon: true,
    range: positiveWhole,
    defaultWords: `5, with --function ${PATH_STEPS}`,
  }),
  parameter: setting({
    flag: '--parameter',
    argument: 'name[index]',
    group: 'What to explain',
    help: 'the weight or bias to follow',
    isCommon: true,
    range: { ...columnName, words: 'a name and its indices' },
    defaultWords: 'the one that moves most in these steps',
  }),
  start: setting({
    flag: '--start',
    argument: 'x,y',
    group: 'What to explain',
    help: 'where the paths begin',
    range: point,
    defaultWords: "the function's own",
  }),
  ascii: setting({
    flag: '--ascii',
    group: 'Output',
    help: 'write the formulas in plain ASCII',
    range: toggle,
    default: false,
  }),
  output: setting({
    flag: '--output',
    argument: 'file',
    group: 'Output',
    help: 'where the picture or the page goes',
    isCommon: true,
    range: file,
    defaultWords: 'path.png, the name of the example and .png, or explain.html',
  }),
  force: setting({
    flag: '--force',
    group: 'Output',
    help: 'replace the file that has the name of --output',
    range: toggle,
    default: false,
  }),
} as const;

/** Every setting of `adam-train explain`, in the help's order; most are train's own. */
export const explainSettings = {
  function: ownSettings.function,
  example: ownSettings.example,
  page: ownSettings.page,
  steps: ownSettings.steps,
  parameter: ownSettings.parameter,
  start: ownSettings.start,
  ...csvSettings,
  ...generatedSettings,
  ...seedSettings,
  ...splitSettings,
  ...modelSettings,
  ...lossSettings,
  ...{ epochs, batchSize, dropout, l1, clipNorm, clipValue },
  ...optimizerSettings,
  optimizer: {
    ...optimizerSettings.optimizer,
    help: 'the rule that updates the weights; with --function one or more',
    range: listOf(oneOf(optimizerNames)),
    default: ['adam' as OptimizerName],
  },
  learningRate: {
    ...optimizerSettings.learningRate,
    help: 'learning rate, the step size α; with --function one for all or one each',
    range: listOf(nonNegative),
    defaultWords: "the optimizer's own; with --function one that suits the function",
  } as Setting<number[] | undefined>,
  ...scheduleSettings,
  ...engineSettings,
  json: { ...json, help: 'print the numbers as JSON on standard output' },
  ascii: ownSettings.ascii,
  output: ownSettings.output,
  force: ownSettings.force,
  ...{ quiet, verbose, noColor },
};

export type ExplainSettingName = keyof typeof explainSettings;

/** Whether explain has it and train does not. */
export function isOwnExplainSetting(key: string): boolean {
  return Object.hasOwn(ownSettings, key);
}
