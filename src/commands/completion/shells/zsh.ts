import { type TableCommand, type TableFlag, type Values, versionFlag } from '../table.js';

/** The script for zsh: as a file _adam-train in a folder of $fpath, or sourced behind compinit. */
export function zshScript(table: readonly TableCommand[]): string {
  const usual = table.find(({ isDefault }) => isDefault)?.name ?? '';
  return `#compdef adam-train
# Completion of adam-train for zsh, as adam-train completion zsh prints it.

# One of the words behind the commas of a list.
_adam-train_list() {
  compset -P '*,'
  compadd "$@"
}

${table.map(commandFunction).join('\n\n')}

_adam-train() {
  local curcontext="$curcontext" state line command=${usual}
  typeset -A opt_args
  local -a listed more
  if (( CURRENT == 2 )); then
    if [[ $PREFIX != -* ]]; then
      listed=(
${table.map(({ name, summary }) => `        ${quoted(`${name}:${summary.replaceAll('\\', '\\\\')}`)}`).join('\n')}
      )
      _describe -t commands command listed
      return
    fi
    more=(${specs(versionFlag).join(' ')})
  else
    case $words[2] in
      ${table.map(({ name }) => name).join('|')})
        command=$words[2]
        shift words
        (( CURRENT-- ))
        ;;
    esac
  fi
  curcontext="\${curcontext%:*:*}:adam-train-$command:"
  _adam-train_$command "\${more[@]}"
}

if [[ $funcstack[1] == _adam-train ]]; then
  _adam-train "$@"
else
  compdef _adam-train adam-train
fi
`;
}

function commandFunction({ name, argument, flags }: TableCommand): string {
  const lines = flags.flatMap(specs);
  if (argument !== undefined) {
    const { isList, isOptional, values } = argument;
    const place = isList ? '*:' : `1:${isOptional ? ':' : ''}`;
    lines.push(quoted(`${place}${message(argument.name)}:${action(values)}`));
  }
  return `_adam-train_${name}() {
  _arguments "$@" \\
${lines.map((line) => `    ${line}`).join(' \\\n')}
}`;
}

/** What _arguments takes for a flag, for each of its names. */
function specs({ names, help, value, isRepeated }: TableFlag): string[] {
  return names.map((name) => {
    const others = isRepeated ? names.filter((other) => other !== name) : names;
    const behind =
      value === undefined
        ? ''
        : `:${value.isOptional ? ':' : ''}${message(value.name)}:${action(value.values)}`;
    const equals = value === undefined || value.isNextWord ? '' : value.isOptional ? '=-' : '=';
    const without = others.length === 0 ? '' : `(${others.join(' ')})`;
    return quoted(`${without}${isRepeated ? '*' : ''}${name}${equals}[${explanation(help)}]${behind}`);
  });
}

function action(values: Values): string {
  if (values.kind !== 'choice') return { any: ' ', file: '_files', folder: '_files -/' }[values.kind];
  const words = values.choices.join(' ');
  return values.isList ? `_adam-train_list ${words}` : `(${words})`;
}

function explanation(text: string): string {
  return text.replace(/[\\[\]]/g, '\\$&');
}

function message(text: string): string {
  return text.replace(/[\\:]/g, '\\$&');
}

/** A shell's single quotes, in which nothing has a meaning but themselves. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
