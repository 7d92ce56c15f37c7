import { program } from '../../src/commands/program.js';
import { betasShorthand, trainSettings } from '../../src/config/trainSettings.js';
import { optimizerNames, optimizers } from '../../src/optimizers/index.js';
import { scheduleNames, schedules } from '../../src/schedules/index.js';
import { defaultText } from '../../src/settings/given.js';
import type { Setting } from '../../src/settings/setting.js';
import { code, short, table } from './markdown.js';
import { otherNames } from './otherNames.js';
import { libraryReference } from './reference/page.js';

/** The tables that the pages have, by the name in the comment before them. */
export const tables: Record<string, () => string> = {
  'flags of train': trainFlags,
  'flags of the other commands': otherFlags,
  optimizers: optimizerClasses,
  schedules: scheduleFunctions,
  'library reference': libraryReference,
  'names elsewhere': () => table(['adam-train', 'PyTorch', 'Keras', 'MLPRegressor'], otherNames()),
};

/** A table for each group of the help. */
function trainFlags(): string {
  const settings: Setting<unknown>[] = [...Object.values(trainSettings), betasShorthand.setting];
  const groups = [...new Set(settings.map(({ group }) => group))];
  return groups
    .map((group) => {
      const rows = settings.filter((setting) => setting.group === group).map(flagCells);
      return `### ${group}\n\n${table(['flag', 'default', 'meaning'], rows)}`;
    })
    .join('\n\n');
}

function flagCells(setting: Setting<unknown>): string[] {
  const {
    flag,
    aliases,
    argument,
    help,
    range: values,
    optimizers: owned = [],
    schedules: scheduled = [],
    losses: ofLosses = [],
  } = setting;
  const names = [flag, ...aliases].map(code).join(', ');
  const ofOptimizers = owned.length === optimizerNames.length ? [] : owned;
  const owners = [...ofLosses, ...ofOptimizers, ...scheduled];
  const of = owners.length === 0 ? '' : ` (${owners.join(', ')})`;
  const range = argument === undefined ? '' : `: ${values.words}`;
  const isSwitch = argument === undefined && setting.default !== true;
  const off = owned.length > 0 ? 'off' : (setting.defaultWords ?? 'off');
  return [names, isSwitch ? off : defaultText(setting), `${help}${of}${range}`];
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
        ...(own.length === 0 ? [] : [ownFlags(own)]),
        ...(same.length === 0 ? [] : [`As in train: ${same.join(', ')}.`]),
      ].join('\n\n');
    })
    .join('\n\n');
}

function ownFlags(flags: readonly Flag[]): string {
  return table(
    ['flag', 'meaning'],
    flags.map(({ flags, description, defaultValue }) => [
      code(flags),
      defaultValue === undefined ? description : `${description} (default ${defaultValue})`,
    ]),
  );
}

function optimizerClasses(): string {
  const rows = Object.entries(optimizers).map(([name, { title, hyperparameters }]) => [
    code(title),
    code(name),
    Object.entries(hyperparameters)
      .map(([name, { default: value }]) => `${code(name)} ${short(value)}`)
      .join(', '),
  ]);
  return table(['class', '`--optimizer`', 'hyperparameters and their defaults'], rows);
}

function scheduleFunctions(): string {
  const rows = scheduleNames.map((name) => {
    const { torchName, parameters } = schedules[name];
    const camelCase = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    return [
      code(`${camelCase}Schedule`),
      code(name),
      torchName === undefined ? '–' : code(torchName),
      Object.keys(parameters).map(code).join(', '),
    ];
  });
  return table(
    ['function', '`--schedule`', 'torch.optim.lr_scheduler', 'parameters beside `learningRate`'],
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
  const places = command(name).registeredArguments.map((each) => {
    const words = `${each.name()}${each.variadic ? '...' : ''}`;
    return each.required ? ` <${words}>` : ` [${words}]`;
  });
  return `adam-train ${name}${places.join('')}`;
}
