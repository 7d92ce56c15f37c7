import { type QueuePlace, ranksKey, resultKey, SECONDS_KEPT, startKey } from '../jobs/place.js';
import { storeFiles } from '../jobs/storeFiles.js';
import { filesToSend } from '../jobs/trialFiles.js';
import { type ReturnedTrial, readReturned, type TrialJob } from '../jobs/trialJob.js';
import type { Queue, QueueEvents, Redis } from '../server/bullmq.js';
import { openConnection, queueOptions } from '../server/connection.js';

/** How often a trial is begun before it is given up, and how long it waits in between. */
const ATTEMPTS = 3;
const MILLISECONDS_BETWEEN = 1000;

/** How a job ended. */
export type EndedJob = { returned: ReturnedTrial } | { reason: string };

/** The queue as a sweep sees it: its trials' jobs, which stay on the server until they are forgotten. */
export class TrialQueue {
  private constructor(
    readonly place: QueuePlace,
    readonly client: Redis,
    /** How often the connection to the server was lost so far. */
    readonly losses: () => number,
    private readonly closeClient: () => void,
    private readonly queue: Queue,
    private readonly events: QueueEvents,
  ) {}

  /**
   * @param note takes what is to be said of the connection
   */
  static async open(place: QueuePlace, note: (sentence: string) => void): Promise<TrialQueue> {
    const { Queue, QueueEvents } = await import('../server/bullmq.js');
    const { client, losses, close } = await openConnection(place.address, note);
    const options = queueOptions(place.address);
    const queue = new Queue(place.name, options);
    const events = new QueueEvents(place.name, options);
    // What is wrong with a connection is said by our own.
    queue.on('error', () => {});
    events.on('error', () => {});
    return new TrialQueue(place, client, losses, close, queue, events);
  }

  /** Has somebody called when a job of the queue may have ended; not always, if somebody else writes what is no event. */
  onEnded(listener: (id: string) => void): void {
    this.events.on('completed', ({ jobId }) => listener(jobId));
    this.events.on('failed', ({ jobId }) => listener(jobId));
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

  /** Which of the jobs have ended, and which are no longer on the server. */
  async statesOf(ids: readonly string[]): Promise<{ ended: string[]; missing: string[] }> {
    const asked = this.client.pipeline();
    // Each job has the time at which it was added.
    for (const id of ids) asked.hmget(this.queue.toKey(id), 'timestamp', 'finishedOn');
    const answers = (await asked.exec()) ?? [];
    const has = (i: number) => (answers[i]?.[0] === null ? (answers[i][1] as (string | null)[]) : undefined);
    return {
      ended: ids.filter((_, i) => has(i)?.[1] != null),
      missing: ids.filter((_, i) => has(i)?.[0] === null),
    };
  }

  /** Forgets what an earlier process was told of a sweep: who goes on with it has begun anew what failed. */
  async beginAnew(sweep: string): Promise<void> {
    await this.forgetRanks(sweep);
    const ids = await this.client.zrange(this.queue.toKey('failed'), 0, -1);
    await Promise.all(ids.filter((id) => id.startsWith(`${sweep}-`)).map((id) => this.forget(id)));
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

  /** Takes the jobs away that no worker has begun. */
  async withdraw(ids: readonly string[]): Promise<void> {
    const isOver = new Set((await this.statesOf(ids)).ended);
    // What ended stays, to be brought another time; what a worker has is locked.
    await Promise.all(ids.filter((id) => !isOver.has(id)).map((id) => this.queue.remove(id)));
  }

  /** Takes away all that the server has of a job. */
  async forget(id: string, known?: string): Promise<void> {
    const end = known === undefined ? await this.endOf(id) : undefined;
    const token = end !== undefined && 'returned' in end ? end.returned.token : known;
    const keys = [
      startKey(this.place, id),
      ...(token === undefined ? [] : [resultKey(this.place, id, token)]),
    ];
    await Promise.all([this.queue.remove(id), this.client.del(...keys)]);
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
