import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdamTrainError } from '../../errors.js';
import { TrialWorkers } from '../../sweep/pool/trialWorkers.js';
import { coresEach } from '../../sweep/pool/workerPool.js';
import type { TrialResult } from '../../sweep/trial.js';
import { FetchedData } from '../jobs/dataFile.js';
import { type QueuePlace, resultKey } from '../jobs/place.js';
import type { ReturnedTrial, TrialJob } from '../jobs/trialJob.js';
import type { Job, TrialTaker } from '../server/bullmq.js';
import { openConnection, prefix, queueOptions } from '../server/connection.js';
import { probe } from '../server/probe.js';
import { withinTime } from '../server/withinTime.js';
import { checkedJob, trainJob, type WorkerMeans, WrongWorker } from './trainedJob.js';

/** A trial whose worker is not heard of for this time is another's. */
const LOCK_MILLISECONDS = 15_000;
/** How many times that may happen to it. */
const MOST_LOST = 2;
/** After an error of the server the next trial is asked for so much later. */
const MILLISECONDS_AFTER_ERROR = 1000;

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
  /** The trials that run, by their jobs. */
  private readonly running = new Map<string, Promise<ReturnedTrial | undefined>>();
  private readonly late = new Set<string>();

  private constructor(
    private readonly means: WorkerMeans,
    private readonly watcher: WorkerWatcher,
    private readonly closeClient: () => void,
    private readonly taker: TrialTaker,
  ) {}

  /**
   * Meets the server, and begins.
   *
   * @param count how many trials train at a time; the cores that there are, if absent
   * @param lock milliseconds after which a worker that is not heard of has lost its trials
   * @throws AdamTrainError if the server cannot be used
   */
  static async start(
    place: QueuePlace,
    {
      count = availableParallelism(),
      lock = LOCK_MILLISECONDS,
    }: { count?: number | undefined; lock?: number | undefined },
    watcher: WorkerWatcher,
  ): Promise<QueueWorker> {
    const { notes } = await probe(place.address, prefix);
    for (const sentence of notes) watcher.note(sentence);
    const { TrialTaker, WaitingError } = await import('../server/bullmq.js');
    const { client, close } = await openConnection(place.address, watcher.note);
    const folder = mkdtempSync(join(tmpdir(), 'adam-train-worker-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const processes = new TrialWorkers(count, coresEach(count));
    const means = { place, client, processes, folder, data: new FetchedData(client, place, folder) };
    const taker = new TrialTaker(
      place.name,
      async (job, token = '') => {
        const returned = await self.train(job, token);
        if (returned !== undefined) return returned;
        await job.moveToWait(token); // counts as no attempt
        throw new WaitingError();
      },
      {
        ...queueOptions(place.address),
        autorun: false,
        concurrency: count,
        lockDuration: lock,
        stalledInterval: lock / 3,
        maxStalledCount: MOST_LOST,
        runRetryDelay: MILLISECONDS_AFTER_ERROR,
      },
    );
    const self = new QueueWorker(means, watcher, close, taker);
    self.follow();
    void taker.run();
    return self;
  }

  /** How many trials train at a time. */
  get count(): number {
    return this.means.processes.count;
  }

  /** How many train now. */
  get busy(): number {
    return this.running.size;
  }

  /** Hands the trials that run back, and lets go of the server. */
  async end(): Promise<void> {
    this.isEnding = true;
    const { taker, means } = this;
    means.processes.close();
    await withinTime(() => taker.close());
    this.closeClient();
  }

  /** Undefined if the trial is to be handed back. */
  private train(job: Job, token: string): Promise<ReturnedTrial | undefined> {
    const id = job.id as string;
    // One that was lost to nobody, while the server or this machine was away, comes back while it still runs.
    const running = this.running.get(id) ?? this.trainNow(job, id, token);
    this.running.set(id, running);
    const done = () => {
      if (this.running.get(id) === running) this.running.delete(id);
    };
    running.then(done, done);
    return running;
  }

  private async trainNow(job: Job, id: string, token: string): Promise<ReturnedTrial | undefined> {
    const { means, watcher, taker } = this;
    try {
      if (this.isEnding) return undefined;
      const asked = checkedJob(job);
      watcher.onBegin(asked);
      const result = await trainJob(means, id, token, asked);
      if (result === undefined) return undefined;
      watcher.onEnd(asked, result);
      return { token, worker: this.name };
    } catch (error) {
      if (this.isEnding) return undefined; // its process was ended on the way
      if (!(error instanceof WrongWorker)) throw error;
      // Others may take it, and this one must not again.
      await taker.pause(true);
      watcher.onWrong(new AdamTrainError(error.message, error.exitCode));
      return undefined;
    }
  }

  private follow(): void {
    const { taker, means, watcher, late } = this;
    taker.on('completed', ({ id }, { token }: ReturnedTrial) => {
      void means.client.persist(resultKey(means.place, id as string, token)).catch(() => {});
    });
    taker.on('error', (error) => {
      // What is wrong with a connection is said by our own.
      const id = /^(?:Missing lock|Lock mismatch) for job (\S+?)\.? /.exec(error.message)?.[1];
      if (id === undefined || late.has(id) || this.running.has(id)) return;
      late.add(id);
      watcher.note(
        `${id} was given to another worker while this one was away; what came of it here is left.`,
      );
    });
  }
}
