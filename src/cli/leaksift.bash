# bash completion for leaksift

_leaksift_types() {
  leaksift patterns list 2>/dev/null | tail -n +2 | cut -d ' ' -f 1
}

_leaksift_scan() {
  case $prev in
    --format) COMPREPLY=($(compgen -W 'text ndjson json' -- "$cur")); return ;;
    --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")); return ;;
    --min-confidence) COMPREPLY=($(compgen -W 'low medium high' -- "$cur")); return ;;
    --fail-on)
      COMPREPLY=($(compgen -W 'restricted confidential internal never' -- "$cur")); return ;;
    --emit)
      local kinds=${cur%"${cur##*,}"}
      COMPREPLY=($(compgen -P "$kinds" -W 'finding record column file summary' -- "${cur##*,}"))
      return ;;
    --types | --exclude-types)
      local before=${cur%"${cur##*,}"}
      COMPREPLY=($(compgen -P "$before" -W "$(_leaksift_types)" -- "${cur##*,}"))
      compopt -o nospace
      return ;;
    --patterns) compopt -o dirnames; return ;;
    -o | --output | --config | --fingerprint-key | --password-file) compopt -o default; return ;;
    --include | --exclude | --samples | --max-file-size | -j | --threads | --max-depth | --max-members | \
      --max-decoded-bytes | --max-decoded-total | --max-time | --max-path-length | \
      --max-expansion-ratio) return ;;
  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W '--format -o --output --emit --samples --show-values --fingerprint-key --color
      --quiet --no-progress --types --exclude-types --min-confidence --fail-on --patterns --include --exclude
      --max-file-size --follow-symlinks --max-depth --max-members --max-decoded-bytes
      --max-decoded-total --max-time --max-path-length --password-file --max-expansion-ratio --config -j --threads -h --help' -- "$cur"))
  else
    compopt -o default
  fi
}

_leaksift_patterns() {
  if [[ $COMP_CWORD -eq 2 ]]; then
    COMPREPLY=($(compgen -W 'list show check test --help' -- "$cur"))
  elif [[ $prev == --patterns ]]; then
    compopt -o dirnames
  elif [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W '--patterns -h --help' -- "$cur"))
  elif [[ ${COMP_WORDS[2]} == show ]]; then
    COMPREPLY=($(compgen -W "$(_leaksift_types)" -- "$cur"))
  elif [[ ${COMP_WORDS[2]} == check ]]; then
    compopt -o default
  fi
}

_leaksift() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W 'scan patterns --version -h --help' -- "$cur"))
  elif [[ ${COMP_WORDS[1]} == scan ]]; then
    _leaksift_scan
  elif [[ ${COMP_WORDS[1]} == patterns ]]; then
    _leaksift_patterns
  fi
}

complete -F _leaksift leaksift
