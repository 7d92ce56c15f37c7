import { describe, expect, it } from 'vitest';
import { type ExplainSettingName, explainSettings } from '../../src/config/explainSettings.js';
import { resolveExplain } from '../../src/config/resolveExplain.js';
import { UsageError } from '../../src/errors.js';

/** What explain makes of flags as they are typed. */
function resolve(flags: Partial<Record<ExplainSettingName, string>>) {
  const given = Object.entries(flags).map(([key, text]) => {
    const { flag, range } = explainSettings[key as ExplainSettingName];
    return [key, { name: flag, text, value: range.read(text) }];
  });
  return resolveExplain(Object.fromEntries(given));
}

it("is a walk with train's settings unless a function or an example is named", () => {
  expect(resolve({})).toMatchObject({
    form: 'walk',
    steps: 5,
    config: { optimizer: { name: 'adam', learningRate: 0.001 } },
  });
  expect(resolve({ optimizer: 'adamw', learningRate: '0.1', samples: '50', json: '' })).toMatchObject({
    config: {
      optimizer: { name: 'adamw', learningRate: 0.1, weightDecay: 0.01 },
      data: { samples: 50 },
      output: { json: true },
    },
  });
});

it('gives each optimizer its learning rate, and the hyperparameters that it has', () => {
  expect(
    resolve({
      function: 'beale',
      optimizer: 'adam, sgd',
      learningRate: '0.1,0.2',
      momentum: '0.9',
      start: '1,-2',
    }),
  ).toEqual({
    form: 'function',
    function: 'beale',
    start: [1, -2],
    steps: 1500,
    json: false,
    ascii: false,
    output: 'path.png',
    force: false,
    runs: [
      { optimizer: 'adam', hyperparameters: { learningRate: 0.1 } },
      { optimizer: 'sgd', hyperparameters: { learningRate: 0.2, momentum: 0.9 } },
    ],
  });
  expect(resolve({ function: 'beale' })).toMatchObject({
    runs: [{ optimizer: 'adam', hyperparameters: {} }],
  });
  expect(resolve({ example: 'scale' })).toMatchObject({ form: 'example', output: 'scale.png' });
});

it('has a page begin with what is given, if anything is', () => {
  const page = { form: 'page', asked: null, output: 'explain.html', force: false };
  expect(resolve({ page: '' })).toEqual(page);
  expect(resolve({ page: '', output: 'a/b.html', force: '' })).toEqual({
    ...page,
    output: 'a/b.html',
    force: true,
  });
  const given = { page: '', function: 'beale', optimizer: 'sgd, adamw', learningRate: '0.01,0.3' } as const;
  expect(resolve({ ...given, start: '2,-1', steps: '700', beta2: '0.9', epsilon: '1e-6' })).toMatchObject({
    asked: {
      function: 'beale',
      start: [2, -1],
      steps: 700,
      shared: { beta2: 0.9, epsilon: 1e-6 },
      optimizers: [
        { name: 'sgd', learningRate: 0.01 },
        { name: 'adamw', learningRate: 0.3 },
      ],
    },
  });
  expect(resolve({ page: '', beta1: '0.5' })).toMatchObject({
    asked: { function: 'rosenbrock', shared: { beta1: 0.5 }, optimizers: [{ name: 'adam' }] },
  });
});

describe('wrong usage', () => {
  it.each<[Partial<Record<ExplainSettingName, string>>, string]>([
    [{ optimizer: 'sgd' }, "--optimizer must be adam or adamw, got sgd; see SGD's path with --function"],
    [
      { optimizer: 'adam,sgd' },
      '--optimizer must be one value in a walk, got 2; several go with --function.',
    ],
    [{ optimizer: 'adam,foo' }, '--optimizer must be adam, adamw'],
    [{ steps: '0' }, '--steps must be a whole number >= 1, got 0; the default is 5, with --function 1500.'],
    [{ start: '1,2' }, '--start is about a picture'],
    [{ schedule: 'plateau' }, '--schedule plateau goes by the losses'],
    [{ function: 'beale', example: 'scale' }, 'give one of them'],
    [{ function: 'hill' }, '--function must be rosenbrock, quadratic, saddle or beale, got hill;'],
    [
      { function: 'beale', samples: '9' },
      '--samples has no meaning for --function; leave one of the two out.',
    ],
    [
      { function: 'beale', start: '1' },
      '--start must be two finite numbers with a comma between them, got 1;',
    ],
    [{ function: 'beale', learningRate: '1,2' }, 'got 2 for 1; give one each.'],
    [{ function: 'beale', momentum: '0.9' }, '--optimizer names none of them; leave it out.'],
    [
      { example: 'nothing' },
      '--example must be reddi2018, scale, sparse or drift, got nothing; the default is none.',
    ],
    [{ example: 'scale', steps: '9' }, '--steps has no meaning for --example'],
    [{ page: '', example: 'scale' }, '--example has no meaning for --page; leave one of the two out.'],
    [{ page: '', momentum: '0.9' }, '--momentum has no meaning for --page'],
    [{ page: '', steps: '5001' }, '--steps must be at most 5000 on a page, got 5001;'],
    [
      { page: '', optimizer: 'adam,sgd,adam' },
      '--optimizer must name each optimizer once for a page, got adam',
    ],
    [{ page: '', learningRate: '1,2' }, 'got 2 for 1; give one each.'],
  ])('%j', (flags, message) => {
    expect(() => resolve(flags)).toThrow(message);
    expect(() => resolve(flags)).toThrow(UsageError);
  });
});
