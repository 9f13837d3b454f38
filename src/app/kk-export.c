/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-export-private.h"

#include "app/register/kk-entry-chain-private.h"
#include "domain/kk-vocabulary.h"

#include <gio/gio.h>

static char *
format_instant (gint64 ms, const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, format) : g_strdup ("");
}

char *
kk_export_dup_instant (gint64 ms)
{
  return format_instant (ms, "%d-%m-%Y %H:%M");
}

char *
kk_export_dup_sortable (gint64 ms)
{
  return format_instant (ms, "%Y-%m-%d %H:%M:%S");
}

char *
kk_export_dup_day (const char *day)
{
  if (day == NULL || !kk_day_is_valid (day))
    return g_strdup (day);
  return g_strdup_printf ("%.2s-%.2s-%.4s", day + 8, day + 5, day);
}

char *
kk_export_join (const GPtrArray *texts, const char *separator)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? separator : "", (const char *) texts->pdata[i]);
  return g_string_free (joined, FALSE);
}

gboolean
kk_export_write_file (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, error);
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  return stream != NULL &&
         g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, size, NULL, NULL, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

gboolean
kk_export_write (KkApp *app, KkEntry *printed, const char *path, GBytes *bytes, GError **error)
{
  const KkOwnSeat *seat = kk_app_first_seat (app, error);
  g_autoptr (KkVaultTransaction) transaction =
      seat != NULL ? kk_vault_begin (app->vault, error) : NULL;

  return transaction != NULL && kk_entry_chain_append_own (app, seat, printed, error) &&
         kk_export_write_file (path, bytes, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}
