import { expect, it } from 'vitest';
import { follow, stepAt } from '../../../src/explain/playground/follow.js';
import { lessons } from '../../../src/explain/playground/lessons.js';

function lesson(title: string) {
  const found = lessons.find((each) => each.title.startsWith(title));
  if (found === undefined) throw new Error(`There is no lesson ${title}.`);
  return found;
}

/** A contender's step of a lesson in one coordinate, its length in units of α. */
function stepOf(title: string, name: Parameters<typeof follow>[1], t: number, coordinate = 0) {
  return stepAt(follow(lesson(title).choices, name), t, coordinate);
}

const end = (title: string, name: Parameters<typeof follow>[1]) =>
  follow(lesson(title).choices, name).points.at(-1);

it.each(lessons.map((each) => [each.title, each] as const))(
  '%s looks at a step that there is, of a contender that runs',
  (_, { choices, look }) => {
    expect(choices.rates[look.name]).toBeGreaterThan(0);
    expect(stepAt(follow(choices, look.name), look.t, look.coordinate)).toBeDefined();
  },
);

it('takes a thousand steps through the valley, of which Adam arrives', () => {
  const { choices } = lesson('A narrow valley');
  expect(follow(choices, 'adam').reachedAfter).toBeGreaterThan(1000);
});

it('has Adam step by α in both coordinates first, and SGD zigzag', () => {
  for (const coordinate of [0, 1])
    expect(Math.abs(stepOf('A rate', 'adam', 1, coordinate)?.ratio ?? 0)).toBeCloseTo(1, 8);
  const ys = follow(lesson('A rate').choices, 'sgd').points.map(([, y = 0]) => Math.sign(y));
  expect(ys.slice(0, 6)).toEqual([1, -1, 1, -1, 1, -1]);
});

it('has steps of 3.16 α at first without the correction, and of 6.5 α while the slope stays', () => {
  expect(stepOf('Why', 'uncorrected', 1)?.ratio).toBeCloseTo(-3.16, 2);
  expect(stepOf('Why', 'adam', 1)?.ratio).toBeCloseTo(-1, 8);
  expect((1 - 0.9 ** 10) / Math.sqrt(1 - 0.999 ** 10)).toBeCloseTo(6.5, 1);
});

it('has steps of α alone without memory', () => {
  const { choices } = lesson('Without');
  const followed = follow(choices, 'adam');
  for (let t = 1; t <= 100; t++) expect(Math.abs(stepAt(followed, t, 1)?.ratio ?? 0)).toBeCloseTo(1, 6);
});

it('has SGD at y = 0.07 by the saddle where Adam is at 1.2', () => {
  const { choices } = lesson('Past');
  expect(follow(choices, 'sgd').points[50]?.[1]).toBeCloseTo(0.07, 2);
  expect(follow(choices, 'adam').points[50]?.[1]).toBeCloseTo(1.2, 1);
});

it('has Adam go to +1 in Reddi’s example, AMSGrad to −1, and Adam too with β2 = 0.999', () => {
  const { choices } = lesson('Reddi');
  expect(end('Reddi', 'adam')).toEqual([1]);
  expect(end('Reddi', 'amsgrad')?.[0]).toBeLessThan(-0.98);
  const usual = follow({ ...choices, shared: { beta1: 0, beta2: 0.999 } }, 'adam').points.at(-1);
  expect(usual?.[0]).toBeLessThan(-0.98);
});

it('has the rare feature and the moving target as explain has them', () => {
  expect(end('A rare', 'sgd')?.[0]).toBeCloseTo(1 - 0.99 ** 40, 12);
  expect(end('A rare', 'adam')?.[0]).toBeGreaterThan(0.95);
  const target = follow(lesson('A moving').choices, 'sgd').points[400]?.[0] ?? 0;
  expect(2 - target).toBeCloseTo(0.045, 9);
});
