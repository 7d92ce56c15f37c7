import { expect, it } from 'vitest';
import { type CsvRecord, type RowFormat, readRecords } from '../../../../src/data/csv/rows/records.js';

async function records(pieces: readonly string[], format: RowFormat = { delimiter: ',' }) {
  const texts = (async function* () {
    yield* pieces;
  })();
  const all: CsvRecord[] = [];
  for await (const some of readRecords(texts, format, 't.csv')) all.push(...some);
  return all;
}

/** What Python's csv.reader gives with skipinitialspace; an empty line is a row of one empty cell here. */
const python: [string, string[][]][] = [
  [
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    '30" deck,1\n24",2\n',
    [
      ['30" deck', '1'],
      ['24"', '2'],
    ],
  ],
  [' "x, 1" , "y"\n', [['x, 1 ', 'y']]],
  ['"x"1,"a""b",""\n', [['x1', 'a"b', '']]],
  ['"""",x""\n', [['"', 'x""']]],
  [
    'a,"b\r\nc"\r\nd,e\r\n',
    [
      ['a', 'b\r\nc'],
      ['d', 'e'],
    ],
  ],
  ['a\rb,"c\rd"\r', [['a'], ['b', 'c\rd']]],
  ['"a\n\n",b\n\nc', [['a\n\n', 'b'], [''], ['c']]],
  [
    'a,\n,\n"",',
    [
      ['a', ''],
      ['', ''],
      ['', ''],
    ],
  ],
  ['é,"日,本"\n', [['é', '日,本']]],
  ['"a"\r\n"b"\n\r"c"\r', [['a'], ['b'], [''], ['c']]],
];

it.each(python)('cuts %j as Python does, in whatever pieces it comes', async (text, expected) => {
  for (const size of [1, 2, 3, 7, text.length]) {
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
      text.slice(i * size, (i + 1) * size),
    );
    expect((await records(pieces)).map(({ cells }) => cells)).toEqual(expected);
  }
});

it('knows the line that a record begins on', async () => {
  const text = '# a "note\r\na,b\r\n"1\r\n2",3\r\n#\n\n"4",5';
  const found = await records([text], { delimiter: ',', comment: '#' });
  expect(found).toEqual([
    { cells: ['a', 'b'], line: 2 },
    { cells: ['1\r\n2', '3'], line: 3 },
    { cells: [''], line: 6 },
    { cells: ['4', '5'], line: 7 },
  ]);
});

it('takes runs of blanks for one delimiter', async () => {
  const found = await records([' a  b\t c \n"d e" \t "f""g"  h\n'], { delimiter: ' ' });
  expect(found.map(({ cells }) => cells)).toEqual([
    ['a', 'b', 'c'],
    ['d e', 'f"g', 'h'],
  ]);
});
