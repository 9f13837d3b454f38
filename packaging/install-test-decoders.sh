#!/bin/sh
# Puts what npm has of other implementations in BUILD/node_modules: the CBOR decoder "cborg" for the differential tests of
# src/format, "age-encryption" and "shamir-secret-sharing" for those of src/backup and src/crypto. Those tests are skipped by
# name where node or a package cannot be had, so nothing here is ever fatal.
set -eu

build=${1:?usage: install-test-decoders.sh BUILD}
packages="cborg age-encryption shamir-secret-sharing"
absent=
for package in $packages; do
  [ -d "$build/node_modules/$package" ] || absent="$absent $package"
done
[ -n "$absent" ] || exit 0
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "Left out:$absent; node and npm are not here." >&2
  exit 0
fi

# shellcheck disable=SC2086  # a list of packages
if ! timeout 120 npm install --no-save --no-audit --no-fund --silent --prefix "$build" $packages >/dev/null 2>&1 </dev/null; then
  echo "Left out:$absent; npm could not get them." >&2
fi
