import * as tf from '@tensorflow/tfjs';
import { stepsAtOnce } from '../../kernels/steps.js';
import type { AnyValues, OptimizerDefinition } from '../defineOptimizer.js';
import { checkHyperparameter, resolveHyperparameters } from '../resolve.js';
import { fusedRule } from './fusedRules.js';
import { byName, checkGradient, type Gradients, registeredVariable } from './gradients.js';
import { matchSaved, type NamedShape } from './savedNames.js';
import { type NamedTensor, readSaved } from './savedState.js';
import { SnapshotTensor } from './snapshotTensor.js';
import { ruleAtOnce } from './stepsAtOnce.js';

/** What is kept of one parameter between steps. */
export interface ParameterState {
  /** Steps taken. */
  t: number;
  /** The rule's tensors, of the parameter's shape. */
  slots: Record<string, tf.Variable>;
}

/** A variable that is about to take a step. */
interface Move {
  variable: tf.Variable;
  gradient: tf.Tensor;
  kept: ParameterState;
}

/** The class of an optimizer, as tfjs saves it and finds it again by its name. */
export function optimizerClass(
  definition: OptimizerDefinition,
): new (
  hyperparameters?: object,
) => NamedStateOptimizer {
  class Defined extends NamedStateOptimizer {
    /** The name that a saved model's training configuration carries; tfjs rewrites names with underscores. */
    static readonly className = `AdamTrain${definition.title}`;

    constructor(hyperparameters: object = {}) {
      super(definition, hyperparameters);
    }
  }
  Object.defineProperty(Defined, 'name', { value: definition.title });
  tf.serialization.registerClass(Defined);
  return Defined;
}

/**
 * A tfjs optimizer that keeps its state by the variable's name, never by its position, and counts the steps of each
 * variable on its own. So gradients may come in any order, or not at all for some variables, and saved state finds
 * its variable again.
 */
class NamedStateOptimizer extends tf.Optimizer {
  private readonly states = new Map<string, ParameterState>();
  /** What was loaded and has not found its variable yet, by the name that it was saved under. */
  private readonly loaded = new Map<string, ParameterState>();
  /** The hyperparameters, and what the rule takes beside them and nobody sets. */
  private readonly values: AnyValues;
  /** The tensors kept for each parameter, by the number that they begin at. */
  private readonly initialState: Record<string, number>;
  private readonly rule;
  private readonly atOnce;

  constructor(
    private readonly definition: OptimizerDefinition,
    hyperparameters: object,
  ) {
    super();
    this.values = { ...resolveHyperparameters(definition, hyperparameters), ...definition.fixed };
    this.initialState = definition.initialState(this.values);
    this.rule = fusedRule(definition.rule);
    this.atOnce = ruleAtOnce(definition.rule);
  }

  /** α, the step size that the next step takes. */
  get learningRate(): number {
    return this.values['learningRate'] as number;
  }

  /** @throws UsageError if the value is not a finite number >= 0 */
  set learningRate(value: number) {
    checkHyperparameter(this.definition, 'learningRate', value);
    this.values['learningRate'] = value;
  }

  /** As tfjs does it, but that the gradients are freed where a step fails, too. */
  override minimize(f: () => tf.Scalar, returnCost = false, variables?: tf.Variable[]): tf.Scalar | null {
    const { value, grads } = this.computeGradients(f, variables);
    let isDone = false;
    try {
      this.applyGradients(
        variables?.map(({ name }) => ({ name, tensor: grads[name] as tf.Tensor })) ?? grads,
      );
      isDone = true;
    } finally {
      tf.dispose(grads);
      if (!isDone || !returnCost) value.dispose();
    }
    return returnCost ? value : null;
  }

  /**
   * Takes one step on each variable that has a gradient.
   *
   * @param gradients by variable name, or a list of `{name, tensor}`; a missing gradient leaves its variable alone
   * @throws AdamTrainError if no variable has that name, the gradient's shape is not the variable's, or state that was loaded
   *   finds no variable; then nothing is changed
   */
  override applyGradients(gradients: Gradients): void {
    const steps = byName(gradients);
    for (const [name, gradient] of steps) checkGradient(name, gradient);
    if (this.loaded.size > 0) this.adopt(steps.map(([name]) => name));
    const moves = steps.flatMap(([name, gradient]): Move[] => {
      if (gradient === undefined || gradient === null) return [];
      const variable = registeredVariable(name);
      return [{ variable, gradient, kept: this.states.get(name) ?? this.begin(name, variable.shape) }];
    });
    if (!this.moveAtOnce(moves)) for (const move of moves) this.move(move);
    for (const { kept } of moves) kept.t++;
    this.incrementIterations();
  }

  private move({ variable, gradient, kept }: Move): void {
    tf.tidy(() => {
      // The fused steps read memory as float32. A cast that does nothing costs as much as a small step.
      const g = gradient.dtype === 'float32' ? gradient : gradient.toFloat();
      const next = this.rule(variable, g, kept.slots, kept.t + 1, this.values);
      variable.assign(next.theta);
      for (const slot of this.slotNames) kept.slots[slot]?.assign(next.state[slot] as tf.Tensor);
    });
  }

