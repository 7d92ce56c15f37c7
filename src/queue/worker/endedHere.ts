import { type QueuePlace, resultKey } from '../jobs/place.js';
import type { ReturnedTrial } from '../jobs/trialJob.js';
import type { Redis } from '../server/bullmq.js';

/**
 * The trials that ended here lately. One whose lock ran out, because the server or this machine was away, comes back although it was
 * trained; what came of it is on the server as long as the sweep has not taken it.
 */
export class EndedHere {
  private readonly results = new Map<string, ReturnedTrial>();

  /** @param most how many are known at a time */
  constructor(
    private readonly server: { client: Redis; place: QueuePlace },
    private readonly most: number,
  ) {}

  add(job: string, result: ReturnedTrial): ReturnedTrial {
    this.results.set(job, result);
    const [oldest] = this.results.keys();
    if (this.results.size > this.most) this.results.delete(oldest as string);
    return result;
  }

  /** What came of a trial's earlier attempt; undefined if it is to be trained. */
  async resultOf(job: string): Promise<ReturnedTrial | undefined> {
    const result = this.results.get(job);
    if (result === undefined) return undefined;
    const { client, place } = this.server;
    return (await client.exists(resultKey(place, job, result.token))) === 1 ? result : undefined;
  }
}
