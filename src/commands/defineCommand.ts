import { Argument, type Command } from 'commander';
import type { GivenSettings } from '../settings/given.js';
import type { Setting } from '../settings/setting.js';
import { declareFlags, type Shorthand } from './flags.js';
import { isShort, shortenHelp } from './shortHelp.js';

/** A command as its folder declares it: all that the help needs; its code is loaded when it runs. */
interface Declaration<Name extends string> {
  name: string;
  summary: string;
  /** What is typed behind the command's name. */
  argument?: {
    name: string;
    help: string;
    isOptional?: boolean;
    /** Whether there may be several. */
    isList?: boolean;
    /** The words that it may be, which the command checks. */
    choices?: readonly string[];
  };
  settings: Readonly<Record<Name, Setting<unknown>>>;
  /** The settings that the command cannot do without. */
  required?: readonly NoInfer<Name>[];
  shorthand?: Shorthand<NoInfer<Name>>;
  /** Declares flags that are no settings. */
  declareOthers?: (command: Command) => void;
  /** Stands behind the flags in the help. */
  help?: string;
  /** Stands behind the common flags; where there is one, --help shows these alone, and `--help all` everything. */
  shortHelp?: string;
  isHidden?: boolean;
  /** The argument is empty where there is none. */
  run: (
    given: GivenSettings<Name>,
    argument: string,
    all: readonly string[],
    program: Command,
  ) => Promise<void>;
}

/** The argument of the commands that take a run that is there. */
export const runFolderArgument = { name: 'run-folder', help: 'the run folder, such as out/run-001' };

export interface CommandDefinition {
  readonly name: string;
  readonly help: string;
  /** Adds the command to the program. */
  declareOn: (program: Command) => Command;
}

/** What the help says behind the flags of a command, which commander does not tell. */
export const textsBehindFlags = new WeakMap<Command, string>();

export function defineCommand<Name extends string>(declaration: Declaration<Name>): CommandDefinition {
  const { name, summary, argument, settings, required, shorthand, declareOthers, help = '' } = declaration;
  const { shortHelp } = declaration;
  return {
    name,
    help,
    declareOn: (program) => {
      const command: Command = program
        .command(name, { hidden: declaration.isHidden ?? false })
        .description(summary)
        .allowExcessArguments(false)
        .addHelpText('after', () => (shortHelp !== undefined && isShort(command) ? shortHelp : help));
      if (shortHelp !== undefined) shortenHelp(command);
      textsBehindFlags.set(command, help);
      if (argument !== undefined) {
        const words = `${argument.name}${argument.isList ? '...' : ''}`;
        const typed = new Argument(argument.isOptional ? `[${words}]` : `<${words}>`, argument.help);
        if (argument.choices !== undefined) typed.argChoices = [...argument.choices];
        command.addArgument(typed);
      }
      const given = declareFlags(command, settings, { required, shorthand });
      declareOthers?.(command);
      return command.action(async () => {
        (await import('../files/codeCache.js')).useCodeCache();
        return declaration.run(given, command.args[0] ?? '', command.args, program);
      });
    },
  };
}
