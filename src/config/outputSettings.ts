import { pageSettings } from '../pages/settings.js';
import { toggle } from '../settings/range.js';
import { setting } from '../settings/setting.js';

/** What the terminal shows. */
export const outputSettings = {
  show: setting({
    flag: '--show',
    group: 'Output',
    help: 'show the charts in the terminal, too',
    isCommon: true,
    range: toggle,
    default: false,
  }),
  live: setting({
    flag: '--live',
    group: 'Output',
    help: "serve the run's page on this machine while it trains, for a browser, and say where",
    range: toggle,
    default: false,
  }),
  json: setting({
    flag: '--json',
    group: 'Output',
    help: 'print the summary as JSON on standard output',
    range: toggle,
    default: false,
  }),
  quiet: setting({
    flag: '--quiet',
    group: 'Output',
    help: 'keep progress and advice off standard error',
    isCommon: true,
    range: toggle,
    default: false,
  }),
  verbose: setting({
    flag: '--verbose',
    group: 'Output',
    help: "let the engine's own log through on standard error",
    range: toggle,
    default: false,
  }),
  noColor: setting({
    flag: '--no-color',
    group: 'Output',
    help: 'print without colours; NO_COLOR does the same',
    range: toggle,
    default: false,
  }),
} as const;

/** What of a run's settings is of its moment: where its files go, and how it is shown. Another run by the same settings has its own. */
export const momentarySettings: readonly string[] = [
  ...['out', 'name', 'force'],
  ...Object.keys(pageSettings),
  ...Object.keys(outputSettings),
];
