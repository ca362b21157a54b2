#compdef infer
# Completions of infer for zsh: infer asks itself what may be typed. Written by `infer autocomplete zsh`.
_infer() {
  local -a lines values shown
  local line
  lines=("${(@f)$(infer complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  for line in $lines; do
    values+=("${line%%$'\t'*}")
    shown+=("${line/$'\t'/  -- }")
  done
  if (( $#values == 0 )); then
    _files
  elif [[ $values[1] == *= ]]; then
    compadd -S '' -l -d shown -a values
  else
    compadd -l -d shown -a values
  fi
}
if [[ $funcstack[1] == _infer ]]; then
  _infer "$@"
else
  compdef _infer infer
fi
