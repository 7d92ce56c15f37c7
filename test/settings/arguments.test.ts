import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { resolveOptimizer } from '../../src/optimizers/resolve.js';
import '../../src/engine/engine.js'; // which silences tfjs's banner
import * as library from '../../src/index.js';
import * as wasm from '../../src/wasm.js';

/** Calls as JavaScript may make them. */
// biome-ignore lint/suspicious/noExplicitAny: the arguments are wrong on purpose
const lib = library as any;

const regression = { samples: 9, features: 2, informative: 1, noise: 1, bias: 0, seed: 1 };
const matrix = { rows: 2, columns: 1, values: Float64Array.of(1, 2) };
const scaler = { mean: Float64Array.of(1), scale: Float64Array.of(1) };
const generator = () => new library.TorchGenerator(1);
const plateau = { learningRate: 1, factor: 0.5, patience: 1, cooldown: 0, minLr: 0 };
const plateauState = { best: null, badEpochs: 0, cooldown: 0, rate: 1 };
const adam = resolveOptimizer('adam', {});
const one = () => tf.scalar(1);
const model: library.Model = {
  columns: { features: [{ name: 'x1', kind: 'number' }], targets: ['y'] },
  scaler,
  targets: [{ mean: 0, scale: 1 }],
  activation: 'relu',
  layers: [{ inputs: 1, outputs: 1, weight: Float32Array.of(1), bias: Float32Array.of(0) }],
};

/** What each schedule needs. */
const schedules = {
  constantSchedule: { learningRate: 1 },
  cosineSchedule: { learningRate: 1, tMax: 9, minLr: 0 },
  cosineRestartsSchedule: { learningRate: 1, tMax: 9, tMult: 2, minLr: 0 },
  exponentialSchedule: { learningRate: 1, gamma: 0.9 },
  linearSchedule: { learningRate: 1, endFactor: 0.5, tMax: 9 },
  multistepSchedule: { learningRate: 1, milestones: [3], gamma: 0.5 },
  oneCycleSchedule: { learningRate: 1, tMax: 9, pctStart: 0.3 },
  polynomialSchedule: { learningRate: 1, tMax: 9, power: 2 },
  stepSchedule: { learningRate: 1, stepSize: 3, gamma: 0.5 },
  warmupSchedule: { learningRate: 1, warmup: 3, main: () => 1 },
} as const;

const classes = [
  'Adadelta',
  'Adagrad',
  'Adam',
  'Adamax',
  'AdamW',
  'Lion',
  'NAdam',
  'RAdam',
  'RMSprop',
  'SGD',
];

type Call = [what: string, call: () => unknown, message: string | RegExp];

