import { expect, it } from 'vitest';
import { findDelimiter, namedDelimiter } from '../../../../src/data/csv/rows/delimiter.js';

it.each([
  ['a,b\n1,2\n', ','],
  ['a;b\n1,5;2,5\n', ';'],
  ['1,5;2,5;3,5\n4,5;5,5;6,5\n', ';'],
  ['a\tb\nx, y\tz\n', '\t'],
  ['a|b|c\n1|2|3\n', '|'],
  ['"a;b;c;d",e\n"1;2;3;4",5\n', ','],
  ['name,tags\nx,a;b;c\nz,d\n', ','],
  ['a;b;c\n1;2\n', ';'],
  ['size,y\n30" deck; 2,900\n24" deck; 1,400\n', ','],
  ['a;b\n "x,1";2\n"y,2" ;3\n', ';'],
  ['y\n1\n', ','],
  ['', ','],
])('%j has %j between its cells', (text, delimiter) => {
  expect(findDelimiter(text, true)).toBe(delimiter);
});

it('does not judge by comments', () => {
  expect(findDelimiter('# a, b\n# c, d\na;b\n # e, f\n1;2\n', true, { comment: '#' })).toBe(';');
});

it.each([
  ['sep=;\na;b\n', ';'],
  ['\r\n"sep=|"\r\n', '|'],
  ['sep=\t\n', '\t'],
  ['sep=;;;\n', ';'],
  ['sep=a\n', undefined],
  ['sep=\na,b\n', undefined],
  ['a,b\nsep=;\n', undefined],
  ['step=;\n', undefined],
])('%j names the delimiter %j', (text, delimiter) => {
  expect(namedDelimiter(text)).toBe(delimiter);
});

it('does not judge by a line that the sample cuts', () => {
  expect(findDelimiter('a;b;c\n1;2;3\n4;5', false)).toBe(';');
  expect(findDelimiter('a,b;c,d\n1,2;3,4\n4,', false)).toBe(',');
});
