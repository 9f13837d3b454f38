/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a sync warns of although nothing went wrong in it: silence, and documents or
 * messages of which there are two. */

#include "app/exchange/kk-sync-report-private.h"

#include "vault/kk-vault-logs.h"

#include <glib/gi18n-lib.h>

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
/* A server that freezes what it shows looks like partners who are on holiday: after so long somebody should call. */
#define SILENT_DAYS 14

static void
warn_of_forks (KkApp *app, KkSyncReport *report)
{
  g_autoptr (GPtrArray) slugs = kk_directory_dup_forked_organisations (app->directory);

  for (guint i = 0; i < slugs->len; i++)
    g_ptr_array_add (report->notices,
                     /* Translators: the short name of an organisation. */
                     g_strdup_printf (_ ("There are two versions of the list of colleagues of “%s” "
                                         "under one number. The one before them counts, and "
                                         "whoever was revoked in either of them stays out. The "
                                         "steward of that organisation settles it with the next "
                                         "change, and should find out who made the other one."),
                                      (const char *) slugs->pdata[i]));
}

/* What a seat announces is signed by it, but it can be untrue: nothing is refused because of it (exchange §12, §16). */
static gboolean
warn_of_other_views (KkApp *app, KkSyncReport *report, GError **error)
{
  g_autoptr (GArray) views = kk_vault_mark_list_other_views (app->vault, error);

  for (guint i = 0; views != NULL && i < views->len; i++) {
    const KkVaultOtherView *view = &g_array_index (views, KkVaultOtherView, i);
    const KkSeatInfo *reader = kk_directory_find_seat (app->directory, &view->reader);
    const KkSeatInfo *writer = kk_directory_find_seat (app->directory, &view->writer);

    if (reader != NULL && writer != NULL)
      g_ptr_array_add (
          report->notices,
          /* Translators: the short names of two organisations. */
          g_strdup_printf (_ ("“%s” says that it read other messages of “%s” than this device did, "
                              "under the same number. Perhaps a copy of a vault is in use; perhaps "
                              "somebody interferes with the server; perhaps one of the two does "
                              "not tell the truth. What was received stays. Call both on a number "
                              "that you know, and compare what you have."),
                           reader->organisation->slug, writer->organisation->slug));
  }
  return views != NULL;
}

/* @heard: slug → newest instant at which one of its devices was heard. */
static void
note_heard (GHashTable *heard, const KkSeatInfo *info, gint64 instant)
{
  gint64 *newest = g_hash_table_lookup (heard, info->organisation->slug);

  if (newest != NULL)
    *newest = MAX (*newest, instant);
  else
    g_hash_table_insert (heard, info->organisation->slug, g_memdup2 (&instant, sizeof instant));
}

/* Colleagues see each other; of others nobody tells whether they are away, or held back. A device that has just learned that
 * it was revoked has no seat, and no partners. */
static gboolean
is_partner (KkApp *app, const KkSeatInfo *info)
{
  const KkSeatInfo *own =
      app->seats->len > 0
          ? kk_directory_find_seat (app->directory, &g_array_index (app->seats, KkOwnSeat, 0).seat)
          : NULL;

  return info != NULL && info->active && own != NULL &&
         !g_str_equal (info->organisation->slug, own->organisation->slug);
}

static void
warn_of_silence (KkApp *app, KkSyncReport *report, GHashTable *heard)
{
  g_autoptr (GList) slugs = g_list_sort (g_hash_table_get_keys (heard), (GCompareFunc) g_strcmp0);

  for (const GList *l = slugs; l != NULL; l = l->next) {
    gint64 days =
        (kk_app_now (app) - *(const gint64 *) g_hash_table_lookup (heard, l->data)) / DAY_MS;

    if (days >= SILENT_DAYS)
      g_ptr_array_add (report->notices,
                       /* Translators: the short name of an organisation, and a number of days. */
                       g_strdup_printf (_ ("Nothing has come from “%s” for %u days. Perhaps nobody "
                                           "syncs there; perhaps the server holds it back. If "
                                           "you expect something, call them."),
                                        (const char *) l->data, (guint) MIN (days, 9999)));
  }
}

gboolean
kk_sync_report_warn (KkApp *app, KkSyncReport *report, GError **error)
{
  g_autoptr (GArray) logs = kk_vault_log_list (app->vault, NULL, error);
  g_autoptr (GHashTable) heard = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; logs != NULL && i < logs->len; i++) {
    const KkVaultLog *log = &g_array_index (logs, KkVaultLog, i);
    const KkSeatInfo *info = kk_directory_find_seat (app->directory, &log->seat);

    if (log->heard > 0 && is_partner (app, info))
      note_heard (heard, info, log->heard);
  }
  warn_of_silence (app, report, heard);
  warn_of_forks (app, report);
  return logs != NULL && warn_of_other_views (app, report, error);
}
