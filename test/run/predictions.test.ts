import { readFileSync } from 'node:fs';
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

  it('has the columns of each target, whatever it is called', async () => {
    const names = ['plain', 'a,"b"\nc', ''];
    const values = (offset: number) => Float64Array.from({ length: 6 }, (_, i) => offset + i);
    const part = { rowIndex: Int32Array.of(4, 7), actual: { rows: 2, columns: 3, values: values(0) } };
    const predicted = { rows: 2, columns: 3, values: values(0.5) };
    await writePredictions(folder, { train: part, test: part }, { train: predicted, test: predicted }, names);
    const path = folder.file('predictions.csv');
    expect(readFileSync(path, 'utf8')).toMatch(
      /^split,row,actual_plain,predicted_plain,"actual_a,""b""\nc","predicted_a,""b""\nc",actual_,predicted_\ntrain,4,0,0\.5,1,1\.5,2,2\.5\n/,
    );
    const read = atOnce(readPredictions(path, 'test', names));
    expect(read).toEqual({ row: part.rowIndex, actual: part.actual, predicted });
    expect(() => atOnce(readPredictions(path, 'test', ['plain', 'other', '']))).toThrow(
      'its first line is no header of ours',
    );
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
