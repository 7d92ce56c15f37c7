import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importanceFileName, readImportance, writeImportance } from '../../src/run/importance.js';
import { folder, inEmptyRun } from './emptyRun.js';

inEmptyRun();

describe('importance.csv', () => {
  const path = () => folder.file(importanceFileName);

  it('is read back as it was written, whatever the columns are called', () => {
    const names = ['plain', 'a,"b"\r\nc,1,2', '', ' blank ', '1', 'é\u2028', '-1e-7'];
    const columns = names.map((name, i) => ({
      name,
      mean: -i / 7,
      deviation: 1e-21 * i,
      repeats: [1e300, -0.5, i],
    }));
    writeImportance(folder, columns);
    expect(readImportance(folder.path)).toEqual(
      columns.map((column) => ({ ...column, mean: column.mean + 0 })),
    );
  });

  it('may be missing', () => {
    rmSync(path(), { force: true });
    expect(readImportance(folder.path)).toBeUndefined();
  });

  const header = 'column,mean,deviation,repeat_1';
  it.each([
    ['', 'its header is not that of an importance'],
    ['column,mean\n', 'its header is not that of an importance'],
    [`${header}\na,1,2,3\nb,1,2`, 'its column 2 is not a name with 3 numbers'],
    [`${header}\na,1,2\n`, 'its column 1 is not a name with 3 numbers'],
    [`${header}\na,1,2,x\n`, 'its column 1 is not a name with 3 numbers'],
    [`${header}\na,1,2,1.2.3\n`, 'its column 1 is not a name with 3 numbers'],
    [`${header}\n"a,1,2,3\n`, 'its column 1 is not a name with 3 numbers'],
  ])('is damaged if it is %j', (text, how) => {
    writeFileSync(path(), text);
    expect(() => readImportance(folder.path)).toThrow(
      `${path()} is damaged: ${how}. Restore it, or train again.`,
    );
  });
});
