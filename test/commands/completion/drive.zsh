# Types lines into an interactive zsh, which completes and dumps each; where the first argument is no
# empty one, asks for a list before; prints what it shows.
zmodload zsh/zpty zsh/zselect
listed=${1:+$'\x18l'}
shift
zpty -b inner "stty columns 300; zsh -i"
for (( i = 1; i <= $#; i++ )); do
  zpty -w -n inner "${argv[i]}$listed"$'\x18a\x18d'
  # A hundredth of a second each, and ten seconds for a line.
  for (( waited = 0; waited < 1000; waited++ )); do
    while zpty -r -t inner shown; do print -rn -- "$shown"; done
    [[ -f $DUMPED && $(tr -dc '\0' < $DUMPED | wc -c) -ge $i ]] && break
    zselect -t 1
  done
done
while zpty -r -t inner shown; do print -rn -- "$shown"; done
zpty -d inner
