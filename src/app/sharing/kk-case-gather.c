/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-case-gather-private.h"

#include "domain/kk-schema.h"
#include "vault/kk-vault-cases.h"

#include <string.h>

static void
free_field (gpointer data)
{
  KkGatheredField *field = data;

  kk_op_unref (field->op);
  g_free (field);
}

void
kk_gathered_free (KkGathered *gathered)
{
  if (gathered == NULL)
    return;
  g_array_unref (gathered->records);
  g_array_unref (gathered->groups);
  g_ptr_array_unref (gathered->fields);
  g_free (gathered);
}

gint
kk_age_on (const char *birth, const char *day)
{
  gint years;

  if (birth == NULL || !kk_day_is_valid (birth) || strcmp (birth, day) > 0)
    return -1;
  years = (gint) g_ascii_strtoll (day, NULL, 10) - (gint) g_ascii_strtoll (birth, NULL, 10);
  if (strcmp (day + 4, birth + 4) < 0)
    years--;
  return MIN (years, 130);
}

void
kk_day_keep_first (char next[12], const char *candidate, const char *day)
{
  if (candidate != NULL && strcmp (candidate, day) > 0 &&
      (next[0] == '\0' || strcmp (candidate, next) < 0))
    g_strlcpy (next, candidate, 12);
}

/* What the person-in-case records say: which person has which role, and when that person was born. */
typedef struct {
  KkId link;   /* the person-in-case record */
  KkId owner;  /* of that record */
  KkId person; /* the person record */
  KkSubject subject;
  char *birth; /* (nullable) */
} PersonRole;

static void
clear_role (gpointer data)
{
  g_free (((PersonRole *) data)->birth);
}

static void
read_role_field (PersonRole *role, const KkOp *op)
{
  const KkField *field = kk_schema_field (op->field);
  gsize size;

  if (field == NULL || op->kind != KK_OP_VALUE || op->value == NULL)
    return;
  if (strcmp (field->name, "nl_Role") == 0 && kk_value_get_kind (op->value) == KK_VALUE_TEXT)
    role->subject = kk_schema_role_subject (kk_value_get_text (op->value, NULL));
  if (strcmp (field->name, "nl_Person") == 0 && kk_value_get_kind (op->value) == KK_VALUE_BYTES) {
    const guint8 *id = kk_value_get_bytes (op->value, &size);

    if (size == KK_ID_SIZE)
      memcpy (role->person.bytes, id, size);
  }
}

static void
read_birth (GArray *roles, const KkVaultRecord *person, const KkOp *op)
{
  const KkField *field = kk_schema_field (op->field);

  if (field == NULL || strcmp (field->name, "prs_Birthdate") != 0 || op->value == NULL ||
      kk_value_get_kind (op->value) != KK_VALUE_TEXT)
    return;
  for (guint i = 0; i < roles->len; i++) {
    PersonRole *role = &g_array_index (roles, PersonRole, i);

    if (kk_id_equal (&role->person, &person->id) && kk_id_equal (&role->owner, &person->owner)) {
      g_free (role->birth);
      role->birth = g_strdup (kk_value_get_text (op->value, NULL));
    }
  }
}

/* What the law is asked about follows from the file of its owner: a proposal of the receiver would be the receiver's
 * word about what it may get. */
static const KkOp *
peek_word_of_owner (const KkVaultRecord *record, const GPtrArray *ops, guint index)
{
  const KkStoredOp *stored = ops->pdata[index];

  return kk_id_equal (&stored->desk, &record->owner) ? stored->op : NULL;
}

static void
read_births (GArray *roles, const KkVaultRecord *record, const GPtrArray *ops)
{
  for (guint i = 0; record->type == KK_RECORD_PERSON && i < ops->len; i++) {
    const KkOp *op = peek_word_of_owner (record, ops, i);

    if (op != NULL)
      read_birth (roles, record, op);
  }
}

static GArray *
read_roles (const GArray *records, GPtrArray *const *ops)
{
  GArray *roles = g_array_new (FALSE, FALSE, sizeof (PersonRole));

  g_array_set_clear_func (roles, clear_role);
  for (guint r = 0; r < records->len; r++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, r);
    PersonRole role = { .link = record->id, .owner = record->owner };

    if (record->type != KK_RECORD_PERSON_IN_CASE)
      continue;
    for (guint i = 0; i < ops[r]->len; i++) {
      const KkOp *op = peek_word_of_owner (record, ops[r], i);

      if (op != NULL)
        read_role_field (&role, op);
    }
    g_array_append_val (roles, role);
  }
  for (guint r = 0; r < records->len; r++)
    read_births (roles, &g_array_index (records, KkVaultRecord, r), ops[r]);
  return roles;
}

/* A person with several roles in one case: the one that the law protects most strictly decides, and
 * that is the suspect's (a victim who is also a suspect has two sets, domain §1.7 rule 10). */
static const PersonRole *
find_role (const GArray *roles, const KkVaultRecord *record)
{
  const PersonRole *found = NULL;

  for (guint i = 0; i < roles->len; i++) {
    const PersonRole *role = &g_array_index (roles, PersonRole, i);

    if (record->type == KK_RECORD_PERSON_IN_CASE && kk_id_equal (&role->link, &record->id))
      return role;
    if (!kk_id_equal (&role->owner, &record->owner))
      continue;
    if (record->type == KK_RECORD_PERSON && kk_id_equal (&role->person, &record->id) &&
        (found == NULL || role->subject == KK_SUBJECT_SUSPECT))
      found = role;
  }
  if (found != NULL || record->type == KK_RECORD_PERSON || record->type == KK_RECORD_PERSON_IN_CASE)
    return found;
  /* What is not about one person in particular is told about the victim of the case. */
  for (guint i = 0; i < roles->len; i++) {
    const PersonRole *role = &g_array_index (roles, PersonRole, i);

    if (role->subject == KK_SUBJECT_VICTIM && kk_id_equal (&role->owner, &record->owner))
      return role;
  }
  return NULL;
}

