import type { StoredTensor } from '../../files/safetensors.js';
import type { NamedValues, TrainingState } from '../../training/trainingState.js';
import type { Preparation } from './checkpoint.js';

// The tensors of a checkpoint: how each group of them is named, stored and taken out again.

type Values<Kind extends Float32Array | Float64Array | Int32Array | Uint32Array> = new (
  length: number,
) => Kind;

/** A checkpoint's tensors, which are taken out one by one: each must be there, of its kind and shape, and none be left over. */
export class CheckpointTensors {
  private readonly left: Map<string, StoredTensor>;

  constructor(tensors: ReadonlyMap<string, StoredTensor>) {
    this.left = new Map(tensors);
  }

  has(name: string): boolean {
    return this.left.has(name);
  }

  /** @throws Error if the tensor is missing, or of another kind or shape */
  take<Kind extends Float32Array | Float64Array | Int32Array | Uint32Array>(
    name: string,
    kind: Values<Kind>,
    shape: readonly number[],
  ): Kind {
    const { values, shape: found } = this.takeAny(name);
    if (!(values instanceof kind)) throw new Error(`${name} holds another kind of numbers`);
    if (found.join() !== shape.join()) throw new Error(`${name} has the shape [${found}], not [${shape}]`);
    return values;
  }

  /** The same for numbers that must be finite. */
  takeFinite<Kind extends Float32Array | Float64Array>(
    name: string,
    kind: Values<Kind>,
    shape: readonly number[],
  ): Kind {
    const values = this.take(name, kind, shape);
    if (!values.every(Number.isFinite)) throw new Error(`${name} has a number that is not finite`);
    return values;
  }

  takeAny(name: string): StoredTensor {
    const tensor = this.left.get(name);
    if (tensor === undefined) throw new Error(`there is no ${name}`);
    this.left.delete(name);
    return tensor;
  }

  /** The names that begin so and were not taken yet, without this beginning. */
  namesBehind(prefix: string): string[] {
    return [...this.left.keys()]
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length));
  }

  /** @throws Error if a tensor was not taken */
  checkEmpty(): void {
    const [name] = this.left.keys();
    if (name !== undefined) throw new Error(`${name} belongs to nothing`);
  }
}

type Stored = [name: string, tensor: StoredTensor];

/** What takes raw rows to the model, and its outputs to target units. */
export function storedPreparation({ scaler, targets, fill }: Preparation): Stored[] {
  const vector = (name: string, values: Float64Array): Stored => [name, { shape: [values.length], values }];
  return [
    vector('scaler/mean', scaler.mean),
    vector('scaler/scale', scaler.scale),
    vector('target', Float64Array.from(targets.flatMap(({ mean, scale }) => [mean, scale]))),
    ...(fill === undefined ? [] : [vector('fill', fill)]),
  ];
}

/** @throws Error if a number is missing, not finite or, as a scale, not positive */
export function takePreparation(
  tensors: CheckpointTensors,
  { features, targets: count }: { features: number; targets: number },
): Preparation {
  const mean = tensors.takeFinite('scaler/mean', Float64Array, [features]);
  const scale = tensors.takeFinite('scaler/scale', Float64Array, [features]);
  const both = tensors.takeFinite('target', Float64Array, [2 * count]);
  const targets = Array.from({ length: count }, (_, i) => {
    const [targetMean = 0, targetScale = 0] = both.subarray(2 * i);
    return { mean: targetMean, scale: targetScale };
  });
  const scales = [...scale, ...targets.map(({ scale: own }) => own)];
  if (!scales.every((value) => value > 0)) throw new Error('a scale is not positive');
  const fill = tensors.has('fill') ? tensors.takeFinite('fill', Float64Array, [features]) : undefined;
  return { scaler: { mean, scale }, targets, ...(fill && { fill }) };
}

/** Weights and the like, each under its own name behind the group's. */
export function storedValues(group: string, values: readonly NamedValues[]): Stored[] {
  return values.map(({ name, shape, values: numbers }) => [`${group}${name}`, { shape, values: numbers }]);
}

