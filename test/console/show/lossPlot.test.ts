import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { lossConfiguration } from '../../../src/charts/loss/lossChart.js';
import type { Losses } from '../../../src/charts/parts/runChart.js';
import { type Line, print } from '../../../src/console/print.js';
import { lossPlot } from '../../../src/console/show/lossPlot.js';
import { historyOf } from '../../charts/histories.js';

const stream = Object.assign(Object.create(process.stdout), { isTTY: false });

/** Lines as they stand on the screen. */
function screen(lines: readonly Line[]): string[] {
  let written = '';
  const write = (text: string) => {
    written += text;
    return true;
  };
  print(Object.assign(stream, { write }), ...lines);
  return written
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
}

function plot(losses: Partial<Losses>, columns: number, dots: 'braille' | 'ascii' = 'braille', rows = 15) {
  const all = { history: [], yScale: 'auto', lossTitle: 'mean squared error', ...losses } as Losses;
  return lossPlot(all, { columns, rows, dots });
}

const falling = Array.from({ length: 100 }, (_, i) => 1000 * 0.95 ** i + 1);
const rising = Array.from({ length: 100 }, (_, i) => 500 + 4 * i);

const noisy = Array.from({ length: 3000 }, (_, i) => (100 / Math.sqrt(i + 1)) * (1 + (i % 7) / 7));
const histories = {
  falling: historyOf(falling, rising),
  noisy: historyOf(noisy),
  validated: historyOf(falling, rising).map((record) => ({ ...record, valLoss: 2 * record.trainLoss })),
  single: historyOf([3]),
  two: historyOf([3, 2]),
  level: historyOf([5, 5, 5], [5, 5, 5]),
  huge: historyOf([1e300, 1e-300]),
  zero: historyOf([1, 0], [0, 0]),
  negative: historyOf([-1, -2], [-3, 5]),
  diverged: historyOf([1, 10, 1e30, Number.POSITIVE_INFINITY, Number.NaN]),
};

it('draws each loss in a pattern of its own, and says what it ended at', () => {
  expect(screen(plot({ history: histories.falling, bestEpoch: 51 }, 50))).toEqual([
    'Loss over the epochs (mean squared error, log',
    'scale)',
    '⠤⠤⠤⠤⠤⠤ Training Loss 7.2321',
    '⠤⠤  ⠤⠤ Testing Loss 896   ▲ best epoch 51',
    ' 2,000┤',
    '      │⣉⣑⠒⠢⣤⣀⡀ ⠤⠤  ⠤⠤  ⠤⠤  ⠒⠒  ⠒⠒  ⠒⠒  ⠒⠒  ⠉⠉  ⠉⠉',
    '      │      ⠈⠉⠒⠢⠤⢄⡀',
    '   200┤            ⠈⠉⠑⠒⠤⢄⣀⡀',
    '      │                   ⠈⠑⠒⠢⠤⣀⡀',
    '    20┤                         ⠈⠉⠒⠒⠤⢄⣀',
    '      │                                ⠉⠑⠒⠢⠤⢄⣀',
    '      │                                       ⠉⠑⠒',
    '      └┴───────┴───────┴────▲──┴────────┴───────┴',
    '       1      20      40      60       80     100',
  ]);
});

it('does so in ASCII', () => {
  expect(screen(plot({ history: histories.falling, bestEpoch: 51 }, 50, 'ascii'))).toEqual([
    'Loss over the epochs (mean squared error, log',
    'scale)',
    '****** Training Loss 7.2321',
    'oo  oo Testing Loss 896   ^ best epoch 51',
    ' 2,000+',
    '      |*****   oo  oo  oo  oo  oo  oo  oo  oo  oo',
    '      |oo  oo******',
    '   200+            *******',
    '      |                   *******',
    '    20+                          *******',
    '      |                                 ********',
    '      |                                         *',
    '      ++-------+-------+----^--+--------+-------+',
    '       1      20      40      60       80     100',
  ]);
});

it('has the validation loss where there is one', () => {
  const lines = screen(plot({ history: histories.validated }, 100));
  expect(lines[1]).toBe(
    '⠤⠤⠤⠤⠤⠤ Training Loss 7.2321   ⠤⠤  ⠤⠤ Testing Loss 896   ⠄⠠ ⠄⠠  Validation Loss 14.464',
  );
});

it('draws a curve that jumps up and down as a line, from its first epoch to its last', () => {
  const lines = screen(plot({ history: histories.noisy }, 60));
  expect(lines.slice(2, -2)).toEqual([
    ' 100┤⡇',
    '    │⢱',
    '  20┤⠸⡄',
    '    │ ⠙⠢⣀',
    '    │    ⠛⠲⠒⠤⣤⣀⣀⣀',
    '   5┤            ⠉⠙⠉⠉⠓⠒⠒⠒⠶⠶⠤⠤⣤⣤⠤⠤⣤⣄⣀⣀⣀⣀⣀⣀⣀⣀⣀⡀',
    '    │                                ⠉⠉  ⠉⠉ ⠈⠉⠉⠉⠉⠛⠛⠉⠉⠛⠛⠉⠉⠛⠒',
    '   1┤',
  ]);
});

it('leaves out what is no number', () => {
  const lines = screen(plot({ history: historyOf([4, 2, Number.NaN, 2, 4], [0, 0, 0, 0, 0]) }, 42, 'ascii'));
  const drawn = lines.slice(2, -2).map((line) => line.slice(line.search(/[|+]/) + 1).padEnd(36));
  expect(drawn.some((line) => line.startsWith('*') && line.endsWith('*'))).toBe(true);
  expect(drawn.map((line) => line.slice(11, 26)).join('')).not.toContain('*');
  expect(screen(plot({ history: historyOf([Number.NaN]) }, 80))).toEqual(['No loss is a finite number.']);
});

describe.each(Object.entries(histories))('the history %s', (_, history) => {
  it.each(['auto', 'linear', 'log'] as const)('has the scale of loss.png, asked for %s', (yScale) => {
    const losses: Losses = { history, yScale };
    const { y } = lossConfiguration(losses, []).options?.scales ?? {};
    expect(screen(plot(losses, 80)).join(' ')).toContain(
      y?.type === 'logarithmic' ? 'log scale)' : 'linear scale)',
    );
  });

  it('fits, with marks on both axes', () => {
    for (const dots of ['braille', 'ascii'] as const) {
      for (const columns of [40, 41, 47, 66, 80, 109, 110, 140]) {
        const lines = screen(plot({ history }, columns, dots));
        expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThan(columns);
        expect(lines.filter((line) => /^ *[\d.,e+-]+[┤+]/.test(line)).length).toBeGreaterThan(1);
        expect(lines.at(-1)).toMatch(/^ +1( +[\d,]+)*$/);
        if (dots === 'ascii') expect(lines.join('')).toMatch(/^[ -~]*$/);
      }
    }
    expect(plot({ history }, 80, 'braille', 60)).toHaveLength(
      22 + (history[0]?.valLoss === undefined ? 0 : 1),
    );
  });
});

it('says so where a terminal is too narrow', () => {
  expect(plot({ history: histories.falling }, 39)).toEqual([
    'The terminal is 39 columns wide, and a chart takes 40.',
  ]);
});
