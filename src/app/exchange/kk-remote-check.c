/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a server shows before anything is fetched: whether it is the repository of this region at all (peers §0, trap 12). */

#include "app/exchange/kk-receive-private.h"
#include "app/exchange/kk-remote-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-derive.h"
#include "vault/kk-vault-logs.h"

#include <glib/gi18n-lib.h>

/* A server without branches that had some of ours is no reason to delete anything (U1). */
static gboolean
notice_emptied (KkApp *app, GPtrArray *notices, GError **error)
{
  g_autoptr (GArray) logs = kk_vault_log_list (app->vault, NULL, error);

  for (guint i = 0; logs != NULL && i < logs->len; i++) {
    const KkVaultLog *log = &g_array_index (logs, KkVaultLog, i);

    if (log->push_no > 0 && kk_app_find_seat (app, &log->seat) == NULL) {
      g_ptr_array_add (notices,
                       g_strdup (_ ("The server is empty, though it had messages before. Nothing "
                                    "here was deleted, and your own messages have been placed "
                                    "there again. Ask the administrator of the server what "
                                    "happened.")));
      break;
    }
  }
  return logs != NULL;
}

static gboolean
has_known_log (KkApp *app, const KkRefList *refs)
{
  for (guint i = 0; i < refs->refs->len; i++) {
    gint64 idx;

    if (kk_vault_log_find (app->vault, &g_array_index (refs->refs, KkRef, i).log, &idx))
      return TRUE;
  }
  return FALSE;
}

/* Who joined a moment ago knows the members, and none of their logs yet. */
static gboolean
has_log_of_member (KkApp *app, const KkRefList *refs)
{
  const KkHash *network = kk_directory_get_network_id (app->directory);
  const GPtrArray *seats = kk_directory_get_seats (app->directory);

  for (guint i = 0; i < seats->len; i++) {
    const KkSeatInfo *info = seats->pdata[i];

    for (guint32 n = 0; n <= KK_LIMIT_INCARNATIONS_AHEAD; n++) {
      KkId log = kk_derive_log_id (network, &info->seat, n);

      if (kk_ref_list_find (refs, &log) != NULL)
        return TRUE;
    }
  }
  return FALSE;
}

gboolean
kk_remote_check (KkApp *app,
                 const KkRefList *refs,
                 gboolean beside,
                 GPtrArray *notices,
                 GError **error)
{
  if (refs->refs->len == 0 && refs->others == 0)
    return notice_emptied (app, notices, error);
  if (beside || has_known_log (app, refs) || has_log_of_member (app, refs))
    return TRUE;
  g_set_error_literal (
      error, KK_APP_ERROR, KK_APP_ERROR_NEEDS_ANSWER,
      _ ("The repository at this address holds work of somebody else, and nothing of this region. "
         "Nothing was sent there, and nothing here was deleted. Check the address with your "
         "administrator. If it is right, sync again with “--beside”: your messages then come "
         "beside what is there."));
  return FALSE;
}
