/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/register/kk-register-person-private.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-same-person-private.h"
#include "domain/kk-schema.h"
#include "vault/kk-vault-records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many persons are read at once. */
#define BATCH 500

/* One person record that is meant. */
typedef struct {
  KkVaultRecord record;
  char *name;
  char *short_name; /* without what stands between the two */
  char *born;       /* (nullable) */
} Found;

static void
clear_found (gpointer data)
{
  Found *found = data;

  g_free (found->name);
  g_free (found->short_name);
  g_free (found->born);
}

void
kk_register_person_free (KkRegisterPerson *person)
{
  if (person == NULL)
    return;
  g_free (person->name);
  g_free (person->born);
  g_hash_table_unref (person->records);
  g_free (person);
}

static const char *
peek_text (const KkOp *op)
{
  return op->kind == KK_OP_VALUE && op->value != NULL &&
                 kk_value_get_kind (op->value) == KK_VALUE_TEXT
             ? kk_value_get_text (op->value, NULL)
             : NULL;
}

/* As people compare names: without regard to capitals and to how many spaces there are. */
static char *
dup_key (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t", -1);
  GString *key = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++) {
    if (*words[i] != '\0')
      g_string_append_printf (key, "%s%s", key->len > 0 ? " " : "", words[i]);
  }
  return g_string_free (key, FALSE);
}

static char *
join_names (const char *const *names, gsize n_names)
{
  GString *joined = g_string_new (NULL);

  for (gsize i = 0; i < n_names; i++) {
    if (names[i] != NULL)
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", names[i]);
  }
  return g_string_free (joined, FALSE);
}

static gboolean
read_person (KkApp *app, const KkVaultRecord *record, Found *found, GError **error)
{
  static const char *const fields[] = { "prs_FirstName", "prs_MiddleName", "prs_SecondName" };
  g_autoptr (GPtrArray) ops = kk_vault_op_list (app->vault, record->idx, KK_OPS_LIVE, error);
  const char *names[G_N_ELEMENTS (fields)] = { NULL };

  found->record = *record;
  for (guint i = 0; ops != NULL && i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];
    const KkField *field = kk_schema_field (stored->op->field);

    if (field == NULL || !kk_id_equal (&stored->desk, &record->owner))
      continue;
    for (gsize n = 0; n < G_N_ELEMENTS (fields); n++) {
      if (g_str_equal (field->name, fields[n]))
        names[n] = peek_text (stored->op);
    }
    if (g_str_equal (field->name, "prs_Birthdate") && found->born == NULL)
      found->born = g_strdup (peek_text (stored->op));
  }
  found->name = join_names (names, G_N_ELEMENTS (names));
  names[1] = NULL;
  found->short_name = join_names (names, G_N_ELEMENTS (names));
  return ops != NULL;
}

static gboolean
is_meant (const Found *found, const char *key, const char *born)
{
  g_autofree char *own = dup_key (found->name);
  g_autofree char *own_short = dup_key (found->short_name);

  return *own != '\0' && (g_str_equal (own, key) || g_str_equal (own_short, key)) &&
         (born == NULL || g_strcmp0 (born, found->born) == 0);
}

static gboolean
look_at (KkApp *app,
         const GArray *records,
         const char *key,
         const char *born,
         GArray *all,
         GError **error)
{
  for (guint i = 0; i < records->len; i++) {
    Found found = { 0 };

    if (!read_person (app, &g_array_index (records, KkVaultRecord, i), &found, error)) {
      clear_found (&found);
      return FALSE;
    }
    if (is_meant (&found, key, born))
      g_array_append_val (all, found);
    else
      clear_found (&found);
  }
  return TRUE;
}

static gboolean
find_by_name (KkApp *app, const char *name, const char *born, GArray *all, GError **error)
{
  g_autofree char *key = dup_key (name);
  gint64 after = 0;
  guint count;

  do {
    g_autoptr (GArray) records =
        kk_vault_record_list (app->vault, NULL, KK_RECORD_PERSON, after, BATCH, error);

    if (records == NULL || !look_at (app, records, key, born, all, error))
      return FALSE;
    count = records->len;
    if (count > 0)
      after = g_array_index (records, KkVaultRecord, count - 1).idx;
  } while (count == BATCH);
  return TRUE;
}

static gboolean
find_by_id (KkApp *app, const KkId *id, GArray *all, GError **error)
{
  g_autoptr (GArray) desks = kk_own_desks (app, error);

  for (guint i = 0; desks != NULL && i < desks->len; i++) {
    KkVaultRecord record;
    Found found = { 0 };
    gboolean is_there;

    if (!kk_vault_record_find (app->vault, &g_array_index (desks, KkId, i), id, &record, &is_there,
                               error))
      return FALSE;
    if (!is_there || record.type != KK_RECORD_PERSON)
      continue;
    if (!read_person (app, &record, &found, error)) {
      clear_found (&found);
      return FALSE;
    }
    g_array_append_val (all, found);
  }
  return desks != NULL;
}

