/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-backup-readme-private.h"

#include "app/kk-app-error.h"
#include "backup/kk-minisign.h"
#include "base/kk-bytes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Room for the key, which is put in last and in guarded memory. */
#define KEY_MARK "@KEY@"

static char *
read_template (GError **error)
{
  const char *data = g_getenv ("KK_DATADIR");
  g_autofree char *path =
      g_build_filename (data == NULL ? KK_DATADIR : data, "backup", "LEESMIJ.txt", NULL);
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("A file of the program is missing, so no backup can be made. Install "
                            "Ketenkluis again."));
  return text;
}

static void
put (GString *text, const char *mark, char *value)
{
  g_autofree char *owned = value;

  g_string_replace (text, mark, owned, 0);
}

static char *
dup_minisign_key (const KkBackupManifest *manifest)
{
  KkSignPublicKey key;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  memcpy (key.bytes, manifest->device.bytes, sizeof key.bytes);
  text = kk_minisign_public_key_to_text (&key);
  lines = g_strsplit (text, "\n", 3);
  return g_strdup (lines[1]);
}

static char *
dup_day (const KkBackupManifest *manifest)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (manifest->made / 1000);

  return g_date_time_format (time, "%Y-%m-%d %H:%M UTC");
}

static char *
dup_digest (const KkBackupManifest *manifest)
{
  char hex[2 * KK_BACKUP_DIGEST_SIZE + 1];

  kk_hex_encode (manifest->digest, sizeof manifest->digest, hex);
  return g_strdup (hex);
}

static void
fill (GString *text, const KkBackupManifest *manifest)
{
  gboolean is_full = manifest->kind == KK_BACKUP_FULL;

  put (text, "@NUMBER@", g_strdup_printf ("%" G_GUINT64_FORMAT, manifest->number));
  put (text, "@PADDED@", g_strdup_printf ("%06" G_GUINT64_FORMAT, manifest->number));
  put (text, "@FULL@", g_strdup_printf ("%" G_GUINT64_FORMAT, manifest->full));
  put (text, "@PAGES@", g_strdup_printf ("%" G_GUINT64_FORMAT, manifest->n_pages));
  put (text, "@KIND@", g_strdup (is_full ? "volledig" : "aanvulling"));
  put (text, "@NEEDS@",
       is_full ? g_strdup ("alleen dit bestand")
               : g_strdup_printf ("nummer %" G_GUINT64_FORMAT " tot en met %" G_GUINT64_FORMAT,
                                  manifest->full, manifest->number));
  put (text, "@DAY@", dup_day (manifest));
  put (text, "@MINISIGN@", dup_minisign_key (manifest));
  put (text, "@DIGEST@", dup_digest (manifest));
}

/* The text around the mark, and the key in its place. */
static KkSecret *
put_key (const GString *text, const KkBackupManifest *manifest)
{
  const char *mark = strstr (text->str, KEY_MARK);
  char hex[2 * KK_BACKUP_KEY_SIZE + 1];
  gsize before;
  KkSecret *whole;
  guint8 *to;

  g_assert (mark != NULL);
  before = (gsize) (mark - text->str);
  whole = kk_secret_new (text->len - strlen (KEY_MARK) + sizeof hex - 1);
  to = kk_secret_edit_data (whole);
  kk_hex_encode (manifest->key, sizeof manifest->key, hex);
  memcpy (to, text->str, before);
  memcpy (to + before, hex, sizeof hex - 1);
  memcpy (to + before + sizeof hex - 1, mark + strlen (KEY_MARK),
          text->len - before - strlen (KEY_MARK));
  kk_secret_wipe (hex, sizeof hex);
  return whole;
}

KkSecret *
kk_backup_readme_new (const KkBackupManifest *manifest, GError **error)
{
  g_autofree char *template = read_template (error);
  g_autoptr (GString) text = NULL;

  if (template == NULL)
    return NULL;
  text = g_string_new (template);
  fill (text, manifest);
  return put_key (text, manifest);
}
