/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Persons of a case: roles, ways to reach them, and the records that are about them. */

#include "app/casework/kk-app-person.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-view-private.h"
#include "app/casework/kk-person-private.h"
#include "app/casework/kk-same-person-private.h"
#include "domain/kk-schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a thing is best told by, the first that is filled. */
static const char *const telling[] = {
  "nl_LicencePlate", "nl_Handle",       "nl_Url",         "nl_AdvertisementNumber",
  "nl_CompanyName",  "org_Name",        "hte_Street",     "hte_City",
  "nl_VehicleMake",  "nl_MeasureKind",  "spl_Type",       "nl_AttachmentName",
  "cco_CaseComment", "nl_LocationKind", "nl_VehicleKind",
};

static const char *const ways[] = {
  "prs_MobilePhone",   "prs_HomePhone",         "prs_Email",
  "prs_MailingStreet", "prs_MailingPostalCode", "prs_MailingCity"
};

static const char *const unique[] = {
  "nl_BSN",          "nl_ForeignerNumber", "nl_DocumentNumber",
  "prs_MobilePhone", "prs_Email",          "prs_IdentityNumber"
};

static void
free_fact (gpointer data)
{
  KkPersonFact *fact = data;

  g_free (fact->value);
  g_free (fact);
}

static void
free_thing (gpointer data)
{
  KkPersonThing *thing = data;

  g_free (thing->id);
  g_free (thing->value);
  g_free (thing);
}

void
kk_person_item_free (KkPersonItem *item)
{
  if (item == NULL)
    return;
  g_free (item->id);
  g_free (item->case_);
  g_free (item->owner);
  g_free (item->name);
  g_free (item->born);
  g_free (item->safe_contact);
  g_ptr_array_unref (item->roles);
  g_ptr_array_unref (item->contact);
  g_ptr_array_unref (item->things);
  g_ptr_array_unref (item->same);
  g_free (item);
}

static KkPersonItem *
make_item (KkApp *app, const KkVaultRecord *record)
{
  KkPersonItem *item = g_new0 (KkPersonItem, 1);

  item->id = g_strdup (kk_id_text (&record->id).text);
  item->owner = kk_desk_dup_slug (app, &record->owner);
  item->roles = g_ptr_array_new_with_free_func (g_free);
  item->contact = g_ptr_array_new_with_free_func (free_fact);
  item->things = g_ptr_array_new_with_free_func (free_thing);
  item->same = g_ptr_array_new_with_free_func (g_free);
  return item;
}

/* Values. */

static const char *
peek_text (const KkLiveField *live)
{
  const KkStoredOp *stored = live->current->len > 0 ? live->current->pdata[0] : NULL;

  return stored != NULL && stored->op->kind == KK_OP_VALUE && stored->op->value != NULL &&
                 kk_value_get_kind (stored->op->value) == KK_VALUE_TEXT
             ? kk_value_get_text (stored->op->value, NULL)
             : NULL;
}

static const char *
find_text (const GPtrArray *fields, const char *name)
{
  const KkField *field = kk_schema_field_by_name (0, name);

  for (guint i = 0; i < fields->len; i++) {
    const KkLiveField *live = fields->pdata[i];

    if (live->field == field->number)
      return peek_text (live);
  }
  return NULL;
}

/* (transfer full) (element-type KkLiveField): @ops: (out): what they point into. */
static GPtrArray *
read_fields (KkApp *app, const KkVaultRecord *record, GPtrArray **ops, GError **error)
{
  *ops = kk_vault_op_list (app->vault, record->idx, KK_OPS_LIVE, error);
  return *ops != NULL ? kk_live_fields (*ops, &record->owner) : NULL;
}

static char *
dup_name (const GPtrArray *fields)
{
  static const char *const parts[] = { "prs_FirstName", "prs_MiddleName", "prs_SecondName" };
  g_autoptr (GString) name = g_string_new (NULL);
  const char *alias = find_text (fields, "nl_Alias");

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    const char *part = find_text (fields, parts[i]);

    if (part != NULL)
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", part);
  }
  if (name->len == 0 && alias != NULL)
    g_string_append (name, alias);
  return g_strdup (name->str);
}

/* A number is the same whatever stands between its digits, and with or without the Dutch country code. */
static char *
dup_number (const char *text)
{
  GString *number = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++) {
    if (g_ascii_isalnum (*p) || *p == '@')
      g_string_append_c (number, g_ascii_tolower (*p));
  }
  if (g_str_has_prefix (number->str, "0031"))
    g_string_replace (number, "0031", "0", 1);
  else if (g_str_has_prefix (text, "+31"))
    g_string_replace (number, "31", "0", 1);
  return g_string_free (number, FALSE);
}

static void
add_numbers (const GPtrArray *fields, GPtrArray *numbers)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unique); i++) {
    const char *text = find_text (fields, unique[i]);
    char *number = text != NULL ? dup_number (text) : NULL;

    /* A few signs are "unknown" or "00", not a number. */
    if (number != NULL && strlen (number) >= 6)
      g_ptr_array_add (numbers, number);
    else
      g_free (number);
  }
}

static void
add_contact (KkPersonItem *item, const GPtrArray *fields)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    const char *text = find_text (fields, ways[i]);
    KkPersonFact *fact;

    if (text == NULL)
      continue;
    fact = g_new0 (KkPersonFact, 1);
    fact->field = ways[i];
    fact->value = g_strdup (text);
    g_ptr_array_add (item->contact, fact);
  }
}

