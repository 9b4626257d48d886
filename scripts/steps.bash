# Shared by the bash scripts of this folder: messages on standard error, and commands with a log.
# Sourced, never run. Callers set `set -euo pipefail`.

# say TEXT…: one line on standard error; standard output belongs to the program that is run.
say() { printf 'leaksift: %s\n' "$*" >&2; }

# die TEXT…: the same, then exit status 2: nothing was scanned, nothing was tested.
die() {
  say "$*"
  exit 2
}

# run_logged LOG COMMAND…: runs the command with its output in LOG and standard input closed.
# On failure shows the end of the log on standard error and returns 1.
run_logged() {
  local log=$1
  shift
  mkdir -p "${log%/*}"
  if "$@" >"$log" 2>&1 </dev/null; then return 0; fi
  tail -n 40 "$log" >&2
  say "failed: $*"
  say "the whole log: $log"
  return 1
}

# without_aslr COMMAND…: runs the command with a fixed address layout, which the sanitizers of
# gcc 12 and clang 14 need on kernels with high-entropy layouts; as it is where that is forbidden.
without_aslr() {
  if setarch -R true 2>/dev/null; then setarch -R "$@"; else "$@"; fi
}
