import { expect, it } from 'vitest';
import { titleLines } from '../../src/pages/client/charts/titleLines.js';

it('breaks a title between words where there is no room, and cuts a word that has none', () => {
  expect(titleLines('Actual, Miles_per_Gallon', 620)).toEqual(['Actual, Miles_per_Gallon']);
  expect(titleLines('Actual, Miles_per_Gallon', 250)).toEqual(['Actual,', 'Miles_per_Gallon']);
  expect(titleLines('Actual, Miles_per_Gallon', 170)).toEqual(['Actual,', 'Miles_per…']);
});
