import { createNotes } from '../../console/print.js';
import { onInterruption } from '../../console/signals.js';
import { type AdamTrainError, UsageError } from '../../errors.js';
import { formatNumber, formatPlural, formatSeconds, formatText } from '../../format.js';
import { queuePlace } from '../../queue/given.js';
import { shownPlace } from '../../queue/jobs/place.js';
import type { TrialJob } from '../../queue/jobs/trialJob.js';
import { lockVariable, queueVariable, workerSettings } from '../../queue/settings.js';
import { QueueWorker } from '../../queue/worker/queueWorker.js';
import { type GivenSettings, resolveValues } from '../../settings/given.js';
import type { TrialResult } from '../../sweep/trial.js';

const MILLISECONDS_TO_EXIT = 500;

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
  delete process.env[queueVariable]; // the processes that are started need not know its password
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
  const lock = lockGiven();
  const started = await QueueWorker.start(
    place,
    { count, lock },
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
  // A server that is away would keep the process alive.
  setTimeout(() => process.exit(), MILLISECONDS_TO_EXIT).unref();
  if ('error' in how) throw how.error;
  process.exitCode = how.exitCode;
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

/** @throws UsageError for what is no such time */
function lockGiven(): number | undefined {
  const { [lockVariable]: text } = process.env;
  if (text === undefined || /^[1-9]\d{2,5}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new UsageError(
    `${lockVariable} must be a whole number of milliseconds from 100 to 999999, got ${formatText(text)}; correct it, or leave it out.`,
  );
}
