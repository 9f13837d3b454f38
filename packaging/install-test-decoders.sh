#!/bin/sh
# Puts what npm has of other implementations in BUILD/node_modules: the CBOR decoder "cborg" for the differential tests of
# src/format, and "age-encryption" for those of src/backup. Those tests are skipped by name where node or a package cannot be
# had, so nothing here is ever fatal.
set -eu

build=${1:?usage: install-test-decoders.sh BUILD}
[ -d "$build/node_modules/cborg" ] && [ -d "$build/node_modules/age-encryption" ] && exit 0
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "cborg and age-encryption left out: node and npm are not here." >&2
  exit 0
fi

if ! timeout 120 npm install --no-save --no-audit --no-fund --silent --prefix "$build" cborg age-encryption >/dev/null 2>&1 </dev/null; then
  echo "cborg and age-encryption left out: npm could not get them." >&2
fi
