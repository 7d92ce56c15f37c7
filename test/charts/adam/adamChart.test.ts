import { describe, expect, it } from 'vitest';
import { adamChart, adamTiles } from '../../../src/charts/adam/adamChart.js';
import type { TraceRow } from '../../../src/training/trace/adamTrace.js';
import { decodePng } from '../png.js';
import { traceRow } from '../traces.js';

const parameters = ['layer1.weight', 'layer1.bias', 'layer2.weight', 'layer2.bias', 'all'];

/** Epochs of `stepsPerEpoch` steps, of which the first 20 and the last of each epoch are traced. */
function trace(epochs: number, stepsPerEpoch: number, changes: Partial<TraceRow> = {}): TraceRow[] {
  const steps = Array.from({ length: epochs * stepsPerEpoch }, (_, i) => i + 1);
  return steps
    .filter((t) => t <= 20 || t % stepsPerEpoch === 0)
    .flatMap((t) =>
      parameters.map((parameter) =>
        traceRow({
          t,
          epoch: Math.ceil(t / stepsPerEpoch),
          moment: t % stepsPerEpoch === 0 ? 'epoch_end' : 'first_step',
          parameter,
          ...changes,
        }),
      ),
    );
}

const usual = { beta1: 0.9, beta2: 0.999, amsgrad: false, biasCorrection: true };

function panels(rows: readonly TraceRow[], changes: Partial<typeof usual> = {}) {
  return adamTiles({ rows, adam: { ...usual, ...changes } }, ['Adam lr 0.001'])
    .slice(1)
    .map(({ configuration: { data, options, plugins } }) => ({
      notes: plugins?.length ?? 0,
      title: options?.plugins?.title?.text,
      formula: String(options?.plugins?.subtitle?.text),
      scales: options?.scales,
      lines: data.datasets as { label?: string; data: { x: number; y: number }[]; borderDash?: number[] }[],
    }));
}

type Panel = ReturnType<typeof panels>[number];
type Draw = (rows: readonly TraceRow[], changes?: Partial<typeof usual>) => Panel;
const [correction, rate, sign, update] = [0, 1, 2, 3].map(
  (index) => (rows: readonly TraceRow[], changes?: Partial<typeof usual>) =>
    panels(rows, changes)[index] as Panel,
) as [Draw, Draw, Draw, Draw];
const line = ({ lines }: Panel, label: string) => lines.find((one) => one.label?.includes(label));

it('fills the picture with a heading and two by two panels', () => {
  const tiles = adamTiles({ rows: trace(3, 50), adam: usual }, ['Adam lr 0.001']);
  const area = tiles.reduce((sum, { size }) => sum + size.width * size.height, 0);
  expect(tiles).toHaveLength(5);
  expect(area).toBe(adamChart.size.width * adamChart.size.height);
  expect(tiles[0]?.configuration.options?.plugins?.subtitle?.text).toEqual(['Adam lr 0.001']);
});

