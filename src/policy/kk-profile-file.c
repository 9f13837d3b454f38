/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* One profile of a region, from lines to narrowings: docs/formats/register-file.md, section Profile. */

#include "policy/kk-register-file-private.h"

#include <string.h>

/* (nullable): what follows "@key: " on the line in hand. */
static const char *
take_value (KkRegisterReader *reader, const char *key)
{
  gsize size = strlen (key);
  const char *line = reader->line < reader->n_lines ? reader->lines[reader->line] : "";

  if (strncmp (line, key, size) != 0 || line[size] != ':' || line[size + 1] != ' ' ||
      line[size + 2] == '\0' || line[size + 2] == ' ')
    return NULL;
  reader->line++;
  return g_string_chunk_insert_const (reader->texts, line + size + 2);
}

/* A row that is not used, and why: nobody may wonder later who took it away. */
static gboolean
read_narrowing (KkRegisterReader *reader, GError **error)
{
  KkNarrowing narrowing = { .line = reader->line + 1 };

  narrowing.file = g_string_chunk_insert_const (reader->texts, reader->file->name);
  narrowing.row = take_value (reader, "off");
  if (narrowing.row == NULL)
    return kk_register_refuse_line (reader, reader->line, error,
                                    "a profile only turns rows off: \"off: ROW\"");
  narrowing.reason = take_value (reader, "reason");
  if (narrowing.reason == NULL)
    return kk_register_refuse_line (reader, MIN (reader->line, reader->n_lines - 1), error,
                                    "\"off\" without \"reason: ...\" after it");
  g_array_append_val (reader->narrowings, narrowing);
  return TRUE;
}

gboolean
kk_profile_read_groups (KkRegisterReader *reader, GError **error)
{
  while (reader->line < reader->n_lines) {
    const char *line = reader->lines[reader->line];

    if (line[0] == '#' || line[0] == '\0')
      reader->line++;
    else if (!read_narrowing (reader, error))
      return FALSE;
  }
  return TRUE;
}
