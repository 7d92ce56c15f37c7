import { createNotes } from '../../console/print.js';
import { onInterruption } from '../../console/signals.js';
import { type AdamTrainError, UsageError } from '../../errors.js';
import { formatNumber, formatPlural, formatSeconds } from '../../format.js';
import { queuePlace } from '../../queue/given.js';
import { shownPlace } from '../../queue/jobs/place.js';
import type { TrialJob } from '../../queue/jobs/trialJob.js';
import { lockVariable, queueVariable, workerSettings } from '../../queue/settings.js';
import { QueueWorker } from '../../queue/worker/queueWorker.js';
import { type GivenSettings, resolveValues } from '../../settings/given.js';
import type { TrialResult } from '../../sweep/trial.js';

/**
 * `adam-train worker URL`: trains trials that are on a queue until a signal ends it.
 *
 * @throws UsageError at a wrong address
 * @throws AdamTrainError if the server cannot be used, or the queue's sweeps are another version's
 */
export async function worker(
  { quiet, noColor: _, ...given }: GivenSettings<'workers' | 'queueName' | 'quiet' | 'noColor'>,
  url: string,
): Promise<void> {
  const { workers: count, queueName } = resolveValues(workerSettings, given);
  const place = queuePlace(url === '' ? undefined : { name: 'The server', text: url }, queueName);
  if (place === undefined) {
    throw new UsageError(
      `A worker takes trials from a Redis server, and none is given; name it, such as adam-train worker redis://host:6379, or in ${queueVariable}.`,
    );
  }
  const note = createNotes(process.stderr, quiet?.value === true);
  let end: (how: { exitCode: number } | { error: AdamTrainError }) => void = () => {};
  const ended = new Promise<{ exitCode: number } | { error: AdamTrainError }>((resolve) => {
    end = resolve;
  });
  onInterruption((exitCode) => end({ exitCode }));
  const started = await QueueWorker.start(
    place,
    { count, lock: lockGiven() },
    {
      note,
      onBegin: (job) => note(`${nameOf(job)} begins`),
      onEnd: (job, result) => note(`${nameOf(job)} ${endOf(job, result)}`),
      onWrong: (error) => end({ error }),
    },
  );
  note(
    `Takes trials from the queue ${shownPlace(place)}, ${formatPlural(started.count, 'trial')} at a time; Ctrl-C ends it.`,
  );
  const how = await ended;
  if (started.busy > 0) note(`Ending: ${formatPlural(started.busy, 'trial')} handed back for other workers.`);
  await started.end();
  if ('error' in how) throw how.error;
  process.exit(how.exitCode); // a server that is away keeps the process alive
}

function nameOf({ sweep, trial }: TrialJob): string {
  return `sweep ${sweep} trial ${trial}`;
}

function endOf({ metric }: TrialJob, { status, figures, reason, seconds }: TrialResult): string {
  if (reason !== undefined) return `${status}: ${reason}`;
  const { [metric]: value } = figures;
  const figure = typeof value === 'number' ? `, ${metric} ${formatNumber(value)}` : '';
  return `${status}${figure}, ${formatSeconds(seconds)}`;
}

function lockGiven(): number | undefined {
  const { [lockVariable]: text } = process.env;
  return text !== undefined && /^\d{3,6}$/.test(text) ? Number(text) : undefined;
}
