/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What was taken from a device before its revocation was known stays, and a person is told (exchange §11). */

#include "app/exchange/kk-receive-private.h"
#include "vault/kk-vault-inbox.h"
#include "vault/kk-vault-logs.h"

#include <glib/gi18n-lib.h>

static gboolean
flag_log (KkReceiving *receiving, const KkSeatInfo *writer, KkVaultLog *log, GError **error)
{
  const char *code = kk_examine_code_text (KK_EXAMINE_AFTER_REVOCATION);
  gint64 count = 0;
  KkPin pin = { .push_no = 0 };

  (void) kk_directory_find_pin (receiving->app->directory, writer, &log->log, &pin);
  log->status = KK_LOG_REVOKED;
  if (!kk_vault_log_update (receiving->app->vault, log, error) ||
      !kk_vault_inbox_flag_after (receiving->app->vault, log->idx, pin.push_no, code, &count,
                                  error))
    return FALSE;
  if (count > 0)
    g_ptr_array_add (
        receiving->report->notices,
        /* Translators: first a number of messages, then the short name of an organisation. */
        g_strdup_printf (
            ngettext ("%u message was taken from a device of “%s” that turns out to be "
                      "revoked before it was sent. “quarantine list” shows it.",
                      "%u messages were taken from a device of “%s” that turns out to "
                      "be revoked before they were sent. “quarantine list” shows them.",
                      (guint) count),
            (guint) count, writer->organisation->slug));
  return TRUE;
}

gboolean
kk_receive_revocations (KkReceiving *receiving, GError **error)
{
  g_autoptr (GArray) logs = kk_vault_log_list (receiving->app->vault, NULL, error);

  for (guint i = 0; logs != NULL && i < logs->len; i++) {
    KkVaultLog *log = &g_array_index (logs, KkVaultLog, i);
    const KkSeatInfo *writer = kk_directory_find_seat (receiving->app->directory, &log->seat);

    if (writer == NULL || !writer->revoked || log->status == KK_LOG_REVOKED ||
        log->status == KK_LOG_FORK || kk_app_find_seat (receiving->app, &log->seat) != NULL)
      continue;
    if (!flag_log (receiving, writer, log, error))
      return FALSE;
  }
  return logs != NULL;
}