describe('the first steps', () => {
  it('are shown as they were, and as they would be without bias correction', () => {
    const panel = correction(trace(3, 50));
    const [taken, without] = [line(panel, 'was taken'), line(panel, 'without')];
    expect(taken?.data).toEqual(Array.from({ length: 20 }, (_, i) => ({ x: i + 1, y: 1 })));
    // At the first step m is a tenth of m̂ and √v a thirty-second of √v̂.
    expect(without?.data[0]?.y).toBeCloseTo(0.1 / Math.sqrt(0.001), 10);
    expect(without?.data[9]?.y).toBeCloseTo((1 - 0.9 ** 10) / Math.sqrt(1 - 0.999 ** 10), 10);
    expect(line(panel, '1 − β1ᵗ')?.data[1]?.y).toBeCloseTo(0.19, 12);
    expect(panel.title).toBe('Bias correction keeps the first steps short');
    expect(panel.scales?.['y']).toMatchObject({ type: 'logarithmic' });
  });

  it('differ in their dashes, not by colour alone', () => {
    const dashes = correction(trace(3, 50)).lines.map(({ borderDash }) => String(borderDash));
    expect(new Set(dashes).size).toBe(4);
  });

  it('stand alone where bias correction is off', () => {
    const uncorrected = trace(3, 50, { biasCorrection1: 1, biasCorrection2: 1 });
    const panel = correction(uncorrected, { biasCorrection: false });
    expect(panel.lines.map(({ label }) => label)).toEqual(['|m|/√v: the step that was taken']);
    expect(panel.title).toBe('The first steps without bias correction');
    expect(panel.formula).toContain('correction is off');
  });

  it('are not said to be uncorrected where there is nothing to correct', () => {
    const panel = correction(trace(3, 50, { biasCorrection1: 1, biasCorrection2: 1 }), {
      beta1: 0,
      beta2: 0,
    });
    expect(panel.formula).toBe('β1 = β2 = 0: m is g and v is g², and there is nothing to correct');
    expect(panel.scales?.['y']).toMatchObject({ min: 0.5, max: 2 });
  });

  it('say of m and v what begins at zero', () => {
    expect(correction(trace(3, 50), { beta1: 0 }).formula).toContain('m is g, and v begins at zero');
    expect(correction(trace(3, 50), { beta2: 0 }).formula).toContain('m begins at zero, and v is g²');
  });

  it('are not said to be kept short where they would be shorter without it', () => {
    const panel = correction(trace(3, 50, { biasCorrection1: 0.1, biasCorrection2: 1 }));
    expect(panel.title).toBe('Bias correction keeps the first steps right');
  });
});

it('places a step on the axis of epochs by its part of the epoch', () => {
  const { lines, scales } = rate(trace(2, 50));
  expect(lines[0]?.data.map(({ x }) => x)).toEqual([
    ...Array.from({ length: 20 }, (_, i) => (i + 1) / 50),
    1,
    2,
  ]);
  expect(scales?.['x']).toMatchObject({ min: 0, max: 2 });
});

it("shows the weights' own rates beside the learning rate, and says when some are above the axis", () => {
  const spread = { mean: 3, q05: 0.0001, q25: 0.001, q50: 0.002, q75: 0.004, q95: 0.1 };
  const plain = rate(trace(2, 50, { rate: spread }));
  expect(line(plain, 'median')?.data[0]?.y).toBe(0.002);
  expect(line(plain, 'learning rate')?.data[0]?.y).toBe(0.001);
  expect(plain.scales?.['y']).toMatchObject({
    type: 'logarithmic',
    min: expect.closeTo(0.0001, 12),
    max: 0.1,
  });
  expect(plain.formula).not.toContain('above the axis');
  const without = rate(trace(2, 50, { rate: { ...spread, q95: 1e5 } }));
  expect(without.scales?.['y']).toMatchObject({ max: 0.005 });
  expect(without.formula).toContain('lr/ε, above the axis');
});

it("keeps the learning rate's line off the ends of the axis", () => {
  const limits = (low: number, high: number) => {
    const own = { mean: 3, q05: low, q25: low, q50: low, q75: high, q95: high };
    return rate(trace(2, 50, { rate: own })).scales?.['y'] as { type: string; min: number; max: number };
  };
  for (const [low, high] of [
    [0.002, 0.1],
    [0.00001, 0.0005],
  ] as const) {
    const { type, min, max } = limits(low, high);
    expect(type).toBe('logarithmic');
    expect(min).toBeLessThan(0.001 / 1.05);
    expect(max).toBeGreaterThan(0.001 * 1.05);
  }
});

