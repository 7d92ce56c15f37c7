import { type Command, Option as Flag } from 'commander';
import { closestMatch } from 'leven';
import type { Option } from '../config/option.js';
import { plotOptions } from '../config/plotOptions.js';
import { brokenRule, defaultText, type GivenOption, type GivenTrainOptions } from '../config/resolve.js';
import { betasOption, type TrainOptionName, trainOptions } from '../config/trainOptions.js';
import { UsageError } from '../errors.js';

const allOptions: readonly Option<unknown>[] = [...Object.values(trainOptions), betasOption];

/**
 * Declares train's flags on a command, and collects those that are given, unchecked, under the options' full names.
 *
 * @returns the collection, which is filled while the command is parsed
 */
export function declareTrainFlags(command: Command): GivenTrainOptions {
  const given: GivenTrainOptions = {};
  const give = (key: TrainOptionName, value: GivenOption) => {
    const before = given[key]?.name;
    if (before !== undefined && before !== value.name) {
      throw new UsageError(`${before} and ${value.name} set the same parameter; give one of them.`);
    }
    given[key] = value;
  };

  for (const [key, option] of Object.entries(trainOptions) as [TrainOptionName, Option<unknown>][]) {
    declare(command, option, (name, text) => give(key, { name, text, value: option.rule.read(text) }));
    if (key === 'beta2') {
      declare(command, betasOption, (name, text) => {
        const pair = betasOption.rule.schema.safeParse(betasOption.rule.read(text));
        if (!pair.success) throw brokenRule({ name, text }, betasOption.rule.words, betasOption);
        give('beta1', { name, text, value: pair.data[0] });
        give('beta2', { name, text, value: pair.data[1] });
      });
    }
  }
  // Read where colours are made, which is before the settings are resolved where they are wrong.
  command.on('option:no-color', () => {
    process.env['NO_COLOR'] = '1';
    delete process.env['FORCE_COLOR'];
  });
  return given;
}

/** Adds the flag, and its aliases out of the help's sight: there they stand beside the flag. */
function declare(
  command: Command,
  option: Option<unknown>,
  onGiven: (name: string, text: string) => void,
): void {
  const value = option.argument === undefined ? '' : ` <${option.argument}>`;
  for (const name of [option.flag, ...option.aliases]) {
    const flag = new Flag(`${name}${value}`, describeFlag(option)).helpGroup(`${option.group}:`);
    if (name !== option.flag) flag.hideHelp();
    command.addOption(flag);
    command.on(`option:${flag.name()}`, (text: string | null) => {
      // commander takes whatever follows for the value, and so would swallow a flag.
      if (text?.startsWith('--')) throw missing(name, option);
      onGiven(name, text ?? '');
    });
  }
}

/** The error for a flag that ends the line without its value. */
export function missingValue(flag: string): UsageError | undefined {
  const option = [...allOptions, ...Object.values(plotOptions)].find(({ flag: name, aliases }) =>
    [name, ...aliases].includes(flag as `--${string}`),
  );
  return option && missing(flag, option);
}

function missing(name: string, option: Option<unknown>): UsageError {
  return brokenRule({ name, text: 'nothing' }, option.rule.words, option);
}

/** The flag or alias that a misspelled one was probably meant to be. */
export function similarFlag(misspelled: string): string | undefined {
  const names = allOptions.flatMap(({ flag, aliases }) => [flag, ...aliases]);
  return closestMatch(misspelled, names, { maxDistance: Math.ceil(misspelled.length / 4) });
}

/** The help's words: what it is, what it may be, what it is by default, how else it is called. */
export function describeFlag(
  option: Pick<Option<unknown>, 'argument' | 'rule' | 'default' | 'defaultWords' | 'aliases' | 'help'>,
): string {
  const facts: string[] = [];
  if (option.argument !== undefined) facts.push(option.rule.words, `default ${defaultText(option)}`);
  if (option.aliases.length > 0) facts.push(`also ${option.aliases.join(', ')}`);
  return facts.length === 0 ? option.help : `${option.help} (${facts.join('; ')})`;
}
