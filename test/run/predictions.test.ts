import { describe, expect, it } from 'vitest';
import { columnVector } from '../../src/data/matrix.js';
import { readPredictions, writePredictions } from '../../src/run/predictions.js';
import { atOnce } from '../../src/turns.js';
import { file, folder, inEmptyRun } from './emptyRun.js';

inEmptyRun();

describe('predictions.csv', () => {
  it('reads the part that is asked for back as it was written, across pieces of the file', async () => {
    const rows = 60_000; // more than the megabyte that is read at once
    const part = (offset: number) => ({
      rowIndex: Int32Array.from({ length: rows }, (_, i) => i),
      actual: columnVector(Float64Array.from({ length: rows }, (_, i) => offset + Math.sin(i))),
    });
    const data = { train: part(0), test: part(10) };
    const predicted = {
      train: data.train.actual,
      test: columnVector(data.test.actual.values.map(Math.fround)),
    };
    await writePredictions(folder, data, predicted, ['y']);
    const read = atOnce(readPredictions(folder.file('predictions.csv'), 'test', ['y']));
    expect(read.actual).toEqual(data.test.actual);
    expect(read.predicted).toEqual(predicted.test);
  });

  const header = 'split,row,actual,predicted\n';
  it.each([
    ['row,actual\n', 'its first line is no header of ours'],
    [`${header}train,1,2,3\n`, 'it has no test rows'],
    [`${header}test,1,2\n`, 'line 2 has 3 cells instead of 4'],
    [`${header}other,1,2,3\n`, 'line 2 begins with none of train, val, test'],
    [`${header}test,1,2,?\n`, 'line 2 has no number in column 4'],
  ])('%j is damaged', (text, how) => {
    expect(() => atOnce(readPredictions(file('predictions.csv', text), 'test', ['y']))).toThrow(
      `is damaged: ${how}.`,
    );
  });

  it('reads an empty cell as NaN', () => {
    const path = file('predictions.csv', `${header}test,1,2,\n`);
    expect(atOnce(readPredictions(path, 'test', ['y'])).predicted.values).toEqual(
      Float64Array.of(Number.NaN),
    );
  });
});
