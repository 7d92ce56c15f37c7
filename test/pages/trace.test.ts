import { expect, it } from 'vitest';
import { traceData } from '../../src/pages/trace.js';
import type { TraceRow } from '../../src/training/trace/adamTrace.js';
import { traceRow } from '../charts/traces.js';

const adam = { beta1: 0.9, beta2: 0.999, amsgrad: false, biasCorrection: true };
const parameters = ['layer1.weight', 'layer1.bias', 'layer2.weight', 'layer2.bias', 'all'];

function rows(epochs: number, change: (t: number) => Partial<TraceRow> = () => ({})): TraceRow[] {
  return Array.from({ length: epochs }, (_, i) => i + 1).flatMap((t) =>
    parameters.map((parameter) => traceRow({ t, parameter, ...change(t) })),
  );
}

it("has adam.png's panels with all that they draw, the two of the steps' lengths apart", () => {
  const charts = traceData({ rows: rows(30), adam });
  expect(charts.map(({ y: { title } }) => title.replace(/,?\n.*/, ''))).toEqual([
    '|step|/lr of the median weight',
    'Rate of a weight',
    '|step|/lr',
    '‖Δθ‖/‖θ‖',
    '‖Δθ‖',
  ]);
  expect(charts[0]?.lines.map(({ name, color }) => [name.slice(0, 9), color])).toEqual([
    ['|m̂|/√v̂:', 'training'],
    ['|m|/√v: t', 'testing'],
    ['1 − β1ᵗ: ', 'validation'],
    ['√(1 − β2ᵗ', 'rate'],
  ]);
  expect(charts[0]?.lines[2]?.y[1]).toBeCloseTo(1 - 0.9 ** 2, 5);
  expect(charts[1]?.lines.map(({ name, opacity, color }) => [name, opacity, color])).toEqual([
    ['median weight', undefined, 'rate'],
    ['middle half', '59', 'rate'],
    ['nine of ten', '26', 'rate'],
    ['the learning rate lr', undefined, 'text'],
  ]);
  expect(charts[1]?.lines[1]).toMatchObject({ y: Array(30).fill(0.002), low: Array(30).fill(0.002) });
  for (const chart of charts.slice(3)) {
    expect(chart.lines.map(({ name }) => name)).toEqual(['layer1.weight', 'layer2.weight']);
  }
  expect(charts[4]?.lines[0]?.y[0]).toBe(0.002);
});

it('thins a long trace, with its peaks and its first steps', () => {
  const peak = { rate: { ...traceRow().rate, q50: 9 } };
  const charts = traceData({ rows: rows(4000, (t) => (t === 2345 ? peak : {})), adam });
  expect(charts[0]?.lines[0]?.x).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  for (const { lines } of charts.slice(1)) {
    for (const { x, y, name } of lines) {
      if (name.startsWith('1:')) continue;
      expect(x.length).toBeLessThan(260);
      expect(y).toHaveLength(x.length);
      expect([x[0], x.at(-1)]).toEqual([1, 4000]);
    }
  }
  const [median] = charts[1]?.lines ?? [];
  expect(median?.y[median.x.indexOf(2345)]).toBe(9);
  expect(JSON.stringify(charts).length).toBeLessThan(60_000);
});

it('says where there is nothing to show', () => {
  const charts = traceData({
    rows: rows(3, () => ({ learningRate: 0, updateNorm: 0, updateRatio: 0 })),
    adam,
  });
  expect(charts.map(({ note }) => note)).toEqual([
    undefined,
    undefined,
    'lr is 0, and no weight moves.',
    'No weight moves.',
    'No weight moves.',
  ]);
});