/* Whoever is noted as the same person is meant too. */
static gboolean
find_group (KkApp *app, const KkId *id, GArray *all, GError **error)
{
  g_autoptr (KkSamePersons) same = kk_same_persons_read (app, error);
  g_autoptr (GArray) group = same != NULL ? kk_same_persons_list (same, id) : NULL;

  for (guint i = 0; group != NULL && i < group->len; i++) {
    if (!find_by_id (app, &g_array_index (group, KkId, i), all, error))
      return FALSE;
  }
  return group != NULL;
}

/* Two people may have one name: what one asks must not show what is about the other. */
static gboolean
check_one_person (const GArray *all, gboolean by_name, GError **error)
{
  const char *born;

  if (all->len == 0) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("There is no person with this name or id in this vault."));
    return FALSE;
  }
  born = g_array_index (all, Found, 0).born;
  for (guint i = 1; by_name && i < all->len; i++) {
    const char *other = g_array_index (all, Found, i).born;

    if (born != NULL && g_strcmp0 (born, other) == 0)
      continue;
    g_set_error_literal (
        error, KK_APP_ERROR, KK_APP_ERROR_NEEDS_ANSWER,
        _ ("Several persons have this name. Say which one is meant with --born and the date of "
           "birth, or with the id of the record in place of the name."));
    return FALSE;
  }
  return TRUE;
}

/* What a record says about whom it is about. */
typedef struct {
  gboolean about_person; /* it refers to the one that is meant */
  gboolean about_other;
  gboolean is_victim; /* the link that makes this person the victim of the case */
} About;

static gboolean
read_about (KkApp *app,
            const KkVaultRecord *record,
            const KkId *person,
            About *about,
            GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list (app->vault, record->idx, KK_OPS_LIVE, error);

  for (guint i = 0; ops != NULL && i < ops->len; i++) {
    const KkOp *op = ((const KkStoredOp *) ops->pdata[i])->op;
    const KkField *field = kk_schema_field (op->field);
    gsize size = 0;
    const guint8 *bytes;

    if (field == NULL || op->kind != KK_OP_VALUE)
      continue;
    if (g_str_equal (field->name, "nl_Role") && peek_text (op) != NULL)
      about->is_victim = kk_schema_role_subject (peek_text (op)) == KK_SUBJECT_VICTIM;
    if (field->kind != KK_FIELD_REFERENCE || !g_str_has_suffix (field->name, "Person") ||
        kk_value_get_kind (op->value) != KK_VALUE_BYTES)
      continue;
    bytes = kk_value_get_bytes (op->value, &size);
    if (size == KK_ID_SIZE && memcmp (bytes, person->bytes, KK_ID_SIZE) == 0)
      about->about_person = TRUE;
    else
      about->about_other = TRUE;
  }
  return ops != NULL;
}

/* What is about nobody in particular is about the victim of the case (schema, "Whose data"). */
static gboolean
add_thread (KkApp *app, const Found *found, GHashTable *records, GError **error)
{
  g_autoptr (GArray) all =
      kk_vault_thread_records (app->vault, &found->record.desk, &found->record.thread, error);
  g_autoptr (GArray) shared = g_array_new (FALSE, FALSE, sizeof (KkId));
  gboolean is_victim = FALSE;

  for (guint i = 0; all != NULL && i < all->len; i++) {
    const KkVaultRecord *record = &g_array_index (all, KkVaultRecord, i);
    const KkRecordTypeInfo *type = kk_schema_type ((KkRecordType) record->type);
    About about = { 0 };

    if (!read_about (app, record, &found->record.id, &about, error))
      return FALSE;
    if (about.about_person && !about.about_other)
      g_hash_table_add (records, kk_id_copy (&record->id));
    else if (!about.about_other && type != NULL && type->subject == KK_SUBJECT_VICTIM)
      g_array_append_val (shared, record->id);
    is_victim = is_victim || (about.about_person && about.is_victim);
  }
  for (guint i = 0; is_victim && i < shared->len; i++)
    g_hash_table_add (records, kk_id_copy (&g_array_index (shared, KkId, i)));
  return all != NULL;
}

KkRegisterPerson *
kk_register_person_find (KkApp *app, const char *text, const char *born, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (KkRegisterPerson) person = g_new0 (KkRegisterPerson, 1);
  KkId id;
  gboolean by_name = !kk_id_parse (text, &id);

  g_array_set_clear_func (all, clear_found);
  person->records = g_hash_table_new_full (kk_id_hash, kk_id_equal, g_free, NULL);
  if (!(by_name ? find_by_name (app, text, born, all, error) : find_group (app, &id, all, error)) ||
      !check_one_person (all, by_name, error))
    return NULL;
  person->name = g_strdup (g_array_index (all, Found, 0).name);
  person->born = g_strdup (g_array_index (all, Found, 0).born);
  for (guint i = 0; i < all->len; i++) {
    const Found *found = &g_array_index (all, Found, i);

    g_hash_table_add (person->records, kk_id_copy (&found->record.id));
    if (found->record.has_thread && !add_thread (app, found, person->records, error))
      return NULL;
  }
  return g_steal_pointer (&person);
}
