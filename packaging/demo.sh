#!/bin/sh
# Installs what is missing, builds in build/ and runs the main job on sample data. Everything after the script's name
# goes to the demo: --dir DIR keeps its vaults there, --remote URL uses that git repository instead of one of its own.
set -eu
# shellcheck source=build.sh
. "$(dirname -- "$0")/build.sh"

build=${KK_BUILD:-$root/build}

"$root/packaging/install-dependencies.sh"
quietly set_up "$build" "$(client_option)"
quietly ninja -C "$build"

# Messages and data of this build, so that nothing needs to be installed.
KK_LOCALEDIR=${KK_LOCALEDIR:-$build/po} KK_DATADIR=${KK_DATADIR:-$root/data}
export KK_LOCALEDIR KK_DATADIR
exec "$build/src/cli/ketenkluis-cli" demo "$@"
