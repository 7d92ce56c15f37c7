import { expect, it } from 'vitest';
import { predictionNotes } from '../../src/console/predictionNotes.js';
import { PredictionTally } from '../../src/training/predictedRows.js';

it.each([
  [0, []],
  [1, ["The table's 1 empty row at the end is left out."]],
  [2000, ["The table's 2,000 empty rows at the end are left out."]],
])('says that %s rows of delimiters alone are left out', (emptyEnd, lines) => {
  expect(predictionNotes(Object.assign(new PredictionTally(['y']), { emptyEnd }))).toEqual(lines);
});
