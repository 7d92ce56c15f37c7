// All that is used of BullMQ and of its client for Redis. It is imported dynamically alone: only what meets a server loads it.
import { type Job, Worker } from 'bullmq';

export type { ConnectionOptions, Job } from 'bullmq';
export { DelayedError, Queue, QueueEvents, WaitingError } from 'bullmq';
export { type ChainableCommander, Redis, type RedisOptions } from 'ioredis';

/** What a job is called whose data are no JSON. */
const unreadable = 'unreadable';

/**
 * BullMQ's worker, which by itself takes a job whose data are no JSON again and again: only who reads it can have it fail.
 */
export class TrialTaker extends Worker {
  protected override createJob(...[job, id]: Parameters<Worker['createJob']>): Job {
    return super.createJob(isJson(job.data) ? job : { ...job, name: unreadable, data: '{}' }, id);
  }
}

function isJson(text: unknown): boolean {
  try {
    return typeof text !== 'string' || JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}
