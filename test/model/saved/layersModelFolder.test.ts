import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Plain tfjs, as a user has it: nothing here loads kernels of ours.
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import type { LayerWeights } from '../../../src/model/mlp.js';
import { writeLayersModel } from '../../../src/model/saved/layersModelFolder.js';
import type { SavedModel } from '../../../src/model/saved/savedModel.js';
import type { ActivationName } from '../../../src/model/settings.js';
import { largestError, predictInDoubles, randomModel, randomRows } from '../../savedModels.js';

tf.env().set('PROD', true);
const root = mkdtempSync(join(tmpdir(), 'adam-train-export-'));
afterAll(() => rmSync(root, { recursive: true }));

/** What a browser does with the two files. */
function fromFolder(folder: string): tf.io.IOHandler {
  return {
    load: async () => {
      const json = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as tf.io.ModelJSON;
      return tf.io.getModelArtifactsForJSON(json, async (manifest) => {
        const bytes = readFileSync(join(folder, manifest[0]?.paths[0] as string));
        const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
        return [manifest.flatMap(({ weights }) => weights), data as ArrayBuffer];
      });
    },
  };
}

function readJson(folder: string) {
  return JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'));
}

describe.each(['cpu', 'wasm'])('on plain %s', (backend) => {
  it.each<[ActivationName, { mean: number; scale: number }, number[]]>([
    ['relu', { mean: 0, scale: 1 }, [16, 8]],
    ['tanh', { mean: 0, scale: 1 }, [16, 8]],
    ['sigmoid', { mean: 20, scale: 7 }, [16]],
    ['elu', { mean: -3e6, scale: 1e6 }, [16, 8]],
    ['relu', { mean: 5, scale: 2 }, []],
  ])(
    'a %s model with the target scale %j and layers of %j takes raw rows and gives target units',
    async (...args) => {
      await tf.setBackend(backend);
      const model = randomModel(...args);
      const folder = mkdtempSync(join(root, 'model-'));
      writeLayersModel(model, folder);
      const before = tf.memory().numTensors;
      const loaded = await tf.loadLayersModel(fromFolder(folder));
      const { rows, columns, values } = randomRows(200);
      const output = tf.tidy(
        () => loaded.predict(tf.tensor2d(Float32Array.from(values), [rows, columns])) as tf.Tensor,
      );
      expect(output.shape).toEqual([rows, 1]);
      expect(largestError(output.dataSync(), predictInDoubles(model, values))).toBeLessThan(1e-5);
      output.dispose();
      loaded.dispose();
      expect(tf.memory().numTensors).toBe(before);
    },
  );
});

it('gives each of several targets in its own units', async () => {
  await tf.setBackend('cpu');
  const own = { mean: 20, scale: 7 };
  const model = randomModel('tanh', own, [16]);
  const folder = join(root, 'targets');
  writeLayersModel(withSecondTarget(model), folder);
  const loaded = await tf.loadLayersModel(fromFolder(folder));
  const { rows, columns, values } = randomRows(50);
  const output = loaded.predict(tf.tensor2d(Float32Array.from(values), [rows, columns])) as tf.Tensor;
  expect(output.shape).toEqual([rows, 2]);
  const first = predictInDoubles(model, values);
  const second = first.map((value) => 1e5 * (2 * ((value - own.mean) / own.scale) - 1) - 3e6);
  const predicted = Array.from(output.dataSync());
  const of = (target: number) => predicted.filter((_, i) => i % 2 === target);
  expect(largestError(of(0), first)).toBeLessThan(1e-5);
  expect(largestError(of(1), second)).toBeLessThan(1e-5);
  expect(readJson(folder).userDefinedMetadata).toMatchObject({ targets: ['price', 'other'] });
});

