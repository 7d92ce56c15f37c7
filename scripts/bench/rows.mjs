// The table's rows: what is measured, in how many rounds, and the target that was set for it.
import * as contestants from './contestants.mjs';
import { installedMegabytes } from './installedSize.mjs';
import { queueContestants } from './queueSweep.mjs';

/**
 * @typedef {object} Row
 * @property {string} name what --only takes
 * @property {string} title
 * @property {string} unit of our median
 * @property {number} rounds
 * @property {string[]} engines each is a line of the table
 * @property {[name: string, measure: () => Promise<number>][]} contestants in the order of their turns
 * @property {Record<string, Target[]>} targets by engine
 * @property {number} [stepsPerEpoch] our median is shown per step too
 * @property {string} [above] a contestant whose median is taken off ours
 * @property {{key: string, title: string}} [beside] a contestant without a column, whose ratio stands behind our figure
 *
 * @typedef {{most: number, wide?: number, of?: string}} Target our ratio to a column; without one, our own figure; another with wide
 *   registers
 */

export const defaultJob = { rows: 2000, features: 10, hidden: '64,64', batchSize: 'full', epochs: 200 };

const trainingJobs = [
  {
    name: 'default',
    job: defaultJob,
    rounds: 5,
    targets: {
      wasm: [
        { most: 0.6, wide: 0.4, of: 'torch1' },
        { most: 0.75, wide: 0.45, of: 'torch' },
      ],
      tensorflow: [{ most: 2.5, of: 'torch1' }],
    },
  },
  {
    name: 'mini-batch',
    job: { ...defaultJob, batchSize: '32', epochs: 60 },
    rounds: 5,
    targets: { wasm: [{ most: 0.2, wide: 0.1, of: 'torch1' }], tensorflow: [{ most: 3, of: 'torch1' }] },
  },
  {
    name: '256-256',
    job: { rows: 20_000, features: 50, hidden: '256,256', batchSize: '256', epochs: 5 },
    rounds: 3,
    targets: {
      wasm: [
        { most: 0.95, wide: 0.6, of: 'torch1' },
        { most: 1.2, wide: 0.8, of: 'torch' },
      ],
      tensorflow: [{ most: 1.6, of: 'torch' }],
    },
  },
  {
    name: '100000-rows',
    job: { rows: 100_000, features: 20, hidden: '64,64', batchSize: '1024', epochs: 5 },
    rounds: 3,
    targets: {
      wasm: [
        { most: 0.75, wide: 0.5, of: 'torch1' },
        { most: 0.85, wide: 0.55, of: 'torch' },
      ],
    },
  },
  {
    name: '1024-1024',
    job: { rows: 4096, features: 100, hidden: '1024,1024', batchSize: 'full', epochs: 3 },
    rounds: 3,
    targets: {
      wasm: [
        { most: 1.5, wide: 0.7, of: 'torch1' },
        { most: 2.6, wide: 1.2, of: 'torch' },
      ],
      tensorflow: [{ most: 0.9, of: 'torch' }],
    },
  },
];

/**
 * @param {{engines: string[], python?: object, redis?: string, folder: string, quick: boolean}} setup
 * @returns {Row[]}
 */
export function tableRows(setup) {
  const { engines, redis, quick } = setup;
  const size = (job) => (quick ? { ...job, rows: Math.min(job.rows, 100), epochs: 2 } : job);
  const grid = quick ? { rates: 2, decays: 2, epochs: 2 } : { rates: 20, decays: 10, epochs: 20 };
  const inMilliseconds = { unit: 'ms', rounds: 5, engines, targets: {} };
  return [
    ...trainingJobs.map(({ name, job, rounds, targets }) => ({
      ...inMilliseconds,
      name,
      title: `epoch: ${describe(size(job))}`,
      rounds,
      contestants: contestants.trainingContestants(size(job), setup),
      targets,
      ...(job.batchSize !== 'full' && { stepsPerEpoch: steps(size(job)) }),
    })),
    {
      ...inMilliseconds,
      name: 'adam-step',
      title: 'Adam step alone, 64-64 net, against tf.train.adam',
      contestants: contestants.adamContestants(quick ? 50 : 2000, setup),
      targets: { wasm: [{ most: 0.2, of: 'plain' }], tensorflow: [{ most: 0.7, of: 'plain' }] },
    },
    {
      ...inMilliseconds,
      name: 'start-to-png',
      title: 'default job, process start to PNGs, against the whole Python script',
      contestants: contestants.startToPngContestants(size(defaultJob), setup),
      targets: {
        wasm: [
          { most: 0.14, wide: 0.12, of: 'torch' },
          { most: 900, wide: 800 },
        ],
        tensorflow: [{ most: 0.5, of: 'torch' }],
      },
    },
    ...[1, 2].map((jobs) => ({
      ...inMilliseconds,
      name: `sweep-${jobs}`,
      title: `sweep of ${grid.rates * grid.decays} trials, 200x10, ${grid.epochs} epochs, 2 workers, against GridSearchCV, n_jobs ${jobs}`,
      rounds: 3,
      engines: [''],
      contestants: contestants.sweepContestants(grid, jobs, setup),
      targets: { '': [{ most: 0.5, of: 'sklearn' }] },
    })),
    ...(redis === undefined
      ? []
      : [
          {
            ...inMilliseconds,
            name: 'queue',
            title: `the same sweep through a queue, a worker of 2 processes, against 2 workers without one`,
            rounds: 5,
            engines: [''],
            contestants: queueContestants(grid, { ...setup, redis }),
            targets: { '': [{ most: 1, of: 'local' }] },
            beside: { key: 'local', title: 'what it takes without one' },
          },
        ]),
    {
      ...inMilliseconds,
      name: 'help',
      title: '`--help`, above a bare `node -e 0`',
      rounds: 15,
      engines: [''],
      contestants: contestants.helpContestants(),
      targets: { '': [{ most: 50 }] },
      above: 'node',
    },
    {
      ...inMilliseconds,
      name: 'peak-rss',
      title: 'peak RSS of the default job, against the whole Python script',
      unit: 'MB',
      rounds: 3,
      contestants: contestants.memoryContestants(size(defaultJob), setup),
      targets: { wasm: [{ most: 192 }] }, // 175 MB with one thread, and 17 MB a helper; this is for two
    },
    {
      ...inMilliseconds,
      name: 'installed-size',
      title: 'installed size: package and canvas',
      unit: 'MB',
      rounds: 1,
      engines: [''],
      contestants: [['ours', installedMegabytes]],
    },
  ];
}

function describe({ rows, features, hidden, batchSize }) {
  const batches = batchSize === 'full' ? 'full batch' : `batch ${batchSize}`;
  return `${rows}x${features}, ${hidden.replaceAll(',', '-')}, ${batches}`;
}

function steps({ rows, batchSize }) {
  return Math.ceil((rows - Math.ceil(0.2 * rows)) / Number(batchSize));
}
