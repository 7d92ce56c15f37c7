import { expect, it } from 'vitest';
import { familiesAmong, fontFamilies, systemHas } from '../../../src/charts/png/systemFonts.js';

it('draws with the shipped font first, and then with those that the machine has of the known ones', () => {
  expect(familiesAmong(['Times'])).toBe('"adam-train sans"');
  expect(familiesAmong(['Noto Color Emoji', 'Times', 'WenQuanYi Micro Hei'])).toBe(
    '"adam-train sans", "WenQuanYi Micro Hei", "Noto Color Emoji"',
  );
});

it('has no characters of a machine without fonts', () => {
  expect(fontFamilies()).toBe('"adam-train sans"');
  expect(systemHas('A'.charCodeAt(0))).toBe(false);
});