/** The model with a second output, which is twice the first less 1, and stands for a target of another scale. */
function withSecondTarget(model: SavedModel): SavedModel {
  const { inputs, weight, bias } = model.layers.at(-1) as LayerWeights;
  const last = {
    inputs,
    outputs: 2,
    weight: Float32Array.from({ length: 2 * inputs }, (_, i) => (1 + (i % 2)) * (weight[i >> 1] as number)),
    bias: Float32Array.of(bias[0] as number, 2 * (bias[0] as number) - 1),
  };
  return {
    ...model,
    columns: { ...model.columns, targets: ['price', 'other'] },
    targets: [...model.targets, { mean: -3e6, scale: 1e5 }],
    layers: [...model.layers.slice(0, -1), last],
  };
}

it('can be trained further, from the very numbers that it predicts with', async () => {
  await tf.setBackend('cpu');
  const model = randomModel('tanh', { mean: 20, scale: 7 }, [16]);
  const folder = join(root, 'further');
  writeLayersModel(model, folder);
  const loaded = await tf.loadLayersModel(fromFolder(folder));
  const { rows, columns, values } = randomRows(64);
  const x = tf.tensor2d(Float32Array.from(values), [rows, columns]);
  const predicted = loaded.predict(x) as tf.Tensor2D;
  // In training the means are those of the first training, too: what it predicts has no loss, and so a step changes nothing.
  loaded.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  const still = await loaded.fit(x, predicted, { epochs: 1, shuffle: false, verbose: 0 });
  expect(still.history['loss']?.[0]).toBeLessThan(1e-10);
  expect(loaded.getLayer('centre').trainable).toBe(false);
  expect(loaded.trainableWeights).toHaveLength(4);
  loaded.dispose();
  tf.dispose([x, predicted]);
});

it('names the features in their order, the target and the activation', async () => {
  const folder = join(root, 'named', 'deeper');
  expect(writeLayersModel(randomModel('tanh'), folder)).toEqual([
    join(folder, 'model.json'),
    join(folder, 'weights.bin'),
  ]);
  const features = ['plain', 'far', 'odd', 'low', 'tiny', 'huge', 'constant', 'kind=a', 'kind=b', 'kind=c'];
  const json = readJson(folder);
  expect(json).toMatchObject({
    format: 'layers-model',
    userDefinedMetadata: { features, target: 'price', activation: 'tanh' },
  });
  expect(json.generatedBy).toMatch(/^adam-train \d/);
  await tf.setBackend('cpu');
  const loaded = await tf.loadLayersModel(fromFolder(folder));
  expect(loaded.getUserDefinedMetadata()).toEqual(json.userDefinedMetadata);
  loaded.dispose();
});

it('loads in a process that has nothing but tfjs', async () => {
  const folder = join(root, 'alone');
  const model = randomModel('relu');
  writeLayersModel(model, folder);
  const { rows, columns, values } = randomRows(3);
  const script = `
    const tf = require('@tensorflow/tfjs');
    const { readFileSync } = require('node:fs');
    globalThis.fetch = async (path) => new Response(readFileSync(new URL(path)), { headers: { 'content-type': 'application/json' } });
    tf.loadLayersModel(process.argv[1]).then((model) =>
      console.log(JSON.stringify(model.predict(tf.tensor2d(${JSON.stringify([...values])}, [${rows}, ${columns}])).arraySync())));`;
  const { execFileSync } = await import('node:child_process');
  const { pathToFileURL } = await import('node:url');
  const url = pathToFileURL(join(folder, 'model.json')).href;
  const printed = execFileSync(process.execPath, ['-e', script, url], { encoding: 'utf8' });
  const outputs = JSON.parse(printed.trim().split('\n').at(-1) as string) as number[][];
  expect(largestError(outputs.flat(), predictInDoubles(model, values))).toBeLessThan(1e-5);
});