it('says that nothing moves where lr is 0, and claims no more', () => {
  const step = { mean: 0, q05: 0, q25: 0, q50: 0, q75: 0, q95: 0 };
  const [first, rates, signs, layers] = panels(
    trace(3, 50, { learningRate: 0, rate: step, step, updateNorm: 0, updateRatio: 0 }),
  ) as [Panel, Panel, Panel, Panel];
  expect(first.title).toBe('The first steps: lr is 0');
  expect(first.lines.map(({ label }) => label?.slice(0, 6))).toEqual(['1 − β1', '√(1 − ']);
  expect(first.notes).toBe(0);
  expect(rates.title).toBe('lr is 0, and so is the rate of every weight');
  expect(rates.formula).toBe('lr/(√v̂ + ε)');
  expect(rates.scales?.['y']).toMatchObject({ min: 0 });
  expect([signs.notes, layers.notes]).toEqual([1, 1]);
});

it('says that every step is lr·sign(g) where m and v remember nothing', () => {
  const { title, formula } = sign(trace(2, 50), { beta1: 0, beta2: 0 });
  expect(title).toBe('Without memory every step is lr·sign(g)');
  expect(formula).not.toContain('cancel');
  expect(sign(trace(2, 50), { beta1: 0, beta2: 0, amsgrad: true }).formula).toContain('cancel');
});

it('leaves formulas and explanations out of a small picture', () => {
  const size = { width: 400, height: 300 };
  const [, first, , signs] = adamTiles({ rows: trace(3, 50), adam: usual }, ['Adam lr 0.001'], size);
  const { data, options } = first?.configuration ?? {};
  expect(data?.datasets.map(({ label }) => label)).toEqual(['|m̂|/√v̂', '|m|/√v', '1 − β1ᵗ', '√(1 − β2ᵗ)']);
  expect(options?.plugins?.subtitle?.display).toBe(false);
  expect(signs?.configuration.options?.plugins?.title?.text).toBe('At first a weight moves by lr');
});

it('measures steps by the learning rate of their epoch, and says what the first one was', () => {
  const half = { mean: 1, q05: 0.0001, q25: 0.0002, q50: 0.0005, q75: 0.0006, q95: 0.0008 };
  const panel = sign(trace(2, 50, { step: half }));
  expect(line(panel, 'median')?.data[0]?.y).toBeCloseTo(0.5, 12);
  expect(line(panel, 'lr·sign(g)')?.data.every(({ y }) => y === 1)).toBe(true);
  expect(panel.title).toBe('How near the step is to lr·sign(g)');
  expect(sign(trace(2, 50)).title).toContain('At first a weight moves by lr');
});

describe('the layers', () => {
  it('stand in both halves, in the legend once, with dashes of their own', () => {
    const { lines, scales } = update(trace(3, 50));
    expect(lines.map(({ label }) => label)).toEqual(['layer1.weight', 'layer2.weight', undefined, undefined]);
    expect(new Set(lines.slice(0, 2).map(({ borderDash }) => String(borderDash))).size).toBe(2);
    expect(lines.map(({ data }) => data[0]?.y)).toEqual([0.0005, 0.0005, 0.002, 0.002]);
    expect(scales?.['norm']).toMatchObject({ stack: 'panels' });
  });

  it('are told when they stand still, or are too many', () => {
    expect(update(trace(3, 50, { updateNorm: 0, updateRatio: 0 })).lines[0]?.label).toContain('stands still');
    const deep = Array.from({ length: 8 }, (_, i) => traceRow({ parameter: `layer${i + 1}.weight` }));
    const { lines, formula } = update(deep);
    expect(lines.slice(0, 5).map(({ label }) => label?.slice(0, 6))).toEqual(
      [1, 2, 3, 4, 8].map((i) => `layer${i}`),
    );
    expect(formula).toContain('3 layers left out');
  });
});

it.each([
  ['a usual run', trace(3, 50)],
  ['a single step', trace(1, 1)],
  ['a run without a finite number', trace(2, 1, { learningRate: Number.NaN, updateNorm: Number.NaN })],
])('draws %s at any size', async (_, rows) => {
  const run = {
    settings: ['wasm'],
    losses: { history: [], yScale: 'auto' as const },
    trace: { rows, adam: usual },
  };
  const png = (await adamChart.draw(run, { width: 401, height: 303 })) as Buffer;
  const { width, height } = await decodePng(png);
  expect([width, height]).toEqual([802, 606]);
});
