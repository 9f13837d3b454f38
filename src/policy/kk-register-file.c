/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* One register file, from bytes to rules: docs/formats/register-file.md, section File. */

#include "policy/kk-register-file-private.h"

#include <string.h>

#define FILE_LIMIT (256 << 10)
#define LINE_LIMIT 2000

static gboolean
is_profile (const KkRegisterReader *reader)
{
  return g_str_has_suffix (reader->file->name, ".profile");
}

static gboolean
check_name (const KkRegisterReader *reader, GError **error)
{
  const char *name = reader->file->name;
  gsize stem = strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-");

  if (stem > 0 && (strcmp (name + stem, ".register") == 0 || strcmp (name + stem, ".profile") == 0))
    return TRUE;
  g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER,
               "a file name is not of the form name.register or name.profile");
  return FALSE;
}

/* What a jurist signs must be what a jurist sees: nothing that hides, turns around or breaks a line. */
static gboolean
is_shown (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_PRIVATE_USE &&
         type != G_UNICODE_LINE_SEPARATOR && type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

static gboolean
check_line (const KkRegisterReader *reader, guint index, GError **error)
{
  const char *line = reader->lines[index];
  gsize size = strlen (line);

  if (size > LINE_LIMIT)
    return kk_register_refuse_line (reader, index, error, "line is too long");
  /* What an editor on Windows does unasked has words of its own. */
  if (size > 0 && line[size - 1] == '\r')
    return kk_register_refuse_line (reader, index, error, "line ends in CR LF instead of LF");
  if (index == 0 && g_str_has_prefix (line, "\xef\xbb\xbf"))
    return kk_register_refuse_line (reader, index, error, "file begins with a byte order mark");
  if (size > 0 && line[size - 1] == ' ')
    return kk_register_refuse_line (reader, index, error, "white space at the end of the line");
  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at)) {
    if (!is_shown (g_utf8_get_char (at)))
      return kk_register_refuse_line (reader, index, error, "control or invisible character");
  }
  return TRUE;
}

static gboolean
check_first_line (const KkRegisterReader *reader, GError **error)
{
  const char *wanted = is_profile (reader) ? "ketenkluis-profile 1" : "ketenkluis-register 1";

  if (reader->n_lines > 0 && strcmp (reader->lines[0], wanted) == 0)
    return TRUE;
  g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER, "%s:1: first line is not \"%s\"",
               reader->file->name, wanted);
  return FALSE;
}

/* The index of the line in which @end lies. */
static guint
count_lines (const char *data, const char *end)
{
  guint n = 0;

  for (const char *at = data; at < end; at++)
    n += *at == '\n';
  return n;
}

static gboolean
check_bytes (const KkRegisterReader *reader, const char *data, gsize size, GError **error)
{
  const char *bad = NULL;

  if (size == 0)
    return kk_register_refuse_line (reader, 0, error, "file is empty");
  if (size > FILE_LIMIT)
    return kk_register_refuse_line (reader, count_lines (data, data + FILE_LIMIT), error,
                                    "file is longer than 256 KiB");
  if (!g_utf8_validate_len (data, size, &bad))
    return kk_register_refuse_line (reader, count_lines (data, bad), error, "this is not UTF-8");
  return data[size - 1] == '\n' ||
         kk_register_refuse_line (reader, count_lines (data, data + size), error,
                                  "the last line has no end, as if the file was cut off");
}

/* Cuts the file into lines; the last one ends like the others. */
static gboolean
split_lines (KkRegisterReader *reader, GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (reader->file->bytes, &size);

  if (!check_bytes (reader, data, size, error))
    return FALSE;
  {
    g_autofree char *text = g_strndup (data, size - 1);

    reader->lines = g_strsplit (text, "\n", -1);
  }
  reader->n_lines = g_strv_length (reader->lines);
  for (guint i = 0; i < reader->n_lines; i++) {
    if (!check_line (reader, i, error))
      return FALSE;
  }
  return check_first_line (reader, error);
}

/* One line of a row; @next is the first key that may still come. */
static gboolean
read_line (KkRegisterReader *reader, guint *next, GError **error)
{
  const char *value = NULL;
  KkRegisterKey key = KK_KEY_ID;

  if (!kk_register_find_key (reader->lines[reader->line], &key, &value))
    return kk_register_refuse_line (reader, reader->line, error, "unknown key");
  if (key < *next)
    return kk_register_refuse_line (reader, reader->line, error, "key is double or out of order");
  if (value[0] == ' ' && value[1] != ' ' && value[1] != '\0')
    reader->values[key] = g_string_chunk_insert_const (reader->texts, value + 1);
  else if (value[0] != '\0' || key != KK_KEY_REVIEWER)
    return kk_register_refuse_line (reader, reader->line, error,
                                    "one space and a value must follow the colon");
  reader->value_lines[key] = reader->line;
  *next = key + 1;
  return TRUE;
}

static gboolean
read_row (KkRegisterReader *reader, GError **error)
{
  guint first = reader->line;
  guint next = 0;
  g_autoptr (KkRule) rule = kk_rule_new ();

  memset (reader->values, 0, sizeof reader->values);
  memset (reader->value_lines, 0, sizeof reader->value_lines);
  for (; reader->line < reader->n_lines && reader->lines[reader->line][0] != '\0'; reader->line++) {
    if (!read_line (reader, &next, error))
      return FALSE;
  }
  if (!kk_register_fill_rule (reader, rule, first, error))
    return FALSE;
  rule->row.file = g_string_chunk_insert_const (reader->texts, reader->file->name);
  rule->line = first + 1;
  g_ptr_array_add (reader->rules, g_steal_pointer (&rule));
  return TRUE;
}

/* After each empty line come remarks, a row, or both. */
static gboolean
read_group (KkRegisterReader *reader, GError **error)
{
  guint start = reader->line + 1;

  if (reader->lines[reader->line][0] != '\0')
    return kk_register_refuse_line (reader, reader->line, error,
                                    "an empty line must come before a row");
  for (reader->line = start; reader->line < reader->n_lines; reader->line++) {
    if (reader->lines[reader->line][0] != '#')
      break;
  }
  if (reader->line < reader->n_lines && reader->lines[reader->line][0] != '\0')
    return read_row (reader, error);
  return reader->line > start || kk_register_refuse_line (reader, reader->line - 1, error,
                                                          "empty line without a row after it");
}

static gboolean
read_rows (KkRegisterReader *reader, GError **error)
{
  while (reader->line < reader->n_lines) {
    if (!read_group (reader, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_register_read_file (const KkRegisterFile *file,
                       GStringChunk *texts,
                       GPtrArray *rules,
                       GArray *narrowings,
                       GError **error)
{
  KkRegisterReader reader = { .file = file, .texts = texts, .rules = rules, .line = 1 };
  gboolean ok;

  reader.narrowings = narrowings;
  ok =
      check_name (&reader, error) && split_lines (&reader, error) &&
      (is_profile (&reader) ? kk_profile_read_groups (&reader, error) : read_rows (&reader, error));
  g_strfreev (reader.lines);
  return ok;
}
