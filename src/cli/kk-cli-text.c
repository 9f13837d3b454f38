/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "cli/kk-cli-text.h"

#include "domain/kk-vocabulary.h"

#include <glib/gi18n.h>
#include <string.h>

/* g_utf8_next_char() without its cast, which takes const away. */
static const char *
next_character (const char *at)
{
  return at + g_utf8_skip[(guchar) *at];
}

static gsize
character_width (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;
  return g_unichar_iswide (character) ? 2 : 1;
}

gsize
kk_cli_text_width (const char *text)
{
  gsize width = 0;

  for (; *text != '\0'; text = next_character (text))
    width += character_width (g_utf8_get_char (text));
  return width;
}

/* Control characters steer the terminal; format characters can turn the direction of what follows. */
static gboolean
is_harmless (gunichar character)
{
  switch ((int) g_unichar_type (character)) {
  case G_UNICODE_CONTROL:
  case G_UNICODE_FORMAT:
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR:
  case G_UNICODE_PRIVATE_USE:
  case G_UNICODE_SURROGATE:
  case G_UNICODE_UNASSIGNED:
    return FALSE;
  default:
    return TRUE;
  }
}

char *
kk_cli_text_tame (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *tame = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = next_character (at)) {
    gunichar character = g_utf8_get_char (at);

    if (is_harmless (character))
      g_string_append_unichar (tame, character);
    else if (tame->len > 0 && tame->str[tame->len - 1] != ' ')
      g_string_append_c (tame, ' ');
  }
  return g_string_free (tame, FALSE);
}

/* Bytes of the longest beginning of @text that is at most @width columns; at least one character. */
static gsize
fit (const char *text, gsize width)
{
  const char *at = text;
  gsize taken = 0;

  while (*at != '\0') {
    taken += character_width (g_utf8_get_char (at));
    if (taken > width && at > text)
      break;
    at = next_character (at);
  }
  return (gsize) (at - text);
}

/* Bytes up to the last place in the first @length bytes where a line may end: before a space, behind a slash. */
static gsize
find_break (const char *text, gsize length)
{
  for (gsize at = length; at > 0; at--) {
    if (text[at] == ' ' || text[at - 1] == '/')
      return at;
  }
  return length;
}

GPtrArray *
kk_cli_text_wrap (const char *text, gsize width)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  while (kk_cli_text_width (text) > width) {
    gsize length = find_break (text, fit (text, width));

    g_ptr_array_add (lines, g_strndup (text, length));
    text += length;
    while (*text == ' ')
      text++;
  }
  if (*text != '\0' || lines->len == 0)
    g_ptr_array_add (lines, g_strdup (text));
  return lines;
}

gsize
kk_cli_text_longest_piece (const char *text)
{
  gsize longest = 0;
  gsize width = 0;

  for (; *text != '\0'; text = next_character (text)) {
    if (*text != ' ')
      width += character_width (g_utf8_get_char (text));
    longest = MAX (longest, width);
    if (*text == ' ' || *text == '/')
      width = 0;
  }
  return longest;
}

gboolean
kk_cli_text_is_unicode (void)
{
  return g_get_charset (NULL);
}

const char *
kk_cli_text_mark (const char *outcome)
{
  gboolean unicode = kk_cli_text_is_unicode ();

  if (strcmp (outcome, kk_outcome_text (KK_OUTCOME_SEND)) == 0)
    return unicode ? "✓" : "+";
  if (strcmp (outcome, kk_outcome_text (KK_OUTCOME_ASK)) == 0)
    return "?";
  return unicode ? "✗" : "-";
}

char *
kk_cli_text_time (gint64 ms)
{
  g_autoptr (GDateTime) time = ms > 0 ? g_date_time_new_from_unix_local (ms / 1000) : NULL;

  /* Translators: date and time as people write them in a table, see g_date_time_format(). */
  return time != NULL ? g_date_time_format (time, _ ("%Y-%m-%d %H:%M")) : g_strdup ("");
}

char *
kk_cli_text_value (const char *value)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *midnight = NULL;

  if (value == NULL)
    return g_strdup ("");
  if (!kk_day_is_valid (value))
    return kk_cli_text_tame (value);
  midnight = g_strconcat (value, "T00:00:00Z", NULL);
  day = g_date_time_new_from_iso8601 (midnight, NULL);
  /* Translators: a date as people write it in a table, see g_date_time_format(). */
  return day != NULL ? g_date_time_format (day, _ ("%Y-%m-%d")) : g_strdup (value);
}

char *
kk_cli_text_join (const GPtrArray *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < list->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) list->pdata[i]);
  return g_string_free (text, FALSE);
}
