import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTestRows, testRowsFileName, writeTestRows } from '../../src/run/testRows.js';
import { folder, inEmptyRun } from './emptyRun.js';

inEmptyRun();

describe('test-rows.json', () => {
  const path = () => folder.file(testRowsFileName);
  const cells = {
    columns: ['plain', 'a,"b"\n\u2028</script>'],
    rows: [
      [1, 'text,"\n'],
      [null, '\ud800'],
      [-1.5e-300, null],
    ],
  };

  it('is read back as it was written', () => {
    writeTestRows(folder, cells);
    expect(readTestRows(folder.path, 3)).toEqual(cells);
    writeTestRows(folder, { columns: [], rows: [[], []] });
    expect(readTestRows(folder.path, 2)).toEqual({ columns: [], rows: [[], []] });
  });

  it('may be missing', () => {
    rmSync(path(), { force: true });
    expect(readTestRows(folder.path, 3)).toBeUndefined();
  });

  it.each([
    ['{"columns":["a"],"rows":[[1],[2],[3,4]]}', 'it must have 3 rows with a cell for each column'],
    ['{"columns":["a"],"rows":[[1],[2]]}', 'it must have 3 rows with a cell for each column'],
    ['{"columns":["a"],"rows":[[1],[2],[{}]]}', 'it must have 3 rows with a cell for each column'],
    ['{"columns":[1],"rows":[[1],[2],[3]]}', 'it has no list of columns'],
    ['{"rows":[]}', 'it has no list of columns'],
    ['[', 'it is no JSON'],
  ])('is damaged if it is %s', (text, how) => {
    writeFileSync(path(), text);
    expect(() => readTestRows(folder.path, 3)).toThrow(
      `${path()} is damaged: ${how}. Restore it, or train again.`,
    );
  });
});
