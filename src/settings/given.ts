import { UsageError } from '../errors.js';
import { formatText } from '../format.js';
import type { Setting, Settings, ValuesOf } from './setting.js';

/** A value that somebody gave for a setting. */
export interface GivenSetting {
  /** The name it was given by, for messages: `--lr`. */
  name: string;
  /** How it was written, for messages. */
  text: string;
  /** The value read from the text, not yet checked. */
  value: unknown;
  /** The config file that it stands in, if no flag gave it. */
  file?: string;
}

/** The settings of a command that were given, by their keys. */
export type GivenSettings<Name extends string> = Partial<Record<Name, GivenSetting>>;

/** A command's settings. */
export interface Resolved<Config> {
  config: Config;
  /** Sentences for the user about values that were taken otherwise than given. */
  notes: string[];
}

/**
 * The values of a table's settings: what was given, each checked against its range, or the default.
 *
 * @throws UsageError for the first that is outside its range
 */
export function resolveValues<Table extends Settings>(
  table: Table,
  given: GivenSettings<keyof Table & string>,
): ValuesOf<Table> {
  const values: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(table)) {
    const entry = given[key];
    if (entry !== undefined && !setting.range.holds(entry.value)) throw outsideRange(entry, setting);
    values[key] = entry === undefined ? setting.default : entry.value;
  }
  return values as ValuesOf<Table>;
}

/** What sentences call the settings of a table: by where the value was given, or by the flag. */
export function namesOf<Name extends string>(table: Readonly<Record<Name, Pick<Setting<unknown>, 'flag'>>>) {
  return (key: Name, given: GivenSettings<Name>): string => given[key]?.name ?? table[key].flag;
}

/** The error for a value outside its range: `--beta1 must be in [0, 1), got 1.2; the default is 0.9.` */
export function outsideRange(
  given: Pick<GivenSetting, 'name' | 'text' | 'file'> & { value?: unknown },
  setting: Pick<Setting<unknown>, 'range' | 'default' | 'defaultWords'>,
): UsageError {
  const { words, fileWords = words, ruleBroken } = setting.range;
  const rule = ruleBroken?.(given.value) ?? (given.file === undefined ? words : fileWords);
  return new UsageError(
    `${given.name} must be ${rule}, got ${formatText(given.text)}; the default is ${defaultText(setting)}.`,
  );
}

/** A setting's default as a user would type it, or in words. */
export function defaultText({
  default: usual,
  defaultWords,
}: Pick<Setting<unknown>, 'default' | 'defaultWords'>): string {
  return defaultWords ?? String(usual);
}
