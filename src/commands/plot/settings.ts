import { chartSettings, pictureSize } from '../../charts/settings.js';
import { outputSettings } from '../../config/outputSettings.js';
import { type GivenSettings, resolveValues } from '../../settings/given.js';
import { setting, type ValuesOf } from '../../settings/setting.js';
import { folder } from '../../settings/texts.js';

/** The settings of `adam-train plot`; without one of them a chart is drawn as the run drew it. */
export const plotSettings = {
  size: setting({
    flag: '--size',
    argument: 'WIDTHxHEIGHT',
    group: 'Output',
    help: 'size of every picture in logical pixels, two of the file to each',
    range: pictureSize,
    defaultWords: "each chart's own",
  }),
  yScale: setting({
    flag: chartSettings.yScale.flag,
    argument: 'name',
    group: 'Output',
    help: "the loss chart's scale",
    range: chartSettings.yScale.range,
    defaultWords: "the run's own",
  }),
  to: setting({
    flag: '--to',
    argument: 'folder',
    group: 'Output',
    help: 'where the pictures go',
    range: folder,
    defaultWords: 'the run folder',
  }),
  show: outputSettings.show,
} as const;

export type PlotSettingName = keyof typeof plotSettings;
export type PlotConfig = ValuesOf<typeof plotSettings>;

/**
 * Checks plot's flags.
 *
 * @throws UsageError for a value outside its rule
 */
export function resolvePlotConfig(given: GivenSettings<PlotSettingName>): PlotConfig {
  return resolveValues(plotSettings, given);
}
