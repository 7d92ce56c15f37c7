import type * as tf from '@tensorflow/tfjs';
import type { Mlp } from '../../model/mlp.js';
import type { Optimizer } from '../../optimizers/createOptimizer.js';
import {
  FIRST_STEPS,
  type TracedMoment,
  type TracedSettings,
  type TracedStep,
  type TraceRow,
  traceStep,
} from './adamTrace.js';

export interface StepTracerOptions {
  model: Mlp;
  /** Adam or AdamW. */
  optimizer: Optimizer;
  settings: TracedSettings;
  stepsPerEpoch: number;
  /** Takes the rows of a step that was traced. */
  onRows: (rows: TraceRow[]) => void;
}

/**
 * Looks at the weights and at Adam's m and v around the run's first steps and the last step of every epoch. It only reads, so
 * that the numbers of the run are the same with it and without.
 */
export class StepTracer {
  constructor(private readonly options: StepTracerOptions) {}

  /** Takes the step, and traces it where it is one of those. */
  around(gradients: tf.NamedTensorMap, takeStep: () => void): void {
    const { model, optimizer, settings, stepsPerEpoch, onRows } = this.options;
    const { variables } = model;
    const t = 1 + (optimizer.stateOf(variables[0]?.name ?? '')?.t ?? 0);
    const moment = momentOf(t, stepsPerEpoch);
    if (moment === undefined) {
      takeStep();
      return;
    }
    // A copy: the step writes over them.
    const before = variables.map((variable) => variable.dataSync().slice());
    takeStep();
    const steps = variables.map((variable, index): TracedStep => {
      const { m, v, vMax } = optimizer.stateOf(variable.name)?.slots ?? {};
      const gradient = gradients[variable.name];
      if (m === undefined || v === undefined || gradient === undefined) {
        throw new Error(`The step of ${variable.name} left no m and v.`);
      }
      return {
        parameter: variable.name,
        weights: before[index] as Float32Array,
        updated: valuesOf(variable),
        gradient: valuesOf(gradient),
        m: valuesOf(m),
        v: valuesOf(vMax ?? v),
      };
    });
    const facts = { epoch: Math.ceil(t / stepsPerEpoch), t, moment, learningRate: optimizer.learningRate };
    onRows(traceStep(steps, facts, settings));
  }
}

/** Which moment of the run the step is; undefined for one that is not traced. */
function momentOf(t: number, stepsPerEpoch: number): TracedMoment | undefined {
  if (t % stepsPerEpoch === 0) return 'epoch_end';
  return t <= FIRST_STEPS ? 'first_step' : undefined;
}

/** A copy: on wasm dataSync gives a view, which is void once the engine's memory grows. */
function valuesOf(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync<'float32'>().slice();
}
