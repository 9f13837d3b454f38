#!/bin/sh
# Installs what Ketenkluis needs to build, run and be tested, from the Debian archive that this machine already uses.
# Runs as root, or through sudo. Says and installs nothing when all is there, so it is quick the second time.
set -eu

as_root () {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Debian 13 has newer front ends of LLVM only, without a number in the name.
release=$(. /etc/os-release && echo "${VERSION_CODENAME:-unknown}")
if [ "$release" = bookworm ]; then
  LLVM_PACKAGES="clang-14 libclang-rt-14-dev clang-format-14 clang-tidy-14"
else
  LLVM_PACKAGES="clang libclang-rt-dev clang-format clang-tidy"
fi

# The GTK client, and the screen, window manager and accessibility bus that its tests run on.
CLIENT_PACKAGES="libgtk-4-dev libadwaita-1-dev libatspi2.0-dev libxtst-dev adwaita-icon-theme fonts-cantarell locales \
xvfb openbox at-spi2-core dbus-daemon xclip desktop-file-utils appstream"

# SQLCipher 4 and libgit2 1.8 are in backports for Debian 12; Debian 13 has them in its main archive.
FROM_BACKPORTS="libsqlcipher-dev sqlcipher libgit2-dev"
PACKAGES="gcc libc6-dev meson ninja-build pkg-config gettext libglib2.0-dev libsodium-dev libjson-glib-dev libpango1.0-dev fonts-dejavu-core poppler-utils libarchive-dev libfido2-dev \
git openssh-server openssh-client apache2-bin openssl gitolite3 strace python3 python3-cbor2 python3-jsonschema python3-cryptography libcbor-dev \
codespell shellcheck age minisign $LLVM_PACKAGES $CLIENT_PACKAGES"

missing () {
  for package in "$@"; do
    dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed' || echo "$package"
  done
}

has_version () {
  dpkg-query -W -f '${Status} ${Version}\n' "$1" 2>/dev/null | grep -Eq "^install ok installed $2"
}

has_backported () {
  has_version libsqlcipher-dev '4\.' && has_version sqlcipher '4\.' &&
    has_version libgit2-dev '(1\.([89]|[1-9][0-9])|[2-9])'
}

# The archive this machine already uses, so that a mirror inside an organisation keeps working.
archive_of_this_machine () {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    grep -v '^[[:space:]]*#' | grep -Eo '[a-z+]+://[^ ]+/debian/?( |$)' | head -n 1 | tr -d ' '
}

add_backports () {
  [ "$release" = bookworm ] || return 0
  if apt-cache policy | grep -q "n=bookworm-backports"; then return 0; fi
  archive=$(archive_of_this_machine)
  [ -n "$archive" ] || { echo "There is no Debian archive in the apt sources of this machine." >&2; exit 1; }
  printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s bookworm-backports main\n' "$archive" |
    as_root tee /etc/apt/sources.list.d/ketenkluis-backports.list >/dev/null
}

# Its hundreds of lines are shown only when it fails.
install () {
  log=$(mktemp)
  if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qqy -o Dpkg::Use-Pty=0 --no-install-recommends \
    "$@" >"$log" 2>&1 </dev/null; then
    tail -n 50 "$log"
    rm -f "$log"
    exit 1
  fi
  rm -f "$log"
}

# shellcheck disable=SC2086  # each of these is a list of package names
install_what_is_missing () {
  wanted=$(missing $PACKAGES)
  if has_backported; then backported=""; else backported=$FROM_BACKPORTS; fi
  [ -n "$wanted$backported" ] || return 0

  echo "Installing:" $wanted $backported
  add_backports
  as_root apt-get update -qq
  [ -z "$wanted" ] || install $wanted
  if [ -n "$backported" ] && [ "$release" = bookworm ]; then
    install -t bookworm-backports $backported
  elif [ -n "$backported" ]; then
    install $backported
  fi
}

install_what_is_missing >&2