const calls: Record<string, Call[]> = {
  scheduleCallback: [
    [
      'nothing',
      () => lib.scheduleCallback(),
      /^optimizer must be an optimizer with a learningRate, the one .*, got undefined/,
    ],
    [
      'another optimizer',
      () => lib.scheduleCallback({}, () => 1),
      /^optimizer must be an optimizer with a learningRate/,
    ],
    [
      'no schedule',
      () => lib.scheduleCallback({ learningRate: 1 }),
      'schedule must be a function of the epoch, or a plateau, got undefined',
    ],
    [
      'a number',
      () => lib.scheduleCallback({ learningRate: 1 }, 0.1),
      'schedule must be a function of the epoch, or a plateau, got 0.1',
    ],
  ],
  makeRegression: [
    ['nothing', () => lib.makeRegression(), 'The options of makeRegression must be an object, got undefined'],
    [
      'settings missing',
      () => lib.makeRegression({ samples: 3, features: 2 }),
      'informative must be a whole number >= 0, got undefined',
    ],
    [
      'NaN',
      () => lib.makeRegression({ ...regression, noise: Number.NaN }),
      'noise must be a finite number >= 0, got NaN',
    ],
    [
      'half a row',
      () => lib.makeRegression({ ...regression, samples: 2.5 }),
      'samples must be a whole number >= 1, and samples times features or targets at most 500000000, got 2.5',
    ],
    [
      'too many rows',
      () => lib.makeRegression({ ...regression, samples: 1e9 }),
      'samples times features or targets at most 500000000, got 1000000000',
    ],
    [
      'a text',
      () => lib.makeRegression({ ...regression, features: '2' }),
      'features must be a whole number >= 1, got "2"',
    ],
    [
      'a negative seed',
      () => lib.makeRegression({ ...regression, seed: -1 }),
      'seed must be a whole number from 0 to 4294967295, got -1',
    ],
    [
      'an unknown setting',
      () => lib.makeRegression({ ...regression, randomState: 1 }),
      'An option of makeRegression must be features, samples, informative, noise, bias or seed, got randomState',
    ],
  ],
  fitStandardScaler: [
    ['nothing', () => lib.fitStandardScaler(), 'x must be a matrix { rows, columns, values }, got undefined'],
    [
      'no rows',
      () => lib.fitStandardScaler({ rows: 0, columns: 1, values: new Float64Array(0) }),
      'x.rows must be a whole number >= 1, got 0',
    ],
    [
      'too few values',
      () => lib.fitStandardScaler({ ...matrix, rows: 3 }),
      'x.values must be a Float64Array or Float32Array of 3 times 1 values, got an object',
    ],
    [
      'a plain list',
      () => lib.fitStandardScaler({ ...matrix, values: [1, 2] }),
      'x.values must be a Float64Array or Float32Array of 2 times 1 values, got a list of 2',
    ],
    [
      'a column without numbers',
      () => lib.fitStandardScaler({ ...matrix, values: Float64Array.of(Number.NaN, Number.NaN) }),
      'x must have finite numbers in every column, got none or infinite ones in column 1 of 1',
    ],
    [
      'infinity',
      () => lib.fitStandardScaler({ ...matrix, values: Float64Array.of(1, Number.POSITIVE_INFINITY) }),
      'x must have finite numbers in every column',
    ],
  ],
  standardize: [
    ['no matrix', () => lib.standardize(null, scaler), 'x must be a matrix'],
    ['no scaler', () => lib.standardize(matrix), 'scaler.mean must be 1 finite numbers, got undefined'],
    [
      'a scaler of other columns',
      () => lib.standardize({ rows: 1, columns: 2, values: Float64Array.of(1, 2) }, scaler),
      'scaler.mean must be 2 finite numbers, got an object',
    ],
    [
      'a scale of 0',
      () => lib.standardize(matrix, { ...scaler, scale: Float64Array.of(0) }),
      'scaler.scale must be 1 finite numbers > 0',
    ],
  ],
  trainTestSplit: [
    ['a count of test rows', () => lib.trainTestSplit(10, 5, 1), 'testSize must be inside (0, 1)'],
    [
      'no training row left',
      () => lib.trainTestSplit(10, 0.95, 1),
      'testSize must be inside (0, 1), and leave one of 10 rows or more to train on, got 0.95',
    ],
    ['half a row', () => lib.trainTestSplit(2.5, 0.5, 1), 'rows must be a whole number >= 1, got 2.5'],
    ['NaN', () => lib.trainTestSplit(10, Number.NaN, 1), 'testSize must be inside (0, 1)'],
    ['no seed', () => lib.trainTestSplit(10, 0.5), 'seed must be a whole number from 0 to 4294967295'],
  ],
  drawInitialWeights: [
    ['a seed', () => lib.drawInitialWeights(1, [2, 1]), 'generator must be a TorchGenerator, got 1'],
    [
      'one size',
      () => lib.drawInitialWeights(generator(), [2]),
      'sizes must be a list of two whole numbers >= 1 or more, got a list of 1',
    ],
    ['NaN', () => lib.drawInitialWeights(generator(), [2, Number.NaN]), 'sizes must be a list of'],
    ['no list', () => lib.drawInitialWeights(generator(), 3), 'sizes must be a list of'],
  ],
  regressionMetrics: [
    [
      'lists of two lengths',
      () => lib.regressionMetrics([1], [1, 2]),
      'predicted must be a list of as many numbers as actual, 1, got a list of 2',
    ],
    [
      'nothing',
      () => lib.regressionMetrics(),
      'actual must be a list of numbers, at least one, got undefined',
    ],
    ['no rows', () => lib.regressionMetrics([], []), 'at least one, got an empty list'],
    ['texts', () => lib.regressionMetrics(['1'], [1]), 'actual must be a list of numbers'],
    ['a hole', () => lib.regressionMetrics([1, undefined], [1, 2]), 'actual must be a list of numbers'],
  ],
  NumpyRandomState: [
    ['no seed', () => new lib.NumpyRandomState(), 'seed must be a whole number from 0 to 4294967295'],
    ['a negative seed', () => new lib.NumpyRandomState(-1), 'got -1'],
    ['half a seed', () => new lib.NumpyRandomState(1.5), 'got 1.5'],
    ['a large seed', () => new lib.NumpyRandomState(2 ** 32), 'got 4294967296'],
    ['half an index', () => new lib.NumpyRandomState(1).permutation(1.5), 'n must be a whole number >= 0'],
  ],
  TorchGenerator: [
    ['no seed', () => new lib.TorchGenerator(), 'seed must be a whole number from 0 to 4294967295'],
    ['a text', () => new lib.TorchGenerator('1'), 'got "1"'],
    ['a negative count', () => generator().uniform(-1, 0, 1), 'count must be a whole number >= 0, got -1'],
    [
      'no bounds',
      () => lib.TorchGenerator.prototype.uniform.call(generator(), 1),
      'from must be a finite number',
    ],
    ['NaN', () => generator().permutation(Number.NaN), 'n must be a whole number >= 0, got NaN'],
    [
      'another state',
      () => Object.assign(generator(), { state: { words: new Uint32Array(3), position: 0 } }),
      "state must be a generator's state, got an object",
    ],
  ],
  plateauSchedule: [
    [
      'nothing',
      () => lib.plateauSchedule(),
      'The options of plateauSchedule must be an object, got undefined',
    ],
    [
      'an unknown parameter',
      () => lib.plateauSchedule({ ...plateau, mode: 'min' }),
      'An option of plateauSchedule must be learningRate, factor, patience, cooldown, minLr, threshold or thresholdMode, got mode',
    ],
    [
      'an unknown mode',
      () => lib.plateauSchedule({ ...plateau, thresholdMode: 'part' }),
      "thresholdMode must be 'rel' or 'abs', got \"part\"",
    ],
    [
      'half a state',
      () => lib.plateauSchedule(plateau, { ...plateauState, badEpochs: 0.5 }),
      'badEpochs must be a whole number >= 0, got 0.5',
    ],
    ['no loss', () => lib.plateauSchedule(plateau).observe('1'), 'loss must be a number, got "1"'],
  ],
  adamRule: [
    [
      'step 0',
      () => lib.adamRule(one(), one(), { m: one(), v: one() }, 0, adam),
      't must be a whole number >= 1, got 0',
    ],
    [
      'a hyperparameter missing',
      () => lib.adamRule(one(), one(), { m: one(), v: one() }, 1, { ...adam, beta1: undefined }),
      "beta1 must be in [0, 1), got undefined; Adam's default is 0.9.",
    ],
    [
      'no hyperparameters',
      () => lib.adamRule(one(), one(), { m: one(), v: one() }, 1),
      "The options of Adam's rule must be an object",
    ],
    [
      'no state',
      () => lib.adamRule(one(), one(), undefined, 1, adam),
      "state.m must be a value of the parameter's shape, got undefined",
    ],
  ],
  createOptimizer: [
    ['nothing', () => lib.createOptimizer(), 'An optimizer must be adam, adamw, nadam'],
    ['an unknown name', () => lib.createOptimizer('toString'), 'got toString; choose one of them'],
    ['a number', () => lib.createOptimizer('adam', 0.01), 'The options of Adam must be an object, got 0.01'],
  ],
  train: [
    ['no settings', () => lib.train(null), 'config must hold a JSON object, got null'],
    [
      'an unknown setting',
      () => lib.train({ learningrate: 1 }),
      'Keys in config must be names of settings, got "learningrate"; did you mean learningRate?',
    ],
    [
      'a value outside its range',
      () => lib.train({ beta1: 1 }),
      'config.beta1 must be in [0, 1), got 1; the default is 0.9.',
    ],
    ['no options', () => lib.train({}, 3), 'The options of train must be an object, got 3'],
    [
      'an unknown option',
      () => lib.train({}, { epochs: 3 }),
      'An option of train must be data, onEpoch or signal, got epochs',
    ],
    [
      'no function',
      () => lib.train({}, { onEpoch: 1 }),
      "onEpoch must be a function of an epoch's record, got 1",
    ],
    ['no signal', () => lib.train({}, { signal: true }), 'signal must be an AbortSignal, got true'],
    ['no rows', () => lib.train({}, { data: 3 }), 'data.y must be a list of a number'],
    [
      'a target of other rows',
      () => lib.train({}, { data: { x: [[1], [2]], y: [1] } }),
      'for each row of data.x, got 1 for 2 rows',
    ],
    [
      'rows of two lengths',
      () => lib.train({}, { data: { x: [[1], [2, 3]], y: [1, 2] } }),
      'data.x must be a list of rows of numbers, or a matrix { rows, columns, values }, got 1 numbers in row 1 and 2 in row 2',
    ],
    [
      'lists as rows',
      () => lib.train({ target: 'a' }, { data: [[1, 2]] }),
      'Each row of data must be an object { column: value }, got a list of 2 for row 1',
    ],
    [
      'a file beside rows',
      () => lib.train({ data: 'a.csv' }, { data: [{ a: 1 }] }),
      'config.data must be left out beside data, which gives the rows, got "a.csv"',
    ],
    [
      'standard input',
      () => lib.train({ data: '-', target: 'a' }),
      'config.data must be the path of a file, got "-"',
    ],
    [
      "a file's format beside rows",
      () => lib.train({ decimal: ',', target: 'a' }, { data: [{ a: 1 }] }),
      'config.decimal must be left out beside data',
    ],
  ],
  predict: [
    [
      'nothing',
      () => lib.predict(),
      'model must be the model of a run that train or loadRun gave, got undefined',
    ],
    ['a run', () => lib.predict({ model }), 'model must be the model of a run'],
    ['no rows', () => lib.predict(model), 'rows must be a list of rows of numbers, or a matrix'],
    [
      'too few features',
      () => lib.predict(model, [[]]),
      "rows must have a number for each of the model's 1 features, got 0",
    ],
    ['texts', () => lib.predict(model, [['1']]), 'rows must be a list of rows of numbers'],
    [
      'an unknown option',
      () => lib.predict(model, [[1]], { to: 1 }),
      'An option of predict must be unknown, missing or backend, got to',
    ],
    [
      'an unknown backend',
      () => lib.predict(model, [[1]], { backend: 'webgl' }),
      'backend must be wasm, cpu or tensorflow, got "webgl"',
    ],
  ],
  readCsv: [
    [
      'nothing',
      () => lib.readCsv(),
      'source must be a path, a File or Blob, bytes or { text }, got undefined',
    ],
    [
      'an unknown option',
      () => lib.readCsv({ text: '' }, { sep: ';' }),
      'An option of readCsv must be noHeader, delimiter',
    ],
    [
      'a wrong delimiter',
      () => lib.readCsv({ text: '' }, { delimiter: 'ab' }),
      'delimiter must be one character',
    ],
  ],
  loadRun: [
    ['nothing', () => lib.loadRun(), "folder must be a run folder's path, got undefined"],
    [
      'another folder',
      () => lib.loadRun('nowhere'),
      'The run folder must be one that adam-train made, got nowhere',
    ],
  ],
  exportModel: [
    ['no model', () => lib.exportModel(undefined, { to: 'x' }), 'model must be the model of a run'],
    [
      'no options',
      () => lib.exportModel(model),
      'The options of exportModel must be an object, got undefined',
    ],
    ['no path', () => lib.exportModel(model, {}), 'to must be a path, got undefined'],
    [
      'an unknown format',
      () => lib.exportModel(model, { to: 'x', format: 'onnx' }),
      "format must be 'tfjs', 'js' or 'page', got \"onnx\"",
    ],
    [
      'an unknown option',
      () => lib.exportModel(model, { to: 'x', path: 'y' }),
      'An option of exportModel must be format, to or force, got path',
    ],
    [
      'a folder for a module',
      () => lib.exportModel(model, { to: 'x', format: 'js' }),
      '--to must name the file of --format js',
    ],
    [
      'a folder for a page',
      () => lib.exportModel(model, { to: 'x', format: 'page' }),
      '--to must name the file of --format page, which ends in .html or .htm, got x; try x.html',
    ],
  ],
  accelerateWasm: [
    [
      'another backend',
      () => {
        tf.setBackend('cpu');
        wasm.accelerateWasm();
      },
      "The backend must be wasm, got cpu; await tf.setBackend('wasm') first.",
    ],
  ],
};

