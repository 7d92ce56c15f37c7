import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/index.js';

describe('readCsv', () => {
  it('gives numbers, texts and what is missing by the names of the columns', async () => {
    const rows = await readCsv(
      { text: '"Height, cm";smoker;note\n1,5;yes;NA\n-2,25;no;" a ""b"" "\n' },
      { decimal: ',' },
    );
    expect([...rows]).toEqual([
      { 'Height, cm': 1.5, smoker: 'yes', note: null },
      { 'Height, cm': -2.25, smoker: 'no', note: 'a "b"' },
    ]);
    expect(rows.columns).toEqual(['Height, cm', 'smoker', 'note']);
  });

  it('keeps the order of columns whose names are numbers, which an object does not', async () => {
    const rows = await readCsv({ text: 'name,2020,2019\na,1,2\n' });
    expect(rows.columns).toEqual(['name', '2020', '2019']);
    expect(Object.keys(rows[0] as object)).toEqual(['2019', '2020', 'name']);
  });

  it('leaves out the row names that R writes, and says so', async () => {
    const rows = await readCsv({ text: '"","a",\n"1",2,\n"2",3,\n' });
    expect([...rows]).toEqual([{ a: 2 }, { a: 3 }]);
    expect(rows.leftOut).toEqual(['column 1 (row names)', 'column 3 (empty)']);
  });

  it('keeps texts that look like numbers where they are asked to be texts', async () => {
    const rows = await readCsv({ text: 'zip,y\n01234,1\n98765,2\n' }, { textColumns: ['zip'] });
    expect([...rows]).toEqual([
      { zip: '01234', y: 1 },
      { zip: '98765', y: 2 },
    ]);
  });

  it('takes bytes, packed ones, and what a browser gives for a file', async () => {
    const text = 'a,b\n1,2\n';
    const bytes = new TextEncoder().encode(text);
    for (const source of [bytes, gzipSync(text), new Blob([text]), new File([text], 'mine.csv')]) {
      expect([...(await readCsv(source))]).toEqual([{ a: 1, b: 2 }]);
    }
    await expect(readCsv(new File(['a,b\n1\n'], 'mine.csv'))).rejects.toThrow(
      'mine.csv, line 2: a row must have 2',
    );
  });

  it('refuses a name that is there twice, which an object cannot hold', async () => {
    await expect(readCsv({ text: 'a,a\n1,2' })).rejects.toThrow(
      'data, line 1: columns 1 and 2 must have different names, got a twice; rename one.',
    );
  });

  it('reads a table without rows', async () => {
    expect([...(await readCsv({ text: 'a,b\n' }))]).toEqual([]);
  });
});