describe('the folder', () => {
  it('may hold an earlier export, which is replaced', () => {
    const folder = join(root, 'again');
    writeLayersModel(randomModel('relu'), folder);
    writeLayersModel(randomModel('elu'), folder);
    expect(readJson(folder).userDefinedMetadata.activation).toBe('elu');
    expect(readdirSync(folder).sort()).toEqual(['model.json', 'weights.bin']);
  });

  it.each<[string, (folder: string) => void]>([
    ['its model.json removed', (folder) => rmSync(join(folder, 'model.json'))],
    ['its weights removed', (folder) => rmSync(join(folder, 'weights.bin'))],
    ['a temporary file', (folder) => writeFileSync(join(folder, 'weights.bin.2147483646.tmp'), 'half')],
    [
      'nothing else than a temporary file',
      (folder) => {
        for (const name of ['model.json', 'weights.bin']) rmSync(join(folder, name));
        writeFileSync(join(folder, 'weights.bin.2147483646.tmp'), '');
      },
    ],
    [
      'a model.json that waits for its weights',
      (folder) =>
        writeFileSync(join(folder, 'model.json'), '{"generatedBy":"adam-train 0.1.0","isUnfinished":true}'),
    ],
  ])('may hold an export that was killed: %s', (_, kill) => {
    const folder = mkdtempSync(join(root, 'killed-'));
    writeLayersModel(randomModel('relu'), folder);
    kill(folder);
    writeLayersModel(randomModel('relu'), folder);
    expect(readdirSync(folder).sort()).toEqual(['model.json', 'weights.bin']);
    expect(readJson(folder).format).toBe('layers-model');
  });

  it('has no temporary files left where it cannot be written', () => {
    const folder = mkdtempSync(join(root, 'full-'));
    writeLayersModel(randomModel('relu'), folder);
    rmSync(join(folder, 'weights.bin'));
    mkdirSync(join(folder, 'weights.bin'));
    expect(() => writeLayersModel(randomModel('elu'), folder)).toThrow(/cannot be written: /);
    expect(readdirSync(folder).sort()).toEqual(['model.json', 'weights.bin']);
  });

  it.each([
    ['weights of another length', 'weights.bin', 'of a colleague'],
    ['another file', 'notes.txt', ''],
    ['a model of another program', 'model.json', '{"generatedBy":"TensorFlow.js tfjs-layers v4.22.0"}'],
    ['a model.json that is none', 'model.json', 'null'],
  ])('is left alone with %s in it, unless forced', (_, name, content) => {
    const folder = mkdtempSync(join(root, 'other-'));
    writeFileSync(join(folder, name), content);
    expect(() => writeLayersModel(randomModel('relu'), folder)).toThrow(UsageError);
    expect(readdirSync(folder)).toEqual([name]);
    writeLayersModel(randomModel('relu'), folder, true);
    expect(readdirSync(folder)).toContain(name);
    expect(readJson(folder).format).toBe('layers-model');
  });

  it('cannot be a file, which is said with the right flag', () => {
    const path = join(root, 'file');
    writeFileSync(path, '');
    expect(() => writeLayersModel(randomModel('relu'), path)).toThrow(
      `${path} cannot be written: a file of that name is in the way. Choose another folder with --to.`,
    );
  });
});

it('loses nothing by the mean that it subtracts, where the rows are float32 themselves', async () => {
  await tf.setBackend('cpu');
  const model = randomModel('tanh');
  // Half way between two float32 numbers, 64 apart.
  model.scaler.mean[1] = 1e9 + 32;
  model.scaler.scale[1] = 100;
  const { rows, columns, values } = randomRows(200);
  for (let row = 0; row < rows; row++) values[row * columns + 1] = 1e9 + 64 * ((row % 7) - 3);
  const folder = mkdtempSync(join(root, 'far-'));
  writeLayersModel(model, folder);
  const loaded = await tf.loadLayersModel(fromFolder(folder));
  const output = tf.tidy(() =>
    (loaded.predict(tf.tensor2d(Float32Array.from(values), [rows, columns])) as tf.Tensor).dataSync(),
  );
  expect(largestError(output, predictInDoubles(model, values))).toBeLessThan(1e-5);
  loaded.dispose();
});

it('refuses weights that the scaling takes out of float32', () => {
  const model = randomModel('relu', { mean: 0, scale: 1e39 });
  expect(() => writeLayersModel(model, join(root, 'lost'))).toThrow(/must fit into float32/);
});