for (const [name, parameters] of Object.entries(schedules)) {
  calls[name] = [
    ['nothing', () => lib[name](), `The options of ${name} must be an object, got undefined`],
    ['null', () => lib[name](null), `The options of ${name} must be an object, got null`],
    ['a number', () => lib[name](0.1), `The options of ${name} must be an object, got 0.1`],
    [
      'an unknown parameter',
      () => lib[name]({ ...parameters, lr: 1 }),
      `An option of ${name} must be learningRate`,
    ],
    ['half an epoch', () => lib[name](parameters)(0.5), 'epoch must be a whole number >= 0, got 0.5'],
    ['no epoch', () => lib[name](parameters)(), 'epoch must be a whole number >= 0, got undefined'],
    ...Object.keys(parameters).flatMap((key): Call[] => [
      [`${key} missing`, () => lib[name]({ ...parameters, [key]: undefined }), `${key} must be `],
      [`${key} NaN`, () => lib[name]({ ...parameters, [key]: Number.NaN }), `${key} must be `],
      [`${key} negative`, () => lib[name]({ ...parameters, [key]: -1 }), `${key} must be `],
      [`${key} a text`, () => lib[name]({ ...parameters, [key]: '1' }), `${key} must be `],
    ]),
  ];
}

for (const name of classes) {
  calls[name] = [
    ['a learning rate alone', () => new lib[name](0.1), /The options of \w+ must be an object, got 0.1/],
    ['null', () => new lib[name](null), /The options of \w+ must be an object, got null/],
    ['a list', () => new lib[name]([0.1]), /The options of \w+ must be an object, got a list of 1/],
    ['an unknown hyperparameter', () => new lib[name]({ lr: 0.1 }), /An option of \w+ must be .*, got lr/],
    ['NaN', () => new lib[name]({ learningRate: Number.NaN }), 'learningRate must be a finite number >= 0'],
    [
      'an object',
      () => new lib[name]({ learningRate: {} }),
      'learningRate must be a finite number >= 0, got an object',
    ],
    [
      'NaN later',
      () => {
        new lib[name]().learningRate = Number.NaN;
      },
      'learningRate must be a finite number >= 0, got NaN',
    ],
    [
      'a saved hyperparameter that is none',
      () => lib[name].fromConfig(lib[name], { learningRate: 0.1, clipvalue: 1 }),
      /An option of \w+ must be .*, got clipvalue/,
    ],
  ];
}

describe.each(Object.entries(calls))('%s', (_, ofOne) => {
  it.each(ofOne)('refuses %s in one sentence', async (__, call, message) => {
    const refused = await (async () => call())().then(
      () => undefined,
      (error: unknown) => error,
    );
    const raise = () => {
      if (refused !== undefined) throw refused;
    };
    expect(refused).toBeInstanceOf(library.UsageError);
    expect(raise).toThrow(message);
    expect(raise).toThrow(/^[^\n]+ must [^\n]+, got [^\n]+; [^\n]+[.?]$/);
  });
});

it('has a table for every function and class that the library exports', () => {
  const exported = Object.entries({ ...library, ...wasm }).filter(([, value]) => typeof value === 'function');
  const errors = ['AdamTrainError', 'UsageError'];
  expect(Object.keys(calls).sort()).toEqual(
    exported
      .map(([name]) => name)
      .filter((name) => !errors.includes(name))
      .sort(),
  );
});