static guint
find_group (GArray *groups, const PersonRole *role, gint64 basis, const char *day)
{
  KkGatheredGroup added = { .basis = basis, .age = -1 };

  if (role != NULL && role->subject != KK_SUBJECT_NONE) {
    added.has_subject = TRUE;
    added.person = role->person;
    added.subject = role->subject;
    added.age = kk_age_on (role->birth, day);
  }
  for (guint i = 0; i < groups->len; i++) {
    const KkGatheredGroup *group = &g_array_index (groups, KkGatheredGroup, i);

    if (group->basis == basis && group->has_subject == added.has_subject &&
        group->subject == added.subject && kk_id_equal (&group->person, &added.person))
      return i;
  }
  g_array_append_val (groups, added);
  return groups->len - 1;
}

static void
add_fields (KkGathered *gathered,
            guint r,
            const GPtrArray *ops,
            const PersonRole *role,
            const char *day)
{
  const KkVaultRecord *record = &g_array_index (gathered->records, KkVaultRecord, r);

  for (guint i = 0; i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];
    KkGatheredField *field;

    /* Only what this desk wrote itself, as owner or as a proposal: nobody speaks for another (§14). */
    if (!kk_id_equal (&stored->desk, &record->desk) || stored->op->field == 0)
      continue;
    field = g_new0 (KkGatheredField, 1);
    field->record = r;
    field->group = find_group (gathered->groups, role, stored->basis, day);
    field->op = kk_op_ref (stored->op);
    g_ptr_array_add (gathered->fields, field);
  }
}

static gboolean
may_leave (const KkVaultRecord *record, const KkId *receiver)
{
  const KkRecordTypeInfo *type = kk_schema_type ((KkRecordType) record->type);

  if (!kk_id_equal (&record->owner, &record->desk) && !kk_id_equal (&record->owner, receiver))
    return FALSE;
  /* A decision at a gate goes to its participants only, as the object that they can check (§13). */
  if (record->type == KK_RECORD_GATE_DECISION)
    return FALSE;
  return record->deletion == KK_DELETION_NONE && type != NULL && !type->siblings_only;
}

static GArray *
list_records (KkApp *app,
              const KkId *desk,
              const KkId *receiver,
              const KkId *thread,
              GError **error)
{
  g_autoptr (GArray) all = kk_vault_thread_records (app->vault, desk, thread, error);
  GArray *own;

  if (all == NULL)
    return NULL;
  own = g_array_new (FALSE, FALSE, sizeof (KkVaultRecord));
  for (guint i = 0; i < all->len; i++) {
    const KkVaultRecord *record = &g_array_index (all, KkVaultRecord, i);

    if (may_leave (record, receiver))
      g_array_append_vals (own, record, 1);
  }
  return own;
}

static void
clear_ops (gpointer data)
{
  g_clear_pointer ((GPtrArray **) data, g_ptr_array_unref);
}

/* Ages at which the law answers otherwise: the brackets of SUBJECT_AGE (exchange §13). */
static void
note_birthdays (KkGathered *gathered, const GArray *roles, const char *day)
{
  static const gint ages[] = { 12, 16, 18 };

  for (guint i = 0; i < roles->len; i++) {
    const char *birth = g_array_index (roles, PersonRole, i).birth;

    for (gsize a = 0; birth != NULL && kk_day_is_valid (birth) && a < G_N_ELEMENTS (ages); a++) {
      gint64 year = g_ascii_strtoll (birth, NULL, 10) + ages[a];
      g_autofree char *then = g_strdup_printf ("%04" G_GINT64_FORMAT "%s", year, birth + 4);

      kk_day_keep_first (gathered->next_day, then, day);
    }
  }
}

KkGathered *
kk_case_gather (KkApp *app, const KkGatherScope *scope, const char *day, GError **error)
{
  g_autoptr (KkGathered) gathered = g_new0 (KkGathered, 1);
  g_autoptr (GArray) ops = g_array_new (FALSE, TRUE, sizeof (GPtrArray *));
  g_autoptr (GArray) roles = NULL;

  g_array_set_clear_func (ops, clear_ops);
  gathered->thread = *scope->thread;
  gathered->groups = g_array_new (FALSE, FALSE, sizeof (KkGatheredGroup));
  gathered->fields = g_ptr_array_new_with_free_func (free_field);
  gathered->records = list_records (app, scope->desk, scope->receiver, scope->thread, error);
  if (gathered->records == NULL) {
    gathered->records = g_array_new (FALSE, FALSE, sizeof (KkVaultRecord));
    return NULL;
  }
  for (guint r = 0; r < gathered->records->len; r++) {
    const KkVaultRecord *record = &g_array_index (gathered->records, KkVaultRecord, r);
    GPtrArray *list = kk_vault_op_list (app->vault, record->idx, KK_OPS_LIVE, error);

    if (list == NULL)
      return NULL;
    g_array_append_val (ops, list);
  }
  roles = read_roles (gathered->records, (GPtrArray *const *) (void *) ops->data);
  note_birthdays (gathered, roles, day);
  for (guint r = 0; r < gathered->records->len; r++)
    add_fields (gathered, r, g_array_index (ops, GPtrArray *, r),
                find_role (roles, &g_array_index (gathered->records, KkVaultRecord, r)), day);
  return g_steal_pointer (&gathered);
}
