# Keys that insert all completions, that list them, and that write the line's words down, each as a program would be given it.
autoload -U compinit
compinit -u -D
LISTMAX=10000
zstyle ':completion:all-matches:*' completer _all_matches _complete
zstyle ':completion:all-matches:*' insert true
zle -C all-matches complete-word _generic
bindkey '^Xa' all-matches
bindkey '^Xl' list-choices
dump() {
  local -a words
  eval "words=($BUFFER)"
  { printf '%s\n' "${words[@]}"; printf '\0\n' } >> $DUMPED
  BUFFER=
}
zle -N dump
bindkey '^Xd' dump
