import * as z from 'zod/mini';
import type { Rule } from './rules.js';

/** Texts of cells. One that has a comma itself can be given in a config file. */
export const markers: Rule<string[]> = {
  words: 'texts of cells with commas between them',
  fileWords: 'a list of texts of cells',
  read: (text) => text.split(',').map((marker) => marker.trim()),
  schema: z.array(z.string().check(z.minLength(1))).check(z.minLength(1)),
  whenRepeated: 'adds',
};

export const decimalMark: Rule<'.' | ','> = {
  words: 'a point or a comma (. or ,)',
  read: (text) => text,
  schema: z.enum(['.', ',']) as z.ZodMiniType<'.' | ','>,
};

const thousandsWords: Partial<Record<string, string>> = { space: ' ', apostrophe: "'", '\u2019': "'" };

/** A space stands for every kind of it, such as the no-break space; an apostrophe for the typographic one too. */
export const thousandsMark: Rule<string> = {
  words: ". , ' _ or the words space or apostrophe",
  fileWords: '"." "," "\'" "_" or " "',
  read: (text) => thousandsWords[text] ?? (/^[^\S\t]$/u.test(text) ? ' ' : text),
  schema: z.enum(['.', ',', "'", '_', ' ']) as z.ZodMiniType<string>,
};
