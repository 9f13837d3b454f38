/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-statement-case-private.h"

#include "app/casework/kk-case-find-private.h"
#include "app/sharing/kk-statement-fields-private.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

gboolean
kk_statement_case_open (KkStatementCase *place, KkApp *app, const char *case_, GError **error)
{
  place->case_ = kk_case_find (app, case_, error);
  if (place->case_ == NULL)
    return FALSE;
  if (!place->case_->record.has_thread)
    return refuse (error, _ ("This case was sent alone, without what belongs to it, so that "
                             "nothing can be recorded about it here."));
  place->today = kk_app_today (app);
  return kk_record_writer_start (&place->writer, app, &place->case_->record.desk, error);
}

void
kk_statement_case_clear (KkStatementCase *place)
{
  g_clear_pointer (&place->case_, kk_vault_case_free);
  g_clear_pointer (&place->today, g_free);
}

/* What a record of the case says of a person. */
static gboolean
is_meant (const KkStatementCase *place,
          const KkVaultRecord *record,
          const KkId *wanted,
          KkId *person,
          GError **error)
{
  g_autoptr (GPtrArray) ops = NULL;
  const char *role;

  if (wanted != NULL) {
    *person = record->id;
    return record->type == KK_RECORD_PERSON && kk_id_equal (&record->id, wanted);
  }
  /* Beside the named file there may be one of another desk about the same person. */
  if (record->type != KK_RECORD_PERSON_IN_CASE ||
      !kk_id_equal (&record->owner, &place->case_->record.owner))
    return FALSE;
  ops = kk_vault_op_list (place->writer.app->vault, record->idx, KK_OPS_LIVE, error);
  role = ops != NULL ? kk_statement_text (ops, "nl_Role") : NULL;
  return role != NULL && kk_schema_role_subject (role) == KK_SUBJECT_VICTIM &&
         kk_statement_id (ops, "nl_Person", person);
}

gboolean
kk_statement_find_person (const KkStatementCase *place,
                          const char *text,
                          KkId *person,
                          GError **error)
{
  g_autoptr (GArray) records = kk_case_records (place->writer.app, place->case_, error);
  KkId wanted;
  KkId found = { 0 };
  guint count = 0;

  if (records == NULL)
    return FALSE;
  if (text != NULL && !kk_id_parse (text, &wanted))
    return refuse (error, _ ("A person is named by the id of their record, as “case show” gives "
                             "it."));
  for (guint i = 0; i < records->len; i++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);

    if (is_meant (place, record, text != NULL ? &wanted : NULL, &found, error) &&
        (count == 0 || !kk_id_equal (&found, person))) {
      *person = found;
      count++;
    }
  }
  if (count == 1)
    return TRUE;
  return refuse (error, count == 0
                            ? _ ("There is no such person in this case. Fill in who the victim "
                                 "is, or name the person with --person.")
                            : _ ("This case has several victims. Say who is meant with --person; "
                                 "“case show” gives the ids."));
}

gboolean
kk_statement_check_day (const char *day, GError **error)
{
  return day == NULL || kk_day_is_valid (day) ||
         refuse (error, _ ("A day is written as 2027-01-31."));
}

static GDateTime *
parse_day (const char *day)
{
  g_autofree char *midnight = g_strconcat (day, "T00:00:00Z", NULL);

  return g_date_time_new_from_iso8601 (midnight, NULL);
}

char *
kk_statement_months_later (const char *day, int months)
{
  g_autoptr (GDateTime) from = parse_day (day);
  g_autoptr (GDateTime) later = g_date_time_add_months (from, months);

  return g_date_time_format (later, "%Y-%m-%d");
}

char *
kk_statement_days_later (const char *day, int days)
{
  g_autoptr (GDateTime) from = parse_day (day);
  g_autoptr (GDateTime) later = g_date_time_add_days (from, days);

  return g_date_time_format (later, "%Y-%m-%d");
}
