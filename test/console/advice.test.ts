import { describe, expect, it } from 'vitest';
import type { FlatSettings } from '../../src/config/trainSettings.js';
import { advice, type Outcome } from '../../src/console/advice.js';
import { historyOf } from '../charts/histories.js';
import { trainConfig } from '../trainConfigs.js';

const losses = (count: number, of: (epoch: number) => number) =>
  Array.from({ length: count }, (_, i) => of(i));
const flat = losses(100, () => 10);
const falling = losses(100, (i) => 10 * 0.98 ** i);
const settled = losses(200, (i) => 10 + 1000 * 0.9 ** i);
const swinging = losses(100, (i) => (i % 2 === 0 ? 5 : 9));
const wavering = losses(100, (i) => [5, 9, 6, 8, 5][i % 5] as number);
const spiking = losses(100, (i) => (i % 6 === 5 ? 20 : 4 + (i % 6) / 10));
const rising = losses(100, (i) => (i < 40 ? 10 - 0.1 * i : 6.1 + 0.01 * i));
const noisyRising = losses(100, (i) => (i < 40 ? 10 - 0.1 * i : 6 + 0.1 * (i - 40) + (i % 2) / 2));
const annealed = (history: ReturnType<typeof historyOf>) =>
  history.map((record, i) => ({ ...record, learningRate: 0.001 * (1 - i / history.length) }));
const still = (history: ReturnType<typeof historyOf>) =>
  history.map((record) => ({ ...record, learningRate: 0 }));

const epochs = 'The loss was still falling when training ended: try --epochs 200, or --lr 0.003.';
const patience =
  'The test loss was lowest at epoch 40 (6.1) and ended 16 % above it: try --patience 20, or --weight-decay 0.01.';
const rate = 'The loss swung up and down: try a smaller learning rate, --lr 0.0003';
const prices = { mean: 310_000, scale: 52_000 };

interface Situation {
  history: ReturnType<typeof historyOf>;
  settings?: Partial<FlatSettings>;
  outcome?: Partial<Outcome>;
}

const h = historyOf;
const file = { data: 'x.csv', target: 'y', standardizeTarget: false };

