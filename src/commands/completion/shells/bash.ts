import type { TableCommand, Values } from '../table.js';
import { versionFlag } from '../table.js';

/** The script for bash, from 3.2 on: it lists words, and leaves paths, with all that is to be quoted in them, to readline. */
export function bashScript(table: readonly TableCommand[]): string {
  const usual = table.find(({ isDefault }) => isDefault)?.name ?? '';
  const named = table.map(({ name }) => name);
  return `# Completion of adam-train for bash, as adam-train completion bash prints it.

_adam_train_flags() {
  case $1 in
${table.map(({ name, flags }) => `    ${name}) printf '%s' '${words(flags)}' ;;`).join('\n')}
  esac
}

# What stands behind a flag, as COMMAND:FLAG, or behind a command, as COMMAND: alone.
_adam_train_values() {
  case $1 in
${valueCases(table).join('\n')}
  esac
}

_adam_train() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=${usual}
  local meant listed= started= word IFS=$' \\t\\n'
  COMPREPLY=()
  # A flag and its value are three words in --flag=value.
  if [[ $current == '=' ]]; then
    current=
  elif [[ $before == '=' ]]; then
    before=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  if (( COMP_CWORD > 1 )); then
    case \${COMP_WORDS[1]} in
      ${named.join('|')}) command=\${COMP_WORDS[1]} ;;
    esac
  fi

  meant=$(_adam_train_values "$command:$before")
  # Behind a switch that may have a value stands a flag or the value.
  if [[ $meant == optional* ]]; then
    meant=\${meant#optional }
    [[ $current == -* ]] && meant=
  fi
  if [[ -z $meant ]]; then
    if [[ $current == -* ]]; then
      listed=$(_adam_train_flags "$command")
      (( COMP_CWORD == 1 )) && listed="$listed ${versionFlag.names.join(' ')}"
    elif (( COMP_CWORD == 1 )); then
      listed='${named.join(' ')}'
    else
      meant=$(_adam_train_values "$command:")
      [[ -z $meant ]] && listed=$(_adam_train_flags "$command")
    fi
  fi

  case $meant in
    # Without compopt, which bash has from 4 on, it is the registration that says it.
    file) compopt -o default 2>/dev/null; return ;;
    folder) compopt -o dirnames 2>/dev/null; return ;;
    any) return ;;
    list*)
      listed=\${meant#list }
      if [[ $current == *,* ]]; then
        started=\${current%,*},
        current=\${current##*,}
      fi
      ;;
    choice*) listed=\${meant#choice } ;;
  esac
  while IFS= read -r word; do
    COMPREPLY+=("$started$word")
  done < <(compgen -W "$listed" -- "$current")
}

if type compopt >/dev/null 2>&1; then
  complete -F _adam_train adam-train
else
  complete -o default -F _adam_train adam-train
fi
`;
}

function words(flags: TableCommand['flags']): string {
  return flags.flatMap(({ names }) => names).join(' ');
}

/** A line for each kind of value, with all the flags that it stands behind. */
function valueCases(table: readonly TableCommand[]): string[] {
  const places = new Map<string, string[]>();
  const add = (place: string, values: Values, isOptional = false) => {
    const said = `${isOptional ? 'optional ' : ''}${saidOf(values)}`;
    places.set(said, [...(places.get(said) ?? []), place]);
  };
  for (const { name, argument, flags } of table) {
    if (argument !== undefined) add(`${name}:`, argument.values);
    for (const { names, value } of flags) {
      for (const flag of value === undefined ? [] : names) {
        add(`${name}:${flag}`, (value as NonNullable<typeof value>).values, value?.isOptional);
      }
    }
  }
  return [...places].map(([said, names]) => `    ${names.join('|')}) printf '%s' '${said}' ;;`);
}

function saidOf(values: Values): string {
  if (values.kind !== 'choice') return values.kind;
  return `${values.isList ? 'list' : 'choice'} ${values.choices.join(' ')}`;
}
