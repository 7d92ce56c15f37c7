import * as tf from '@tensorflow/tfjs';
import { AdamTrainError } from '../errors.js';
import { matchLoaded } from './matchLoaded.js';
import { assignNumber, copyOf, counterOf, wholeNumber } from './stateTensors.js';

type Gradients = Parameters<tf.Optimizer['applyGradients']>[0];
/** A tensor of saved state and its name. */
type NamedTensor = Awaited<ReturnType<tf.Optimizer['getWeights']>>[number];

/** What is kept of one parameter between steps. */
export interface ParameterState {
  /** Steps taken. */
  t: number;
  /** The rule's tensors, of the parameter's shape. */
  slots: Record<string, tf.Variable>;
  /** `t` as a tensor, for whoever saves the state: it is brought up to date when the state is asked for. */
  counter: tf.Variable;
}

/**
 * A tfjs optimizer that keeps its state by the variable's name, never by its position, and counts the steps of each
 * variable on its own. So gradients may come in any order, or not at all for some variables, and saved state finds
 * its variable again. `State` is what the update rule remembers of one parameter: tensors of its shape, by name.
 */
export abstract class NamedStateOptimizer<State extends object> extends tf.Optimizer {
  private readonly states = new Map<string, ParameterState>();
  /** State that was loaded and has not found its variable yet, by the name that it was saved under. */
  private readonly loaded = new Map<string, ParameterState>();
  /** The number of steps as a tensor, like a parameter's. */
  private iterationsCounter: tf.Variable | undefined;

  /** The tensors kept for each parameter, by the number that they begin at. */
  protected abstract readonly initialState: { [Slot in keyof State]: number };

  /** The update rule: the parameter and its state after step `t`, counted from 1. Runs inside `tf.tidy`. */
  protected abstract step(
    theta: tf.Tensor,
    g: tf.Tensor,
    state: State,
    t: number,
  ): { theta: tf.Tensor; state: State };

  /**
   * Takes one step on each variable that has a gradient.
   *
   * @param gradients by variable name, or a list of `{name, tensor}`; a missing gradient leaves its variable alone
   * @throws AdamTrainError if no variable has that name, the gradient's shape is not the variable's, or state was loaded that
   *   belongs to no variable
   */
  override applyGradients(gradients: Gradients): void {
    const given = byName(gradients).flatMap(([name, gradient]) =>
      gradient === undefined || gradient === null ? [] : [[registeredVariable(name), gradient] as const],
    );
    for (const [{ name, shape }, gradient] of given) {
      if (tf.util.arraysEqual(shape, gradient.shape)) continue;
      throw new AdamTrainError(
        `The gradient of ${name} must have the variable's shape [${shape}], got [${gradient.shape}].`,
      );
    }
    if (this.loaded.size > 0) this.adoptLoaded(given.map(([variable]) => variable));
    for (const [variable, gradient] of given) {
      const { name } = variable;
      const kept = this.states.get(name) ?? this.begin(name, variable.shape);
      const t = kept.t + 1;
      tf.tidy(() => {
        const next = this.step(variable, gradient, kept.slots as State, t);
        variable.assign(next.theta);
        const tensors = next.state as Record<string, tf.Tensor>;
        for (const slot of this.slotNames) kept.slots[slot]?.assign(tensors[slot] as tf.Tensor);
      });
      kept.t = t;
    }
    this.incrementIterations();
  }

  /**
   * What is kept of the variable of that name, if it has taken a step or its state was loaded: the living tensors, to be read and not to be disposed
   * of.
   */
  stateOf(name: string): Readonly<ParameterState> | undefined {
    return this.states.get(name) ?? this.loaded.get(name);
  }

  /**
   * The state as named tensors, `<variable>/t` and `<variable>/<slot>`, and `iter` first. As with tfjs's own optimizers they
   * are the living state, so that saving a model leaves nothing behind: clone what is to outlast the next step, and dispose
   * of none.
   */
  override async getWeights(): Promise<NamedTensor[]> {
    this.iterationsCounter ??= counterOf(this.iterations);
    assignNumber(this.iterationsCounter, this.iterations);
    const weights: NamedTensor[] = [{ name: 'iter', tensor: this.iterationsCounter }];
    for (const [name, { t, slots, counter }] of [...this.states, ...this.loaded]) {
      assignNumber(counter, t);
      weights.push({ name: `${name}/t`, tensor: counter });
      for (const [slot, tensor] of Object.entries(slots)) weights.push({ name: `${name}/${slot}`, tensor });
    }
    return weights;
  }

