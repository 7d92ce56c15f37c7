import { type Command, Option as Flag } from 'commander';
import { UsageError } from '../../errors.js';
import { oneLine } from '../../text.js';
import { showInShortHelp } from '../shortHelp.js';

/** Where train's settings come from besides its flags, and whether they are only to be shown. */
export interface ConfigFlags {
  /** The file that --config names. */
  path: string | undefined;
  printConfig: boolean;
}

export function newConfigFlags(): ConfigFlags {
  return { path: undefined, printConfig: false };
}

/**
 * Declares --config and --print-config, which are about the settings and none of them.
 *
 * @param flags is filled with what they say while the command is parsed
 */
export function declareConfigFlags(command: Command, flags: ConfigFlags): void {
  const declare = (names: string, help: string, isCommon: boolean, onGiven: (text: string) => void) => {
    const flag = new Flag(names, help).helpGroup('Config:');
    command.addOption(flag);
    if (isCommon) showInShortHelp(flag, help);
    command.on(`option:${flag.name()}`, onGiven);
  };
  declare(
    '--config <file>',
    "take settings from a JSON file, such as a run's config.json; flags win",
    true,
    (path) => {
      // commander takes whatever follows for the value, and so would swallow a flag.
      if (path.startsWith('--'))
        throw new UsageError('--config must name a JSON file, got nothing; add one.');
      if (flags.path !== undefined && flags.path !== path) {
        throw new UsageError(
          `--config must name one file, got ${oneLine(flags.path)} and ${oneLine(path)}; leave one out.`,
        );
      }
      flags.path = path;
    },
  );
  declare('--print-config', 'print every setting and where it came from, and train nothing', false, () => {
    flags.printConfig = true;
  });
}
