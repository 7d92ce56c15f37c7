import { option, type ValuesOf } from './option.js';
import { outputOptions } from './outputOptions.js';
import { type GivenOptions, resolveValues } from './resolve.js';
import { folder, pictureSize } from './rules.js';

/** The options of `adam-train plot`; without one of them a chart is drawn as the run drew it. */
export const plotOptions = {
  size: option({
    flag: '--size',
    argument: 'WIDTHxHEIGHT',
    group: 'Output',
    help: 'size of every picture in logical pixels, two of the file to each',
    rule: pictureSize,
    defaultWords: "each chart's own",
  }),
  yScale: option({
    ...outputOptions.yScale,
    help: "the loss chart's scale",
    defaultWords: "the run's own",
  }),
  to: option({
    flag: '--to',
    argument: 'folder',
    group: 'Output',
    help: 'where the pictures go',
    rule: folder,
    defaultWords: 'the run folder',
  }),
} as const;

export type PlotOptionName = keyof typeof plotOptions;
export type PlotConfig = Partial<ValuesOf<typeof plotOptions>>;

/**
 * Checks plot's flags.
 *
 * @throws UsageError for a value outside its rule
 */
export function resolvePlotConfig(given: GivenOptions<PlotOptionName>): PlotConfig {
  return resolveValues(plotOptions, given) as PlotConfig;
}
