import * as z from 'zod';
import { momentarySettings } from '../../config/outputSettings.js';
import { flatSettings } from '../../config/trainConfig.js';
import { roundsOnce } from '../../kernels/wasm/rounding.js';
import { betterOf, type MetricName, metricNames } from '../../sweep/metric.js';
import type { SweepPlan } from '../../sweep/plan.js';
import { settingsDigest } from '../../sweep/settingsDigest.js';
import { type TrialTask, trialFolderName } from '../../sweep/trial.js';
import { version } from '../../version.js';

// What a job of the queue says. Whoever may write to the server may write one: a worker takes nothing of it for granted, and it names
// no path.

const hexadecimal = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));

const schema = z.strictObject({
  /** Of the program that made it. */
  version: z.string().max(100),
  /** The kind of the kernels where the sweep is: whether they round once where others round twice. */
  fma: z.boolean().optional(),
  sweep: hexadecimal(12),
  trial: z.number().int().positive().max(1e9),
  /** By their names in config.json, without paths. */
  settings: z.record(z.string().max(100), z.json()),
  /** Of the settings as the sweep reads them. */
  settingsDigest: hexadecimal(64),
  dataSha256: hexadecimal(64),
  /** Whether the data are those of a file, which are on the server then. */
  hasFile: z.boolean(),
  until: z.number().int().positive().optional(),
  /** Null where there is none. */
  ceilings: z.array(z.number().nullable()).max(10_000_000).optional(),
  /** Whether it goes on from what is on the server of it. */
  goesOn: z.boolean(),
  /** Whose checkpoints and predictions come back. */
  returns: z.enum(['best', 'all', 'none']),
  metric: z.enum(metricNames),
});

/** A trial as it travels. */
export type TrialJob = z.infer<typeof schema>;

/** What a job returns: under which key of its own its files are, and who trained it. */
const returned = z.strictObject({ token: z.string().max(100), worker: z.string().max(200) });
export type ReturnedTrial = z.infer<typeof returned>;

/**
 * The job of a trial: the same whoever asks for it, and how often, and another one for other settings.
 *
 * @param digest of the trial's settings
 */
export function jobIdOf(
  sweep: string,
  trial: { number: number; until?: number | undefined; digest: string },
): string {
  const { number, until, digest } = trial;
  const rung = until === undefined ? '' : `-until-${until}`;
  return `${sweep}-${trialFolderName(number)}${rung}-${digest.slice(0, 12)}`;
}

/** @param goesOn whether its files up to here are on the server */
export function jobOf(
  { halving, repeats, keep, metric }: SweepPlan,
  sweep: string,
  { number, config, dataSha256, until, ceilings }: TrialTask,
  goesOn: boolean,
): TrialJob {
  const { data: _, initFrom: _i, ...flat } = flatSettings(config);
  const once = roundsOnce();
  const settings = Object.entries(flat).filter(
    ([key, value]) => !momentarySettings.includes(key) && value !== undefined && value !== null,
  );
  return {
    version,
    ...(once !== undefined && { fma: once }),
    sweep,
    trial: number,
    settings: Object.fromEntries(settings) as TrialJob['settings'],
    settingsDigest: settingsDigest(() => config),
    dataSha256,
    hasFile: config.data.source === 'file',
    ...(until !== undefined && { until }),
    ...(ceilings && { ceilings: ceilings.map((one) => (Number.isFinite(one) ? one : null)) }),
    goesOn,
    // Of halving all go on from theirs, and among repeats the mean decides.
    returns: halving || (repeats > 1 && keep !== 'none') ? 'all' : keep,
    metric,
  };
}

/** The job that a worker got; undefined if it is none of ours. */
export function readJob(data: unknown): TrialJob | undefined {
  return schema.safeParse(data).data;
}

/** What a job returned, as the server has it; undefined if it is none of ours. */
export function readReturned(text: string | null | undefined): ReturnedTrial | undefined {
  try {
    return returned.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

/** The smaller the better. */
export function scoreOf(metric: MetricName, value: number): number {
  return betterOf(metric) === 'lower' ? value : -value;
}
