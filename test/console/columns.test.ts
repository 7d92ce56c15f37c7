import { expect, it } from 'vitest';
import { alignColumns, alignInBlocks } from '../../src/console/columns.js';

it('pairs in columns', () => {
  expect(
    alignColumns([
      ['a', '1'],
      ['long', '2'],
    ]),
  ).toEqual(['a     1', 'long  2']);
});

// Two columns of a terminal: Chinese, Japanese in full width, Hangul of one character and of three, emoji alone and joined, a flag. One:
// an accent upon a letter, half-width kana, Greek. None: a joiner that nobody sees.
it.each([
  ['价格', 4],
  ['ＡＢ', 4],
  ['한', 2],
  ['\u1112\u1161\u11ab', 2],
  ['📈', 2],
  ['❤️', 2],
  ['👩‍👧', 2],
  ['🇩🇪', 2],
  ['m̂', 1],
  ['ｱ', 1],
  ['√v̂ …', 4],
  ['a\u200Bb', 2],
])('%j as wide as a terminal shows it', (text, width) => {
  expect(
    alignColumns([
      [text, '1'],
      ['abcdef', '2'],
    ]),
  ).toEqual([`${text}${' '.repeat(6 - width)}  1`, 'abcdef  2']);
});

it('breaks wide columns where a terminal ends', () => {
  const rows = [['a', '价格', '价格']];
  expect(alignInBlocks(rows, 1, 13)).toEqual([['a  价格  价格']]);
  expect(alignInBlocks(rows, 1, 12)).toEqual([['a  价格'], ['a  价格']]);
});
