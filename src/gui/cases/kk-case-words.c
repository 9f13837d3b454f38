/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/cases/kk-case-words.h"

#include "app/kk-app-label.h"
#include "domain/kk-schema.h"
#include "gui/common/kk-date.h"

#include <glib/gi18n.h>
#include <string.h>

char *
kk_case_words_dup_value (const char *field, const char *element, const char *value)
{
  const KkField *known = kk_schema_field_by_name (0, field);
  const char *text = element != NULL ? element : value;
  const char *label = text != NULL ? kk_app_label_code (field, text) : NULL;

  if (label != NULL || text == NULL)
    return g_strdup (label != NULL ? label : "");
  if (known != NULL && known->kind == KK_FIELD_BOOLEAN)
    return g_strdup (strcmp (text, "true") == 0 ? _ ("yes") : _ ("no"));
  if (known != NULL && (known->kind == KK_FIELD_DATE || known->kind == KK_FIELD_PARTIAL_DATE))
    return kk_date_dup_full (text);
  return g_strdup (text);
}

gboolean
kk_case_words_is_shown (const char *field)
{
  const KkField *known = kk_schema_field_by_name (0, field);

  return known == NULL || known->kind != KK_FIELD_REFERENCE;
}

const char *
kk_case_words_find (const KkRecordView *record, const char *field)
{
  for (guint f = 0; f < record->fields->len; f++) {
    const KkFieldView *found = record->fields->pdata[f];

    if (strcmp (found->name, field) == 0)
      return found->element != NULL ? found->element : found->value;
  }
  return NULL;
}

const KkRecordView *
kk_case_words_find_record (const KkCaseView *view, const char *id)
{
  for (guint r = 0; r < view->records->len; r++) {
    const KkRecordView *record = view->records->pdata[r];

    if (g_strcmp0 (record->id, id) == 0)
      return record;
  }
  return NULL;
}

const KkRecordView *
kk_case_words_find_person (const KkCaseView *view, const KkRecordView *record)
{
  const char *id = kk_case_words_find (record, "nl_Person");

  if (g_strcmp0 (record->type, "person") == 0)
    return record;
  return g_strcmp0 (record->type, "person-in-case") == 0 && id != NULL
             ? kk_case_words_find_record (view, id)
             : NULL;
}

char *
kk_case_words_dup_name (const KkRecordView *person)
{
  const char *pieces[] = { kk_case_words_find (person, "prs_FirstName"),
                           kk_case_words_find (person, "prs_MiddleName"),
                           kk_case_words_find (person, "prs_SecondName") };
  GString *name = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
    if (pieces[i] != NULL)
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", pieces[i]);
  }
  return g_string_free (name, FALSE);
}

/* (nullable), borrowed: in the words of the person's part in the case. */
static const char *
find_role (const KkCaseView *view, const KkRecordView *person)
{
  for (guint r = 0; r < view->records->len; r++) {
    const KkRecordView *record = view->records->pdata[r];
    const char *role = kk_case_words_find (record, "nl_Role");

    if (role != NULL && g_strcmp0 (kk_case_words_find (record, "nl_Person"), person->id) == 0)
      return kk_app_label_code ("nl_Role", role);
  }
  return NULL;
}

char *
kk_case_words_dup_heading (const KkCaseView *view, const KkRecordView *record)
{
  const KkRecordView *person = kk_case_words_find_person (view, record);
  g_autofree char *name = person != NULL ? kk_case_words_dup_name (person) : NULL;
  const char *role = person != NULL ? find_role (view, person) : NULL;
  g_autofree char *lower = NULL;

  if (person == NULL)
    return g_strdup (kk_app_label_type (record->type));
  if (*name == '\0') {
    g_free (name);
    name = g_strdup (_ ("Name not known"));
  }
  if (role == NULL)
    return g_steal_pointer (&name);
  lower = g_utf8_strdown (role, -1);
  /* Translators: a person and the role in the case: "Mira Fictiefsma, suspect". */
  return g_strdup_printf (_ ("%s, %s"), name, lower);
}
