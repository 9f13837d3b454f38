/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-htcds-private.h"

#include <string.h>

/* What a column of the row also says in a signal or a request for advice. */
typedef struct {
  const char *column;
  const char *signal;
  const char *advice;
} Echo;

static const Echo circumstances[] = {
  { "nl_ReceivedDate", "nl_SignalDate", "nl_AdviceDate" },
  { "nl_SourceType", "nl_SignalSourceType", "nl_AdviceSourceType" },
  { "nl_Municipality", "nl_SignalMunicipality", "nl_AdviceMunicipality" },
};

/* Personal as soon as the row is about a person, V when it is not. */
static const Echo forms[] = {
  { "vic_TypeOfExploitation", "nl_SignalForm", "nl_AdviceForm" },
  { "nl_ForcedCriminality", "nl_SignalForcedCriminality", "nl_AdviceForcedCriminality" },
  { "vic_ForcedLabourIndustry", "nl_SignalIndustry", "nl_AdviceIndustry" },
  { "vic_TypeOfSexExploitation", "nl_SignalSexExploitation", "nl_AdviceSexExploitation" },
};

static guint
find_number (const char *name)
{
  const KkField *field = kk_schema_field_by_name (0, name);

  g_assert (field);
  return field->number;
}

static const Echo *
find_form (guint field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (find_number (forms[i].column) == field)
      return &forms[i];
  return NULL;
}

const KkField *
kk_htcds_form (const KkField *column, gboolean advice)
{
  const Echo *form = find_form (column->number);

  if (form == NULL)
    return NULL;
  return kk_schema_field_by_name (0, advice ? form->advice : form->signal);
}

const char *
kk_htcds_find_text (const GPtrArray *values, const char *name)
{
  guint number = find_number (name);

  for (guint i = 0; i < values->len; i++) {
    const KkHtcdsValue *value = g_ptr_array_index (values, i);

    if (value->field == number)
      return value->text;
  }
  return NULL;
}

static gboolean
is_about_a_person (const GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++) {
    const KkHtcdsValue *value = g_ptr_array_index (values, i);

    if (value->type == KK_RECORD_PERSON ||
        (value->type == KK_RECORD_PERSON_IN_CASE && !find_form (value->field)))
      return TRUE;
  }
  return FALSE;
}

/* Copies each value of the echo's column to the signal or the advice request. */
static void
echo_values (GPtrArray *records, const GPtrArray *values, const Echo *echo, gboolean advice)
{
  guint from = find_number (echo->column);
  guint to = find_number (advice ? echo->advice : echo->signal);

  for (guint i = 0; i < values->len; i++) {
    const KkHtcdsValue *value = g_ptr_array_index (values, i);

    if (value->field == from)
      g_ptr_array_add (records, kk_htcds_value_new (to, value->element, value->text));
  }
}

static void
add_report (GPtrArray *records, const GPtrArray *values, gboolean person)
{
  const char *kind = kk_htcds_find_text (values, "nl_ReportKind");
  gboolean advice = g_strcmp0 (kind, "adviesvraag") == 0;

  if (person && g_strcmp0 (kind, "casus") == 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (circumstances); i++)
    echo_values (records, values, &circumstances[i], advice);
  for (gsize i = 0; i < G_N_ELEMENTS (forms) && !person; i++)
    echo_values (records, values, &forms[i], advice);
}

static void
add_journal_date (GPtrArray *records, const GPtrArray *values)
{
  const char *day = kk_htcds_find_text (values, "nl_ReceivedDate");

  if (!kk_htcds_find_text (values, "cco_CaseComment"))
    return;
  if (day && !kk_htcds_find_text (values, "nl_EntryDate"))
    g_ptr_array_add (records, kk_htcds_value_new (find_number ("nl_EntryDate"), NULL, day));
  if (!kk_htcds_find_text (values, "nl_EntryKind"))
    g_ptr_array_add (records, kk_htcds_value_new (find_number ("nl_EntryKind"), NULL, "note"));
}

static int
compare_fields (gconstpointer a, gconstpointer b)
{
  const KkHtcdsValue *left = *(const KkHtcdsValue *const *) a;
  const KkHtcdsValue *right = *(const KkHtcdsValue *const *) b;

  if (left->field != right->field)
    return left->field < right->field ? -1 : 1;
  return g_strcmp0 (left->element, right->element);
}

GPtrArray *
kk_htcds_make_records (const GPtrArray *values)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_htcds_value_free);
  gboolean person = is_about_a_person (values);

  for (guint i = 0; i < values->len; i++) {
    const KkHtcdsValue *value = g_ptr_array_index (values, i);

    if (person || !find_form (value->field))
      g_ptr_array_add (records, kk_htcds_value_new (value->field, value->element, value->text));
  }
  if (person)
    g_ptr_array_add (records, kk_htcds_value_new (find_number ("nl_Role"), NULL, "victim"));
  add_report (records, values, person);
  add_journal_date (records, values);
  g_ptr_array_sort (records, compare_fields);
  return records;
}
