/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/register/kk-removal-private.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-view-private.h"
#include "app/casework/kk-field-input-private.h"
#include "vault/kk-vault-cases.h"

#include <glib/gi18n-lib.h>

void
kk_removing_clear (KkRemoving *removing)
{
  g_clear_pointer (&removing->records, g_array_unref);
  g_clear_pointer (&removing->transaction, kk_vault_rollback);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
refuse_other (KkRemoving *removing, const KkId *owner, GError **error)
{
  g_autofree char *slug = kk_desk_dup_slug (removing->app, owner);

  /* Translators: %s is an organisation. */
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
               _ ("%s owns this and decides. Ask them to remove it."), slug);
  return FALSE;
}

static gboolean
pick_one (KkRemoving *removing, const GArray *all, GError **error)
{
  KkId id;

  if (!kk_id_parse (removing->removal->record, &id))
    return refuse (error, _ ("A record is named by 32 hexadecimal digits."));
  for (guint i = 0; i < all->len; i++) {
    const KkVaultRecord *record = &g_array_index (all, KkVaultRecord, i);

    if (!kk_id_equal (&record->id, &id))
      continue;
    g_array_append_vals (removing->records, record, 1);
    return kk_id_equal (&record->owner, &record->desk) ||
           refuse_other (removing, &record->owner, error);
  }
  return refuse (error, _ ("This case has no record with this id."));
}

static gboolean
pick_all (KkRemoving *removing, const GArray *all, GError **error)
{
  if (!kk_id_equal (&removing->case_.owner, &removing->case_.desk))
    return refuse_other (removing, &removing->case_.owner, error);
  for (guint i = 0; i < all->len; i++) {
    const KkVaultRecord *record = &g_array_index (all, KkVaultRecord, i);

    if (kk_id_equal (&record->owner, &record->desk))
      g_array_append_vals (removing->records, record, 1);
  }
  return TRUE;
}

gboolean
kk_removing_start (KkRemoving *removing, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (removing->app, removing->removal->case_, error);
  g_autoptr (GArray) all = NULL;

  if (found == NULL)
    return FALSE;
  removing->case_ = found->record;
  removing->records = g_array_new (FALSE, FALSE, sizeof (KkVaultRecord));
  removing->transaction = kk_vault_begin (removing->app->vault, error);
  all = removing->transaction != NULL ? kk_case_all_records (removing->app, &removing->case_, error)
                                      : NULL;
  return all != NULL &&
         kk_record_writer_start (&removing->writer, removing->app, &found->record.desk, error) &&
         (removing->removal->record != NULL ? pick_one (removing, all, error)
                                            : pick_all (removing, all, error));
}

/* Nobody ticked what it is about, so it cannot be sent. */
gboolean
kk_journal_note (KkRecordWriter *writer, const KkId *thread, const char *text, GError **error)
{
  const KkField *field = kk_schema_field_by_name (KK_RECORD_JOURNAL_ENTRY, "cco_CaseComment");
  g_autoptr (KkValue) value = kk_value_new_text (text);
  KkOwnOp own = { .kind = KK_OP_VALUE, .field = field->number, .basis = KK_VAULT_NO_BASIS };
  KkVaultRecord entry;

  own.value = value;
  return kk_record_writer_make (writer, KK_RECORD_JOURNAL_ENTRY, thread, &entry, error) &&
         kk_record_writer_add_first (writer, &own, error);
}

gboolean
kk_removing_note_reason (KkRemoving *removing, GError **error)
{
  g_autofree char *text = NULL;

  if (removing->removal->reason == NULL || *removing->removal->reason == '\0')
    return refuse (error, _ ("Say why it is deleted. The reason stays in the file of the case."));
  /* Translators: %s is the reason that the person gave. It is kept in the journal of the case. */
  text = g_strdup_printf (_ ("Deleted: %s"), removing->removal->reason);
  return kk_journal_note (&removing->writer, &removing->case_.thread, text, error);
}

gboolean
kk_removing_finish (KkRemoving *removing, GError **error)
{
  return kk_vault_commit (g_steal_pointer (&removing->transaction), error);
}
