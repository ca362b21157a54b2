# Completions of infer for fish: infer asks itself what may be typed. Written by `infer autocomplete fish`.
function __infer_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct | string unescape)
    set -l found (infer complete -- $words[2..-1] "$current" 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete -c infer -f -a '(__infer_complete)'
