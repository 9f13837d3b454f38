#!/bin/sh
# Brings the catalogues up to date with the sources: po/refresh.sh, then translate what is new in po/nl.po.
set -eu
cd "$(dirname -- "$0")/.."

template=$(mktemp)
trap 'rm -f "$template"' EXIT
xgettext --from-code=UTF-8 --add-comments=Translators --package-name=ketenkluis \
  --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=ngettext:1,2 \
  --keyword=g_dngettext:2,3 --flag=g_strdup_printf:1:c-format --flag=g_string_printf:2:c-format \
  --flag=g_string_append_printf:2:c-format --flag=g_set_error:4:c-format --flag=g_print:1:c-format \
  --flag=g_printerr:1:c-format --add-location=file --files-from=po/POTFILES.in --output="$template"
[ -s "$template" ] || { echo "There is no text for people yet." >&2; exit 0; }
sed -i 's/charset=CHARSET/charset=UTF-8/' "$template"
while read -r language; do
  msgmerge --quiet --update --backup=none --no-fuzzy-matching --add-location=file "po/$language.po" "$template"
  msgattrib --no-obsolete --output-file="po/$language.po" "po/$language.po"
  msgfmt --check --statistics --output-file=/dev/null "po/$language.po"
done <po/LINGUAS
