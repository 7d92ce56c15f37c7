import { expect, it } from 'vitest';
import { formatPairs } from '../../src/console/pairs.js';

it('pairs in columns', () => {
  expect(
    formatPairs([
      ['a', '1'],
      ['long', '2'],
    ]),
  ).toEqual(['a     1', 'long  2']);
});
