#!/bin/sh
# on-screen.sh PROGRAM [ARGUMENTS...]: runs a test of the client on a screen, a session bus and in a home folder that exist
# for this test only. Skips, in TAP, by the name of what is missing.
set -eu

for tool in Xvfb openbox dbus-run-session; do
  if ! command -v "$tool" >/dev/null; then
    echo "1..0 # SKIP $tool is not installed"
    exit 0
  fi
done

home=$(mktemp -d)
xvfb=
clean_up () {
  [ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true
  rm -rf "$home"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

export HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" XDG_CACHE_HOME="$home/cache"
mkdir -m 700 "$XDG_RUNTIME_DIR" "$XDG_CONFIG_HOME" "$XDG_CONFIG_HOME/gtk-4.0" "$XDG_DATA_HOME" "$XDG_CACHE_HOME"
cat >"$XDG_CONFIG_HOME/gtk-4.0/settings.ini" <<'SETTINGS'
[Settings]
gtk-font-name=Cantarell 11
gtk-decoration-layout=:close
gtk-cursor-blink=0
gtk-enable-animations=0
SETTINGS

# The server takes a free number itself, so that tests can run side by side.
Xvfb -displayfd 3 -screen 0 1400x900x24 -nolisten tcp +extension XTEST 3>"$home/display" >/dev/null 2>&1 &
xvfb=$!
while [ ! -s "$home/display" ]; do
  kill -0 "$xvfb" 2>/dev/null || { echo "1..0 # SKIP Xvfb does not start"; exit 0; }
  sleep 0.1
done
DISPLAY=:$(cat "$home/display")
export DISPLAY
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS
export GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y="${KK_TEST_A11Y:-test}" GSETTINGS_BACKEND=memory GIO_USE_VFS=local \
  ADW_DISABLE_PORTAL=1 GTK_USE_PORTAL=0 NO_AT_BRIDGE=1

# A window that a starting window manager takes over is unmapped for a moment, which GTK may sit out for ever: so first the
# manager, then the program. What services of the bus print is not output of the test, which goes by 5.
# shellcheck disable=SC2016  # expanded by the inner shell
dbus-run-session -- sh -c '
  openbox --startup "touch $HOME/managed" >/dev/null 2>&1 &
  openbox=$!
  while [ ! -e "$HOME/managed" ] && kill -0 "$openbox" 2>/dev/null; do sleep 0.05; done
  "$@" >&5
  code=$?
  kill "$openbox" 2>/dev/null
  exit "$code"' sh "$@" 5>&1 >&2
