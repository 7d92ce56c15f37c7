// All that is used of BullMQ and of its client for Redis. It is imported dynamically alone: only what meets a server loads it.
export type { ConnectionOptions, Job } from 'bullmq';
export { Queue, QueueEvents, UnrecoverableError, WaitingError, Worker } from 'bullmq';
export { Redis, type RedisOptions } from 'ioredis';
