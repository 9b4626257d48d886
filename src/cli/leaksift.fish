# fish completion for leaksift

function __leaksift_types
    leaksift patterns list 2>/dev/null | tail -n +2 | string replace -r ' .*' ''
end

set -l scan '__fish_seen_subcommand_from scan'
set -l patterns '__fish_seen_subcommand_from patterns'
set -l no_pattern_command "$patterns; and not __fish_seen_subcommand_from list show check test"

complete -c leaksift -n __fish_use_subcommand -f -a scan -d 'Find personal data'
complete -c leaksift -n __fish_use_subcommand -f -a patterns -d 'Say what can be found'
complete -c leaksift -n __fish_use_subcommand -l version -d 'Print the version'
complete -c leaksift -s h -l help -d 'Print the options'

complete -c leaksift -n $scan -l format -x -a 'text ndjson json' -d 'Report on standard output'
complete -c leaksift -n $scan -s o -l output -r -d 'Also write a report to a file'
complete -c leaksift -n $scan -l emit -x -a 'finding record column file summary' \
    -d 'Kinds of lines in JSON reports'
complete -c leaksift -n $scan -l samples -x -d 'Write at most N findings of each kind'
complete -c leaksift -n $scan -l show-values -d 'Show values instead of masking them'
complete -c leaksift -n $scan -l fingerprint-key -r -d 'Key of fingerprints'
complete -c leaksift -n $scan -l color -x -a 'auto always never' -d 'Colour in the text report'
complete -c leaksift -n $scan -l quiet -d 'Nothing on standard error but errors'
complete -c leaksift -n $scan -l no-progress -d 'No progress bar'
complete -c leaksift -n $scan -l types -x -a '(__fish_complete_list , __leaksift_types)' \
    -d 'Look for these types only'
complete -c leaksift -n $scan -l exclude-types -x -a '(__fish_complete_list , __leaksift_types)' \
    -d 'Do not look for these types'
complete -c leaksift -n $scan -l min-confidence -x -a 'low medium high' \
    -d 'Least confidence to report'
complete -c leaksift -n $scan -l fail-on -x -a 'restricted confidential internal never' \
    -d 'Exit with 1 if this is found'
complete -c leaksift -n $scan -l patterns -x -a '(__fish_complete_directories)' \
    -d 'Patterns that add to the built-in ones'
complete -c leaksift -n $scan -l include -x -d 'Read only files that match'
complete -c leaksift -n $scan -l exclude -x -d 'Leave out files and folders that match'
complete -c leaksift -n $scan -l password-file -r -d 'Passwords for encrypted members'
complete -c leaksift -n $scan -l max-file-size -x -d 'Skip larger files'
complete -c leaksift -n $scan -l follow-symlinks -d 'Follow symbolic links'
complete -c leaksift -n $scan -l max-depth -x -d 'Containers within containers'
complete -c leaksift -n $scan -l max-members -x -d 'Members of the containers of one input'
complete -c leaksift -n $scan -l max-decoded-bytes -x -d 'Decoded bytes of one input'
complete -c leaksift -n $scan -l max-decoded-total -x -d 'Decoded bytes of all inputs'
complete -c leaksift -n $scan -l max-time -x -d 'Processor time for one input'
complete -c leaksift -n $scan -l max-path-length -x -d 'Bytes of the names on the way to a member'
complete -c leaksift -n $scan -l max-expansion-ratio -x -d 'Decoded bytes for each byte of an input'
complete -c leaksift -n $scan -l config -r -d 'Read settings from a file'
complete -c leaksift -n $scan -s j -l threads -x -d 'Worker threads'

complete -c leaksift -n $no_pattern_command -f -a 'list show check test'
complete -c leaksift -n "$patterns; and __fish_seen_subcommand_from show" -f -a '(__leaksift_types)'
complete -c leaksift -n $patterns -l patterns -x -a '(__fish_complete_directories)' \
    -d 'Patterns that add to the built-in ones'
