import * as z from 'zod/mini';

/** What values an option takes: how they are written on the command line, checked, and described in words. */
export interface Rule<Value> {
  /** Completes the sentence "<option> must be …". */
  words: string;
  /** The same for a config file, where the value is written otherwise than behind a flag. */
  fileWords?: string;
  /** Turns the text of a flag into a value, which may still be wrong. */
  read: (text: string) => unknown;
  schema: z.ZodMiniType<Value>;
  /** What a flag does that is given twice: add to its list, or stop. The last one wins where nothing is said. */
  whenRepeated?: 'adds' | 'stops';
}

export const count: Rule<number> = {
  words: 'a whole number >= 1',
  read: readNumber,
  schema: z.int().check(z.gte(1)),
};

export const countOrNone: Rule<number> = {
  words: 'a whole number >= 0',
  read: readNumber,
  schema: z.int().check(z.gte(0)),
};

export const counts: Rule<number[]> = {
  words: 'whole numbers >= 1 with commas between them',
  fileWords: 'a list of whole numbers >= 1',
  read: (text) => text.split(',').map(readNumber),
  schema: z.array(count.schema).check(z.minLength(1)),
  whenRepeated: 'stops',
};

export const seed: Rule<number> = {
  words: 'a whole number from 0 to 4294967295',
  read: readNumber,
  schema: z.int().check(z.gte(0), z.lte(2 ** 32 - 1)),
};

export const finite: Rule<number> = {
  words: 'a finite number',
  read: readNumber,
  schema: z.number(),
};

export const nonNegative: Rule<number> = {
  words: 'a finite number >= 0',
  read: readNumber,
  schema: z.number().check(z.gte(0)),
};

export const openFraction: Rule<number> = {
  words: 'a number inside (0, 1)',
  read: readNumber,
  schema: z.number().check(z.gt(0), z.lt(1)),
};

export const fraction: Rule<number> = {
  words: 'in [0, 1]',
  read: readNumber,
  schema: z.number().check(z.gte(0), z.lte(1)),
};

export const positiveFraction: Rule<number> = {
  words: 'in (0, 1]',
  read: readNumber,
  schema: z.number().check(z.gt(0), z.lte(1)),
};

export const momentum: Rule<number> = {
  words: 'in [0, 1)',
  read: readNumber,
  schema: z.number().check(z.gte(0), z.lt(1)),
};

export const positive: Rule<number> = {
  words: 'a finite number > 0',
  read: readNumber,
  schema: z.number().check(z.gt(0)),
};

export const momentumPair: Rule<[number, number]> = {
  words: 'two numbers in [0, 1) with a comma between them',
  read: (text) => text.split(',').map(readNumber),
  schema: z.tuple([momentum.schema, momentum.schema]),
  whenRepeated: 'stops',
};

export const batchSize: Rule<number | 'full'> = {
  words: 'a whole number >= 1, or full',
  fileWords: 'a whole number >= 1, or "full"',
  read: (text) => (text === 'full' ? text : readNumber(text)),
  schema: z.union([count.schema, z.literal('full')]),
};

export const folder: Rule<string> = {
  words: 'the path of a folder',
  fileWords: "the path of a folder, from the config file's own folder on",
  read: (text) => text,
  schema: z.string().check(z.regex(/^[^\0]+$/)),
};

export const dataFile: Rule<string> = {
  words: 'the path of a CSV file, or - for standard input',
  fileWords: "the path of a CSV file, from the config file's own folder on, or - for standard input",
  read: (text) => text,
  schema: z.string().check(z.regex(/^[^\0]+$/)),
};

export const outputFile: Rule<string> = {
  words: 'the path of a file, or - for standard output',
  read: (text) => text,
  schema: z.string().check(z.regex(/^[^\0]+$/)),
};

export const pictureFile: Rule<string> = {
  words: 'the path of a file',
  read: (text) => text,
  schema: z.string().check(z.regex(/^[^\0]+$/)),
};

/** A point of the plane. */
export const point: Rule<[number, number]> = {
  words: 'two finite numbers with a comma between them',
  read: (text) => text.split(',').map(readNumber),
  schema: z.tuple([finite.schema, finite.schema]),
};

export const columnName: Rule<string> = {
  words: 'the name of a column',
  read: (text) => text,
  schema: z.string().check(z.minLength(1)),
};

/** A name that has a comma itself can be given in a config file. */
export const columnNames: Rule<string[]> = {
  words: 'names of columns with commas between them',
  fileWords: 'a list of names of columns',
  read: (text) => text.split(',').map((name) => name.trim()),
  schema: z.array(columnName.schema).check(z.minLength(1)),
  whenRepeated: 'adds',
};

export const delimiter: Rule<string> = {
  words: 'one character that is no quote, digit, letter, point or line end, or the word tab',
  fileWords: 'one character that is no quote, digit, letter, point or line end',
  read: (text) => (text === 'tab' || text === '\\t' ? '\t' : text),
  schema: z.string().check(z.regex(/^[^"'\p{L}\p{N}.+\n\r\0-]$/u)),
};

/** In logical pixels; a PNG has twice as many each way. */
export const pictureSize: Rule<{ width: number; height: number }> = {
  words: 'WIDTHxHEIGHT, from 400x300 to 4000x4000',
  read: (text) => {
    const [, width, height] = /^(\d+)[x×](\d+)$/i.exec(text) ?? [];
    return { width: Number(width), height: Number(height) };
  },
  schema: z.object({
    width: z.int().check(z.gte(400), z.lte(4000)),
    height: z.int().check(z.gte(300), z.lte(4000)),
  }),
};

/** A run's name is one part of a path on every system, so that it can neither leave --out nor fail to be made. */
export const runName: Rule<string> = {
  words:
    'at most 100 letters, digits, spaces and . _ -, beginning with a letter or digit and not ending with a dot or space',
  read: (text) => text,
  schema: z.string().check(
    z.regex(/^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._ -]{0,98}[\p{L}\p{M}\p{N}_-])?$/u),
    z.refine((name) => !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)), // Windows' devices
    z.refine((name) => new TextEncoder().encode(name).length <= 200), // a name has 255 bytes on most systems
  ),
};

/** A switch: on when its flag is there. */
export const toggle: Rule<boolean> = {
  words: 'true or false',
  read: () => true,
  schema: z.boolean(),
};

/** One of a few words. */
export function oneOf<const Choice extends string>(choices: readonly Choice[]): Rule<Choice> {
  const [last, ...others] = [...choices].reverse();
  return {
    words: `${others.reverse().join(', ')} or ${last}`,
    read: (text) => text,
    schema: z.enum(choices) as z.ZodMiniType<Choice>,
  };
}

/** One or more values of another rule, with commas between them. */
export function listOf<Value>(rule: Rule<Value>): Rule<Value[]> {
  return {
    words: `${rule.words}, or several with commas between them`,
    read: (text) => text.split(',').map((part) => rule.read(part.trim())),
    schema: z.array(rule.schema).check(z.minLength(1)),
  };
}

/** A decimal number in full; NaN for anything else, such as an empty text, 0x10, 1_000 or Infinity. */
function readNumber(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;
}
