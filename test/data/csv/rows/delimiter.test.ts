import { expect, it } from 'vitest';
import { findDelimiter } from '../../../../src/data/csv/rows/delimiter.js';

it.each([
  ['a,b\n1,2\n', ','],
  ['a;b\n1,5;2,5\n', ';'],
  ['1,5;2,5;3,5\n4,5;5,5;6,5\n', ';'],
  ['a\tb\nx, y\tz\n', '\t'],
  ['a|b|c\n1|2|3\n', '|'],
  ['"a;b;c;d",e\n"1;2;3;4",5\n', ','],
  ['name,tags\nx,a;b;c\nz,d\n', ','],
  ['a;b;c\n1;2\n', ';'],
  ['y\n1\n', ','],
  ['', ','],
])('%j has %j between its cells', (text, delimiter) => {
  expect(findDelimiter(text, true)).toBe(delimiter);
});

it('does not judge by a line that the sample cuts', () => {
  expect(findDelimiter('a;b;c\n1;2;3\n4;5', false)).toBe(';');
  expect(findDelimiter('a,b;c,d\n1,2;3,4\n4,', false)).toBe(',');
});
