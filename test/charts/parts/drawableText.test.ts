import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawablePhrases, drawableText, longestName } from '../../../src/charts/parts/drawableText.js';
import { coverage, fontHas, shippedFont } from '../../../src/charts/png/font.js';

const codes = (text: string) => drawableText(text).text;

describe('what the font has is drawn as it is', () => {
  it.each([
    'Miles_per_Gallon',
    'Verbrauch in Größe',
    'Κατανάλωση',
    'Расход топлива',
    'استهلاك الوقود',
    'צריכת דלק',
    'R² ≥ 0.5 · −3 × 10',
    'x\u0302', // a letter with a circumflex that has no character of its own
    'می\u200cخواهم', // Persian, with the non-joiner that its spelling needs
  ])('%s', (text) => expect(drawableText(text)).toEqual({ text, replaced: false }));

  it('composes what has a character of its own', () => expect(codes('Cafe\u0301')).toBe('Café'));
});

describe('what it lacks is shown by its code', () => {
  it.each([
    ['燃料', 'U+71C3 U+6599'],
    ['燃料 (L)', 'U+71C3 U+6599 (L)'],
    ['mpg 🚗', 'mpg U+1F697'],
    ['👩\u200d🔬', 'U+1F469 U+1F52C'],
    ['नाम', 'U+0928 U+093E U+092E'],
    ['か\u0302', 'U+304B U+0302'], // no mark upon a code
    ['a\ud83d', 'aU+D83D'], // half of a pair
  ])('%s', (text, expected) => expect(drawableText(text)).toEqual({ text: expected, replaced: true }));
});

it('takes out what would break the line or turn its direction', () => {
  expect(codes('a\n\tb\u0000')).toBe('a b');
  expect(codes('a\u202eb\u2066c\u2069\u200fd\ufeff')).toBe('abcd');
  expect(codes('\u202e')).toBe('(no name)');
});

it('tells of codes only what is shown of them', () => {
  expect(drawableText('a long name that ends in 燃料', 12)).toEqual({
    text: 'a long name…',
    replaced: false,
  });
  expect(drawablePhrases(['数据', 'seed 1'])).toHaveLength(3);
  expect(drawablePhrases(['a long file name, 数据.csv', 'seed 1'], [], 12)).toEqual([
    'a long file…',
    'seed 1',
  ]);
});

describe('long names', () => {
  it('end in an ellipsis', () => {
    expect(codes('x'.repeat(40))).toBe('x'.repeat(40));
    expect(codes('x'.repeat(41))).toBe(`${'x'.repeat(39)}…`);
  });

  it('are cut between characters and codes', () => {
    expect(codes('字'.repeat(9))).toBe(`${Array(5).fill('U+5B57').join(' ')}…`);
    expect(drawableText('x\u0302y\u0302z', 3).text).toBe('x\u0302…');
  });

  it('get less room on a short axis', () => {
    expect(longestName(700, 1)).toBe(40);
    expect(longestName(300, 0.7)).toBeLessThan(40);
    expect(longestName(10, 1)).toBe(1);
  });
});

it('never leaves a character that the font lacks', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const { text: drawable } = drawableText(text);
      expect(drawable.length).toBeLessThanOrEqual(40);
      const points = Array.from(drawable, (character) => character.codePointAt(0) as number);
      expect(points.filter((point) => !fontHas(point) && point !== 0x200c)).toEqual([]);
    }),
    { seed: 1, numRuns: 500 },
  );
});

it('says once that characters are shown by their codes', () => {
  expect(drawablePhrases(['a', 'b'])).toEqual(['a', 'b']);
  expect(drawablePhrases(['字', '字'], [drawableText('字')])).toEqual([
    'U+5B57',
    'U+5B57',
    'characters that the font lacks are shown as U+…',
  ]);
});

it("reads the shipped font's coverage", () => {
  const ranges = coverage(shippedFont());
  const characters = ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  expect(characters).toBeGreaterThan(5000);
  for (let i = 1; i < ranges.length; i++) {
    expect((ranges[i] as [number, number])[0]).toBeGreaterThan((ranges[i - 1] as [number, number])[1]);
  }
  expect([0x41, 0x416, 0x3a9, 0x627, 0x1d538].map(fontHas)).toEqual([true, true, true, true, true]);
  expect([0x4e2d, 0x1f697, 0x928, 0x10ffff].map(fontHas)).toEqual([false, false, false, false]);
});