  /**
   * Takes up state saved by `getWeights`, in any order. The given tensors stay the caller's.
   *
   * Each variable takes its state at the next step: by its name, or, since tfjs names the variables of a loaded model anew
   * (`line/kernel_1` for `line/kernel`), by its name but for the number at the end.
   *
   * @throws AdamTrainError if an entry does not belong to this optimizer or is its own living state, or one is missing
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const saved = new Map<string, Record<string, tf.Tensor>>();
    let iterations = 0;
    for (const { name, tensor } of weights) {
      if (this.owns(tensor)) {
        throw new AdamTrainError(
          `The state to load must be a copy, got this optimizer's own ${name}, which every step changes; clone what getWeights gives before the next step.`,
        );
      }
      if (name === 'iter') iterations = await wholeNumber(tensor);
      else {
        const { variable, key } = this.parse(name);
        saved.set(variable, { ...saved.get(variable), [key]: tensor });
      }
    }
    for (const [variable, entries] of saved) this.checkComplete(variable, entries);
    const steps = new Map<string, number>();
    for (const [variable, { t }] of saved) steps.set(variable, await wholeNumber(t as tf.Tensor));

    this.dispose();
    this.iterations_ = iterations;
    for (const [variable, { t: _, ...entries }] of saved) {
      const t = steps.get(variable) as number;
      const slots = Object.entries(entries).map(([slot, tensor]) => [slot, copyOf(tensor)]);
      this.loaded.set(variable, { t, slots: Object.fromEntries(slots), counter: counterOf(t) });
    }
  }

  /** Frees the state; the next step begins anew at t = 1. */
  override dispose(): void {
    for (const { slots, counter } of [...this.states.values(), ...this.loaded.values()]) {
      tf.dispose([counter, slots]);
    }
    this.states.clear();
    this.loaded.clear();
    this.iterationsCounter?.dispose();
    this.iterationsCounter = undefined;
    this.iterations_ = 0;
  }

  private get slotNames(): string[] {
    return Object.keys(this.initialState);
  }

  private begin(name: string, shape: number[]): ParameterState {
    const slots = Object.entries<number>(this.initialState).map(([slot, value]) => [
      slot,
      tf.tidy(() => tf.variable(tf.fill(shape, value), false)),
    ]);
    const state: ParameterState = { t: 0, slots: Object.fromEntries(slots), counter: counterOf(0) };
    this.iterationsCounter ??= counterOf(0);
    this.states.set(name, state);
    return state;
  }

  private owns(tensor: tf.Tensor): boolean {
    const states = [...this.states.values(), ...this.loaded.values()];
    const own = states.flatMap(({ slots, counter }) => [counter, ...Object.values(slots)]);
    return tensor === this.iterationsCounter || own.some((each) => each === tensor);
  }

  private adoptLoaded(variables: readonly tf.Variable[]): void {
    const found = matchLoaded(this.loaded, variables, this.states);
    for (const [saved, name] of found) {
      this.states.set(name, this.loaded.get(saved) as ParameterState);
      this.loaded.delete(saved);
    }
  }

  /** Which variable an entry of saved state belongs to, and what it is of it. */
  private parse(name: string): { variable: string; key: string } {
    const cut = name.lastIndexOf('/');
    const key = name.slice(cut + 1);
    const keys = ['t', ...this.slotNames];
    if (cut > 0 && keys.includes(key)) return { variable: name.slice(0, cut), key };
    throw new AdamTrainError(
      `Saved state must be named iter or <variable>/${keys.join('|')}, got ${name}; load it into the kind of optimizer that saved it.`,
    );
  }

  private checkComplete(variable: string, entries: Record<string, tf.Tensor>): void {
    const missing = ['t', ...this.slotNames].filter((key) => entries[key] === undefined);
    if (missing.length === 0) return;
    throw new AdamTrainError(
      `Saved state of ${variable} must have ${missing.join(', ')}, got ${Object.keys(entries).join(', ')}; load it into an optimizer with the options of the one that saved it.`,
    );
  }
}

function byName(gradients: Gradients): [string, tf.Tensor | undefined][] {
  return Array.isArray(gradients)
    ? gradients.map(({ name, tensor }) => [name, tensor])
    : Object.entries(gradients);
}

function registeredVariable(name: string): tf.Variable {
  const variable = tf.engine().registeredVariables[name];
  if (variable === undefined) {
    throw new AdamTrainError(`A gradient must belong to a living tf.variable, got one named ${name}.`);
  }
  return variable;
}
