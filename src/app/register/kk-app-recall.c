/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Asking back what was given (exchange §14). */

#include "app/register/kk-app-recall.h"

#include "app/register/kk-recall-private.h"
#include "app/register/kk-recall-request-private.h"
#include "app/register/kk-removal-private.h"
#include "crypto/kk-hash.h"
#include "vault/kk-vault-logs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
kk_recall_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

/* Short enough to copy by hand. */
char *
kk_recall_dup_id (const KkId *record, const KkDot *dot)
{
  guint8 name[2 * KK_ID_SIZE + sizeof (guint32)];
  guint32 n = GUINT32_TO_LE (dot->n);
  KkHash hash;
  KkId id;

  memcpy (name, record->bytes, KK_ID_SIZE);
  memcpy (name + KK_ID_SIZE, dot->log.bytes, KK_ID_SIZE);
  memcpy (name + 2 * KK_ID_SIZE, &n, sizeof n);
  hash = kk_hash_labelled ("recall", name, sizeof name);
  id = kk_id_from_hash (&hash);
  return g_strndup (kk_id_text (&id).text, 12);
}

static gboolean
is_wanted (KkApp *app,
           const KkVaultRecord *record,
           const KkRecallFilter *filter,
           const KkVaultSent *sent,
           gboolean *wanted,
           GError **error)
{
  const KkId *log = kk_vault_log_get_id (app->vault, sent->log);
  gboolean live = FALSE;
  KkDot dot;

  *wanted = FALSE;
  if (sent->field == 0 || sent->kind != KK_OP_VALUE || log == NULL ||
      (filter->fields != NULL &&
       !g_hash_table_contains (filter->fields, GUINT_TO_POINTER (sent->field))))
    return TRUE;
  dot = (KkDot){ *log, sent->n };
  if (filter->corrected && !kk_vault_op_is_live (app->vault, record->idx, &dot, &live, error))
    return FALSE;
  *wanted = !live;
  return TRUE;
}

/* What was asked back before is not asked again. */
static gboolean
was_asked (const KkRecalls *recalls, const GPtrArray *sent, const KkDot *dot)
{
  for (guint i = 0; i < recalls->ops->len; i++) {
    const KkStoredOp *request = recalls->ops->pdata[i];

    if (!kk_op_names_dot (request->op, dot))
      continue;
    for (guint s = 0; s < sent->len; s++) {
      const KkVaultSent *one = sent->pdata[s];

      if (one->field == 0 && one->log == request->log && one->n == request->op->dot.n)
        return TRUE;
    }
  }
  return FALSE;
}

static gboolean
has_dot (const GArray *dots, const KkDot *dot)
{
  for (guint i = 0; i < dots->len; i++) {
    const KkDot *known = &g_array_index (dots, KkDot, i);

    if (known->n == dot->n && kk_id_equal (&known->log, &dot->log))
      return TRUE;
  }
  return FALSE;
}

static gboolean
collect_dots (KkApp *app,
              const KkRecalls *recalls,
              const KkRecallFilter *filter,
              const GPtrArray *sent,
              GArray *dots,
              GError **error)
{
  for (guint i = 0; i < sent->len; i++) {
    const KkVaultSent *one = sent->pdata[i];
    const KkId *log = kk_vault_log_get_id (app->vault, one->log);
    gboolean wanted;
    KkDot dot;

    if (!is_wanted (app, &recalls->record, filter, one, &wanted, error))
      return FALSE;
    if (!wanted)
      continue;
    dot = (KkDot){ *log, one->n };
    if (!has_dot (dots, &dot) && !was_asked (recalls, sent, &dot))
      g_array_append_val (dots, dot);
  }
  return TRUE;
}

static KkVaultSent *
describe_sent (const KkVaultSent *like, const KkStoredOp *stored)
{
  KkVaultSent *sent = g_new0 (KkVaultSent, 1);

  sent->desk = like->desk;
  sent->record = like->record;
  sent->field = like->field;
  sent->element = g_strdup (like->element);
  sent->log = stored->log;
  sent->n = stored->op->dot.n;
  sent->kind = KK_OP_VALUE;
  return sent;
}

/* Of what a colleague sent only the field is known: every value that this desk gave it may have gone. */
static gboolean
spell_out (KkApp *app,
           const KkVaultRecord *record,
           const KkVaultSent *sent,
           GPtrArray *given,
           GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list_register (app->vault, record->idx, sent->field,
                                                         sent->element, KK_OPS_ALL, error);

  for (guint i = 0; ops != NULL && i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];

    if (stored->op->kind == KK_OP_VALUE && stored->state == KK_OP_STATE_PRESENT &&
        kk_id_equal (&stored->desk, &record->desk))
      g_ptr_array_add (given, describe_sent (sent, stored));
  }
  return ops != NULL;
}

/* (transfer full) (element-type KkVaultSent): by operation. */
static GPtrArray *
list_given (KkApp *app, const KkVaultRecord *record, const KkId *desk, GError **error)
{
  g_autoptr (GPtrArray) sent = kk_vault_sent_list (app->vault, record->idx, desk, error);
  g_autoptr (GPtrArray) given =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_sent_free);

  if (sent == NULL)
    return NULL;
  for (guint i = 0; i < sent->len; i++) {
    KkVaultSent *one = sent->pdata[i];

    if (one->n != 0)
      g_ptr_array_add (given, g_steal_pointer (&sent->pdata[i]));
    else if (!spell_out (app, record, one, given, error))
      return NULL;
  }
  return g_steal_pointer (&given);
}