  /** False, and nothing done, where the backend has no such step for the rule, or the variables are not all at the same one. */
  private moveAtOnce(moves: readonly Move[]): boolean {
    const { atOnce } = this;
    const t = moves[0]?.kept.t;
    const takeSteps = atOnce && stepsAtOnce();
    if (atOnce === undefined || takeSteps === undefined || t === undefined) return false;
    if (!moves.every(({ gradient, kept }) => gradient.dtype === 'float32' && kept.t === t)) return false;
    const stepped = moves.map(({ variable, gradient, kept: { slots } }) => {
      return { variable, gradient, slots: atOnce.slots.map((slot) => slots[slot]) };
    });
    takeSteps(atOnce.rule, stepped, atOnce.numbersOf(t + 1, this.values));
    return true;
  }

  /**
   * What is kept of the variable of that name, if it has taken a step: the living tensors, to be read and not to be disposed
   * of.
   */
  stateOf(name: string): Readonly<ParameterState> | undefined {
    return this.states.get(name) ?? this.loaded.get(name);
  }

  /**
   * The state as named tensors, `<variable>/t` and `<variable>/<slot>`, and `iter` first, as tfjs's own optimizers do.
   * They are a snapshot of plain values: the engine holds nothing for them unless they are computed with.
   */
  override async getWeights(): Promise<NamedTensor[]> {
    const states = [...this.states, ...this.loaded];
    const taken = states.map(([name, { t, slots }]) => ({
      name,
      t,
      slots: Object.entries(slots).map(([slot, tensor]) => ({ slot, tensor: copyOf(tensor) })),
    }));
    const whole = (name: string, value: number) => ({
      name,
      tensor: new SnapshotTensor(Int32Array.of(value), []),
    });
    const weights: NamedTensor[] = [whole('iter', this.iterations)];
    try {
      for (const { name, t, slots } of taken) {
        weights.push(whole(`${name}/t`, t));
        for (const { slot, tensor } of slots) {
          const values = (await tensor.data<'float32'>()).slice();
          weights.push({ name: `${name}/${slot}`, tensor: new SnapshotTensor(values, tensor.shape) });
        }
      }
    } finally {
      tf.dispose(taken.flatMap(({ slots }) => slots.map(({ tensor }) => tensor)));
    }
    return weights;
  }

  /**
   * Takes up state saved by `getWeights`, in any order. The given tensors stay the caller's. At the next step each variable
   * takes what was saved under its name; the variables of a layers model that was loaded, or built once more, have other
   * names where the first still lives, and find theirs too.
   *
   * @throws AdamTrainError if an entry does not belong to this optimizer, or one is missing; then nothing is changed
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const { iterations, states } = await readSaved(weights, this.slotNames);
    const made = new Map<string, ParameterState>();
    try {
      for (const [name, { t, shape, slots }] of states) {
        const state: ParameterState = { t, slots: {} };
        made.set(name, state);
        for (const [slot, values] of Object.entries(slots)) {
          state.slots[slot] = tf.tidy(() => tf.variable(tf.tensor(values, shape), false));
        }
      }
    } catch (error) {
      for (const { slots } of made.values()) tf.dispose(slots);
      throw error;
    }
    this.dispose();
    this.iterations_ = iterations;
    for (const [name, state] of made) this.loaded.set(name, state);
  }

  override getConfig(): tf.serialization.ConfigDict {
    const names = Object.keys(this.definition.hyperparameters);
    return Object.fromEntries(names.map((name) => [name, this.values[name]])) as tf.serialization.ConfigDict;
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    // tfjs puts this beside our hyperparameters where it knows classes of its user's; what else is none is refused.
    const { customObjects: _, ...hyperparameters } = config;
    return new cls(hyperparameters);
  }

  /** Frees the state; the next step begins anew at t = 1. */
  override dispose(): void {
    for (const { slots } of [...this.states.values(), ...this.loaded.values()]) tf.dispose(slots);
    this.states.clear();
    this.loaded.clear();
    this.iterations_ = 0;
  }

  private get slotNames(): string[] {
    return Object.keys(this.initialState);
  }

  private begin(name: string, shape: number[]): ParameterState {
    const state: ParameterState = { t: 0, slots: {} };
    try {
      for (const [slot, value] of Object.entries(this.initialState)) {
        state.slots[slot] = tf.tidy(() => tf.variable(tf.fill(shape, value), false));
      }
    } catch (error) {
      tf.dispose(state.slots);
      throw error;
    }
    this.states.set(name, state);
    return state;
  }

  /** Gives loaded state to the variables of a step. */
  private adopt(names: string[]): void {
    const saved = [...this.loaded].map(([name, { slots }]): NamedShape => {
      return { name, shape: Object.values(slots)[0]?.shape };
    });
    const variables = names
      .filter((name) => !this.states.has(name))
      .map((name): NamedShape => ({ name, shape: registeredVariable(name).shape }));
    for (const [name, savedName] of matchSaved(saved, variables)) {
      this.states.set(name, this.loaded.get(savedName) as ParameterState);
      this.loaded.delete(savedName);
    }
  }
}

/**
 * A tensor that keeps its values while they are read. A clone shares them, and so would be changed by a step that changes the
 * state where it stands.
 */
function copyOf(tensor: tf.Tensor): tf.Tensor {
  return stepsAtOnce() === undefined ? tensor.clone() : tf.tensor(tensor.dataSync().slice(), tensor.shape);
}
