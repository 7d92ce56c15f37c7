import { featureNames } from '../../data/columns.js';
import type { TargetScale } from '../../data/targetScale.js';
import { AdamTrainError, exitCodes } from '../../errors.js';
import { formatText } from '../../format.js';
import type { LayerWeights } from '../mlp.js';
import { float32Limits } from './float32Limits.js';
import type { SavedModel } from './savedModel.js';

/** A tfjs LayersModel as `tf.loadLayersModel` reads it: model.json's content, and that of the weights' file. */
export interface LayersModel {
  json: Record<string, unknown>;
  /** float32, little-endian, one tensor after the other */
  weights: Uint8Array;
}

interface NamedWeights {
  name: string;
  shape: number[];
  values: Float32Array;
}

/** The layer that subtracts the means, also while the model is trained further; its weights' names begin with this. */
const CENTRE = 'centre';

/**
 * A trained model as a tfjs LayersModel of built-in layers, from raw features [rows, features] to the targets in their own
 * units [rows, targets]. The loaded model does not fill missing numbers: a NaN among a row's features gives no valid prediction.
 *
 * A depthwise convolution of ones over a single pixel, whose channels are the features, subtracts the means as its bias, and the first
 * dense layer's weights are divided by the scales. (A batch normalization would take each batch's own means in `fit`.) The means are not folded into that layer's bias: x·w and mean·w in float32 lose what a column whose mean is 1000 times
 * its deviation says (an error of 6e-5 to 9e-5 of the outputs' deviation on cpu and wasm, against 2e-7 to 5e-7 this way).
 * Nor is the kernel 1/scale, whose product would be rounded before the mean is taken off. The targets' scales and means are folded into the last layer.
 *
 * The output is a float32: where a target's mean is 200 times its deviation and more, the half spacing of float32 numbers
 * there is more than 1e-5 of the deviation.
 *
 * @param generatedBy program and version, for model.json
 * @throws AdamTrainError if a column or a folded weight does not fit into a float32
 */
export function toLayersModel(model: SavedModel, generatedBy: string): LayersModel {
  checkColumns(model);
  const features = featureNames(model.columns);
  const layers = foldScales(model);
  const names = layers.map((_, index) => (index < layers.length - 1 ? `hidden${index + 1}` : 'output'));
  const weights: NamedWeights[] = [
    named(
      `${CENTRE}/depthwise_kernel`,
      [1, 1, features.length, 1],
      new Float32Array(features.length).fill(1),
    ),
    named(
      `${CENTRE}/bias`,
      [features.length],
      Float32Array.from(model.scaler.mean, (mean) => -mean),
    ),
    ...layers.flatMap(({ inputs, outputs, weight, bias }, index) => [
      named(`${names[index]}/kernel`, [inputs, outputs], weight),
      named(`${names[index]}/bias`, [outputs], bias),
    ]),
  ];
  checkFinite(weights);
  const config = [
    {
      class_name: 'Reshape',
      config: {
        name: 'pixel',
        dtype: 'float32',
        batch_input_shape: [null, features.length],
        target_shape: [1, 1, features.length],
      },
    },
    {
      class_name: 'DepthwiseConv2D',
      config: {
        name: CENTRE,
        trainable: false,
        dtype: 'float32',
        kernel_size: [1, 1],
        strides: [1, 1],
        padding: 'valid',
        data_format: 'channels_last',
        depth_multiplier: 1,
        activation: 'linear',
        use_bias: true,
      },
    },
    { class_name: 'Flatten', config: { name: 'centred', dtype: 'float32' } },
    ...layers.map(({ outputs }, index) => ({
      class_name: 'Dense',
      config: {
        name: names[index],
        trainable: true,
        dtype: 'float32',
        units: outputs,
        activation: index < layers.length - 1 ? model.activation : 'linear',
        use_bias: true,
      },
    })),
  ];
  return {
    json: {
      format: 'layers-model',
      generatedBy,
      convertedBy: null,
      modelTopology: {
        class_name: 'Sequential',
        config: { name: 'adam_train', layers: config },
        keras_version: 'tfjs-layers 4.22.0',
        backend: 'tensor_flow.js',
      },
      userDefinedMetadata: { features, ...namedTargets(model.columns.targets), activation: model.activation },
      weightsManifest: [
        {
          paths: ['weights.bin'],
          weights: weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
        },
      ],
    },
    weights: bytesOf(weights),
  };
}

/** The layers for centred features and targets in their own units. */
function foldScales({ layers, scaler, targets }: SavedModel): LayerWeights[] {
  const last = layers.length - 1;
  return layers.map((layer, index) => {
    const { inputs, outputs } = layer;
    const weight = Float64Array.from(layer.weight);
    const bias = Float64Array.from(layer.bias);
    if (index === 0) {
      for (let i = 0; i < weight.length; i++) {
        const [input, unit] = [Math.floor(i / outputs), i % outputs];
        const mean = scaler.mean[input] as number;
        const perUnit = (weight[i] as number) / (scaler.scale[input] as number);
        weight[i] = perUnit;
        // The centring layer subtracts a float32.
        bias[unit] = (bias[unit] as number) + perUnit * (Math.fround(mean) - mean);
      }
    }
    const scaleOf = (i: number) =>
      index === last ? (targets[i % outputs] as TargetScale) : { mean: 0, scale: 1 };
    return {
      inputs,
      outputs,
      weight: Float32Array.from(weight, (value, i) => value * scaleOf(i).scale),
      bias: Float32Array.from(bias, (value, i) => value * scaleOf(i).scale + scaleOf(i).mean),
    };
  });
}

function namedTargets(targets: readonly string[]): { target: string } | { targets: readonly string[] } {
  const [target = ''] = targets;
  return targets.length === 1 ? { target } : { targets };
}

function named(name: string, shape: number[], values: Float32Array): NamedWeights {
  return { name, shape, values };
}

function checkColumns(model: SavedModel): void {
  const { outside } = float32Limits(model);
  if (outside.length === 0) return;
  const names = outside.map(formatText).join(', ');
  throw new AdamTrainError(
    `An exported model takes float32, whose numbers have sizes from 1.2e-38 to 3.4e38, and ${names} in this model ${outside.length === 1 ? 'has' : 'have'} others; scale the column and train again, or use adam-train predict.`,
    exitCodes.badData,
  );
}

function checkFinite(weights: readonly NamedWeights[]): void {
  const lost = weights.find(({ values }) => !values.every(Number.isFinite));
  if (lost === undefined) return;
  throw new AdamTrainError(
    `The weights must fit into float32 once the scaling is folded in, and those of ${lost.name} do not; rescale columns whose standard deviation is below 1e-30 or above 1e30 and train again.`,
  );
}

function bytesOf(weights: readonly NamedWeights[]): Uint8Array {
  const bytes = new Uint8Array(4 * weights.reduce((sum, { values }) => sum + values.length, 0));
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const { values } of weights) {
    for (let i = 0; i < values.length; i++, offset += 4) view.setFloat32(offset, values[i] as number, true);
  }
  return bytes;
}
