/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Measures in a case. */

#include "app/casework/kk-app-measure.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-work-record-private.h"
#include "app/sharing/kk-statement-case-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

/* The one track of a measure goes without saying; of several a person chooses, or it belongs to none. */
static gboolean
choose_track (const KkMeasure *measure, const char *asked, const char **track, GError **error)
{
  KkTrack known;

  *track = asked;
  if (asked == NULL) {
    for (guint i = 0; i < KK_N_TRACKS; i++) {
      if (measure->tracks == 1u << i)
        *track = kk_track_text ((KkTrack) i);
    }
    return TRUE;
  }
  return (kk_track_parse (asked, &known) && (measure->tracks & 1u << known) != 0) ||
         refuse (error, _ ("This measure does not belong to that track. “measure catalogue” shows "
                           "the tracks of each."));
}

/* @text: (nullable): hex id of a record of @type in the case, which @field is to point at. */
static gboolean
write_about (KkStatementCase *place,
             const char *field,
             KkRecordType type,
             const char *text,
             GError **error)
{
  g_autoptr (GArray) records =
      text != NULL ? kk_case_records (place->writer.app, place->case_, error) : NULL;

  if (text == NULL)
    return TRUE;
  for (guint i = 0; records != NULL && i < records->len; i++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);

    if (record->type == (guint32) type && strcmp (kk_id_text (&record->id).text, text) == 0)
      return kk_statement_put_id (&place->writer, field, &record->id, error);
  }
  return records != NULL &&
         refuse (error, _ ("There is no such person or company in this case. “person list” and "
                           "“case show” give the ids."));
}

static gboolean
write_facts (KkStatementCase *place,
             const KkVaultRecord *record,
             const KkMeasure *measure,
             const KkMeasurePlan *plan,
             GError **error)
{
  KkRecordWriter *writer = &place->writer;
  const char *start = plan->start != NULL ? plan->start : place->today;
  g_autofree char *term =
      measure->days > 0 ? kk_statement_days_later (start, (int) measure->days - 1) : NULL;
  const char *hat = measure->hat != KK_HAT_NONE ? kk_hat_text (measure->hat) : NULL;
  const char *track;

  return choose_track (measure, plan->track, &track, error) &&
         kk_work_put (writer, record, "nl_MeasureCode", measure->id, 0, error) &&
         kk_work_put (writer, record, "nl_MeasureKind", measure->kind, 0, error) &&
         kk_work_put (writer, record, "nl_MeasureLegalBasis", measure->law, 0, error) &&
         kk_work_put (writer, record, "nl_MeasureBody", measure->body, 0, error) &&
         kk_work_put (writer, record, "nl_MeasureHat", hat, 0, error) &&
         kk_work_put (writer, record, "nl_MeasureTrack", track, 0, error) &&
         kk_work_put (writer, record, "nl_MeasureStart", start, 0, error) &&
         kk_work_put (writer, record, "nl_MeasureEnd", plan->until != NULL ? plan->until : term, 0,
                      error) &&
         kk_work_put (writer, record, "nl_MeasureEvidence", plan->evidence, 0, error);
}

static gboolean
check_days (const char *start, const char *until, GError **error)
{
  if (!kk_statement_check_day (start, error) || !kk_statement_check_day (until, error))
    return FALSE;
  return start == NULL || until == NULL || strcmp (start, until) <= 0 ||
         refuse (error, _ ("The last day of the measure is before its first day."));
}

static gboolean
check_own (const KkStatementCase *place, GError **error)
{
  return kk_id_equal (&place->case_->record.owner, &place->writer.desk) ||
         refuse (error, _ ("This is the file of another organisation. Start your own file about "
                           "the case with “case new --beside”."));
}

char *
kk_app_measure_start (KkApp *app, const KkMeasurePlan *plan, GError **error)
{
  g_autoptr (KkMeasureCatalogue) catalogue = kk_app_measure_catalogue (app, error);
  const KkMeasure *measure =
      catalogue != NULL ? kk_measure_catalogue_find (catalogue, plan->measure) : NULL;
  g_auto (KkStatementCase) place = { 0 };
  g_autoptr (KkVaultTransaction) transaction = NULL;
  KkVaultRecord record;

  if (catalogue == NULL)
    return NULL;
  if (measure == NULL) {
    refuse (error, _ ("There is no such measure. “measure catalogue” shows what there is."));
    return NULL;
  }
  if (!check_days (plan->start, plan->until, error) ||
      !kk_statement_case_open (&place, app, plan->case_, error) || !check_own (&place, error))
    return NULL;
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL ||
      !kk_record_writer_make (&place.writer, KK_RECORD_MEASURE, &place.case_->record.thread,
                              &record, error) ||
      !write_about (&place, "nl_MeasurePerson", KK_RECORD_PERSON, plan->person, error) ||
      !write_about (&place, "nl_MeasureOrganisation", KK_RECORD_ORGANISATION, plan->organisation,
                    error) ||
      !write_facts (&place, &record, measure, plan, error) ||
      !kk_vault_commit (g_steal_pointer (&transaction), error))
    return NULL;
  return g_strdup (kk_id_text (&record.id).text);
}

