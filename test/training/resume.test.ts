import { beforeAll, describe, expect, it } from 'vitest';
import type { FlatSettings } from '../../src/config/trainSettings.js';
import { useBackend } from '../../src/engine/engine.js';
import { optimizerNames, optimizers } from '../../src/optimizers/index.js';
import { scheduleNames } from '../../src/schedules/index.js';
import type { TrainingState } from '../../src/training/trainingState.js';
import { type TrainingHooks, trainModel } from '../../src/training/trainModel.js';
import { preparedData, trainConfig } from '../trainConfigs.js';

const small: Partial<FlatSettings> = {
  samples: 60,
  features: 3,
  informative: 2,
  hidden: [5],
  epochs: 12,
  learningRate: 0.05,
  checkpointEvery: 1,
};

/** Trains and gives the result and the states of all checkpoints, by their epoch; the last one stands twice. */
async function run(changes: Partial<FlatSettings>, hooks: TrainingHooks = {}) {
  const config = trainConfig({ ...small, ...changes });
  const states: TrainingState[] = [];
  const trained = await trainModel(config, preparedData(config), {
    ...hooks,
    onCheckpoint: (state) => states.push(state),
  });
  return { trained, states, last: states.at(-1) as TrainingState };
}

type Run = Awaited<ReturnType<typeof run>>;

function stopAfter(epoch: number): TrainingHooks {
  let reached = 0;
  return {
    onEpoch: (record) => {
      reached = record.epoch;
    },
    isInterrupted: () => reached === epoch,
  };
}

/** All that a run gives but the time it took; typed arrays are compared by their bits. What went before is left out. */
function facts({ trained, last }: Run, before = 0) {
  const { seconds: _, ...state } = last;
  const history = trained.history.slice(before).map(({ seconds: _s, ...record }) => record);
  return { trained: { ...trained, history }, last: state };
}

/** Goes on and expects what the whole run gives after that. */
async function expectRest(changes: Partial<FlatSettings>, resumeFrom: TrainingState, whole: Run) {
  expect(facts(await run(changes, { resumeFrom }))).toEqual(facts(whole, resumeFrom.epoch));
}

/** Its validation loss goes up and down; the best of the first 20 epochs is the 10th. */
const impatient: Partial<FlatSettings> & { patience: number } = {
  patience: 5,
  valSize: 0.25,
  batchSize: 7,
  noise: 50,
  hidden: [16],
  learningRate: 0.3,
  epochs: 60,
};

/** No rate is given, so that the optimizer's own is taken. */
const usualRate = { learningRate: undefined };
const momentum = { momentum: 0.9 };
const optimizerJobs = optimizerNames.map((optimizer): [string, Partial<FlatSettings>] => [
  `the optimizer ${optimizer}`,
  { optimizer, ...usualRate, ...('momentum' in optimizers[optimizer].hyperparameters && momentum) },
]);
const scheduleJobs = scheduleNames.map((schedule): [string, Partial<FlatSettings>] => [
  `the schedule ${schedule}`,
  { schedule, ...usualRate, warmup: 2, ...(schedule === 'plateau' && { schedulePatience: 1 }), ema: 0.9 },
]);

const jobs: [string, Partial<FlatSettings>][] = [
  ...optimizerJobs,
  ...scheduleJobs,
  ['the full batch', {}],
  ['mini-batches', { batchSize: 7 }],
  ['AMSGrad', { amsgrad: true, batchSize: 16 }],
  ['AdamW', { weightDecay: 0.1, decoupledWeightDecay: true }],
  ['validation rows', { valSize: 0.25, batchSize: 7 }],
  ['a standardized target', { standardizeTarget: true, valSize: 0.25 }],
  ['a patience', impatient],
  ['dropout', { dropout: 0.3, batchSize: 7 }],
  ['dropout of the full batch and an L1 penalty', { dropout: 0.3, l1: 0.1, hidden: [5, 4] }],
  ['another loss', { loss: 'huber', lossDelta: 20, batchSize: 7 }],
];

describe.each(['wasm', 'cpu'] as const)('a training that goes on, on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it.each(jobs)('gives the bits of one that never stopped, with %s', async (_, changes) => {
    const whole = await run(changes);
    const end = whole.trained.history.length;
    expect(end).toBeGreaterThan(8);
    // By interruption, early and just before the end.
    for (const epoch of [1, 5, end - 1]) {
      const stopped = await run(changes, stopAfter(epoch));
      expect(stopped.trained).toMatchObject({ status: 'interrupted', epochs: epoch });
      await expectRest(changes, stopped.last, whole);
    }
    // From a checkpoint, as after a sudden end, and from the last one, where nothing is left to train.
    for (const state of [whole.states[3], whole.states[6], whole.last]) {
      await expectRest(changes, state as TrainingState, whole);
    }
  });
});

it('extends a training as if it had been longer from the start', async () => {
  const short = await run({ epochs: 5, batchSize: 7 });
  expect(short.trained.status).toBe('completed');
  const longer = { epochs: 12, batchSize: 7 };
  await expectRest(longer, short.last, await run(longer));
});

it('stops early after the stop as before it, wherever the best epoch was', async () => {
  const whole = await run(impatient);
  const { bestEpoch = 0, history, status } = whole.trained;
  expect(status).toBe('early-stopped');
  expect(history).toHaveLength(bestEpoch + impatient.patience);
  for (const epoch of [bestEpoch - 1, bestEpoch, bestEpoch + 1]) {
    const stopped = await run(impatient, stopAfter(epoch));
    await expectRest(impatient, stopped.last, whole);
  }
});

it('trains no further if patience was over before', async () => {
  const whole = await run(impatient);
  await expectRest({ ...impatient, epochs: 100 }, whole.last, whole);
});

it.each([
  ['stopped early', { patience: 5, epochs: 60 }, 'early-stopped'],
  ['ran to its end', { patience: 50, epochs: 20 }, 'completed'],
] as const)("predicts with the best epoch's weights where it %s", async (_, changes, status) => {
  const whole = await run({ ...impatient, ...changes });
  const { bestEpoch = 0, history, predictions } = whole.trained;
  expect(whole.trained.status).toBe(status);
  expect(bestEpoch).toBeLessThan(history.length);
  const { patience: _patience, ...plain } = impatient;
  const untilBest = await run({ ...plain, epochs: bestEpoch });
  expect(predictions).toEqual(untilBest.trained.predictions);
  expect(whole.last.best.weights).toEqual(untilBest.last.weights);
  const last = await run({ ...plain, epochs: history.length });
  expect(whole.last.weights).toEqual(last.last.weights); // what it goes on with
  expect(last.trained.predictions).not.toEqual(predictions); // and predicts with, without a patience
});

it('keeps no history where the caller does, and gives the same otherwise', async () => {
  const [kept, left] = [await run({}), await run({}, { keepsHistory: false })];
  expect(left.trained).toMatchObject({ epochs: 12, history: [{ epoch: 12 }] });
  expect(facts(left, 1)).toEqual(facts(kept, 12));
});
