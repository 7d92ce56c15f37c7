import { describe, expect, it } from 'vitest';
import { withFileValues } from '../../../src/config/configFileValues.js';
import { describeExtras } from '../../../src/config/describe.js';
import { resolveTrainConfig } from '../../../src/config/resolveTrain.js';
import { fixedSettings } from '../../../src/config/resumeSettings.js';
import { flatSettings } from '../../../src/config/trainConfig.js';
import { losses, lossNames } from '../../../src/model/losses/index.js';
import { trainConfig } from '../../trainConfigs.js';

it('has the parameters of its loss alone, at PyTorch’s defaults', () => {
  expect(trainConfig().model.loss).toEqual({ name: 'mse' });
  expect(trainConfig({ loss: 'mae' }).model.loss).toEqual({ name: 'mae' });
  expect(trainConfig({ loss: 'huber' }).model.loss).toEqual({ name: 'huber', delta: 1 });
  expect(trainConfig({ loss: 'smooth-l1', lossBeta: 0 }).model.loss).toEqual({ name: 'smooth-l1', beta: 0 });
});

it.each([
  [
    { lossDelta: 2 },
    '--loss-delta must be given with the loss huber, got mse; leave it out or choose the loss with --loss.',
  ],
  [
    { loss: 'huber', lossBeta: 2 },
    '--loss-beta must be given with the loss smooth-l1, got huber; leave it out or choose the loss with --loss.',
  ],
  [{ loss: 'huber', lossDelta: 0 }, '--loss-delta must be a finite number > 0, got 0; the default is 1.'],
  [
    { loss: 'smooth-l1', lossBeta: -1 },
    '--loss-beta must be a finite number >= 0, got -1; the default is 1.',
  ],
] as const)('refuses %j', (given, sentence) => {
  expect(() => trainConfig(given)).toThrow(sentence);
});

describe('a run’s settings', () => {
  it.each(lossNames)('with %s come back from its config.json', (loss) => {
    const config = trainConfig({ loss });
    const { given } = withFileValues({}, JSON.parse(JSON.stringify(flatSettings(config))), 'config.json');
    expect(resolveTrainConfig(given).config).toEqual(config);
  });

  it('are kept while it goes on', () => {
    const fixed = fixedSettings(trainConfig({ loss: 'huber', lossDelta: 3 }));
    expect(fixed).toMatchObject({ loss: 'huber', lossDelta: 3 });
    expect(fixed).not.toHaveProperty('lossBeta');
  });

  it('leave the parameter out beside a flag for another loss, with a note', () => {
    const flag = { name: '--loss', text: 'mae', value: 'mae' };
    const { given, notes } = withFileValues({ loss: flag }, { loss: 'huber', lossDelta: 3 }, 'c.json');
    expect(resolveTrainConfig(given).config.model.loss).toEqual({ name: 'mae' });
    expect(notes).toEqual(['lossDelta in c.json is left out, because --loss mae has no such option.']);
  });
});

it('is named with its parameter in the units that the network trains in', () => {
  expect(describeExtras(trainConfig())).toEqual([]);
  expect(describeExtras(trainConfig({ loss: 'mae' }))).toEqual(['mae loss']);
  expect(describeExtras(trainConfig({ loss: 'huber', lossDelta: 50 }))).toEqual([
    "huber loss (delta 50, in the target's units)",
  ]);
  const ofFile = { data: 'x.csv', target: 'y', loss: 'smooth-l1' } as const;
  expect(describeExtras(trainConfig(ofFile))).toEqual([
    'smooth-l1 loss (beta 1, in deviations of the target)',
  ]);
});

it('is one of torch.nn’s each', () => {
  expect(lossNames.map((name) => losses[name].torchName)).toEqual([
    'MSELoss',
    'L1Loss',
    'HuberLoss',
    'SmoothL1Loss',
  ]);
});
