import { describe, expect, it } from 'vitest';
import { trainSettings } from '../../src/config/trainSettings.js';
import { canVary } from '../../src/search/readSpace.js';
import { settingsOf, varyingKeys } from '../../src/search/space.js';
import type { Setting } from '../../src/settings/setting.js';
import { flags } from './flags.js';

const search = { search: true };
const settings = Object.entries<Setting<unknown>>(trainSettings);

describe('what may vary', () => {
  it('is no path, no name of a column, no way to write a cell, no held-out part, no length, no engine and no output', () => {
    const fixed = settings.filter(([, setting]) => !canVary(setting)).map(([key]) => key);
    expect(fixed.sort()).toEqual(
      [
        ...[
          'data',
          'target',
          'columns',
          'ignoreColumns',
          'textColumns',
          'naValues',
          'noDefaultNa',
          'noHeader',
        ],
        ...['delimiter', 'comment', 'decimal', 'thousands', 'testSize', 'valSize', 'epochs', 'initFrom'],
        ...['split', 'folds', 'missing'],
        ...['backend', 'threads', 'out', 'name', 'force', 'noEnvironment', 'yScale', 'trace', 'noReport'],
        ...['show', 'live', 'json', 'quiet', 'verbose', 'noColor'],
      ].sort(),
    );
  });

  it('is drawn on a log scale where rates, decays and ε are', () => {
    const log = settings.filter(([, { scale }]) => scale === 'log').map(([key]) => key);
    expect(log.sort()).toEqual(
      [
        'epsilon',
        'l1',
        'learningRate',
        'learningRateDecay',
        'momentumDecay',
        'scheduleMinLr',
        'weightDecay',
      ].sort(),
    );
  });
});

describe('a space', () => {
  const line = [
    '--weight-decay 0,1e-6..1e-1 --optimizer sgd,adam --momentum 0,0.5..0.9 --lr 1e-4..1 --amsgrad=true,false',
    '--schedule step,constant --schedule-gamma 0.5 --batch-size 32 --betas 0.9,0.99 --betas 0.8,0.9',
  ].join(' ');

  it('asks what others depend on first, then by the letters of config.json', () => {
    expect(flags(line, search).dimensions.map(({ key }) => key)).toEqual([
      'optimizer',
      'schedule',
      'amsgrad',
      'betas',
      'learningRate',
      'momentum.zero',
      'momentum',
      'weightDecay.zero',
      'weightDecay',
    ]);
  });

  it('asks by the letters alone where nothing depends on another', () => {
    const { dimensions } = flags(
      '--optimizer adam,adamw --lr 1e-4..1 --activation relu,tanh --seed 1',
      search,
    );
    expect(dimensions.map(({ key }) => key)).toEqual(['activation', 'learningRate', 'optimizer']);
  });

  it('knows the settings that vary', () => {
    expect(varyingKeys(flags(line, search))).toEqual([
      'amsgrad',
      'beta1',
      'beta2',
      'learningRate',
      'momentum',
      'optimizer',
      'schedule',
      'weightDecay',
    ]);
  });

  it('makes settings of values', () => {
    const space = flags(line, search);
    expect(
      settingsOf(space, {
        optimizer: 'sgd',
        schedule: 'step',
        learningRate: 0.5,
        'momentum.zero': true,
        'weightDecay.zero': false,
        weightDecay: 0.01,
      }),
    ).toEqual({
      optimizer: 'sgd',
      schedule: 'step',
      scheduleGamma: 0.5,
      batchSize: 32,
      learningRate: 0.5,
      momentum: 0,
      weightDecay: 0.01,
    });
    expect(
      settingsOf(space, {
        optimizer: 'adam',
        schedule: 'constant',
        amsgrad: true,
        betas: [0.8, 0.9],
        learningRate: 0.5,
        'weightDecay.zero': true,
      }),
    ).toEqual({
      optimizer: 'adam',
      schedule: 'constant',
      batchSize: 32,
      amsgrad: true,
      beta1: 0.8,
      beta2: 0.9,
      learningRate: 0.5,
      weightDecay: 0,
    });
  });

  it('is what JSON keeps', () => {
    const space = flags(line, search);
    expect(JSON.parse(JSON.stringify(space))).toEqual(space);
  });
});
