/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Answering what others ask back (exchange §14). */

#include "app/register/kk-app-recall.h"

#include "app/casework/kk-case-find-private.h"
#include "app/register/kk-recall-private.h"
#include "app/register/kk-recall-request-private.h"
#include "app/vault/kk-backup-erased-private.h"
#include "vault/kk-vault-cases.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_named (KkApp *app, const KkRecalls *recalls, const KkStoredOp *stored, const char *id)
{
  g_autofree char *own = kk_recall_dup_id (&recalls->record.id, &stored->op->dot);

  return strcmp (own, id) == 0 && kk_recalls_is_request (app, recalls, stored, NULL);
}

/* In one record. */
static gboolean
find_in_record (KkApp *app,
                gint64 idx,
                const char *id,
                KkRecalls *recalls,
                const KkStoredOp **request,
                GError **error)
{
  KkVaultRecord record;
  gboolean found;

  if (!kk_vault_record_get (app->vault, idx, &record, &found, error))
    return FALSE;
  if (!found || kk_id_equal (&record.owner, &record.desk))
    return TRUE;
  kk_recalls_clear (recalls);
  if (!kk_recalls_read (app, &record, recalls, error))
    return FALSE;
  for (guint i = 0; i < recalls->ops->len && *request == NULL; i++) {
    if (is_named (app, recalls, recalls->ops->pdata[i], id))
      *request = recalls->ops->pdata[i];
  }
  return TRUE;
}

/* @request: NULL when there is none of that name to this desk. */
static gboolean
find_request (KkApp *app,
              const char *id,
              KkRecalls *recalls,
              const KkStoredOp **request,
              GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list_recalls (app->vault, 0, error);
  gint64 last = 0;

  *request = NULL;
  for (guint i = 0; ops != NULL && i < ops->len && *request == NULL; i++) {
    const KkStoredOp *stored = ops->pdata[i];

    if (stored->record != last &&
        !find_in_record (app, stored->record, id, recalls, request, error))
      return FALSE;
    last = stored->record;
  }
  return ops != NULL;
}

/* A ground of one's own is a row of the register that counts today; which one is for the person to say. */
static gboolean
check_row (KkApp *app, const char *row, GError **error)
{
  const KkRegister *reg = kk_directory_newest_register (app->directory, error);
  g_autofree char *day = kk_app_today (app);

  if (reg == NULL)
    return FALSE;
  if (kk_register_find_row (reg, row, day) != NULL)
    return TRUE;
  /* Translators: %s is the id of a row, as the person typed it. */
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_REFUSED,
               _ ("The register of legal bases has no row %s that counts today, so this cannot be "
                  "kept on it."),
               row);
  return FALSE;
}

static gboolean
answer_one (KkApp *app, const char *id, const char *row, GError **error)
{
  g_auto (KkRecalls) recalls = { 0 };
  const KkStoredOp *request;
  const KkStoredOp *answer;

  if (!find_request (app, id, &recalls, &request, error))
    return FALSE;
  if (request == NULL)
    return kk_recall_refuse (
        error, _ ("There is no such request. “recall list” shows those that there are."));
  answer = kk_recalls_answer (&recalls, &request->op->dot, &recalls.record.desk);
  if (answer != NULL && (row != NULL || answer->basis == KK_VAULT_NO_BASIS))
    return kk_recall_refuse (error, _ ("This request was answered before."));
  return kk_recall_answer (app, &recalls.record, request, row, error);
}

/* Everything that is open in one case. */
static gboolean
answer_case (KkApp *app, const KkId *thread, const char *row, GError **error)
{
  g_autoptr (GPtrArray) items = kk_recall_list_thread (app, thread, error);
  guint answered = 0;

  for (guint i = 0; items != NULL && i < items->len; i++) {
    const KkRecallItem *item = items->pdata[i];

    if (item->own || strcmp (item->status, "open") != 0)
      continue;
    if (!answer_one (app, item->id, row, error))
      return FALSE;
    answered++;
  }
  return items != NULL &&
         (answered > 0 ||
          kk_recall_refuse (error, _ ("Nothing of this case waits for your answer.")));
}

gboolean
kk_app_recall_answer (KkApp *app, const char *id, const char *row, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = NULL;
  g_autoptr (KkVaultCase) found = kk_case_find (app, id, NULL);
  gboolean done;

  if (row != NULL && !check_row (app, row, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL)
    return FALSE;
  done = found != NULL && found->record.has_thread
             ? answer_case (app, &found->record.thread, row, error)
             : answer_one (app, id, row, error);
  if (!done || !kk_vault_commit (g_steal_pointer (&transaction), error))
    return FALSE;
  kk_backup_erased_spread (app);
  return TRUE;
}
