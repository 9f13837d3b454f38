/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-case-editing-private.h"

#include "app/exchange/kk-record-links-private.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse (GError **error, char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  g_free (sentence);
  return FALSE;
}

typedef struct {
  const KkVaultRecord *only; /* (nullable) */
  gboolean several;
} Candidates;

/* Own records go before those of another desk, to which a change is a proposal. What a desk writes in a file of its own
 * beside another's is its own too. */
static Candidates
find_candidates (const KkCaseEditing *editing, KkRecordType type)
{
  Candidates own = { NULL, FALSE };
  Candidates others = { NULL, FALSE };

  for (guint i = 0; i < editing->records->len; i++) {
    const KkVaultRecord *record = &g_array_index (editing->records, KkVaultRecord, i);
    Candidates *side = kk_id_equal (&record->owner, &editing->writer.desk) ? &own : &others;

    if (record->type != type)
      continue;
    side->several = side->only != NULL;
    side->only = record;
  }
  if (own.only != NULL || kk_id_equal (&editing->case_->record.owner, &editing->writer.desk))
    return own;
  return others;
}

gboolean
kk_case_editing_add (KkCaseEditing *editing,
                     KkRecordType type,
                     const KkId *person,
                     KkVaultRecord *made,
                     GError **error)
{
  if (!editing->case_->record.has_thread)
    return refuse (error, g_strdup (_ ("New records cannot be added to this case, because its "
                                       "owner sent it alone.")));
  if (!kk_record_writer_make (&editing->writer, type, &editing->case_->record.thread, made, error))
    return FALSE;
  g_array_append_vals (editing->records, made, 1);
  return kk_record_links_add (&editing->writer, type, &editing->case_->record.id, person, error);
}

static gboolean
make_record (KkCaseEditing *editing, KkRecordType type, KkVaultRecord *made, GError **error)
{
  Candidates person = find_candidates (editing, KK_RECORD_PERSON);
  KkId id = { 0 };
  gboolean has_person = person.only != NULL && !person.several;

  /* A role is somebody's, also while nothing more is known of that person. */
  if (type == KK_RECORD_PERSON_IN_CASE && person.only == NULL) {
    if (!make_record (editing, KK_RECORD_PERSON, made, error))
      return FALSE;
    id = made->id;
    has_person = TRUE;
  } else if (has_person) {
    id = person.only->id;
  }
  return kk_case_editing_add (editing, type, has_person ? &id : NULL, made, error);
}

/* Every note is an entry of its own, since nobody changes one afterwards. */
static gboolean
make_entry (KkCaseEditing *editing, KkVaultRecord *target, GError **error)
{
  if (!editing->has_entry &&
      !make_record (editing, KK_RECORD_JOURNAL_ENTRY, &editing->entry, error))
    return FALSE;
  editing->has_entry = TRUE;
  *target = editing->entry;
  return TRUE;
}

gboolean
kk_case_editing_has_target (const KkCaseEditing *editing, const KkField *field)
{
  if (field->type == KK_RECORD_JOURNAL_ENTRY)
    return editing->has_entry;
  return field->type == KK_RECORD_CASE || find_candidates (editing, field->type).only != NULL;
}

gboolean
kk_case_editing_find_target (KkCaseEditing *editing,
                             const KkField *field,
                             KkVaultRecord *target,
                             GError **error)
{
  Candidates candidates;

  *target = editing->case_->record;
  if (field->type == KK_RECORD_CASE)
    return TRUE;
  if (field->type == KK_RECORD_JOURNAL_ENTRY)
    return make_entry (editing, target, error);
  candidates = find_candidates (editing, field->type);
  if (candidates.several)
    return refuse (error, g_strdup_printf (_ ("This case has several records with %s. Say which "
                                              "one: “case show” gives their ids."),
                                           field->name));
  if (candidates.only == NULL)
    return make_record (editing, field->type, target, error);
  *target = *candidates.only;
  return TRUE;
}

const KkVaultRecord *
kk_case_editing_find_record (const KkCaseEditing *editing, const char *text)
{
  KkId id;

  if (!kk_id_parse (text, &id))
    return NULL;
  for (guint i = 0; i < editing->records->len; i++) {
    const KkVaultRecord *record = &g_array_index (editing->records, KkVaultRecord, i);

    if (kk_id_equal (&record->id, &id))
      return record;
  }
  return NULL;
}

gboolean
kk_case_editing_find_named (const KkCaseEditing *editing,
                            const char *name,
                            const KkField *field,
                            KkVaultRecord *target,
                            GError **error)
{
  const KkVaultRecord *found = kk_case_editing_find_record (editing, name);

  if (found == NULL)
    /* Translators: %s is the id of a record, as the person typed it. */
    return refuse (error, g_strdup_printf (_ ("There is no record %s in this case."), name));
  if (found->type != field->type)
    return refuse (error, g_strdup_printf (_ ("%s is not a field of this record."), field->name));
  *target = *found;
  return TRUE;
}
