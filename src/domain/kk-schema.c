/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-schema.h"

#include "domain/kk-schema-private.h"

#include <stdlib.h>
#include <string.h>

/* Room for every field there can be: numbers are 100 × type + 1 … 99. */
#define MAX_FIELDS (KK_RECORD_TYPE_LAST * 99)

static const KkRecordTypeInfo *const types[] = {
  [KK_RECORD_SIGNAL] = &kk_schema_signal,
  [KK_RECORD_ADVICE_REQUEST] = &kk_schema_advice_request,
  [KK_RECORD_CASE] = &kk_schema_case,
  [KK_RECORD_PERSON] = &kk_schema_person,
  [KK_RECORD_PERSON_IN_CASE] = &kk_schema_person_in_case,
  [KK_RECORD_ORGANISATION] = &kk_schema_organisation,
  [KK_RECORD_LOCATION] = &kk_schema_location,
  [KK_RECORD_VEHICLE] = &kk_schema_vehicle,
  [KK_RECORD_ONLINE_HANDLE] = &kk_schema_online_handle,
  [KK_RECORD_ASSESSMENT] = &kk_schema_assessment,
  [KK_RECORD_GATE_DECISION] = &kk_schema_gate_decision,
  [KK_RECORD_TRACK] = &kk_schema_track,
  [KK_RECORD_MEASURE] = &kk_schema_measure,
  [KK_RECORD_TASK] = &kk_schema_task,
  [KK_RECORD_JOURNAL_ENTRY] = &kk_schema_journal_entry,
  [KK_RECORD_CONSULTATION] = &kk_schema_consultation,
  [KK_RECORD_CONSENT] = &kk_schema_consent,
  [KK_RECORD_RELEASE] = &kk_schema_release,
  [KK_RECORD_SHARE] = &kk_schema_share,
  [KK_RECORD_NOTIFICATION] = &kk_schema_notification,
  [KK_RECORD_ATTACHMENT] = &kk_schema_attachment,
  [KK_RECORD_NOTE] = &kk_schema_note,
  [KK_RECORD_BREACH] = &kk_schema_breach,
  [KK_RECORD_MOVE] = &kk_schema_move,
  [KK_RECORD_MILESTONE] = &kk_schema_milestone,
  [KK_RECORD_SAME_PERSON] = &kk_schema_same_person,
};
G_STATIC_ASSERT (G_N_ELEMENTS (types) == KK_RECORD_TYPE_LAST + 1);

const KkRecordTypeInfo *
kk_schema_type (KkRecordType type)
{
  guint index = (guint) type;

  return index < G_N_ELEMENTS (types) ? types[index] : NULL;
}

const KkRecordTypeInfo *
kk_schema_type_by_name (const char *name)
{
  for (gsize i = 1; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i]->name, name) == 0)
      return types[i];
  return NULL;
}

static int
compare_number (const void *number, const void *field)
{
  guint wanted = *(const guint *) number;
  guint found = ((const KkField *) field)->number;

  return (wanted > found) - (wanted < found);
}

const KkField *
kk_schema_field (guint number)
{
  const KkRecordTypeInfo *type = kk_schema_type ((KkRecordType) (number / 100));

  if (!type)
    return NULL;
  return bsearch (&number, type->fields, type->n_fields, sizeof *type->fields, compare_number);
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp ((*(const KkField *const *) a)->name, (*(const KkField *const *) b)->name);
}

static int
compare_name (const void *name, const void *field)
{
  return strcmp (name, (*(const KkField *const *) field)->name);
}

/* Every field by name; sorted once. */
static const KkField *const *
list_by_name (gsize *n_fields)
{
  static const KkField *by_name[MAX_FIELDS];
  static gsize n_named;
  static gsize ready;

  if (g_once_init_enter (&ready)) {
    for (gsize i = 1; i < G_N_ELEMENTS (types); i++)
      for (gsize j = 0; j < types[i]->n_fields; j++)
        by_name[n_named++] = &types[i]->fields[j];
    qsort (by_name, n_named, sizeof *by_name, compare_names);
    g_once_init_leave (&ready, 1);
  }
  *n_fields = n_named;
  return by_name;
}

const KkField *
kk_schema_field_by_name (KkRecordType type, const char *name)
{
  gsize n_fields;
  const KkField *const *by_name = list_by_name (&n_fields);
  const KkField *const *found;

  found = bsearch (name, by_name, n_fields, sizeof *by_name, compare_name);
  if (!found || (type != 0 && (*found)->type != type))
    return NULL;
  return *found;
}

const KkCode *
kk_schema_code (const KkCodeList *list, const char *code)
{
  for (gsize i = 0; i < list->n_codes; i++)
    if (strcmp (list->codes[i].code, code) == 0)
      return &list->codes[i];
  return NULL;
}

const KkCode *
kk_schema_code_by_alias (const KkCodeList *list, const char *text)
{
  const KkCode *exact = kk_schema_code (list, text);

  if (exact)
    return exact;
  for (gsize i = 0; i < list->n_codes; i++)
    if (list->codes[i].alias && strcmp (list->codes[i].alias, text) == 0)
      return &list->codes[i];
  return NULL;
}

static KkCategories
join_categories (const KkCodeList *list)
{
  KkCategories all = 0;

  for (gsize i = 0; i < list->n_codes; i++)
    all |= list->codes[i].categories;
  return all;
}

KkCategories
kk_schema_categories (const KkField *field, const char *code)
{
  const KkCode *known;

  if (!field->codes || (field->flags & KK_FIELD_PLAIN_CODES))
    return field->categories;
  known = code ? kk_schema_code (field->codes, code) : NULL;
  return field->categories | (known ? known->categories : join_categories (field->codes));
}

KkSubject
kk_schema_role_subject (const char *code)
{
  KkSubject subject;

  /* Codes of nl_Role are those of the legal contract; two of its subjects are no role of a person in a case. */
  if (!kk_schema_code (&kk_codes_role, code) || !kk_subject_parse (code, &subject))
    return KK_SUBJECT_NONE;
  return subject;
}
