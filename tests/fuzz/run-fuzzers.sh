#!/bin/sh
# Fuzzes each target for a while: tests/fuzz/run-fuzzers.sh SECONDS [TARGET...]
#
# Builds in build-fuzz/ with clang, AddressSanitizer and UndefinedBehaviorSanitizer. New inputs go to a scratch corpus
# in that folder, never to tests/fuzz/corpora/; an input that fails is left in build-fuzz/findings/. Add it to the
# corpus under a name that says what it is, together with the repair.
set -eu

seconds=${1:?usage: run-fuzzers.sh SECONDS [TARGET...]}
shift
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
build=${KK_FUZZ_BUILD:-$root/build-fuzz}
# A target that decides reads the register of this tree, not one that may be installed.
export KK_DATADIR="$root/data"

compiler=clang-14
command -v "$compiler" >/dev/null || compiler=clang
[ -d "$build" ] || CC=$compiler meson setup "$build" "$root" -Dfuzzing=true
ninja -C "$build"

if [ $# -eq 0 ]; then
  for program in "$build"/tests/fuzz/fuzz-*; do
    [ -f "$program" ] || continue
    set -- "$@" "$(basename "$program" | sed 's/^fuzz-//')"
  done
fi
[ $# -gt 0 ] || { echo "There is no fuzz target yet." >&2; exit 1; }

failed=""
mkdir -p "$build/findings"
for target in "$@"; do
  corpus=$root/tests/fuzz/corpora/$target
  [ -d "$corpus" ] || corpus=""
  scratch=$build/scratch/$target
  mkdir -p "$scratch"
  echo "== $target: $seconds s"
  "$build/tests/fuzz/fuzz-$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$build/findings/$target-" "$scratch" ${corpus:+"$corpus"} || failed="$failed $target"
done
[ -z "$failed" ] || { echo "Findings in:$failed" >&2; exit 1; }
