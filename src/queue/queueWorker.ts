import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdamTrainError } from '../errors.js';
import { TrialWorkers } from '../sweep/pool/trialWorkers.js';
import { coresEach } from '../sweep/pool/workerPool.js';
import type { TrialResult } from '../sweep/trial.js';
import type { Job, Worker } from './bullmq.js';
import { openConnection, queueOptions } from './connection.js';
import { FetchedData } from './dataFile.js';
import { prefix, type QueuePlace, resultKey } from './place.js';
import { probe } from './probe.js';
import { checkedJob, trainJob, type WorkerMeans, WrongJob, WrongWorker } from './trainedJob.js';
import type { TrialJob } from './trialJob.js';

/** A trial whose worker is not heard of for this time is another's. */
const LOCK_MILLISECONDS = 15_000;
/** How many times that may happen to it. */
const MOST_LOST = 2;
/** A server that does not answer at the end is not waited for longer. */
const MILLISECONDS_TO_LEAVE = 3000;

/** What whoever started a worker is told. */
export interface WorkerWatcher {
  note: (sentence: string) => void;
  onBegin: (job: TrialJob) => void;
  onEnd: (job: TrialJob, result: TrialResult) => void;
  /** It takes no trials any more, and why. */
  onWrong: (error: AdamTrainError) => void;
}

/**
 * Takes trials from a queue, and has its processes train them. No tfjs is loaded in the process that holds the trials' locks: a step of a
 * large job would keep it from renewing them.
 */
export class QueueWorker {
  private readonly name = `${hostname()}-${process.pid}`;
  private isEnding = false;
  private readonly removeFolder: () => void;

  private constructor(
    private readonly means: WorkerMeans,
    private readonly watcher: WorkerWatcher,
    private readonly closeClient: () => void,
    private readonly worker: Worker,
  ) {
    this.removeFolder = () => rmSync(means.folder, { recursive: true, force: true });
    process.once('exit', this.removeFolder);
  }

  /**
   * Meets the server, and begins.
   *
   * @param count how many trials train at a time
   * @param lock milliseconds after which a worker that is not heard of has lost its trials
   * @throws AdamTrainError if the server cannot be used
   */
  static async start(
    place: QueuePlace,
    { count, lock = LOCK_MILLISECONDS }: { count: number; lock?: number | undefined },
    watcher: WorkerWatcher,
  ): Promise<QueueWorker> {
    const { notes } = await probe(place.address, prefix);
    for (const sentence of notes) watcher.note(sentence);
    const { UnrecoverableError, WaitingError, Worker } = await import('./bullmq.js');
    const { client, close } = await openConnection(place.address, watcher.note);
    const folder = mkdtempSync(join(tmpdir(), 'adam-train-worker-'));
    const processes = new TrialWorkers(count, coresEach(count));
    const means = { place, client, processes, folder, data: new FetchedData(client, place, folder) };
    const worker: Worker = new Worker(
      place.name,
      async (job, token = '') => {
        try {
          const returned = await self.train(job, token);
          if (returned !== undefined) return returned;
        } catch (error) {
          if (error instanceof WrongJob) throw new UnrecoverableError(error.message);
          if (!(error instanceof WrongWorker)) throw error;
          // Others may take it; this one must not again.
          await worker.pause(true);
          watcher.onWrong(error);
        }
        await job.moveToWait(token);
        throw new WaitingError();
      },
      {
        ...queueOptions(place.address),
        autorun: false,
        concurrency: count,
        lockDuration: lock,
        stalledInterval: lock / 3,
        maxStalledCount: MOST_LOST,
      },
    );
    const self = new QueueWorker(means, watcher, close, worker);
    self.follow();
    void worker.run();
    return self;
  }

  /** Hands the trials that run back, and ends. */
  async end(): Promise<void> {
    this.isEnding = true;
    const { worker, means } = this;
    const leave = async () => {
      await worker.pause(true);
      means.processes.close();
      await worker.close();
    };
    let late: NodeJS.Timeout | undefined;
    await Promise.race([
      leave().catch(() => {}),
      new Promise<void>((resolve) => {
        late = setTimeout(resolve, MILLISECONDS_TO_LEAVE);
      }),
    ]);
    clearTimeout(late);
    means.processes.close();
    this.closeClient();
    void worker.disconnect().catch(() => {});
    this.removeFolder();
    process.off('exit', this.removeFolder);
  }

  /** Undefined if the trial is to be handed back. */
  private async train(job: Job, token: string) {
    if (this.isEnding) return undefined;
    const asked = checkedJob(job.id, job.data);
    this.watcher.onBegin(asked);
    let result: TrialResult | undefined;
    try {
      result = await trainJob(this.means, job.id as string, token, asked);
    } catch (error) {
      if (this.isEnding) return undefined; // its process was ended on the way
      throw error;
    }
    if (result === undefined) return undefined;
    this.watcher.onEnd(asked, result);
    return { token, worker: this.name };
  }

  private follow(): void {
    const { worker, means, watcher } = this;
    worker.on('completed', ({ id }, { token }) => {
      void means.client.persist(resultKey(means.place, id as string, token)).catch(() => {});
    });
    worker.on('error', (error) => {
      if (!/Missing lock|Lock mismatch/i.test(error.message)) return; // a connection's: our own says it
      watcher.note('A trial was given to another worker while this one was away; its result here is left.');
    });
  }
}
