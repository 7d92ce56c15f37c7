import { readConfigFile } from '../../config/readConfigFile.js';
import type { GivenTrainSettings } from '../../config/trainSettings.js';
import { createLoading } from '../../console/loading.js';
import { createNotes, print, printJson } from '../../console/print.js';
import { dryRunLines } from '../../console/sweep/dryRun.js';
import { watchSweep } from '../../console/sweep/watchSweep.js';
import { untilExit } from '../../console/watchJob.js';
import { UsageError } from '../../errors.js';
import { formatText } from '../../format.js';
import { shownPlace } from '../../queue/jobs/place.js';
import type { GivenTexts } from '../../search/parseDimension.js';
import { type GivenSettings, resolveValues } from '../../settings/given.js';
import type { Setting } from '../../settings/setting.js';
import { newSweep } from '../../sweep/newSweep.js';
import { type GivenSweep, resolveSweep } from '../../sweep/resolve.js';
import { type SweepSettings, sweepRunSettings, sweepSettings } from '../../sweep/settings.js';
import { withSpaceFile } from '../../sweep/spaceFile.js';
import { atQueue, checkTravels, queueOf } from './queue.js';
import { sharedSettings } from './spaceFlags.js';

type Given = GivenTrainSettings &
  GivenSettings<keyof SweepSettings | 'workers' | 'queue' | 'queueName' | 'dryRun'>;

/**
 * `adam-train sweep`: trains with many settings, and ranks them.
 *
 * @throws UsageError at wrong flags, AdamTrainError with the exit code that the outcome stands for
 */
export async function sweep(
  { workers, queue, queueName, dryRun, ...given }: Given,
  texts: Readonly<Record<string, GivenTexts>>,
  configPath: string | undefined,
): Promise<void> {
  checkShared(given);
  const { workers: size } = resolveValues(sweepRunSettings, workers === undefined ? {} : { workers });
  const asked = split(given, texts);
  const { notes: fileNotes, ...all } =
    configPath === undefined ? { ...asked, notes: [] } : withFile(asked, configPath);
  const { config: plan, notes } = resolveSweep(all);
  const { output } = plan.common;
  const note = createNotes(process.stderr, output.quiet);
  for (const line of [...fileNotes, ...notes]) note(line);
  const queued = queueOf({ queue, queueName, workers });
  if (queued !== undefined) checkTravels(plan);
  if (dryRun?.value === true) {
    const { lines, trials, unlisted } = dryRunLines(plan);
    if (output.json && unlisted !== undefined) note(unlisted);
    if (output.json) printJson(process.stdout, trials);
    else print(process.stdout, ...lines);
    return;
  }
  const watched = watchSweep(plan, queued && shownPlace(queued));
  watched.show(
    await newSweep(plan, {
      workers: size,
      elsewhere: queued && atQueue(queued, watched.note),
      guard: untilExit,
      onReading: (name) => createLoading(name, process.stderr, output.quiet),
      watch: watched.watch,
    }),
  );
}

/** @throws UsageError for several values where all trials have one */
function checkShared(given: GivenSettings<string>): void {
  for (const [key, { range }] of Object.entries<Setting<unknown>>(sharedSettings)) {
    const { [key]: entry } = given;
    if (entry === undefined || range.holds(entry.value) || !/,|\.\./.test(entry.text)) continue;
    throw new UsageError(
      `${entry.name} has one value for all trials of a sweep, got ${formatText(entry.text)}; give one.`,
    );
  }
}

function split(
  given: Omit<Given, 'workers' | 'queue' | 'queueName' | 'dryRun'>,
  texts: GivenSweep['texts'],
): GivenSweep {
  const isSweeps = (key: string) => Object.hasOwn(sweepSettings, key);
  const entries = Object.entries(given);
  return {
    fixed: Object.fromEntries(entries.filter(([key]) => !isSweeps(key))),
    texts,
    sweep: Object.fromEntries(entries.filter(([key]) => isSweeps(key))),
  };
}

function withFile(given: GivenSweep, path: string): GivenSweep & { notes: string[] } {
  const { content, folder } = readConfigFile(path);
  return withSpaceFile(given, content, path, folder);
}