const groups = { average: 'average/', optimizer: 'optimizer/', best: 'best/' };

/** All of training's state that is tensors. */
export function storedState({ weights, average = [], optimizer, best, generator }: TrainingState): Stored[] {
  const { words } = generator;
  return [
    ...storedValues('', weights),
    ...storedValues(groups.average, average),
    ...storedValues(groups.optimizer, optimizer),
    ...storedValues(groups.best, best.weights),
    ['generator', { shape: [words.length], values: words }],
  ];
}

/**
 * The sizes of the model's layers, the features first.
 *
 * @throws Error if the layers' weights do not follow on each other from the features to the targets
 */
export function takeWeights(
  tensors: CheckpointTensors,
  { features, targets }: { features: number; targets: number },
  layers: number,
): { sizes: number[]; weights: NamedValues[] } {
  const sizes = [features];
  const weights: NamedValues[] = [];
  for (let layer = 1; layer <= layers; layer++) {
    const name = `layer${layer}`;
    const { shape, values } = tensors.takeAny(`${name}.weight`);
    const [inputs = 0, outputs = 0] = shape;
    const isLast = layer === layers;
    if (shape.length !== 2 || inputs !== sizes.at(-1) || outputs < 1 || (isLast && outputs !== targets)) {
      throw new Error(`${name}.weight has the shape [${shape}]`);
    }
    if (!(values instanceof Float32Array) || !values.every(Number.isFinite)) {
      throw new Error(`${name}.weight has a number that is not a finite float32`);
    }
    const bias = tensors.takeFinite(`${name}.bias`, Float32Array, [outputs]);
    weights.push(
      { name: `${name}.weight`, shape, values },
      { name: `${name}.bias`, shape: [outputs], values: bias },
    );
    sizes.push(outputs);
  }
  return { sizes, weights };
}

/**
 * What training's state has of tensors beside the weights.
 *
 * @throws Error if a tensor is missing, of another shape, or has what no training leaves
 */
export function takeState(
  tensors: CheckpointTensors,
  weights: readonly NamedValues[],
): Pick<TrainingState, 'average' | 'optimizer'> & { words: Uint32Array<ArrayBuffer>; best: NamedValues[] } {
  const hasAverage = tensors.namesBehind(groups.average).length > 0;
  return {
    ...(hasAverage && { average: takeCopy(tensors, groups.average, weights) }),
    optimizer: takeOptimizer(tensors, weights),
    words: tensors.take('generator', Uint32Array, [624]),
    best: takeCopy(tensors, groups.best, weights),
  };
}

/** Another copy of the model's weights, such as the best epoch's. */
function takeCopy(tensors: CheckpointTensors, group: string, weights: readonly NamedValues[]): NamedValues[] {
  return weights.map(({ name, shape }) => ({
    name,
    shape,
    values: tensors.takeFinite(`${group}${name}`, Float32Array, shape),
  }));
}

/**
 * The optimizer's state: how many steps it took, in all and of each variable, and the variables' slots, which may have
 * overflowed to infinity but hold no NaN.
 */
function takeOptimizer(tensors: CheckpointTensors, weights: readonly NamedValues[]): NamedValues[] {
  const stepsOf = (name: string): NamedValues => {
    const values = tensors.take(`${groups.optimizer}${name}`, Int32Array, []);
    if ((values[0] as number) < 0) throw new Error(`${name} is below 0`);
    return { name, shape: [], values };
  };
  const state = [stepsOf('iter')];
  const slots = new Set<string>();
  for (const { name, shape } of weights) {
    state.push(stepsOf(`${name}/t`));
    const own = tensors.namesBehind(`${groups.optimizer}${name}/`);
    for (const slot of own) {
      slots.add(slot);
      const values = tensors.take(`${groups.optimizer}${name}/${slot}`, Float32Array, shape);
      if (values.some(Number.isNaN)) throw new Error(`${slot} of ${name} has what is not a number`);
      state.push({ name: `${name}/${slot}`, shape, values });
    }
    if (own.length !== slots.size) throw new Error(`${name} has other slots than the variables before it`);
  }
  return state;
}
