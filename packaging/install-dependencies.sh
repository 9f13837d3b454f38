#!/bin/sh
# Installs what Ketenkluis needs to build, run and be tested, from Debian's own archive.
# Runs as root, or through sudo. Installs nothing that is there already, so it is quick the second time.
set -eu

as_root () {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# SQLCipher 4 and libgit2 1.8 are in backports for Debian 12; Debian 13 has them in its main archive.
FROM_BACKPORTS="libsqlcipher-dev sqlcipher libgit2-dev"
PACKAGES="gcc clang-14 libclang-rt-14-dev meson ninja-build pkg-config gettext libglib2.0-dev \
libsodium-dev libjson-glib-dev git openssh-server openssh-client strace python3 python3-cbor2 \
libcbor-dev clang-format-14 clang-tidy-14 codespell shellcheck"

missing () {
  for package in "$@"; do
    dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed' || echo "$package"
  done
}

has_sqlcipher_4 () {
  dpkg-query -W -f '${Version}\n' libsqlcipher-dev 2>/dev/null | grep -q '^4\.'
}

has_libgit2_1_8 () {
  dpkg-query -W -f '${Version}\n' libgit2-dev 2>/dev/null | grep -Eq '^1\.([89]|[1-9][0-9])'
}

# The archive this machine already uses, so that a mirror inside an organisation keeps working.
archive_of_this_machine () {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
    grep -Eo '[a-z+]+://[^ ]+/debian/?( |$)' | head -n 1 | tr -d ' '
}

add_backports () {
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  [ "$release" = bookworm ] || return 0
  apt-cache policy | grep -q "n=bookworm-backports" && return 0
  archive=$(archive_of_this_machine)
  [ -n "$archive" ] || { echo "No Debian archive in the apt sources of this machine." >&2; exit 1; }
  printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s bookworm-backports main\n' "$archive" |
    as_root tee /etc/apt/sources.list.d/ketenkluis-backports.list >/dev/null
}

wanted=$(missing $PACKAGES)
if [ -n "$wanted" ] || ! has_sqlcipher_4 || ! has_libgit2_1_8; then
  add_backports
  as_root apt-get update -q
  # shellcheck disable=SC2086  # a list of package names
  [ -z "$wanted" ] || as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $wanted
  if ! has_sqlcipher_4 || ! has_libgit2_1_8; then
    target=""
    grep -q bookworm /etc/os-release && target="-t bookworm-backports"
    # shellcheck disable=SC2086  # a list of package names
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $target $FROM_BACKPORTS
  fi
fi
