import type * as tf from '@tensorflow/tfjs';
import type { Optimizer } from '../../optimizers/tfjs/classes.js';
import type { Step, StepObserver } from '../trainStep.js';
import {
  FIRST_STEPS,
  type TracedMoment,
  type TracedSettings,
  type TracedStep,
  type TraceRow,
  traceStep,
} from './adamTrace.js';
import { isTracedEpoch } from './tracedEpochs.js';

/**
 * Looks at the weights and at the m and v of Adam or AdamW around the run's first steps and the last step of the epochs
 * that are traced. It only reads, so that the numbers of the run are the same with it and without.
 */
export class StepTracer implements StepObserver {
  /** The weights before the step, variable by variable; undefined at a step that is not traced. */
  private weights: Float32Array[] | undefined;

  /**
   * @param run its steps in an epoch, and how many epochs it is to have, the last of which is traced in any case
   * @param onRows takes the rows of a step that was traced
   */
  constructor(
    private readonly run: TracedRun,
    private readonly onRows: (rows: TraceRow[]) => void,
  ) {}

  before({ t, model }: Step): void {
    const isTraced = momentOf(t, this.run) !== undefined;
    this.weights = isTraced ? model.variables.map(valuesOf) : undefined;
  }

  after({ t, model, optimizer, gradients }: Step): void {
    const moment = momentOf(t, this.run);
    const { weights } = this;
    if (moment === undefined || weights === undefined) return;
    const steps = model.variables.map((variable, index): TracedStep => {
      const { m, v, vMax } = optimizer.stateOf(variable.name)?.slots ?? {};
      const gradient = gradients[variable.name];
      if (m === undefined || v === undefined || gradient === undefined) {
        throw new Error(`The step of ${variable.name} left no m and v.`);
      }
      return {
        parameter: variable.name,
        weights: weights[index] as Float32Array,
        updated: valuesOf(variable),
        gradient: valuesOf(gradient),
        m: valuesOf(m),
        v: valuesOf(vMax ?? v),
      };
    });
    const epoch = Math.ceil(t / this.run.stepsPerEpoch);
    const facts = { epoch, t, moment, learningRate: optimizer.learningRate };
    this.onRows(traceStep(steps, facts, settingsOf(optimizer)));
  }
}

/** Adam's settings that m and v are read by. */
function settingsOf(optimizer: Optimizer): TracedSettings {
  return optimizer.getConfig() as TracedSettings;
}

/** How long a run is. */
interface TracedRun {
  stepsPerEpoch: number;
  epochs: number;
}

/** Which moment of the run the step is; undefined for one that is not traced. */
function momentOf(t: number, { stepsPerEpoch, epochs }: TracedRun): TracedMoment | undefined {
  if (t % stepsPerEpoch === 0) {
    const epoch = t / stepsPerEpoch;
    return isTracedEpoch(epoch) || epoch === epochs ? 'epoch_end' : undefined;
  }
  return t <= FIRST_STEPS ? 'first_step' : undefined;
}

/** A copy: on wasm dataSync gives a view, which is void once the engine's memory grows. */
function valuesOf(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync<'float32'>().slice();
}
