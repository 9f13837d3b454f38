/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-app-case.h"

#include "app/kk-case-reference-private.h"
#include "app/kk-record-writer-private.h"

static gboolean
write_case (KkRecordWriter *writer, const char *reference, GError **error)
{
  g_autoptr (KkValue) value = kk_value_new_text (reference);
  KkId thread = kk_id_random ();
  KkVaultRecord record;
  KkOwnOp own = { .kind = KK_OP_VALUE, .value = value, .basis = KK_VAULT_NO_BASIS };

  own.field = kk_schema_field_by_name (KK_RECORD_CASE, "nl_CaseReference")->number;
  return kk_record_writer_make (writer, KK_RECORD_CASE, &thread, &record, error) &&
         kk_record_writer_add_first (writer, &own, error);
}

static char *
settle_reference (KkApp *app, const char *asked, GError **error)
{
  const KkOwnSeat *seat = kk_app_first_seat (app, error);
  g_autofree char *reference = NULL;

  if (seat == NULL)
    return NULL;
  if (asked == NULL)
    return kk_case_reference_next (app, seat, error);
  reference = g_strstrip (g_strdup (asked));
  return kk_case_reference_check (app, &seat->desk, reference, error) ? g_steal_pointer (&reference)
                                                                      : NULL;
}

char *
kk_app_case_new (KkApp *app, const char *reference, GError **error)
{
  KkRecordWriter writer;
  g_autoptr (KkVaultTransaction) transaction = NULL;
  g_autofree char *settled = NULL;

  if (!kk_record_writer_start (&writer, app, NULL, error))
    return NULL;
  transaction = kk_vault_begin (app->vault, error);
  settled = transaction != NULL ? settle_reference (app, reference, error) : NULL;
  if (settled == NULL || !write_case (&writer, settled, error) ||
      !kk_vault_commit (g_steal_pointer (&transaction), error))
    return NULL;
  return g_steal_pointer (&settled);
}