KkPersonItem *
kk_person_item_read (KkApp *app, const KkVaultRecord *record, GPtrArray *numbers, GError **error)
{
  g_autoptr (GPtrArray) ops = NULL;
  g_autoptr (GPtrArray) fields = read_fields (app, record, &ops, error);
  KkPersonItem *item;

  if (fields == NULL)
    return NULL;
  item = make_item (app, record);
  item->name = dup_name (fields);
  item->born = g_strdup (find_text (fields, "prs_Birthdate"));
  item->safe_contact = g_strdup (find_text (fields, "nl_SafeContact"));
  add_contact (item, fields);
  if (numbers != NULL)
    add_numbers (fields, numbers);
  return item;
}

/* What hangs on them. */

/* The person that a record is about, by its reference. */
static KkPersonItem *
find_person (const GPtrArray *items, const GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++) {
    const KkLiveField *live = fields->pdata[i];
    const KkField *field = kk_schema_field (live->field);
    const KkStoredOp *stored = live->current->len > 0 ? live->current->pdata[0] : NULL;
    g_autofree char *value = NULL;

    if (field == NULL || stored == NULL || field->kind != KK_FIELD_REFERENCE ||
        !g_str_has_suffix (field->name, "Person") || stored->op->kind != KK_OP_VALUE)
      continue;
    value = kk_op_dup_value (stored->op);
    for (guint n = 0; n < items->len; n++) {
      KkPersonItem *item = items->pdata[n];

      if (g_strcmp0 (item->id, value) == 0)
        return item;
    }
  }
  return NULL;
}

static void
add_thing (KkPersonItem *item, const KkVaultRecord *record, const GPtrArray *fields)
{
  KkPersonThing *thing = g_new0 (KkPersonThing, 1);

  thing->id = g_strdup (kk_id_text (&record->id).text);
  thing->type = kk_record_type_name (record->type);
  for (gsize i = 0; i < G_N_ELEMENTS (telling) && thing->value == NULL; i++) {
    thing->value = g_strdup (find_text (fields, telling[i]));
    thing->field = thing->value != NULL ? telling[i] : NULL;
  }
  g_ptr_array_add (item->things, thing);
}

static gboolean
is_thing (guint32 type)
{
  return type == KK_RECORD_LOCATION || type == KK_RECORD_VEHICLE ||
         type == KK_RECORD_ONLINE_HANDLE || type == KK_RECORD_MEASURE ||
         type == KK_RECORD_ATTACHMENT;
}

static gboolean
hang (KkApp *app, const GPtrArray *items, const KkVaultRecord *record, GError **error)
{
  g_autoptr (GPtrArray) ops = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  const char *role;
  KkPersonItem *item;

  if (record->type != KK_RECORD_PERSON_IN_CASE && !is_thing (record->type))
    return TRUE;
  fields = read_fields (app, record, &ops, error);
  item = fields != NULL ? find_person (items, fields) : NULL;
  if (item == NULL)
    return fields != NULL;
  role = record->type == KK_RECORD_PERSON_IN_CASE ? find_text (fields, "nl_Role") : NULL;
  if (role != NULL)
    g_ptr_array_add (item->roles, g_strdup (role));
  else if (is_thing (record->type))
    add_thing (item, record, fields);
  return TRUE;
}

static void
add_same (KkPersonItem *item, const KkSamePersons *same, const KkId *id)
{
  g_autoptr (GArray) group = kk_same_persons_list (same, id);

  for (guint i = 1; i < group->len; i++)
    g_ptr_array_add (item->same, g_strdup (kk_id_text (&g_array_index (group, KkId, i)).text));
}

GPtrArray *
kk_app_person_list (KkApp *app, const char *case_, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);
  g_autoptr (GArray) records = found != NULL ? kk_case_records (app, found, error) : NULL;
  g_autoptr (KkSamePersons) same = records != NULL ? kk_same_persons_read (app, error) : NULL;
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_person_item_free);

  if (same == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);
    KkPersonItem *item;

    if (record->type != KK_RECORD_PERSON)
      continue;
    item = kk_person_item_read (app, record, NULL, error);
    if (item == NULL)
      return NULL;
    item->case_ = g_strdup (found->reference);
    add_same (item, same, &record->id);
    g_ptr_array_add (items, item);
  }
  for (guint i = 0; i < records->len; i++) {
    if (!hang (app, items, &g_array_index (records, KkVaultRecord, i), error))
      return NULL;
  }
  return g_steal_pointer (&items);
}

gboolean
kk_person_find (KkApp *app, const char *id, KkVaultRecord *record, GError **error)
{
  g_autoptr (GArray) desks = kk_own_desks (app, error);
  gboolean found = FALSE;
  KkId parsed;

  if (desks == NULL)
    return FALSE;
  for (guint i = 0; kk_id_parse (id, &parsed) && !found && i < desks->len; i++) {
    if (!kk_vault_record_find (app->vault, &g_array_index (desks, KkId, i), &parsed, record, &found,
                               error))
      return FALSE;
    found = found && record->type == KK_RECORD_PERSON && record->deletion != KK_DELETION_DELETED;
  }
  if (!found)
    g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                 /* Translators: %s is the id of a record, as the person typed it. */
                 _ ("There is no person %s in this vault. “person list” gives the ids."), id);
  return found;
}
