/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Changing the fields of a case, and adding records to it. */

#include "app/casework/kk-app-person.h"

#include "app/casework/kk-advice-private.h"
#include "app/casework/kk-case-edits-private.h"
#include "app/casework/kk-case-find-private.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse (GError **error, char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  g_free (sentence);
  return FALSE;
}

/* Opens the case for @write, which does its work in one transaction. */
typedef gboolean (*EditFunc) (KkCaseEditing *editing, gconstpointer data, GError **error);

static gboolean
edit_case (KkApp *app, const char *case_, EditFunc write, gconstpointer data, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);
  g_autoptr (GArray) records = found != NULL ? kk_case_records (app, found, error) : NULL;
  g_autoptr (KkVaultTransaction) transaction = NULL;
  KkCaseEditing editing = { .app = app, .case_ = found, .records = records };

  if (records == NULL || !kk_record_writer_start (&editing.writer, app, &found->record.desk, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL && write (&editing, data, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

typedef struct {
  const char *record; /* (nullable) */
  const GPtrArray *edits;
} Setting;

static gboolean
set (KkCaseEditing *editing, gconstpointer data, GError **error)
{
  const Setting *setting = data;

  return kk_case_edits_check (editing, setting->edits, error) &&
         kk_case_edits_write (editing, setting->record, setting->edits, error);
}

gboolean
kk_app_case_set (KkApp *app,
                 const char *case_,
                 const char *record,
                 const KkFieldEdit *edits,
                 gsize n_edits,
                 GError **error)
{
  g_autoptr (GPtrArray) read = kk_case_edits_read (edits, n_edits, error);
  const Setting setting = { record, read };

  return read != NULL && edit_case (app, case_, set, &setting, error);
}

/* One more record. */

typedef struct {
  const KkRecordAddition *addition;
  const KkRecordTypeInfo *type;
  const GPtrArray *edits;
  char **id; /* (out) */
} Adding;

static gboolean
find_person (const KkCaseEditing *editing, const char *name, const KkId **person, GError **error)
{
  const KkVaultRecord *found = NULL;

  *person = NULL;
  if (name == NULL)
    return TRUE;
  found = kk_case_editing_find_record (editing, name);
  if (found == NULL || found->type != KK_RECORD_PERSON)
    /* Translators: %s is the id of a record, as the person typed it. */
    return refuse (error, g_strdup_printf (_ ("There is no person %s in this case. “person list” "
                                              "gives the ids."),
                                           name));
  *person = &found->id;
  return TRUE;
}

static gboolean
add_role (KkCaseEditing *editing, const KkId *person, const char *role, GError **error)
{
  const KkFieldEdit edit = { .type = "person-in-case", .field = "nl_Role", .value = role };
  g_autoptr (GPtrArray) read = kk_case_edits_read (&edit, 1, error);
  KkVaultRecord made;

  return read != NULL &&
         kk_case_editing_add (editing, KK_RECORD_PERSON_IN_CASE, person, &made, error) &&
         kk_case_edits_write (editing, kk_id_text (&made.id).text, read, error);
}

static gboolean
add_record (KkCaseEditing *editing, gconstpointer data, GError **error)
{
  const Adding *adding = data;
  const char *const *roles = adding->addition->roles;
  gboolean about_somebody =
      adding->type->type == KK_RECORD_PERSON || adding->type->type == KK_RECORD_PERSON_IN_CASE;
  const KkId *found;
  KkId person = { 0 };
  KkVaultRecord made;

  if (!find_person (editing, adding->addition->person, &found, error) ||
      !kk_case_edits_check (editing, adding->edits, error) ||
      (about_somebody && !kk_advice_check (editing->app, editing->case_, error)))
    return FALSE;
  if (found != NULL)
    person = *found;
  else if (adding->type->type == KK_RECORD_PERSON_IN_CASE)
    return refuse (error, g_strdup (_ ("A role is somebody's. Say whose: “person list” gives the "
                                       "ids.")));
  if (!kk_case_editing_add (editing, adding->type->type, found != NULL ? &person : NULL, &made,
                            error) ||
      !kk_case_edits_write (editing, kk_id_text (&made.id).text, adding->edits, error))
    return FALSE;
  for (; roles != NULL && *roles != NULL; roles++) {
    if (!add_role (editing, &made.id, *roles, error))
      return FALSE;
  }
  *adding->id = g_strdup (kk_id_text (&made.id).text);
  return TRUE;
}

/* What a person adds by hand; the rest is made by the act that it is about. */
static gboolean
is_addable (KkRecordType type)
{
  switch (type) {
  case KK_RECORD_SIGNAL:
  case KK_RECORD_PERSON:
  case KK_RECORD_PERSON_IN_CASE:
  case KK_RECORD_ORGANISATION:
  case KK_RECORD_LOCATION:
  case KK_RECORD_VEHICLE:
  case KK_RECORD_ONLINE_HANDLE:
  case KK_RECORD_MEASURE:
  case KK_RECORD_JOURNAL_ENTRY:
    return TRUE;
  case KK_RECORD_ADVICE_REQUEST:
  case KK_RECORD_CASE:
  case KK_RECORD_ASSESSMENT:
  case KK_RECORD_GATE_DECISION:
  case KK_RECORD_TRACK:
  case KK_RECORD_TASK:
  case KK_RECORD_CONSULTATION:
  case KK_RECORD_CONSENT:
  case KK_RECORD_RELEASE:
  case KK_RECORD_SHARE:
  case KK_RECORD_NOTIFICATION:
  case KK_RECORD_ATTACHMENT:
  case KK_RECORD_NOTE:
  case KK_RECORD_BREACH:
  case KK_RECORD_MOVE:
  case KK_RECORD_MILESTONE:
  case KK_RECORD_SAME_PERSON:
  default:
    return FALSE;
  }
}

char *
kk_app_case_add (KkApp *app, const char *case_, const KkRecordAddition *addition, GError **error)
{
  g_autoptr (GPtrArray) read = kk_case_edits_read (addition->edits, addition->n_edits, error);
  const KkRecordTypeInfo *type = kk_schema_type_by_name (addition->type);
  g_autofree char *id = NULL;
  const Adding adding = { addition, type, read, &id };

  if (read == NULL)
    return NULL;
  if (type == NULL || !is_addable (type->type)) {
    refuse (error,
            g_strdup (_ ("This can be added to a case: person, person-in-case, organisation, "
                         "location, vehicle, online-handle, measure, signal, "
                         "journal-entry.")));
    return NULL;
  }
  if (read->len == 0 && (addition->roles == NULL || *addition->roles == NULL)) {
    refuse (error, g_strdup (_ ("Say what is known of it, as FIELD=VALUE.")));
    return NULL;
  }
  return edit_case (app, case_, add_record, &adding, error) ? g_steal_pointer (&id) : NULL;
}
