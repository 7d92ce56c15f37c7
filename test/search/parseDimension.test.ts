import { describe, expect, it } from 'vitest';
import { trainSettings } from '../../src/config/trainSettings.js';
import { UsageError } from '../../src/errors.js';
import { parseDimension } from '../../src/search/parseDimension.js';
import { flags } from './flags.js';

const search = { search: true };

describe('a dimension', () => {
  const float = { kind: 'float', step: null };
  it.each([
    ['--lr 1e-4,1e-3', [{ kind: 'categorical', key: 'learningRate', values: [1e-4, 1e-3] }]],
    ['--lr 1e-4..1e-1', [{ ...float, key: 'learningRate', low: 1e-4, high: 0.1, log: true }]],
    ['--learning-rate lin:0..0.1', [{ ...float, key: 'learningRate', low: 0, high: 0.1, log: false }]],
    ['--noise log:0.1..1', [{ ...float, key: 'noise', low: 0.1, high: 1, log: true }]],
    ['--bias -5..-1', [{ ...float, key: 'bias', low: -5, high: -1, log: false }]],
    ['--dropout 0..0.5/0.2', [{ kind: 'float', key: 'dropout', low: 0, high: 0.4, log: false, step: 0.2 }]],
    ['--dropout 0..0.3/0.1', [{ kind: 'float', key: 'dropout', low: 0, high: 0.3, log: false, step: 0.1 }]],
    ['--batch-size 16..128', [{ kind: 'int', key: 'batchSize', low: 16, high: 128, log: false, step: 1 }]],
    [
      '--batch-size 16..130/16',
      [{ kind: 'int', key: 'batchSize', low: 16, high: 128, log: false, step: 16 }],
    ],
    ['--batch-size log:1..64', [{ kind: 'int', key: 'batchSize', low: 1, high: 64, log: true, step: 1 }]],
    [
      '--patience 1..9007199254740991',
      [{ kind: 'int', key: 'patience', low: 1, high: 2 ** 53 - 1, log: false, step: 1 }],
    ],
    ['--batch-size full,32', [{ kind: 'categorical', key: 'batchSize', values: ['full', 32] }]],
    ['--amsgrad=true,false', [{ kind: 'categorical', key: 'amsgrad', values: [true, false] }]],
    [
      '--no-bias-correction=true,false',
      [{ kind: 'categorical', key: 'biasCorrection', values: [false, true] }],
    ],
    ['--bias-correction=true,false', [{ kind: 'categorical', key: 'biasCorrection', values: [true, false] }]],
    ['--hidden 64,64 --hidden 128', [{ kind: 'categorical', key: 'hidden', values: [[64, 64], [128]] }]],
    ['--activation relu,tanh', [{ kind: 'categorical', key: 'activation', values: ['relu', 'tanh'] }]],
  ])('stands behind %s', (line, dimensions) => {
    expect(flags(line, search)).toEqual({ dimensions, fixed: [] });
  });

  it.each(['0,1e-6..1e-1', '0,log:1e-6..1e-1', 'log:0,1e-6..1e-1', '0.0,1e-6..1e-1'])(
    'is a choice of 0 and then a range behind --weight-decay %s',
    (text) => {
      expect(flags(`--weight-decay ${text}`, search).dimensions).toEqual([
        { kind: 'categorical', key: 'weightDecay.zero', values: [true, false], zeroOf: 'weightDecay' },
        {
          ...float,
          key: 'weightDecay',
          low: 1e-6,
          high: 0.1,
          log: true,
          when: { key: 'weightDecay.zero', values: [false] },
        },
      ]);
    },
  );

  it.each([
    ['--batch-size 1..4', [1, 2, 3, 4]],
    ['--batch-size 16..64/16', [16, 32, 48, 64]],
    ['--batch-size 16..60/16', [16, 32, 48]],
    ['--warmup 0,3..5', [0, 3, 4, 5]],
    ['--seed 1,2', [1, 2]],
  ])('of a grid is all of %s', (line, values) => {
    expect(flags(line).dimensions).toMatchObject([{ kind: 'categorical', values }]);
  });

  it.each([
    ['--lr 0.1', { key: 'learningRate', value: 0.1 }],
    ['--amsgrad', { key: 'amsgrad', value: true }],
    ['--no-amsgrad', { key: 'amsgrad', value: false }],
    ['--no-bias-correction', { key: 'biasCorrection', value: false }],
    ['--hidden 64,64', { key: 'hidden', value: [64, 64] }],
    ['--betas 0.9,0.99', { key: 'betas', value: [0.9, 0.99], gives: ['beta1', 'beta2'] }],
  ])('is none where %s gives one value', (line, fixed) => {
    expect(flags(line, search)).toEqual({ dimensions: [], fixed: [fixed] });
  });
});

