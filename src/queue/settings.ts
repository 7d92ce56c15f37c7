import { positiveWhole } from '../settings/numbers.js';
import { setting } from '../settings/setting.js';
import { texts } from '../settings/texts.js';

/** The environment variable that may hold the address: what is typed is seen by everybody on the machine. */
export const queueVariable = 'ADAM_TRAIN_QUEUE';

const queueName = setting({
  flag: '--queue-name',
  argument: 'name',
  group: 'Queue',
  help: 'the queue on the server that sweep and workers share',
  range: texts('at most 50 letters of the English alphabet, digits and . _ -', /^[A-Za-z0-9._-]{1,50}$/),
  default: 'sweeps',
});

/** What a sweep is told of a queue. */
export const queueSettings = {
  queue: setting({
    flag: '--queue',
    argument: 'url',
    group: 'Queue',
    help: `have the workers at a Redis server train the trials, such as redis://user:password@host:6379/0, or none; ${queueVariable} says it too`,
    range: texts('the address of a Redis server', /^/),
    defaultWords: 'none: this machine trains them',
  }),
  queueName,
} as const;

/** The settings of `adam-train worker`. */
export const workerSettings = {
  workers: setting({
    flag: '--workers',
    argument: 'n',
    group: 'Queue',
    help: 'processes that train at a time',
    range: positiveWhole,
    defaultWords: 'the cores that there are',
  }),
  queueName,
} as const;

/** The environment variable that gives another time, in milliseconds, after which a worker that is not heard of has lost its trials. */
export const lockVariable = 'ADAM_TRAIN_QUEUE_LOCK';
