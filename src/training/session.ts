import type { Part } from '../data/prepare.js';
import { Held } from '../model/held.js';
import { drawingInitialWeights } from '../model/initialWeights.js';
import { createLoss } from '../model/losses/index.js';
import type { Loss } from '../model/losses/loss.js';
import { Mlp } from '../model/mlp.js';
import { layerSizes, parameterCount } from '../model/modelSize.js';
import type { ModelConfig } from '../model/settings.js';
import type { OptimizerConfig } from '../optimizers/index.js';
import { createOptimizer, type Optimizer } from '../optimizers/tfjs/classes.js';
import { TorchGenerator } from '../random/torchGenerator.js';
import { createSchedule } from '../schedules/createSchedule.js';
import type { ScheduleConfig } from '../schedules/index.js';
import { inTurns } from '../turns.js';
import { fullBatch, shuffledBatches } from './batches.js';
import { Dropout } from './dropout.js';
import { rowsOfAPiece } from './pieceRows.js';
import type { TrainingConfig } from './settings.js';
import {
  type NamedValues,
  readOptimizer,
  readWeights,
  type SessionState,
  writeOptimizer,
  writeWeights,
} from './trainingState.js';
import { isFinitePass, type Pass, type StepObserver, trainOnBatch } from './trainStep.js';
import { WeightAverage } from './weightAverage.js';

/** The settings that a run's steps depend on, by their stages; of the loop only the size of its batches has to be said. */
export interface SessionSettings {
  seed: number;
  model: ModelConfig;
  optimizer: OptimizerConfig;
  schedule: ScheduleConfig;
  training: Partial<TrainingConfig> & Pick<TrainingConfig, 'batchSize'>;
}

/** All that takes a run's steps: the model, its optimizer, the learning rates, the batches and the weights' average. */
export interface Session {
  readonly model: Mlp;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** The moving average of the weights, if one is kept; then it is evaluated and predicted with. */
  readonly average: WeightAverage | undefined;
  /** The most rows that are evaluated or predicted at once. */
  readonly evaluatedRows: number;
  /**
   * Takes an epoch's steps, one each time that the next is asked for; the first whose loss or gradient is not finite is the
   * last.
   *
   * @param epoch from 1; says the learning rate
   * @param turn lets others by between two steps, and within a large one
   */
  epoch(epoch: number, turn: () => Promise<void>): AsyncIterable<Pass & { rows: number }>;
  /** Tells the schedule the loss that an epoch ended with. */
  observe(epoch: number, loss: number): void;
  /** The weights that are evaluated and predicted with. */
  evaluatedWeights(): NamedValues[];
  /** All that the next steps depend on. */
  state(): Promise<SessionState>;
  /** Goes back to where a session of the same settings and data stood. */
  restore(state: SessionState): Promise<void>;
  dispose(): void;
}

/**
 * Begins a session as the reference script does: one generator, seeded once, draws the initial weights layer by layer and then
 * each epoch's order.
 *
 * @param train the rows to train on
 * @param initialWeights take the place of those that are drawn, which are drawn all the same: the batches' orders follow them
 * @throws UsageError for a hyperparameter or a schedule's setting outside its range
 */
export async function createSession(
  settings: SessionSettings,
  train: Part,
  observer?: StepObserver,
  initialWeights?: readonly NamedValues[],
): Promise<Session> {
  const held = new Held();
  try {
    const { hidden, activation, loss } = settings.model;
    const generator = new TorchGenerator(settings.seed);
    const sizes = layerSizes(train.x.columns, hidden, train.y.columns);
    const model = held.hold(new Mlp(await inTurns(drawingInitialWeights(generator, sizes)), activation));
    if (initialWeights !== undefined) writeWeights(model, initialWeights);
    const { name, ...hyperparameters } = settings.optimizer;
    const optimizer = held.hold(createOptimizer(name, hyperparameters));
    let rates = createSchedule(settings.schedule, settings.optimizer.learningRate);
    const { batchSize, ema, dropout: p = 0, l1 } = settings.training;
    const dropout = p === 0 ? undefined : new Dropout(p, hidden.length, generator.nextWord);
    const pieceRows = rowsOfAPiece(parameterCount(sizes), dropout && hidden);
    const batches = held.hold(
      batchSize === 'full'
        ? fullBatch(train, pieceRows.trained)
        : shuffledBatches(train, batchSize, generator, pieceRows.trained),
    );
    const average = ema === undefined ? undefined : held.hold(new WeightAverage(model, ema));
    const made = { model, loss: createLoss(loss), optimizer, average };
    const parts = { ...made, clipping: settings.training, dropout, l1, observer };
    return {
      ...made,
      evaluatedRows: pieceRows.evaluated,
      async *epoch(epoch, turn) {
        optimizer.learningRate = rates.rateFor(epoch);
        dropout?.beginEpoch(epoch);
        for await (const batch of batches.epoch()) {
          await turn();
          const pass = await trainOnBatch(parts, batch, turn);
          yield { ...pass, rows: batch.rows };
          if (!isFinitePass(pass)) return;
        }
      },
      observe: (epoch, value) => rates.observe(epoch, value),
      evaluatedWeights: () => average?.read() ?? readWeights(model),
      async state() {
        return {
          weights: readWeights(model),
          ...(average && { average: average.read() }),
          optimizer: await readOptimizer(optimizer),
          generator: generator.state,
          ...(rates.state && { schedule: rates.state }),
        };
      },
      async restore(state) {
        writeWeights(model, state.weights);
        await writeOptimizer(optimizer, state.optimizer);
        generator.state = state.generator;
        if (state.average !== undefined) average?.write(state.average);
        rates = createSchedule(settings.schedule, settings.optimizer.learningRate, state.schedule);
      },
      dispose: () => held.dispose(),
    };
  } catch (error) {
    held.dispose();
    throw error;
  }
}
