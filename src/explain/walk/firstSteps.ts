import type { Part } from '../../data/prepare.js';
import { AdamTrainError, exitCodes } from '../../errors.js';
import { createSession, type Session, type SessionSettings } from '../../training/session.js';
import { readWeights } from '../../training/trainingState.js';
import { isFinitePass, type StepObserver } from '../../training/trainStep.js';
import { createTurns } from '../../turns.js';
import type { ObservedStep } from './walk.js';

/** One weight or bias: the variable's name and the place in its values, row by row. */
export interface Parameter {
  name: string;
  index: number;
}

/**
 * Takes a job's first steps as training does, and watches one parameter.
 *
 * @param train the rows to train on
 * @throws AdamTrainError (exit code 4) if a loss or gradient is not finite
 */
export async function observeFirstSteps(
  settings: SessionSettings,
  train: Part,
  steps: number,
  { name, index }: Parameter,
): Promise<ObservedStep[]> {
  const read = (tensor: Tensor | undefined) => tensor?.dataSync()[index] ?? Number.NaN;
  const observed: ObservedStep[] = [];
  let [weightBefore, gradient] = [Number.NaN, Number.NaN];
  const observer: StepObserver = {
    before({ model, gradients }) {
      weightBefore = read(model.variables.find((variable) => variable.name === name));
      gradient = read(gradients[name]);
    },
    after({ t, model, optimizer }) {
      const slots = Object.entries(optimizer.stateOf(name)?.slots ?? {});
      observed.push({
        t,
        learningRate: optimizer.learningRate,
        weightBefore,
        gradient,
        state: Object.fromEntries(slots.map(([slot, tensor]) => [slot, read(tensor)])),
        weightAfter: read(model.variables.find((variable) => variable.name === name)),
      });
    },
  };
  const session = await createSession(settings, train, observer);
  try {
    await takeFirstSteps(session, steps);
  } finally {
    session.dispose();
  }
  return observed;
}

/**
 * The parameter that lies farthest from its initial value after a job's first steps.
 *
 * @throws AdamTrainError (exit code 4) if a loss or gradient is not finite
 */
export async function mostMovedParameter(
  settings: SessionSettings,
  train: Part,
  steps: number,
): Promise<Parameter> {
  let farthest = -1;
  let found: Parameter = { name: '', index: 0 };
  const session = await createSession(settings, train);
  try {
    const before = readWeights(session.model);
    await takeFirstSteps(session, steps);
    readWeights(session.model).forEach(({ name, values }, i) => {
      values.forEach((value, index) => {
        const distance = Math.abs(value - (before[i]?.values[index] as number));
        if (distance > farthest) [farthest, found] = [distance, { name, index }];
      });
    });
  } finally {
    session.dispose();
  }
  return found;
}

/** What is read of a tensor. */
interface Tensor {
  dataSync(): ArrayLike<number>;
}

async function takeFirstSteps(session: Session, steps: number): Promise<void> {
  const turn = createTurns();
  let t = 0;
  for (let epoch = 1; t < steps; epoch++) {
    for await (const pass of session.epoch(epoch, turn)) {
      t++;
      if (!isFinitePass(pass)) throw notFinite(t);
      if (t === steps) break;
    }
  }
}

function notFinite(t: number): AdamTrainError {
  return new AdamTrainError(
    `The loss and its gradient must be finite numbers, and are not in step ${t}; lower --lr.`,
    exitCodes.diverged,
  );
}
