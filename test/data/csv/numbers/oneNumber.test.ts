import { expect, it } from 'vitest';
import { OneNumberWatch } from '../../../../src/data/csv/numbers/oneNumber.js';

function lostIn(...cells: string[]) {
  const watch = new OneNumberWatch();
  for (const cell of cells) watch.see(cell, Number(cell));
  return watch.lost;
}

it.each([
  ['1', '1'],
  ['1', ' 1.0', '+1', '1e0', '10e-1', '0.1E1', '001'],
  ['0', '-0', '0.000', '0e99'],
  ['-2500', '-2.5e3', '-25e2'],
  ['1', '1', '2', '1.00000000000000000001'],
  ['5', 'NA'],
])('the texts %s … say one number, or several doubles', (...cells) => {
  expect(lostIn(...cells)).toBeUndefined();
});

it.each([
  ['1e-400', '3e-400', 0],
  ['1e-400', '0', 0],
  ['0.1', '0.10000000000000000001', 0.1],
  ['9007199254740993', '9007199254740992', 9007199254740992],
  ['1e-99999999999999999999', '1e-99999999999999999998', 0],
])('%s and %s are different numbers and one double', (first, second, value) => {
  expect(lostIn(first, first, second, first)).toEqual({ texts: [first, second], value });
});
