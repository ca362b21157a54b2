# Completions of infer for bash 3.2 and later: infer asks itself what may be typed. Written by `infer autocomplete bash`.
_infer() {
  local words=() word i value line cut typed=${COMP_WORDS[COMP_CWORD]}
  # Readline parts words at = and :, which infer takes as one.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((${#words[@]} > 0)) && { [[ $word == [=:]* ]] || [[ ${COMP_WORDS[i - 1]} == *[=:] ]]; }; then
      words[${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
  done
  local last=${words[${#words[@]} - 1]}
  [[ $typed == [=:]* ]] && typed=
  cut=${last%"$typed"}
  cut=${cut#[\"\']}
  for ((i = 0; i < ${#words[@]}; i++)); do
    words[i]=${words[i]//\\ / }
    words[i]=${words[i]#[\"\']}
    words[i]=${words[i]%[\"\']}
  done
  cut=${cut//\\ / }
  COMPREPLY=()
  while IFS= read -r line; do
    value=${line%%$'\t'*}
    value=${value#"$cut"}
    # Within quotes that are open, spaces stand as they are.
    [[ $typed == [\"\']* || $last == [\"\']* ]] || printf -v value %q "$value"
    COMPREPLY+=("$value")
  done < <(infer complete -- "${words[@]}" 2>/dev/null)
  # After born= a kind is still to come.
  [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
  return 0
}
complete -o default -F _infer infer