/* (nullable), borrowed: the running measure of the own desk with that id. */
static const KkWorkRecord *
find_running (const KkStatementCase *place, const GPtrArray *measures, const char *id)
{
  for (guint i = 0; i < measures->len; i++) {
    const KkWorkRecord *measure = measures->pdata[i];

    if (strcmp (kk_id_text (&measure->record.id).text, id) == 0 &&
        kk_id_equal (&measure->record.owner, &place->writer.desk) &&
        kk_work_text (measure, "nl_MeasureResult") == NULL)
      return measure;
  }
  return NULL;
}

gboolean
kk_app_measure_end (KkApp *app,
                    const char *case_,
                    const char *measure,
                    const char *outcome,
                    const char *day,
                    GError **error)
{
  g_auto (KkStatementCase) place = { 0 };
  g_autoptr (GPtrArray) measures = NULL;
  g_autoptr (KkVaultTransaction) transaction = NULL;
  const KkWorkRecord *running;

  if (outcome == NULL || *outcome == '\0')
    return refuse (error, _ ("Say what came of the measure."));
  if (!kk_statement_check_day (day, error) || !kk_statement_case_open (&place, app, case_, error))
    return FALSE;
  measures = kk_work_list (app, place.case_, KK_RECORD_MEASURE, error);
  if (measures == NULL)
    return FALSE;
  running = find_running (&place, measures, measure);
  if (running == NULL)
    return refuse (error, _ ("Your desk has no running measure with that id in this case. “measure "
                             "list” shows them."));
  if (!check_days (kk_work_text (running, "nl_MeasureStart"), day, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL &&
         kk_work_put (&place.writer, &running->record, "nl_MeasureResult", outcome, 0, error) &&
         kk_work_put (&place.writer, &running->record, "nl_MeasureEnd",
                      day != NULL ? day : place.today, 0, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

/* The list. */

static void
free_item (gpointer data)
{
  KkMeasureItem *item = data;

  g_free (item->id);
  g_free (item->measure);
  g_free (item->kind);
  g_free (item->name);
  g_free (item->law);
  g_free (item->body);
  g_free (item->track);
  g_free (item->start);
  g_free (item->end);
  g_free (item->evidence);
  g_free (item->outcome);
  g_free (item->owner);
  g_free (item);
}

static KkMeasureItem *
read_item (KkApp *app, const KkMeasureCatalogue *catalogue, const KkWorkRecord *work)
{
  KkMeasureItem *item = g_new0 (KkMeasureItem, 1);
  const KkOrganisation *owner = NULL;
  const KkMeasure *measure;

  item->id = g_strdup (kk_id_text (&work->record.id).text);
  item->measure = g_strdup (kk_work_text (work, "nl_MeasureCode"));
  measure = item->measure != NULL ? kk_measure_catalogue_find (catalogue, item->measure) : NULL;
  item->name = measure != NULL ? g_strdup (measure->name) : NULL;
  item->kind = g_strdup (kk_work_text (work, "nl_MeasureKind"));
  item->law = g_strdup (kk_work_text (work, "nl_MeasureLegalBasis"));
  item->body = g_strdup (kk_work_text (work, "nl_MeasureBody"));
  item->track = g_strdup (kk_work_text (work, "nl_MeasureTrack"));
  item->start = g_strdup (kk_work_text (work, "nl_MeasureStart"));
  item->end = g_strdup (kk_work_text (work, "nl_MeasureEnd"));
  item->evidence = g_strdup (kk_work_text (work, "nl_MeasureEvidence"));
  item->outcome = g_strdup (kk_work_text (work, "nl_MeasureResult"));
  (void) kk_directory_find_desk (app->directory, &work->record.owner, &owner);
  item->owner = g_strdup (owner != NULL ? owner->slug : "");
  return item;
}

GPtrArray *
kk_app_measure_list (KkApp *app, const char *case_, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);
  g_autoptr (KkMeasureCatalogue) catalogue =
      found != NULL ? kk_app_measure_catalogue (app, error) : NULL;
  g_autoptr (GPtrArray) works =
      catalogue != NULL ? kk_work_list (app, found, KK_RECORD_MEASURE, error) : NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (free_item);

  if (works == NULL)
    return NULL;
  for (guint i = 0; i < works->len; i++)
    g_ptr_array_add (items, read_item (app, catalogue, works->pdata[i]));
  return g_steal_pointer (&items);
}
