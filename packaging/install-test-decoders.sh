#!/bin/sh
# Puts the CBOR decoder "cborg" from npm in BUILD/node_modules, for the differential tests of src/format.
# Those tests are skipped by name where node or the package cannot be had, so nothing here is ever fatal.
set -eu

build=${1:?usage: install-test-decoders.sh BUILD}
[ -d "$build/node_modules/cborg" ] && exit 0
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "cborg left out: node and npm are not here." >&2
  exit 0
fi

if ! timeout 60 npm install --no-save --no-audit --no-fund --silent --prefix "$build" cborg >/dev/null 2>&1 </dev/null; then
  echo "cborg left out: npm could not get it." >&2
fi