describe('a flag that means nothing', () => {
  it.each([
    [
      '--lr 0..0.1',
      '--lr must be a range above 0 on a log scale, got 0..0.1; write 0,0.000001..0.1 or lin:0..0.1.',
    ],
    ['--lr 1e-3..1e-1/1e-3', 'write lin:1e-3..1e-1/1e-3, or leave the step out.'],
    ['--weight-decay 0,0..0.1', 'must be a range above 0 where 0 stands before it, got 0,0..0.1'],
    ['--batch-size 0,16..32', '--batch-size must be a whole number >= 1, or full, got 0'],
    ['--batch-size 128..16', 'must be a range that begins below its end, got 128..16; write 16..128.'],
    ['--batch-size 16..16', 'got 16..16; write 16.'],
    [
      '--batch-size 16.5..32',
      "An end of --batch-size's range must be a whole number >= 1, or full, got 16.5",
    ],
    ['--batch-size 16..32/0.5', 'The step of --batch-size must be a whole number above 0'],
    ['--batch-size 16..32/20', "that fits between the range's ends, got 16..32/20"],
    ['--batch-size 16..32/', 'got 16..32/; change it or leave it out.'],
    [
      '--batch-size 16..',
      'must be a range such as 1..10, 1..10/2 or log:1..10, got 16..; write both of its ends.',
    ],
    ['--batch-size full,16..32', 'must be values, a range, or 0 and a range, got full,16..32'],
    ['--batch-size 1..2,4..8', 'got 1..2,4..8; write a..b, or 0,a..b.'],
    ['--lr log:1e-3,1e-2', 'got log:1e-3,1e-2'],
    ['--dropout 0..1', "An end of --dropout's range must be in [0, 1), got 1"],
    ['--bias -1e308..1e308', 'must be a range less than 1.8e308 wide'],
    ['--lr 1e-3,0.001', 'must be values of which none stands twice, got 0.001; leave one out.'],
    ['--hidden 8 --hidden 8', 'none stands twice, got 8'],
    ['--lr 1e-3,', '--lr must be a finite number >= 0, got an empty text'],
    ['--lr 1e-3 --lr 1e-2', 'got 1e-3 and 1e-2; write --lr 1e-3,1e-2.'],
    ['--amsgrad=yes', '--amsgrad must be true or false, got yes'],
    ['--optimizer adam..sgd', 'got adam..sgd; the default is adam.'],
    ['--betas 0.9,0.999 --beta1 0.8', '--betas and --beta1 set the same parameter; give one of them.'],
    ['--seed 1,2', '--seed must be one value in a search, got 1,2; give --repeats'],
    [
      '--momentum 0,0.9',
      '--momentum must be given with the optimizer rmsprop or sgd, got adam; leave it out, or add one of them to --optimizer.',
    ],
    ['--momentum 0.9 --optimizer adam,adamw', 'got adam and adamw; leave it out'],
    ['--schedule-gamma 0.1,0.5', '--schedule-gamma must be given with the schedule'],
    ['--loss-delta 1..2 --loss mse,mae', '--loss-delta must be given with the loss huber, got mse and mae'],
  ])('is refused with the cure: %s', (line, message) => {
    expect(() => flags(line, search)).toThrow(message);
    expect(() => flags(line, search)).toThrow(UsageError);
  });

  it.each([
    [
      '--lr 1e-4..1e-1',
      'must be a list of values where no --trials are given, got 1e-4..1e-1; add --trials 20',
    ],
    ['--weight-decay 0,1e-4..1e-1', 'or list values such as 0.0001,0.1.'],
    ['--batch-size log:1..8', 'leave log: out or add --trials.'],
    ['--samples 1..1000000', 'a range of at most 10000 whole numbers'],
  ])('is refused in a grid: %s', (line, message) => {
    expect(() => flags(line)).toThrow(message);
  });
});

it.each([
  ['true', [{ key: 'biasCorrection', value: true }]],
  ['false,true', [{ kind: 'categorical', key: 'biasCorrection', values: [false, true] }]],
])("takes a file's %s for the key's own value, not for its flag's", (text, expected) => {
  const named = { key: 'biasCorrection', setting: trainSettings.biasCorrection };
  expect(parseDimension(named, { name: 'biasCorrection in space.json', texts: [text] }, true)).toEqual(
    expected,
  );
});
