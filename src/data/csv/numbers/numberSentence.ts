import { formatText } from '../../../format.js';
import { shellWord } from '../../../text.js';
import { orList } from '../sentences.js';
import type { NumberMarks } from './decimal.js';
import { isHexadecimal } from './hexadecimal.js';
import { type NumberLike, numberLike } from './numberLike.js';

/**
 * What is wrong with a text that a person reads as a number and the table's marks do not make one, as the end of a message: the rule, the value and the cures.
 *
 * @param marks how the table's numbers are written
 * @param cures other ways out, as parts of a sentence
 * @returns undefined for a text that does not look like a number
 */
export function numberSentence(
  text: string,
  marks: NumberMarks,
  cures: readonly string[],
): string | undefined {
  const look = numberLike(text, marks);
  if (look === undefined) return undefined;
  const { rule, cure } = ruleOf(look, marks);
  // Behind a flag whose value is a comma another one would be taken for a part of it.
  const all = look.kind === 'marks' ? [cure, ...cures].join(' or ') : orList([cure, ...cures]);
  return `${rule}, got ${formatText(text)}; ${all}`;
}

/**
 * What is wrong with a text where a number must stand, as the end of a message, whether a person reads it as one or not.
 *
 * @param rule what to say of a text that does not look like a number
 * @param cure another way out than to correct it, as part of a sentence
 */
export function noNumberSentence(
  text: string,
  marks: NumberMarks,
  { rule, cure }: { rule: string; cure: string },
): string {
  const got = `${formatText(text)}${isHexadecimal(text) ? ', which is hexadecimal' : ''}`;
  return (
    numberSentence(text, marks, [cure]) ??
    `${rule}, got ${got}; ${orList(['correct it', ...markCure(text), cure])}`
  );
}

/** How to take a text among numbers for a missing value, as part of a sentence; nothing for one that is too long to mark any, or not safe to type. */
export function markCure(text: string): string[] {
  const isTypable = text.length <= 20 && /^[\p{L}\p{N}\p{P}\p{S} ]+$/u.test(text) && !/[,']/.test(text);
  return isTypable ? [`add --na-values ${shellWord(text)} if it marks a missing value`] : [];
}

function ruleOf(look: NumberLike, marks: NumberMarks): { rule: string; cure: string } {
  if (look.kind === 'date') {
    return {
      rule: 'a date or time must be written as numbers',
      cure: 'write the days since a first day, or the year, the month and the hour in columns of their own',
    };
  }
  if (look.kind === 'digits') {
    return { rule: 'a number must be in the digits 0 to 9', cure: 'write it so' };
  }
  if (look.kind === 'dressed') {
    return {
      rule: 'a number must stand alone, without a currency, percent sign, unit, brackets or the like',
      cure: 'write the number alone',
    };
  }
  const { decimal, thousands } = marks;
  const between = thousands === undefined ? 'nothing' : (names[thousands] ?? thousands);
  return {
    rule: `a number must have ${names[decimal]} before its decimals and ${between} between its thousands`,
    cure: `use ${look.ways.map((way) => flagsOf(way, marks)).join(' or ')}`,
  };
}

const names: Record<string, string> = {
  '.': 'a point',
  ',': 'a comma',
  ' ': 'a space',
  "'": 'an apostrophe',
  _: 'an underscore',
};

/** The flags for a way to write numbers, but for what holds already. */
function flagsOf({ decimal, thousands }: NumberMarks, marks: NumberMarks): string {
  const words: Record<string, string> = { ' ': 'space', "'": 'apostrophe' };
  // A mark cannot be both: --thousands goes with a --decimal that differs.
  const needsDecimal = decimal !== marks.decimal;
  return [
    ...(needsDecimal ? [`--decimal ${decimal}`] : []),
    ...(thousands === undefined || thousands === marks.thousands
      ? []
      : [`--thousands ${words[thousands] ?? thousands}`]),
  ].join(' ');
}
