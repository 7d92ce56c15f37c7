import { type TableCommand, type TableFlag, type Values, versionFlag } from '../table.js';

/** The script for fish, from 3.1 on. */
export function fishScript(table: readonly TableCommand[]): string {
  const usual = table.find(({ isDefault }) => isDefault)?.name ?? '';
  return `# Completion of adam-train for fish, as adam-train completion fish prints it.

# The command that is typed, or meant where none is.
function __adam_train_command
    set -l typed (commandline -opc)
    if set -q typed[2]; and contains -- $typed[2] ${table.map(({ name }) => name).join(' ')}
        echo $typed[2]
    else
        echo ${usual}
    end
end

function __adam_train_is
    test (__adam_train_command) = $argv[1]
end

function __adam_train_is_first
    test (count (commandline -opc)) -eq 1
end

# The value that is being typed, without the flag of --flag=value.
function __adam_train_value
    commandline -ct | string replace -r '^--[^=]*=' ''
end

# One of the words behind the commas of a list.
function __adam_train_list
    set -l started (__adam_train_value | string match -r '^.*,')
    printf '%s\\n' "$started"$argv
end

function __adam_train_folders
    __fish_complete_directories (__adam_train_value | string collect)
end

complete -c adam-train -f
${[...table.map(firstLine), flagLine('__adam_train_is_first', versionFlag), ...table.flatMap(commandLines)].join('\n')}
`;
}

function firstLine({ name, summary }: TableCommand): string {
  return `complete -c adam-train -n __adam_train_is_first -a ${name} -d ${quoted(summary)}`;
}

function commandLines({ name, argument, flags }: TableCommand): string[] {
  const condition = quoted(`__adam_train_is ${name}`);
  // Where the first word may still become a command, it is no argument.
  const behind = quoted(`not __adam_train_is_first; and __adam_train_is ${name}`);
  const values = argument === undefined ? '' : valuesOf(argument.values);
  return [
    ...(argument === undefined || values === '' ? [] : [`complete -c adam-train -n ${behind}${values}`]),
    ...flags.map((flag) => flagLine(condition, flag)),
  ];
}

function flagLine(condition: string, { names, help, value }: TableFlag): string {
  // Behind a flag without -r fish expects the value of --flag=value alone.
  if (value?.isNextWord) {
    const behind = `'contains -- (commandline -opc)[-1] ${names.join(' ')}; and ${condition.slice(1, -1)}'`;
    return [
      flagLine(condition, { names, help } as TableFlag),
      `complete -c adam-train -n ${behind}${valuesOf(value.values)}`,
    ].join('\n');
  }
  const typed = names.map((name) =>
    name.startsWith('--') ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`,
  );
  const values = value === undefined ? '' : `${value.isOptional ? '' : ' -r'}${valuesOf(value.values)}`;
  return `complete -c adam-train -n ${condition}${typed.join('')}${values} -d ${quoted(help)}`;
}

function valuesOf(values: Values): string {
  if (values.kind !== 'choice') {
    return { any: ' -f', file: ' -F', folder: " -f -a '(__adam_train_folders)'" }[values.kind];
  }
  const words = values.choices.join(' ');
  return ` -f -a ${quoted(values.isList ? `(__adam_train_list ${words})` : words)}`;
}

/** In fish's quotes stand two escapes. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
