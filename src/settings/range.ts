/** What a JSON Schema says of a value. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The values that an argument may have. */
export interface Allowed {
  /** Completes the sentence "<name> must be …". */
  words: string;
  holds: (value: unknown) => boolean;
}

/**
 * The values that a setting may have: how they are described in words, read from a flag, checked, and written down for editors.
 * One range serves flags, config file, JSON Schema and library.
 */
export interface Range<Value> extends Allowed {
  holds: (value: unknown) => value is Value;
  /** The same for a config file, where the value is written otherwise than behind a flag. */
  fileWords?: string;
  /** The rule that a value breaks which `words` alone would let pass, to stand in their place; nothing where they say it. */
  ruleBroken?: (value: unknown) => string | undefined;
  /** Turns the text of a flag into a value, which may still be wrong. */
  read: (text: string) => unknown;
  jsonSchema: JsonSchema;
  /** What a flag does that is given twice: add to its list, or stop. The last one wins where nothing is said. */
  whenRepeated?: 'adds' | 'stops';
}

/** A switch: on when its flag is there. */
export const toggle: Range<boolean> = {
  words: 'true or false',
  read: () => true,
  holds: (value): value is boolean => typeof value === 'boolean',
  jsonSchema: { type: 'boolean' },
};

/** One of a few words. */
export function oneOf<const Choice extends string>(choices: readonly Choice[]): Range<Choice> {
  return {
    words: inWords(choices, 'or'),
    read: (text) => text,
    holds: (value): value is Choice => choices.some((choice) => choice === value),
    jsonSchema: { type: 'string', enum: choices },
  };
}

/** a, b and c */
export function inWords(names: readonly string[], conjunction: string): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} ${conjunction} ${names.at(-1)}`;
}
