#!/bin/sh
# Installs what is missing, builds in build/, runs every test and closes with "N passed, N failed".
set -eu
# shellcheck source=build.sh
. "$(dirname -- "$0")/build.sh"

build=${KK_BUILD:-$root/build}

"$root/packaging/install-dependencies.sh"
quietly set_up "$build" "$(client_option)"
quietly ninja -C "$build"
"$root/packaging/install-test-decoders.sh" "$build"

rm -f "$build/meson-logs/testlog.json"
meson test -C "$build" --no-rebuild --print-errorlogs "$@" </dev/null || true
[ -f "$build/meson-logs/testlog.json" ] || { echo "The tests could not be started." >&2; exit 1; }
exec /usr/bin/python3 "$root/packaging/count-tests.py" "$build"
