import { availableParallelism, hostname } from 'node:os';
import { AdamTrainError } from '../../errors.js';
import { TrialWorkers } from '../../sweep/pool/trialWorkers.js';
import { coresEach } from '../../sweep/pool/workerPool.js';
import type { TrialResult } from '../../sweep/trial.js';
import { FetchedData } from '../jobs/dataFile.js';
import type { QueuePlace } from '../jobs/place.js';
import { announce } from '../jobs/presence.js';
import type { ReturnedTrial, TrialJob } from '../jobs/trialJob.js';
import type { Job, TrialTaker } from '../server/bullmq.js';
import { openConnection, prefix, queueOptions } from '../server/connection.js';
import { probe } from '../server/probe.js';
import { withinTime } from '../server/withinTime.js';
import { DiedInARow } from './diedInARow.js';
import { EndedHere } from './endedHere.js';
import { checkedJob, NotNow, trainJob, type WorkerMeans, WrongWorker } from './trainedJob.js';
import { makeWorkerFolder, removeFolder } from './workerFolder.js';
import { WorkerSayings } from './workerSayings.js';

/** A trial whose worker is not heard of for this time is another's. */
const LOCK_MILLISECONDS = 15_000;
/** How many times that may happen to it. */
const MOST_LOST = 2;
/** Trials that are left for now are looked at again after this. */
const MILLISECONDS_TO_LATER = 2000;
/** After an error of the server the next trial is asked for so much later. */
const MILLISECONDS_AFTER_ERROR = 1000;

/** What becomes of a job: what it returns, nothing if it is handed back at once, or `later`. */
type Returned = ReturnedTrial | 'later' | undefined;

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
  private readonly running = new Map<string, Promise<Returned>>();
  /** Those of them that came back while they ran. */
  private readonly again = new Set<string>();
  private readonly ended: EndedHere;
  private readonly leave: () => Promise<void>;

  private constructor(
    private readonly means: WorkerMeans,
    private readonly watcher: WorkerWatcher,
    private readonly closeClient: () => void,
    private readonly taker: TrialTaker,
    private readonly sayings: WorkerSayings,
  ) {
    this.ended = new EndedHere(means, 2 * means.processes.count);
    this.leave = announce(means.client, means.place, this.name);
  }

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
    const { DelayedError, TrialTaker, WaitingError } = await import('../server/bullmq.js');
    const folder = makeWorkerFolder();
    process.once('exit', () => removeFolder(folder));
    const { client, close } = await openConnection(place.address, watcher.note);
    const sayings = new WorkerSayings(watcher.note);
    const processes = new TrialWorkers(count, coresEach(count));
    const data = new FetchedData(client, place, folder);
    const onBusy = (why: string) => sayings.busy(why);
    const means = { place, client, processes, folder, data, died: new DiedInARow(), onBusy };
    const taker = new TrialTaker(
      place.name,
      async (job, token = '') => {
        // Neither counts as an attempt.
        const returned = await self.train(job, token);
        if (returned === 'later') {
          await job.moveToDelayed(Date.now() + MILLISECONDS_TO_LATER, token);
          throw new DelayedError();
        }
        if (returned !== undefined) return returned;
        await job.moveToWait(token);
        throw new WaitingError();
      },
      {
        ...queueOptions(place.address),
        autorun: false,
        concurrency: count,
        lockDuration: lock,
        stalledInterval: Math.floor(lock / 3),
        maxStalledCount: MOST_LOST,
        runRetryDelay: MILLISECONDS_AFTER_ERROR,
      },
    );
    const self = new QueueWorker(means, watcher, close, taker, sayings);
    taker.on('error', (error) =>
      self.sayings.error(error, (id) => self.running.has(id) || self.again.has(id)),
    );
    taker.run().catch((error: Error) => watcher.onWrong(new AdamTrainError(error.message)));
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
    await withinTime(() => Promise.all([taker.close(), this.leave()]));
    this.closeClient();
  }

  /** Undefined if the trial is to be handed back, `later` if nobody is to have it for a while. */
  private train(job: Job, token: string): Promise<Returned> {
    const id = job.id as string;
    // One that was lost to nobody, while the server or this machine was away, comes back while it still runs.
    if (this.running.has(id)) this.again.add(id);
    const running = this.running.get(id) ?? this.trainNow(job, id, token);
    this.running.set(id, running);
    const done = () => {
      if (this.running.get(id) === running) this.running.delete(id);
    };
    running.then(done, done);
    return running;
  }

  private async trainNow(job: Job, id: string, token: string): Promise<Returned> {
    const { means, watcher, taker } = this;
    try {
      if (this.isEnding) return undefined;
      const asked = checkedJob(job);
      this.sayings.kernels(asked);
      const before = await this.ended.resultOf(id);
      if (before !== undefined) return before;
      watcher.onBegin(asked);
      const result = await trainJob(means, id, token, asked);
      if (result === undefined) return undefined;
      watcher.onEnd(asked, result);
      return this.ended.add(id, { token, worker: this.name });
    } catch (error) {
      if (this.isEnding) return undefined; // its process was ended on the way
      if (error instanceof NotNow) {
        this.sayings.once(error.sentence);
        return 'later';
      }
      const wrong = error instanceof WrongWorker ? error : this.wrongByNow();
      if (wrong === undefined) throw error;
      // Others may take it, and this one must not again.
      await taker.pause(true);
      watcher.onWrong(new AdamTrainError(wrong.message, wrong.exitCode));
      return undefined;
    }
  }

  private wrongByNow(): AdamTrainError | undefined {
    const { reason } = this.means.died;
    return reason === undefined
      ? undefined
      : new AdamTrainError(
          `Five trials in a row ended their processes, the last because: ${reason} Mend that, and start the worker again.`,
        );
  }
}
