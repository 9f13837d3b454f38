/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a sync tells of the logs of others. */

#include "app/exchange/kk-app-sync.h"
#include "app/exchange/kk-sync-report-private.h"
#include "vault/kk-vault-logs.h"

static const char *
status_text (KkLogStatus status)
{
  static const char *const texts[] = {
    [KK_LOG_OK] = "ok",
    [KK_LOG_BEHIND] = "behind",
    [KK_LOG_HELD] = "held",
    [KK_LOG_INCOMPLETE] = "incomplete",
    [KK_LOG_FORK] = "fork",
    [KK_LOG_REVOKED] = "revoked",
    [KK_LOG_OVER_LIMIT] = "over-limit",
    [KK_LOG_UNREADABLE] = "unreadable",
  };

  return (gsize) status < G_N_ELEMENTS (texts) && texts[status] != NULL ? texts[status]
                                                                        : "unreadable";
}

static void
free_log_report (gpointer data)
{
  KkLogReport *log = data;

  g_free (log->log);
  g_free (log->organisation);
  g_free (log->desk_name);
  g_free (log);
}

void
kk_sync_report_free (KkSyncReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->logs);
  g_ptr_array_unref (report->notices);
  g_free (report);
}

KkSyncReport *
kk_sync_report_new (void)
{
  KkSyncReport *report = g_new0 (KkSyncReport, 1);

  report->logs = g_ptr_array_new_with_free_func (free_log_report);
  report->notices = g_ptr_array_new_with_free_func (g_free);
  return report;
}

static void
add_log (KkApp *app, KkSyncReport *report, const KkVaultLog *stored)
{
  const KkSeatInfo *info = kk_directory_find_seat (app->directory, &stored->seat);
  KkLogReport *log;

  if (kk_app_find_seat (app, &stored->seat) != NULL)
    return;
  log = g_new0 (KkLogReport, 1);
  log->log = g_strdup (kk_id_text (&stored->log).text);
  log->organisation = g_strdup (info != NULL ? info->organisation->slug : "");
  log->desk_name = g_strdup (info != NULL ? info->desk->name : "");
  log->status = status_text (stored->status);
  log->heard = stored->heard;
  g_ptr_array_add (report->logs, log);
}

gboolean
kk_sync_report_logs (KkApp *app, KkSyncReport *report, GError **error)
{
  g_autoptr (GArray) logs = kk_vault_log_list (app->vault, NULL, error);

  for (guint i = 0; logs != NULL && i < logs->len; i++)
    add_log (app, report, &g_array_index (logs, KkVaultLog, i));
  return logs != NULL;
}
