/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-app-case.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-reference-private.h"
#include "app/casework/kk-record-writer-private.h"

#include <glib/gi18n-lib.h>

static gboolean
write_case (KkRecordWriter *writer, const char *reference, const KkId *thread, GError **error)
{
  g_autoptr (KkValue) value = kk_value_new_text (reference);
  KkVaultRecord record;
  KkOwnOp own = { .kind = KK_OP_VALUE, .value = value, .basis = KK_VAULT_NO_BASIS };

  own.field = kk_schema_field_by_name (KK_RECORD_CASE, "nl_CaseReference")->number;
  return kk_record_writer_make (writer, KK_RECORD_CASE, thread, &record, error) &&
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

static char *
make_case (KkApp *app, const char *reference, const KkId *thread, GError **error)
{
  KkRecordWriter writer;
  g_autoptr (KkVaultTransaction) transaction = NULL;
  g_autofree char *settled = NULL;

  if (!kk_record_writer_start (&writer, app, NULL, error))
    return NULL;
  transaction = kk_vault_begin (app->vault, error);
  settled = transaction != NULL ? settle_reference (app, reference, error) : NULL;
  if (settled == NULL || !write_case (&writer, settled, thread, error) ||
      !kk_vault_commit (g_steal_pointer (&transaction), error))
    return NULL;
  return g_steal_pointer (&settled);
}

char *
kk_app_case_new (KkApp *app, const char *reference, GError **error)
{
  KkId thread = kk_id_random ();

  return make_case (app, reference, &thread, error);
}

static gboolean
check_beside (KkApp *app, const KkVaultCase *about, GError **error)
{
  const KkOwnSeat *seat = kk_app_first_seat (app, error);

  if (seat == NULL)
    return FALSE;
  if (about->record.has_thread && !kk_id_equal (&about->record.owner, &seat->desk))
    return TRUE;
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
               /* Translators: %s is the reference of a case. */
               _ ("An own file beside another is for a case that an organisation shared with you. "
                  "%s is not one."),
               about->reference);
  return FALSE;
}

char *
kk_app_case_new_beside (KkApp *app, const char *reference, const char *about, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, about, error);

  if (found == NULL || !check_beside (app, found, error))
    return NULL;
  return make_case (app, reference, &found->record.thread, error);
}
