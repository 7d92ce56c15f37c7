import { expect, it } from 'vitest';
import { isPrinted, printedOf } from './printed.js';

it("finds the tour's commands with what they print", () => {
  const printed = printedOf('docs/tour.md');
  expect(printed.map(({ commands }) => commands.length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  expect(printed[2]).toMatchObject({ commands: ['adam-train importance out/first'] });
});

it.each([
  ['test R²  0.7114', true],
  ['test R²  0.72', false],
  ['test R2  0.7114', false],
  ['test R²', false],
  ['313 train, 79 test', true],
  ['313 train, 80 test', false],
])('takes %j for printed: %s', (line, expected) => {
  expect(isPrinted(line, 'split\n313 train,  79 test\ntest R²     0.7114\n')).toBe(expected);
});
