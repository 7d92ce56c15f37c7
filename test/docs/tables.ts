import { program } from '../../src/commands/program.js';
import { optimizerNames, optimizerTable } from '../../src/config/optimizerTable.js';
import type { Option } from '../../src/config/option.js';
import { defaultText } from '../../src/config/resolve.js';
import { scheduleNames, scheduleTable } from '../../src/config/scheduleTable.js';
import { betasOption, trainOptions } from '../../src/config/trainOptions.js';

/** The tables that the pages have, by the name in the comment before them. */
export const tables: Record<string, () => string> = {
  'flags of train': trainFlags,
  'flags of the other commands': otherFlags,
  optimizers: optimizerClasses,
  schedules: scheduleFunctions,
};

/** A table for each group of the help. */
function trainFlags(): string {
  const options: Option<unknown>[] = [...Object.values(trainOptions), betasOption];
  const groups = [...new Set(options.map(({ group }) => group))];
  return groups
    .map((group) => {
      const rows = options.filter((option) => option.group === group).map(flagCells);
      return `### ${group}\n\n${table(['flag', 'default', 'meaning'], rows)}`;
    })
    .join('\n\n');
}

function flagCells(option: Option<unknown>): string[] {
  const { flag, aliases, argument, help, rule, optimizers = [], schedules = [] } = option;
  const names = [flag, ...aliases].map(code).join(', ');
  const owners = optimizers.length === optimizerNames.length ? schedules : [...optimizers, ...schedules];
  const of = owners.length === 0 ? '' : ` (${owners.join(', ')})`;
  const range = argument === undefined ? '' : `: ${rule.words}`;
  const isSwitch = argument === undefined && option.default !== true;
  const off = optimizers.length > 0 ? 'off' : (option.defaultWords ?? 'off');
  return [names, isSwitch ? off : defaultText(option), `${help}${of}${range}`];
}

/** Every other command as the help knows it; flags that say the same as train's are only named. */
function otherFlags(): string {
  const trainsHelp = new Set(visibleFlags('train').map(({ flags, description }) => flags + description));
  const isTrains = ({ flags, description }: Flag) => trainsHelp.has(flags + description);
  return commandNames()
    .filter((name) => name !== 'train')
    .map((name) => {
      const flags = visibleFlags(name);
      const own = flags.filter((flag) => !isTrains(flag));
      const same = flags.filter(isTrains).map(({ long }) => code(long ?? ''));
      return [
        `### ${name}`,
        `\`${usage(name)}\`: ${command(name).description()}.`,
        table(
          ['flag', 'meaning'],
          own.map(({ flags, description, defaultValue }) => [
            code(flags),
            defaultValue === undefined ? description : `${description} (default ${defaultValue})`,
          ]),
        ),
        ...(same.length === 0 ? [] : [`As in train: ${same.join(', ')}.`]),
      ].join('\n\n');
    })
    .join('\n\n');
}

function optimizerClasses(): string {
  const rows = Object.entries(optimizerTable).map(([name, { title, options }]) => [
    code(title),
    code(name),
    Object.entries(options)
      .map(([option, value]) => `${code(option)} ${short(value)}`)
      .join(', '),
  ]);
  return table(['class', '`--optimizer`', 'options and their defaults'], rows);
}

function scheduleFunctions(): string {
  const rows = scheduleNames.map((name) => {
    const { torchName, options } = scheduleTable[name];
    const camelCase = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    return [
      code(`${camelCase}Schedule`),
      code(name),
      torchName === undefined ? '–' : code(torchName),
      Object.keys(options).map(code).join(', '),
    ];
  });
  return table(
    ['function', '`--schedule`', 'torch.optim.lr_scheduler', 'options beside `learningRate`'],
    rows,
  );
}

type Flag = ReturnType<typeof visibleFlags>[number];

function commandNames(): string[] {
  return program
    .createHelp()
    .visibleCommands(program)
    .map((each) => each.name());
}

function command(name: string) {
  const found = program.commands.find((each) => each.name() === name);
  if (found === undefined) throw new Error(`There is no command ${name}.`);
  return found;
}

function visibleFlags(name: string) {
  return command(name).options.filter(({ hidden }) => !hidden);
}

function usage(name: string): string {
  const places = command(name).registeredArguments.map((each) => ` <${each.name()}>`);
  return `adam-train ${name}${places.join('')}`;
}

function table(heads: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

/** A default as one would write it: tiny numbers as 1e-6. */
function short(value: number | boolean): string {
  return typeof value === 'number' && value > 0 && value < 1e-4 ? value.toExponential() : String(value);
}

function code(text: string): string {
  return `\`${text}\``;
}
