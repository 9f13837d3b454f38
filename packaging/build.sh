# Shared by test.sh, demo.sh and .ci/run: where the project is, and how a build folder comes to be. To be read with ".".
# shellcheck shell=sh

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

# The client needs GTK; the libraries and the command line do not.
client_option () {
  if [ -d "$root/src/gui" ] && pkg-config --exists 'gtk4 >= 4.8' 'libadwaita-1 >= 1.2'; then
    echo -Dgui=true
  else
    echo -Dgui=false
  fi
}

# set_up FOLDER [MESON OPTION...]: a build folder that exists is brought up to date, never thrown away.
set_up () {
  folder=$1
  shift
  if [ -f "$folder/build.ninja" ]; then
    meson configure "$folder" "$@"
  else
    meson setup "$folder" "$root" "$@"
  fi
}

# quietly COMMAND...: its output only when it fails.
quietly () {
  log=$(mktemp)
  if "$@" >"$log" 2>&1 </dev/null; then
    rm -f "$log"
  else
    tail -n 200 "$log" >&2
    rm -f "$log"
    return 1
  fi
}
