import { expect, it } from 'vitest';
import { alignColumns } from '../../src/console/columns.js';

it('pairs in columns', () => {
  expect(
    alignColumns([
      ['a', '1'],
      ['long', '2'],
    ]),
  ).toEqual(['a     1', 'long  2']);
});
