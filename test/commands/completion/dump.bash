# Keys that insert all completions, and that write the line's words down, each as a program would be given it.
dump() {
  local words
  eval "words=($READLINE_LINE)"
  { printf '%s\n' "${words[@]}"; printf '\0\n'; } >> "$DUMPED"
  READLINE_LINE=
}
bind -x '"\C-xd": dump'
bind '"\C-xa": insert-completions'
