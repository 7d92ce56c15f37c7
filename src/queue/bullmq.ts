// All that is used of BullMQ and of its client for Redis. It is imported dynamically alone: only what meets a server loads it.
export { Job, Queue, QueueEvents, WaitingError, Worker } from 'bullmq';
export { Redis, type RedisOptions } from 'ioredis';
