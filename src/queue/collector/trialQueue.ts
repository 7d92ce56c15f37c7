import { type QueuePlace, ranksKey, resultKey, startKey } from '../jobs/place.js';
import { storeFiles } from '../jobs/storedFiles.js';
import { filesToSend } from '../jobs/trialFiles.js';
import { type ReturnedTrial, readReturned, type TrialJob } from '../jobs/trialJob.js';
import type { Queue, QueueEvents, Redis } from '../server/bullmq.js';
import { openConnection, queueOptions } from '../server/connection.js';

/** How often a trial is begun before it is given up, and how long it waits in between. */
const ATTEMPTS = 3;
const MILLISECONDS_BETWEEN = 1000;

/** What a trial goes on from is on the server so long. */
const SECONDS_KEPT = 30 * 24 * 3600;

/** How a job ended. */
export type EndedJob = { returned: ReturnedTrial } | { reason: string };

/** The queue as a sweep sees it: its trials' jobs, which stay on the server until they are forgotten. */
export class TrialQueue {
  private constructor(
    readonly place: QueuePlace,
    readonly client: Redis,
    private readonly closeClient: () => void,
    private readonly queue: Queue,
    private readonly events: QueueEvents,
  ) {}

  /**
   * @param note takes what is to be said of the connection
   */
  static async open(place: QueuePlace, note: (sentence: string) => void): Promise<TrialQueue> {
    const { Queue, QueueEvents } = await import('../server/bullmq.js');
    const { client, close } = await openConnection(place.address, note);
    const options = queueOptions(place.address);
    const queue = new Queue(place.name, options);
    const events = new QueueEvents(place.name, options);
    // What is wrong with a connection is said by our own.
    queue.on('error', () => {});
    events.on('error', () => {});
    return new TrialQueue(place, client, close, queue, events);
  }

  /** Has somebody called when a job of the queue may have ended; not always, if somebody else writes what is no event. */
  onEnded(listener: () => void): void {
    this.events.on('completed', listener);
    this.events.on('failed', listener);
  }

  /** Adds trials; one that is there already stays as it is, whatever became of it. */
  async add(jobs: readonly { id: string; data: TrialJob }[]): Promise<void> {
    if (jobs.length === 0) return;
    await this.queue.addBulk(
      jobs.map(({ id, data }) => ({
        name: 'trial',
        data,
        opts: {
          jobId: id,
          attempts: ATTEMPTS,
          backoff: { type: 'fixed', delay: MILLISECONDS_BETWEEN },
          removeOnComplete: false,
          removeOnFail: false,
        },
      })),
    );
  }

  /** Puts what a trial goes on from on the server. */
  async sendStart(id: string, folder: string): Promise<void> {
    await storeFiles(
      this.client,
      startKey(this.place, id),
      filesToSend(folder, { model: true }),
      SECONDS_KEPT,
    );
  }

  /** The jobs of the queue that ended, of whatever sweep. */
  async ended(): Promise<string[]> {
    const ends = ['completed', 'failed'].map((end) => this.client.zrange(this.queue.toKey(end), 0, -1));
    return (await Promise.all(ends)).flat();
  }

  /** How a job ended; undefined if it is not on the server. */
  async endOf(id: string): Promise<EndedJob | undefined> {
    // Not by BullMQ's own reading, which throws at what others may have written there.
    const key = this.queue.toKey(id);
    const [finishedOn, value, reason] = await this.client.hmget(
      key,
      'finishedOn',
      'returnvalue',
      'failedReason',
    );
    if (finishedOn === null) return undefined;
    const returned = readReturned(value);
    if (returned !== undefined) return { returned };
    return { reason: reason ?? 'Its worker returned what is no result.' };
  }

  /** Which of the jobs are no longer on the server. */
  async missing(ids: readonly string[]): Promise<string[]> {
    const asked = this.client.pipeline();
    for (const id of ids) asked.exists(this.queue.toKey(id));
    const answers = (await asked.exec()) ?? [];
    return ids.filter((_, i) => answers[i]?.[0] === null && answers[i]?.[1] === 0);
  }

  /** Whether any worker has a job of the queue. */
  async isAtWork(): Promise<boolean> {
    const { active = 0, completed = 0 } = await this.queue.getJobCounts('active', 'completed');
    return active + completed > 0;
  }

  /** Takes a job away that no worker has; false if one has it. */
  async withdraw(id: string): Promise<boolean> {
    return (await this.queue.remove(id)) === 1;
  }

  /** Takes away all that the server has of a job. */
  async forget(id: string, token?: string): Promise<void> {
    const keys = [
      startKey(this.place, id),
      ...(token === undefined ? [] : [resultKey(this.place, id, token)]),
    ];
    await Promise.all([this.withdraw(id), this.client.del(...keys)]);
  }

  /** Takes away what the server has of a sweep beside its jobs and its data. */
  async forgetRanks(sweep: string): Promise<void> {
    await this.client.del(ranksKey(this.place, sweep));
  }

  /** Closes the connections in order, which waits for a server that is away. */
  async close(): Promise<void> {
    await Promise.all([this.events.close(), this.queue.close()].map((closing) => closing.catch(() => {})));
    this.closeClient();
  }

  /** Ends them at once. */
  disconnect(): void {
    this.closeClient();
    void this.events.disconnect().catch(() => {});
    void this.queue.disconnect().catch(() => {});
  }
}
