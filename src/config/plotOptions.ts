import { option, type ValuesOf } from './option.js';
import { outputOptions } from './outputOptions.js';
import { brokenRule } from './resolve.js';
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

export type PlotConfig = Partial<ValuesOf<typeof plotOptions>>;

/**
 * Checks plot's flags as they were typed.
 *
 * @throws UsageError for a value outside its rule
 */
export function resolvePlotConfig(flags: Partial<Record<keyof PlotConfig, string>>): PlotConfig {
  const entries = Object.entries(plotOptions).flatMap(([key, { flag, rule, ...words }]) => {
    const text = flags[key as keyof PlotConfig];
    if (text === undefined) return [];
    const checked = rule.schema.safeParse(rule.read(text));
    if (!checked.success || text.startsWith('--')) throw brokenRule({ name: flag, text }, rule.words, words);
    return [[key, checked.data]];
  });
  return Object.fromEntries(entries) as PlotConfig;
}
