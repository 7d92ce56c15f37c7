import * as tf from '@tensorflow/tfjs';
import { AdamTrainError } from '../errors.js';

type Gradients = Parameters<tf.Optimizer['applyGradients']>[0];
/** A tensor of saved state and its name. */
type NamedTensor = Awaited<ReturnType<tf.Optimizer['getWeights']>>[number];

/** What is kept of one parameter between steps. */
interface ParameterState {
  /** Steps taken. */
  t: number;
  /** The rule's tensors, of the parameter's shape. */
  slots: Record<string, tf.Variable>;
}

/** The same for those who look at it. */
export interface ReadonlyState {
  readonly t: number;
  readonly slots: Readonly<Record<string, tf.Tensor>>;
}

/**
 * A tfjs optimizer that keeps its state by the variable's name, never by its position, and counts the steps of each
 * variable on its own. So gradients may come in any order, or not at all for some variables, and saved state finds
 * its variable again. `State` is what the update rule remembers of one parameter: tensors of its shape, by name.
 */
export abstract class NamedStateOptimizer<State extends object> extends tf.Optimizer {
  private readonly states = new Map<string, ParameterState>();
  /** Names whose state was loaded and not yet used. */
  private readonly loaded = new Set<string>();

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
   * @throws AdamTrainError if no variable has that name, or the gradient's shape is not the variable's
   */
  override applyGradients(gradients: Gradients): void {
    for (const [name, gradient] of byName(gradients)) {
      if (gradient === undefined || gradient === null) continue;
      const variable = registeredVariable(name);
      if (!tf.util.arraysEqual(variable.shape, gradient.shape)) {
        throw new AdamTrainError(
          `The gradient of ${name} must have the variable's shape [${variable.shape}], got [${gradient.shape}].`,
        );
      }
      this.adopt(name, variable.shape);
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
   * The state as named tensors, `<variable>/t` and `<variable>/<slot>`, and `iter` first, as tfjs's own optimizers do.
   * They are a snapshot that belongs to the caller, who disposes of it.
   */
  override async getWeights(): Promise<NamedTensor[]> {
    const weights: NamedTensor[] = [await this.saveIterations()];
    for (const [name, { t, slots }] of this.states) {
      weights.push({ name: `${name}/t`, tensor: tf.scalar(t, 'int32') });
      for (const [slot, tensor] of Object.entries(slots)) {
        weights.push({ name: `${name}/${slot}`, tensor: tensor.clone() });
      }
    }
    return weights;
  }

  /**
   * Takes up state saved by `getWeights`, in any order. The given tensors stay the caller's.
   *
   * @throws AdamTrainError if an entry does not belong to this optimizer, or one is missing
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const saved = new Map<string, Record<string, tf.Tensor>>();
    let iterations = 0;
    for (const { name, tensor } of weights) {
      if (name === 'iter') iterations = await wholeNumber(tensor);
      else {
        const { variable, key } = this.parse(name);
        saved.set(variable, { ...saved.get(variable), [key]: tensor });
      }
    }
    for (const [variable, entries] of saved) this.checkComplete(variable, entries);

    this.dispose();
    this.iterations_ = iterations;
    for (const [variable, { t, ...entries }] of saved) {
      const slots = Object.entries(entries).map(([slot, tensor]) => [slot, copyOf(tensor)]);
      this.states.set(variable, { t: await wholeNumber(t as tf.Tensor), slots: Object.fromEntries(slots) });
      this.loaded.add(variable);
    }
  }

  /** What is kept of a variable, the optimizer's own tensors: to look at, not to change or free; none before its first step. */
  stateOf(name: string): ReadonlyState | undefined {
    return this.states.get(name);
  }

  /** Frees the state; the next step begins anew at t = 1. */
  override dispose(): void {
    for (const { slots } of this.states.values()) tf.dispose(slots);
    this.states.clear();
    this.loaded.clear();
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
    const state: ParameterState = { t: 0, slots: Object.fromEntries(slots) };
    this.states.set(name, state);
    return state;
  }

  /**
   * Gives a variable the state that was loaded for it under another ending: when a layers model is loaded tfjs names its
   * variables anew, `line/kernel_1` for `line/kernel`.
   */
  private adopt(name: string, shape: number[]): void {
    const stem = (text: string) => text.replace(/_\d+$/, '');
    const isSame = (saved: string) =>
      stem(saved) === stem(name) &&
      tf.engine().registeredVariables[saved] === undefined &&
      Object.values(this.states.get(saved)?.slots ?? {}).every((slot) =>
        tf.util.arraysEqual(slot.shape, shape),
      );
    const saved = this.loaded.delete(name) ? undefined : [...this.loaded].find(isSame);
    const state = saved === undefined ? undefined : this.states.get(saved);
    if (saved === undefined || state === undefined || this.states.has(name)) return;
    this.states.set(name, state).delete(saved);
    this.loaded.delete(saved);
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

function copyOf(tensor: tf.Tensor): tf.Variable {
  return tf.tidy(() => tf.variable(tensor, false));
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

async function wholeNumber(tensor: tf.Tensor): Promise<number> {
  return (await tensor.data())[0] as number;
}