/** Every situation and what is said of it. */
const table: [string, Situation, string | undefined][] = [
  ['curves at rest', { history: h(flat) }, undefined],
  ['a floor that is reached', { history: h(settled) }, undefined],
  ['one epoch', { history: h([5]) }, undefined],
  ['a loss that falls', { history: h(falling) }, epochs],
  [
    'a descent that has hardly begun',
    { history: h(losses(100, (i) => 40_000 - 5 * i - i ** 2 / 2)) },
    epochs,
  ],
  ['a loss that falls, at an R² of 0.99', { history: h(falling), outcome: { r2: 0.99 } }, epochs],
  ['a loss that falls, at an R² above 0.999', { history: h(falling), outcome: { r2: 0.9991 } }, undefined],
  [
    'a loss that falls, stopped early',
    { history: h(falling), settings: { patience: 5 }, outcome: { status: 'early-stopped' } },
    undefined,
  ],
  [
    'a loss that falls, with a patience not used up',
    { history: h(falling), settings: { patience: 5 } },
    epochs,
  ],
  [
    'a loss that falls, at the end of a cosine',
    { history: annealed(h(falling)), settings: { schedule: 'cosine', scheduleTMax: 100 } },
    undefined,
  ],
  [
    'a loss that falls, at the end of a line that leaves half of the rate',
    { history: h(falling), settings: { schedule: 'linear', scheduleTMax: 90, warmup: 10 } },
    undefined,
  ],
  [
    'a loss that falls, after drops to a hundredth',
    {
      history: h(falling).map((record, i) => ({ ...record, learningRate: i < 50 ? 1e-3 : 1e-5 })),
      settings: { schedule: 'step' },
    },
    undefined,
  ],
  [
    'a loss that falls, in the middle of a cosine',
    { history: h(falling), settings: { schedule: 'cosine', scheduleTMax: 1000 } },
    epochs,
  ],
  [
    'a loss that ended above its start',
    { history: h(losses(60, (i) => 40_000 * (1 + i))), settings: { learningRate: 10 } },
    'The training loss ended above its start (40,000): try a smaller learning rate, --lr 1.',
  ],
  [
    'a loss that swings and ends where it began',
    { history: h(wavering) },
    `${rate}, or steadier --betas 0.95,0.999.`,
  ],
  ['the same by dropout', { history: h(wavering), settings: { dropout: 0.2 } }, undefined],
  ['a test loss that turned up', { history: h(falling, rising) }, patience],
  [
    'a test loss that turned up under a weight decay',
    { history: h(falling, rising), settings: { weightDecay: 0.01 } },
    patience.replace('0.01.', '0.1.'),
  ],
  [
    'a test loss that turned up, with a patience',
    { history: h(flat, rising), settings: { patience: 90 } },
    undefined,
  ],
  [
    'a test loss that turned up and is noisy',
    { history: h(falling, noisyRising) },
    'The test loss was lowest at epoch 41 (6) and ended 107 % above it: try --patience 20, or --weight-decay 0.01.',
  ],
  ['a test loss that ended 5 % above its lowest', { history: h([1, 1], [1, 1.05]) }, undefined],
  [
    'a test loss that rose from the first epoch',
    { history: h([5, 4, 3], [1, 2, 3]) },
    'The test loss was lowest at epoch 1 (1) and ended 200 % above it: try more --samples, or --weight-decay 0.01.',
  ],
  [
    'the same of a file',
    { history: h([5, 4, 3], [1, 2, 3]), settings: { ...file, standardizeTarget: true } },
    'The test loss was lowest at epoch 1 (1) and ended 200 % above it: try more rows, or --weight-decay 0.01.',
  ],
  ['a loss that swings', { history: h(swinging) }, `${rate}, or steadier --betas 0.95,0.999.`],
  ['a loss that spikes', { history: h(spiking) }, `${rate}, or steadier --betas 0.95,0.999.`],
  [
    'a loss that swings while the test loss ended above its lowest',
    {
      history: h(
        swinging,
        losses(100, (i) => (i % 2 === 0 ? 5 : 12)),
      ),
    },
    `${rate}, or steadier --betas 0.95,0.999.`,
  ],
  [
    'a test loss that swings about its level',
    { history: h(flat, swinging) },
    `${rate}, or steadier --betas 0.95,0.999.`,
  ],
  [
    'a loss that swings under short averages',
    { history: h(swinging), settings: { beta1: 0.5, beta2: 0.9 } },
    `${rate}, or steadier --betas 0.9,0.999.`,
  ],
  [
    'a loss that swings, of an optimizer without betas',
    { history: h(swinging), settings: { optimizer: 'sgd' } },
    `${rate}.`,
  ],
  ['a loss that trembles', { history: h(losses(100, (i) => 10 + (i % 2) / 10)) }, undefined],
  [
    'a rate of 0',
    { history: still(h(flat)), settings: { learningRate: 0 } },
    'The learning rate was 0 in every epoch, so nothing was learned: try --lr 0.001.',
  ],
  [
    'a rate of 0 of a raw price',
    {
      history: still(h(flat)),
      settings: { ...file, learningRate: 0, optimizer: 'rmsprop' },
      outcome: { targets: [prices], r2: -23 },
    },
    'The learning rate was 0 in every epoch, so nothing was learned: try --lr 0.01.',
  ],
  [
    'a raw price with a bad fit',
    { history: h(falling), settings: file, outcome: { targets: [prices], r2: -23 } },
    'The target is far from 0 (310,000 ± 52,000) and the fit is bad (R² -23.0000): try --standardize-target.',
  ],
  [
    'a raw price with a bad fit, stopped early',
    { history: h(flat), settings: file, outcome: { targets: [prices], r2: -23, status: 'early-stopped' } },
    'The target is far from 0 (310,000 ± 52,000) and the fit is bad (R² -23.0000): try --standardize-target.',
  ],
  [
    'a large raw target around 0 with a bad fit',
    { history: h(falling), outcome: { targets: [{ mean: 20, scale: 5e6 }], r2: 0.01 } },
    'The target is large (20 ± 5,000,000) and the fit is bad (R² 0.0100): try --standardize-target.',
  ],
  [
    'a tiny raw target with a bad fit',
    { history: h(flat), outcome: { targets: [{ mean: 0, scale: 1e-6 }], r2: -5 } },
    'The target is very small (0 ± 1.000e-6) and the fit is bad (R² -5.0000): try --standardize-target.',
  ],
  [
    'a raw price with a good fit',
    { history: h(falling), settings: file, outcome: { targets: [prices], r2: 0.9 } },
    epochs,
  ],
  [
    'a standardized price with a bad fit',
    {
      history: h(falling),
      settings: { ...file, standardizeTarget: true },
      outcome: { targets: [prices], r2: 0.1 },
    },
    epochs,
  ],
];

describe('advice on', () => {
  it.each(table)('%s', (_, { history, settings, outcome }, sentence) => {
    const usual = { status: 'completed' as const, r2: 0.3, targets: [{ mean: 0, scale: 170 }] };
    const config = trainConfig({ epochs: history.length, ...settings });
    expect(advice({ history, ...usual, ...outcome }, config)).toBe(sentence);
  });
});
