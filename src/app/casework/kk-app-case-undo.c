/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Taking changes back: a new operation with the value that was there before, so that every device agrees. */

#include "app/casework/kk-app-case.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-view-private.h"
#include "app/casework/kk-route-file-private.h"
#include "app/exchange/kk-change-private.h"
#include "app/register/kk-removal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  KkVaultRecord record;
  KkStoredOp *stored;
} Change;

typedef struct {
  KkApp *app;
  const KkVaultCase *case_;
  GArray *records; /* (element-type KkVaultRecord) */
  GArray *changes; /* (element-type Change) */
  KkRecordWriter writer;
} Undoing;

static void
clear_undoing (Undoing *undoing)
{
  g_clear_pointer (&undoing->records, g_array_unref);
  g_clear_pointer (&undoing->changes, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Undoing, clear_undoing)

static void
clear_change (gpointer data)
{
  kk_stored_op_free (((Change *) data)->stored);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
refuse_answer (KkUndoAnswer answer, GError **error)
{
  switch (answer) {
  case KK_UNDO_OTHERS:
    return refuse (error, _ ("Another organisation wrote this or decides about it. Propose another "
                             "value, or ask them."));
  case KK_UNDO_LATE:
    return refuse (error, _ ("This was changed more than 30 days ago and is not taken back any "
                             "more. Fill in the value that it has to have."));
  case KK_UNDO_SINCE:
    return refuse (error, _ ("This was changed again later, deleted, or has two values now. Take "
                             "the later change back first, or fill in the value."));
  case KK_UNDO_DECISION:
  case KK_UNDO_FINE:
  default:
    return refuse (error, _ ("This was decided, signed or written down for good. It is withdrawn, "
                             "corrected or deleted with its own command."));
  }
}

/* Which changes. */

static void
take (Undoing *undoing, const KkVaultRecord *record, GPtrArray *ops, guint index)
{
  Change change = { *record, g_steal_pointer (&ops->pdata[index]) };

  g_array_append_val (undoing->changes, change);
}

static void
free_stored_if_any (gpointer stored)
{
  if (stored != NULL)
    kk_stored_op_free (stored);
}

typedef gboolean (*WantedFunc) (Undoing *undoing,
                                const KkVaultRecord *record,
                                const KkStoredOp *stored,
                                gconstpointer data);

static gboolean
take_wanted (Undoing *undoing, WantedFunc wanted, gconstpointer data, GError **error)
{
  for (guint i = 0; i < undoing->records->len; i++) {
    const KkVaultRecord *record = &g_array_index (undoing->records, KkVaultRecord, i);
    g_autoptr (GPtrArray) ops =
        kk_vault_op_list (undoing->app->vault, record->idx, KK_OPS_ALL, error);

    if (ops == NULL)
      return FALSE;
    g_ptr_array_set_free_func (ops, free_stored_if_any);
    for (guint n = 0; n < ops->len; n++) {
      if (wanted (undoing, record, ops->pdata[n], data))
        take (undoing, record, ops, n);
    }
  }
  return TRUE;
}

static gboolean
is_named (Undoing *undoing G_GNUC_UNUSED,
          const KkVaultRecord *record,
          const KkStoredOp *stored,
          gconstpointer data)
{
  g_autofree char *id = kk_change_dup_id (record, stored->op);

  return strcmp (id, data) == 0;
}

static gboolean
take_named (Undoing *undoing, const char *id, GError **error)
{
  guint before = undoing->changes->len;
  const Change *found;
  KkUndoAnswer answer;

  if (!take_wanted (undoing, is_named, id, error))
    return FALSE;
  if (undoing->changes->len != before + 1) {
    g_set_error (
        error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
        /* Translators: %s is what the person typed: 12 hexadecimal digits, or something else. */
        _ ("There is no change %s in this case. “case history” shows those that there "
           "are."),
        id);
    return FALSE;
  }
  found = &g_array_index (undoing->changes, Change, before);
  answer = kk_change_judge (undoing->app, &found->record, found->stored);
  return answer == KK_UNDO_FINE || refuse_answer (answer, error);
}

static gboolean
is_own_and_fine (Undoing *undoing,
                 const KkVaultRecord *record,
                 const KkStoredOp *stored,
                 gconstpointer data G_GNUC_UNUSED)
{
  return kk_id_equal (&stored->op->dot.log, &undoing->writer.log) &&
         kk_change_judge (undoing->app, record, stored) == KK_UNDO_FINE;
}

/* What was written in one go has one time. */
static gboolean
take_last (Undoing *undoing, GError **error)
{
  gint64 last = G_MININT64;

  if (!take_wanted (undoing, is_own_and_fine, NULL, error))
    return FALSE;
  for (guint i = 0; i < undoing->changes->len; i++)
    last = MAX (last, g_array_index (undoing->changes, Change, i).stored->op->time);
  for (guint i = undoing->changes->len; i > 0; i--) {
    if (g_array_index (undoing->changes, Change, i - 1).stored->op->time != last)
      g_array_remove_index (undoing->changes, i - 1);
  }
  return undoing->changes->len > 0 ||
         refuse (error, _ ("This device changed nothing in this case in the last 30 days that can "
                           "be taken back."));
}

static gboolean
take_changes (Undoing *undoing, const char *const *changes, GError **error)
{
  if (changes == NULL || *changes == NULL)
    return take_last (undoing, error);
  for (; *changes != NULL; changes++) {
    if (!take_named (undoing, *changes, error))
      return FALSE;
  }
  return TRUE;
}

/* Taking one back. */

static gboolean
check_case_field (Undoing *undoing, const Change *change, gboolean was_empty, GError **error)
{
  const KkField *field = kk_schema_field (change->stored->op->field);
  gboolean has_moves = FALSE;

  if (strcmp (field->name, "nl_CaseReference") == 0 && was_empty)
    return refuse (error, _ ("The case began with this. “case delete” takes the whole case away."));
  if (strcmp (field->name, "nl_Stage") != 0)
    return TRUE;
  return kk_route_has_moves (undoing->app, undoing->case_, &has_moves, error) &&
         (!has_moves || refuse_answer (KK_UNDO_DECISION, error));
}

/* The operations of the register as if @change had never been made. (transfer full) (element-type KkStoredOp) */
static GPtrArray *
list_others (Undoing *undoing, const Change *change, GError **error)
{
  const KkOp *op = change->stored->op;
  GPtrArray *ops = kk_vault_op_list_register (undoing->app->vault, change->record.idx, op->field,
                                              op->element, KK_OPS_ALL, error);

  for (guint i = ops != NULL ? ops->len : 0; i > 0; i--) {
    if (((const KkStoredOp *) ops->pdata[i - 1])->idx == change->stored->idx)
      g_ptr_array_remove_index (ops, i - 1);
  }
  return ops;
}

/* @before: (out) (nullable), borrowed from @others: NULL = the field was empty. */
static gboolean
find_before (const KkLiveField *live, const KkStoredOp **before, GError **error)
{
  *before = NULL;
  if (live == NULL || live->current->len == 0)
    return TRUE;
  if (live->current->len > 1)
    return refuse (error, _ ("There were two values before this change. Fill in the one that is "
                             "right."));
  *before = live->current->pdata[0];
  if ((*before)->state == KK_OP_STATE_PRESENT &&
      ((*before)->op->kind == KK_OP_VALUE || (*before)->op->kind == KK_OP_ABSENT))
    return TRUE;
  return refuse (error, _ ("The value that was there before is not kept any more. Fill in the "
                           "value that it has to have."));
}

static gboolean
is_alone (Undoing *undoing, const Change *change, gboolean *alone, GError **error)
{
  const KkOp *op = change->stored->op;
  g_autoptr (GPtrArray) live = kk_vault_op_list_register (
      undoing->app->vault, change->record.idx, op->field, op->element, KK_OPS_LIVE, error);

  *alone = live != NULL && live->len == 1;
  return live != NULL;
}

static gboolean
write_before (Undoing *undoing, const Change *change, GError **error)
{
  g_autoptr (GPtrArray) others = list_others (undoing, change, error);
  g_autoptr (GPtrArray) fields =
      others != NULL ? kk_live_fields (others, &change->record.owner) : NULL;
  KkOwnOp own = { .kind = KK_OP_ABSENT,
                  .field = change->stored->op->field,
                  .element = change->stored->op->element,
                  .basis = KK_VAULT_NO_BASIS };
  const KkStoredOp *before;
  gboolean alone;

  if (fields == NULL || !is_alone (undoing, change, &alone, error))
    return FALSE;
  if (!alone)
    return refuse_answer (KK_UNDO_SINCE, error);
  if (!find_before (fields->len > 0 ? fields->pdata[0] : NULL, &before, error) ||
      !check_case_field (undoing, change, before == NULL, error))
    return FALSE;
  if (before != NULL) {
    own.kind = before->op->kind;
    own.value = before->op->value;
    own.extra = before->op->extra;
    own.basis = before->basis;
  }
  return kk_record_writer_add (&undoing->writer, &change->record, &own, error);
}

/* What holds nothing any more was new: it goes away, and “case undelete” would bring an empty record back. */
static gboolean
remove_if_empty (Undoing *undoing, const KkVaultRecord *record, GError **error)
{
  g_autoptr (GPtrArray) live =
      kk_vault_op_list (undoing->app->vault, record->idx, KK_OPS_LIVE, error);

  for (guint i = 0; live != NULL && i < live->len; i++) {
    if (((const KkStoredOp *) live->pdata[i])->op->kind != KK_OP_ABSENT)
      return TRUE;
  }
  return live != NULL && kk_removal_write (&undoing->writer, record, KK_OP_DELETE, error);
}

static gboolean
undo_all (Undoing *undoing, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < undoing->changes->len; i++) {
    if (!write_before (undoing, &g_array_index (undoing->changes, Change, i), error))
      return FALSE;
  }
  for (guint i = 0; i < undoing->changes->len; i++) {
    Change *change = &g_array_index (undoing->changes, Change, i);

    if (g_hash_table_add (seen, &change->record.idx) &&
        !remove_if_empty (undoing, &change->record, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_app_case_undo (KkApp *app,
                  const char *case_,
                  const char *const *changes,
                  guint *count,
                  GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);
  g_auto (Undoing) undoing = { .app = app, .case_ = found };
  g_autoptr (KkVaultTransaction) transaction = NULL;

  undoing.records = found != NULL ? kk_case_records (app, found, error) : NULL;
  undoing.changes = g_array_new (FALSE, TRUE, sizeof (Change));
  g_array_set_clear_func (undoing.changes, clear_change);
  if (undoing.records == NULL ||
      !kk_record_writer_start (&undoing.writer, app, &found->record.desk, error) ||
      !take_changes (&undoing, changes, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL || !undo_all (&undoing, error))
    return FALSE;
  if (count != NULL)
    *count = undoing.changes->len;
  return kk_vault_commit (g_steal_pointer (&transaction), error);
}
