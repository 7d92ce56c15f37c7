import * as tf from '@tensorflow/tfjs';
import { AdamTrainError } from '../errors.js';

/** What an update rule remembers of one parameter: tensors of its shape, by name. */
export type Slots<Name extends string> = Record<Name, tf.Tensor>;

type Gradients = Parameters<tf.Optimizer['applyGradients']>[0];
/** A tensor of saved state and its name. */
type NamedTensor = Awaited<ReturnType<tf.Optimizer['getWeights']>>[number];

/**
 * A tfjs optimizer that keeps its state by the variable's name, never by its position, and counts the steps of each
 * variable on its own. So gradients may come in any order, or not at all for some variables, and saved state finds
 * its variable again.
 */
export abstract class NamedStateOptimizer<Name extends string> extends tf.Optimizer {
  /** Steps taken on each parameter. */
  private readonly steps = new Map<string, number>();
  private readonly slots = new Map<string, Record<Name, tf.Variable>>();
  /** Names whose state was loaded and not yet used. */
  private readonly loaded = new Set<string>();

  /** The names of the tensors kept for each parameter; all begin at zero. */
  protected abstract readonly slotNames: readonly Name[];

  /** The update rule: the parameter and its slots after step `t`, counted from 1. Runs inside `tf.tidy`. */
  protected abstract step(
    theta: tf.Tensor,
    gradient: tf.Tensor,
    slots: Slots<Name>,
    t: number,
  ): { theta: tf.Tensor; slots: Slots<Name> };

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
      const t = (this.steps.get(name) ?? 0) + 1;
      const slots = this.slotsOf(name, variable.shape);
      tf.tidy(() => {
        const next = this.step(variable, gradient, slots, t);
        variable.assign(next.theta);
        for (const slot of this.slotNames) slots[slot].assign(next.slots[slot]);
      });
      this.steps.set(name, t);
    }
    this.incrementIterations();
  }

  /**
   * The state as named tensors, `<variable>/t` and `<variable>/<slot>`, and `iter` first, as tfjs's own optimizers do.
   * They are a snapshot that belongs to the caller, who disposes of it.
   */
  override async getWeights(): Promise<NamedTensor[]> {
    const weights: NamedTensor[] = [await this.saveIterations()];
    for (const [name, slots] of this.slots) {
      weights.push({ name: `${name}/t`, tensor: tf.scalar(this.steps.get(name) ?? 0, 'int32') });
      for (const slot of this.slotNames) {
        weights.push({ name: `${name}/${slot}`, tensor: slots[slot].clone() });
      }
    }
    return weights;
  }

  /**
   * Takes up state saved by `getWeights`, in any order. The given tensors stay the caller's.
   *
   * @throws AdamTrainError if an entry does not belong to this optimizer
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const entries = weights.map(({ name, tensor }) => ({ ...this.parse(name), tensor }));
    this.dispose();
    for (const { variable, key, tensor } of entries) {
      if (key !== 'iter') this.loaded.add(variable);
      if (key === 'iter') this.iterations_ = await wholeNumber(tensor);
      else if (key === 't') this.steps.set(variable, await wholeNumber(tensor));
      else this.slotsOf(variable, tensor.shape)[key].assign(tensor);
    }
  }

  /** Frees the state; the next step begins anew at t = 1. */
  override dispose(): void {
    for (const slots of this.slots.values()) tf.dispose(Object.values(slots));
    this.slots.clear();
    this.steps.clear();
    this.loaded.clear();
    this.iterations_ = 0;
  }

  private slotsOf(name: string, shape: number[]): Record<Name, tf.Variable> {
    const known = this.slots.get(name);
    if (known !== undefined) return known;
    const zeros = () => tf.tidy(() => tf.variable(tf.zeros(shape), false));
    const slots = Object.fromEntries(this.slotNames.map((slot) => [slot, zeros()])) as Record<
      Name,
      tf.Variable
    >;
    this.slots.set(name, slots);
    return slots;
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
      Object.values<tf.Variable>(this.slots.get(saved) ?? {}).every((slot) =>
        tf.util.arraysEqual(slot.shape, shape),
      );
    const saved = this.loaded.delete(name) ? undefined : [...this.loaded].find(isSame);
    const slots = saved === undefined ? undefined : this.slots.get(saved);
    if (saved === undefined || slots === undefined || this.slots.has(name)) return;
    this.slots.set(name, slots).delete(saved);
    this.steps.set(name, this.steps.get(saved) ?? 0).delete(saved);
    this.loaded.delete(saved);
  }

  /** Which variable an entry of saved state belongs to, and what it is of it. */
  private parse(name: string): { variable: string; key: Name | 't' | 'iter' } {
    if (name === 'iter') return { variable: '', key: 'iter' };
    const cut = name.lastIndexOf('/');
    const key = ['t' as const, ...this.slotNames].find((known) => known === name.slice(cut + 1));
    if (cut > 0 && key !== undefined) return { variable: name.slice(0, cut), key };
    throw new AdamTrainError(
      `Saved state must be named iter, <variable>/t or <variable>/${this.slotNames.join('|')}, got ${name}. Load it into the kind of optimizer that saved it.`,
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

async function wholeNumber(tensor: tf.Tensor): Promise<number> {
  return (await tensor.data())[0] as number;
}
