import { type Command, Option as Flag, Help } from 'commander';

/** What the short help says of the flags that it shows. */
const shortWords = new WeakMap<Flag, string>();
/** The commands that have one. */
const shortened = new WeakSet<Command>();
/** The commands whose whole help was asked for. */
const whole = new WeakSet<Command>();

/** What `--help all` is to commander, which would take one word for the program's wherever it stands. */
export function wholeHelpFlag(command: string): `--${string}` {
  return `--help-all-of-${command}`;
}

/** Has the short help show a flag, in these words. */
export function showInShortHelp(flag: Flag, words: string): void {
  shortWords.set(flag, words);
}

/** Has a command's help show its common flags alone, and `--help all` everything, there and in the help of `others`. */
export function shortenHelp(command: Command, others: readonly Command[] = []): void {
  shortened.add(command);
  command.createHelp = () => (whole.has(command) ? new Help() : new ShortHelp());
  const flag = wholeHelpFlag(command.name());
  command.addOption(new Flag(flag).hideHelp());
  command.on(`option:${flag.slice(2)}`, () => {
    for (const one of [command, ...others]) whole.add(one);
    command.help();
  });
}

/** Whether a command has a short help, and so everything with `--help all`. */
export function hasShortHelp(command: Command): boolean {
  return shortened.has(command);
}

/** Whether what is asked for is the short help. */
export function isShort(command: Command): boolean {
  return !whole.has(command);
}

/** A command's common flags, for the help of another. */
export function commonFlags(command: Command, heading: string): string {
  const help = command.createHelp();
  help.prepareContext({});
  const width = help.padWidth(command, help);
  const flags = help.visibleOptions(command).filter((flag) => shortWords.has(flag));
  const lines = flags.map((flag) =>
    help.formatItem(help.optionTerm(flag), width, help.optionDescription(flag), help),
  );
  return [heading, ...lines, ''].join('\n');
}

/** A line or two for each flag and command. */
class ShortHelp extends Help {
  override visibleOptions(command: Command): Flag[] {
    const isShown = (flag: Flag) => shortWords.has(flag) || ['--help', '--version'].includes(flag.long ?? '');
    return super.visibleOptions(command).filter(isShown);
  }

  override optionDescription(flag: Flag): string {
    return shortWords.get(flag) ?? super.optionDescription(flag);
  }

  override subcommandTerm(command: Command): string {
    return command.name();
  }

  override subcommandDescription(command: Command): string {
    return super.subcommandDescription(command).replace(/[;:,] .*$/, '');
  }

  override groupItems<T extends Command | Flag>(all: T[], shown: T[], group: (item: T) => string) {
    const isOfTrain = shown.some((item) => item instanceof Flag && shortWords.has(item));
    return super.groupItems(all, shown, isOfTrain ? () => 'Common flags:' : group);
  }
}
