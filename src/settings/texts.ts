import type { Range } from './range.js';

export const folder = texts('the path of a folder', /^[^\0]+$/, {
  fileWords: "the path of a folder, from the config file's own folder on",
});

export const dataFile = texts('the path of a CSV file, or - for standard input', /^[^\0]+$/, {
  fileWords: "the path of a CSV file, from the config file's own folder on, or - for standard input",
});

export const outputFile = texts('the path of a file, or - for standard output', /^[^\0]+$/);

export const file = texts('the path of a file', /^[^\0]+$/);

/** Texts of which the pattern holds; it needs the u flag where it has Unicode's classes. */
export function texts(
  words: string,
  pattern: RegExp,
  more: Partial<Pick<Range<string>, 'fileWords' | 'read'>> = {},
): Range<string> {
  return {
    words,
    read: (text) => text,
    ...more,
    holds: (value): value is string => typeof value === 'string' && pattern.test(value),
    jsonSchema: { type: 'string', pattern: pattern.source },
  };
}
