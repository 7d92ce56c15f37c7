import { describe, expect, it } from 'vitest';
import { toAscii } from '../../../src/console/ascii.js';
import { exampleNames, examples } from '../../../src/explain/examples/index.js';

describe.each(exampleNames)('%s', (name) => {
  const { text, curves } = examples[name]();

  it('says 3 to 8 short lines, which ASCII can write', () => {
    expect(text.length).toBeGreaterThanOrEqual(3);
    expect(text.length).toBeLessThanOrEqual(8);
    for (const line of text) expect(toAscii(line)).toMatch(/^[\x20-\x7e]{1,170}$/);
    expect(text.join(' ')).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('draws finite values', () => {
    expect(curves.length).toBeGreaterThan(1);
    for (const { values } of curves) expect(values.every(Number.isFinite)).toBe(true);
  });
});

function curve(name: (typeof exampleNames)[number], label: string): readonly number[] {
  const found = examples[name]().curves.find((each) => each.label === label);
  if (found === undefined) throw new Error(`${name} has no curve ${label}`);
  return found.values;
}

it("scaling leaves Adam's path, and not SGD's", () => {
  const [one, thousand] = [curve('scale', 'Adam, c = 1'), curve('scale', 'Adam, c = 1000')];
  for (const [t, x] of one.entries()) expect(thousand[t]).toBeCloseTo(x, 7);
  expect(curve('scale', 'SGD, c = 1')[1]).toBeCloseTo(0.9981, 12);
  expect(curve('scale', 'SGD, c = 1000')[1]).toBeCloseTo(-0.9, 12);
});

it('a rare feature gets from SGD what its few gradients give, and more from Adam', () => {
  expect(curve('sparse', 'SGD, rare').at(-1)).toBeCloseTo(1 - 0.99 ** 40, 12);
  expect(curve('sparse', 'Adam, rare').at(-1)).toBeGreaterThan(0.95);
});

it('SGD follows a steady target at the distance speed/lr less a step', () => {
  // e ← (1 − lr)·(e + speed) rests at speed·(1 − lr)/lr where x is compared with the target of the same step.
  expect((curve('drift', 'target')[400] as number) - (curve('drift', 'SGD')[400] as number)).toBeCloseTo(
    0.045,
    9,
  );
});
