import type { PooledSweep } from '../../sweep/finishSweep.js';
import type { TrialPool } from '../../sweep/pool/trialPool.js';
import { settingsDigest } from '../../sweep/settingsDigest.js';
import type { TrialResult, TrialTask } from '../../sweep/trial.js';
import { releaseData } from '../jobs/dataFile.js';
import type { QueuePlace } from '../jobs/place.js';
import { jobIdOf } from '../jobs/trialJob.js';
import { withinTime } from '../server/withinTime.js';
import { identityOf } from './identity.js';
import { asked } from './serverErrors.js';
import { sendDataOf, Traffic } from './traffic.js';
import { TrialQueue } from './trialQueue.js';

/** Trials that are on the queue at a time: enough for hundreds of processes, and little for the server to hold. */
const MOST_ON_WAY = 1000;

/** The workers at a queue, wherever they are. */
export class QueuePool implements TrialPool {
  readonly workers = undefined;
  /** Resolves once the trials that no worker has are taken back; undefined if none are to be. */
  private withdrawn: Promise<void> | undefined;

  private constructor(
    private readonly sweep: PooledSweep & { identity: string },
    private readonly queue: TrialQueue,
    private readonly traffic: Traffic,
  ) {}

  /**
   * Puts the data on the server, which was met before.
   *
   * @param note takes what is to be said on the way
   * @throws AdamTrainError if the server refuses
   */
  static async open(
    place: QueuePlace,
    pooled: PooledSweep,
    note: (sentence: string) => void,
  ): Promise<QueuePool> {
    const sweep = { ...pooled, identity: identityOf(pooled.folder, place) };
    const queue = await TrialQueue.open(place, note);
    try {
      await asked(place.address, async () => {
        await sendDataOf(sweep, queue);
        await queue.beginAnew(sweep.identity);
      });
    } catch (error) {
      await withinTime(() => queue.close());
      queue.disconnect();
      throw error;
    }
    return new QueuePool(sweep, queue, new Traffic(sweep, queue, note));
  }

  get hasRoom(): boolean {
    return this.traffic.onWay.size < MOST_ON_WAY;
  }

  train(task: TrialTask): Promise<TrialResult | undefined> {
    const coming = this.traffic.onWay.add(this.idOf(task), task);
    setImmediate(() => this.traffic.send()); // together with those that come at the same time
    return coming;
  }

  recorded(task: TrialTask): void {
    const id = this.idOf(task);
    const { tokens } = this.traffic;
    this.traffic.meanwhile(this.queue.forget(id, tokens.get(id)));
    tokens.delete(id);
  }

  /** Trials that no worker has are taken back; the others end where they are, and are brought another time. */
  stop(): void {
    const { traffic, queue } = this;
    traffic.stop();
    const ids = traffic.onWay.letGo().map(({ id }) => id);
    // Some may still be on their way to the server.
    this.withdrawn = traffic.settled().then(() => queue.withdraw(ids));
    this.withdrawn.catch(() => {}); // told by the connection's end
  }

  async close(): Promise<void> {
    const { queue, sweep, traffic, withdrawn } = this;
    const isDone = withdrawn === undefined && traffic.onWay.size === 0;
    traffic.stop();
    await withinTime(async () => {
      await traffic.settled();
      await withdrawn;
      if (isDone) {
        await releaseData(queue.client, queue.place, sweep.dataSha256);
        await queue.forgetRanks(sweep.identity);
      }
      await queue.close();
    });
    queue.disconnect();
  }

  private idOf(task: TrialTask): string {
    return jobIdOf(this.sweep.identity, { ...task, digest: settingsDigest(() => task.config) });
  }
}