static gboolean
recall_from (KkApp *app,
             const KkRecalls *recalls,
             const KkRecallFilter *filter,
             const KkId *desk,
             guint *count,
             GError **error)
{
  g_autoptr (GPtrArray) sent = list_given (app, &recalls->record, desk, error);
  g_autoptr (GArray) dots = g_array_new (FALSE, FALSE, sizeof (KkDot));
  g_autoptr (GArray) desks = g_array_new (FALSE, FALSE, sizeof (KkId));

  if (sent == NULL || !collect_dots (app, recalls, filter, sent, dots, error))
    return FALSE;
  if (dots->len == 0)
    return TRUE;
  g_array_append_vals (desks, desk, 1);
  (*count)++;
  return kk_recall_ask (app, &recalls->record, dots, desks, error);
}

gboolean
kk_recall_record (KkApp *app,
                  const KkVaultRecord *record,
                  const KkRecallFilter *filter,
                  guint *count,
                  GError **error)
{
  g_autoptr (GArray) desks = kk_vault_sent_desks (app->vault, record->idx, error);
  g_auto (KkRecalls) recalls = { 0 };

  if (desks == NULL || !kk_recalls_read (app, record, &recalls, error))
    return FALSE;
  for (guint i = 0; i < desks->len; i++) {
    const KkId *desk = &g_array_index (desks, KkId, i);

    if ((filter->desk == NULL || kk_id_equal (filter->desk, desk)) &&
        !recall_from (app, &recalls, filter, desk, count, error))
      return FALSE;
  }
  return TRUE;
}

static GHashTable *
read_fields (const GPtrArray *names, GError **error)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < names->len; i++) {
    const KkField *field = kk_schema_field_by_name (0, names->pdata[i]);

    if (field == NULL) {
      /* Translators: %s is the name of a field, as the person typed it. */
      g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, _ ("There is no field named %s."),
                   (const char *) names->pdata[i]);
      return NULL;
    }
    g_hash_table_add (fields, GUINT_TO_POINTER (field->number));
  }
  return g_steal_pointer (&fields);
}

static void
leave_out (KkVaultShare *share, GHashTable *fields)
{
  for (guint i = share->fields->len; i > 0; i--) {
    guint32 field = g_array_index (share->fields, KkShareField, i - 1).field;

    if (g_hash_table_contains (fields, GUINT_TO_POINTER (field)))
      g_array_remove_index (share->fields, i - 1);
  }
}

/* What is asked back does not go out again by itself. */
static gboolean
narrow_shares (const KkRemoving *removing, const KkRecallFilter *filter, GError **error)
{
  KkVault *vault = removing->app->vault;
  g_autoptr (GPtrArray) shares =
      kk_vault_share_list (vault, &removing->case_.desk, &removing->case_.thread, error);

  for (guint i = 0; shares != NULL && !filter->corrected && i < shares->len; i++) {
    KkVaultShare *share = shares->pdata[i];

    if (filter->desk != NULL && !kk_id_equal (filter->desk, &share->receiver))
      continue;
    if (filter->fields != NULL)
      leave_out (share, filter->fields);
    else
      share->state = KK_SHARE_STOPPED;
    if (!kk_vault_share_put (vault, share, error))
      return FALSE;
  }
  return shares != NULL;
}

static gboolean
recall_all (KkRemoving *removing, const KkRecallFilter *filter, GError **error)
{
  guint count = 0;

  for (guint i = 0; i < removing->records->len; i++) {
    if (!kk_recall_record (removing->app, &g_array_index (removing->records, KkVaultRecord, i),
                           filter, &count, error))
      return FALSE;
  }
  return count > 0 ||
         kk_recall_refuse (error, _ ("Nobody was given anything of this that was not asked back "
                                     "already."));
}

static gboolean
note_reason (KkRemoving *removing, const char *reason, GError **error)
{
  g_autofree char *text = NULL;

  if (reason == NULL || *reason == '\0')
    return kk_recall_refuse (
        error, _ ("Say why it is asked back. The reason stays in the file of the case."));
  /* Translators: %s is the reason that the person gave. It is kept in the journal of the case. */
  text = g_strdup_printf (_ ("Asked back: %s"), reason);
  return kk_journal_note (&removing->writer, &removing->case_.thread, text, error);
}

GPtrArray *
kk_app_recall (KkApp *app, const KkRecallPlan *plan, GError **error)
{
  KkRemoval removal = { plan->case_, plan->record, plan->reason };
  g_auto (KkRemoving) removing = { .app = app, .removal = &removal };
  g_autoptr (GHashTable) fields = plan->fields != NULL ? read_fields (plan->fields, error) : NULL;
  KkRecallFilter filter = { .fields = fields, .corrected = plan->corrected };
  KkId desk;

  if (plan->fields != NULL && fields == NULL)
    return NULL;
  if (plan->recipient != NULL) {
    const KkOrganisation *organisation = NULL;
    const KkDesk *found =
        kk_directory_resolve_desk (app->directory, plan->recipient, &organisation, error);

    if (found == NULL)
      return NULL;
    desk = found->id;
    filter.desk = &desk;
  }
  if (!kk_removing_start (&removing, error) || !recall_all (&removing, &filter, error) ||
      !narrow_shares (&removing, &filter, error) || !note_reason (&removing, plan->reason, error) ||
      !kk_removing_finish (&removing, error))
    return NULL;
  return kk_recall_list_thread (app, &removing.case_.thread, error);
}
