/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Taking over: what a desk received becomes a file of its own, which it may pass on, with the way it came (exchange §14). */

#include "app/casework/kk-app-case.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-reference-private.h"
#include "app/casework/kk-record-writer-private.h"
#include "app/exchange/kk-rebase-private.h"
#include "vault/kk-vault-cases.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  KkApp *app;
  KkRecordWriter writer;
  char *reference;
  GArray *sources; /* (element-type KkVaultRecord): of others */
  GArray *copies;  /* (element-type KkVaultRecord): own, in the same order */
} TakingOver;

static void
clear_taking_over (TakingOver *taking)
{
  g_free (taking->reference);
  g_clear_pointer (&taking->sources, g_array_unref);
  g_clear_pointer (&taking->copies, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TakingOver, clear_taking_over)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
is_taken (KkApp *app, const KkVaultRecord *record, gboolean *taken, GError **error)
{
  g_autoptr (GArray) derived = kk_vault_record_list_derived (app->vault, &record->id, error);

  *taken = FALSE;
  for (guint i = 0; derived != NULL && i < derived->len; i++)
    *taken = *taken || kk_id_equal (&g_array_index (derived, KkVaultRecord, i).desk, &record->desk);
  return derived != NULL;
}

static gboolean
list_sources (TakingOver *taking, const KkVaultCase *case_, GError **error)
{
  g_autoptr (GArray) all = kk_case_records (taking->app, case_, error);

  taking->sources = g_array_new (FALSE, FALSE, sizeof (KkVaultRecord));
  for (guint i = 0; all != NULL && i < all->len; i++) {
    const KkVaultRecord *record = &g_array_index (all, KkVaultRecord, i);
    gboolean taken = FALSE;

    if (kk_id_equal (&record->owner, &record->desk))
      continue;
    if (!is_taken (taking->app, record, &taken, error))
      return FALSE;
    if (!taken)
      g_array_append_vals (taking->sources, record, 1);
  }
  return all != NULL && (taking->sources->len > 0 ||
                         refuse (error, _ ("This case has nothing of others to take over.")));
}

static gboolean
make_copies (TakingOver *taking, GError **error)
{
  taking->copies = g_array_new (FALSE, TRUE, sizeof (KkVaultRecord));
  for (guint i = 0; i < taking->sources->len; i++) {
    const KkVaultRecord *source = &g_array_index (taking->sources, KkVaultRecord, i);
    KkVaultRecord copy = *source;

    copy.id = kk_id_random ();
    copy.owner = copy.desk;
    copy.has_derived_from = TRUE;
    copy.derived_from = source->id;
    if (!kk_vault_record_ensure (taking->app->vault, &copy, &copy.idx, error))
      return FALSE;
    g_array_append_val (taking->copies, copy);
  }
  return TRUE;
}

/* A reference leads to the own copy where there is one. (transfer full) */
static KkValue *
map_value (const TakingOver *taking, KkValue *value)
{
  gsize size = 0;
  const guint8 *bytes =
      kk_value_get_kind (value) == KK_VALUE_BYTES ? kk_value_get_bytes (value, &size) : NULL;

  for (guint i = 0; bytes != NULL && size == KK_ID_SIZE && i < taking->sources->len; i++) {
    if (memcmp (g_array_index (taking->sources, KkVaultRecord, i).id.bytes, bytes, size) == 0)
      return kk_value_new_bytes (g_array_index (taking->copies, KkVaultRecord, i).id.bytes, size);
  }
  return kk_value_ref (value);
}

static gboolean
copy_op (TakingOver *taking, const KkVaultRecord *copy, const KkStoredOp *stored, GError **error)
{
  const KkField *field = kk_schema_field (stored->op->field);
  gboolean reference = field != NULL && strcmp (field->name, "nl_CaseReference") == 0;
  g_autoptr (KkValue) value =
      reference ? kk_value_new_text (taking->reference) : map_value (taking, stored->op->value);
  KkOwnOp own = { .kind = KK_OP_VALUE, .field = stored->op->field, .value = value };

  own.element = stored->op->element;
  own.extra = stored->op->extra;
  own.basis = KK_VAULT_NO_BASIS;
  /* The reference is this desk's own. */
  if (!reference && stored->basis != KK_VAULT_NO_BASIS &&
      !kk_basis_extend (taking->app, &stored->desk, stored->basis, &own.basis, error))
    return FALSE;
  return kk_record_writer_add (&taking->writer, copy, &own, error);
}

static gboolean
copy_values (TakingOver *taking, guint index, GError **error)
{
  const KkVaultRecord *source = &g_array_index (taking->sources, KkVaultRecord, index);
  const KkVaultRecord *copy = &g_array_index (taking->copies, KkVaultRecord, index);
  g_autoptr (GPtrArray) ops =
      kk_vault_op_list (taking->app->vault, source->idx, KK_OPS_LIVE, error);

  for (guint i = 0; ops != NULL && i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];

    if (stored->op->kind == KK_OP_VALUE && kk_id_equal (&stored->desk, &source->owner) &&
        !copy_op (taking, copy, stored, error))
      return FALSE;
  }
  return ops != NULL;
}

static gboolean
settle_reference (TakingOver *taking, const char *asked, GError **error)
{
  const KkOwnSeat *seat = kk_own_seat_at (taking->app, &taking->writer.desk, error);

  if (seat == NULL)
    return FALSE;
  taking->reference = asked == NULL ? kk_case_reference_next (taking->app, seat, error)
                                    : g_strstrip (g_strdup (asked));
  return taking->reference != NULL &&
         (asked == NULL ||
          kk_case_reference_check (taking->app, &taking->writer.desk, taking->reference, error));
}

char *
kk_app_case_take_over (KkApp *app, const char *case_, const char *reference, GError **error)
{
  g_auto (TakingOver) taking = { .app = app };
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);
  g_autoptr (KkVaultTransaction) transaction = NULL;

  if (found == NULL || !kk_record_writer_start (&taking.writer, app, &found->record.desk, error) ||
      !list_sources (&taking, found, error))
    return NULL;
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL || !settle_reference (&taking, reference, error) ||
      !make_copies (&taking, error))
    return NULL;
  for (guint i = 0; i < taking.sources->len; i++) {
    if (!copy_values (&taking, i, error))
      return NULL;
  }
  return kk_vault_commit (g_steal_pointer (&transaction), error)
             ? g_steal_pointer (&taking.reference)
             : NULL;
}
