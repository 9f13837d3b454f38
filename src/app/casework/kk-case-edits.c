/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-case-edits-private.h"

#include "app/casework/kk-advice-private.h"
#include "app/casework/kk-case-reference-private.h"
#include "app/casework/kk-case-view-private.h"
#include "app/casework/kk-field-input-private.h"
#include "app/casework/kk-route-file-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An edit whose words are understood. */
typedef struct {
  const KkField *field;
  GPtrArray *values; /* KkHtcdsValue; none = no value any more */
  KkCategories ticked;
} ReadEdit;

static gboolean
refuse (GError **error, char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  g_free (sentence);
  return FALSE;
}

/* Reading what is asked. */

static void
free_edit (gpointer data)
{
  ReadEdit *edit = data;

  g_clear_pointer (&edit->values, g_ptr_array_unref);
  g_free (edit);
}

static const KkField *
find_field (const KkFieldEdit *edit, GError **error)
{
  const KkRecordTypeInfo *type = edit->type != NULL ? kk_schema_type_by_name (edit->type) : NULL;
  const KkField *field;

  if (edit->type != NULL && type == NULL) {
    /* Translators: %s is what a person typed, such as "persoon" for "person". */
    refuse (error, g_strdup_printf (_ ("There is no type of record named %s."), edit->type));
    return NULL;
  }
  field = kk_schema_field_by_name (type != NULL ? type->type : 0, edit->field);
  if (field == NULL)
    /* Translators: %s is the name of a field, as the person typed it. */
    refuse (error, g_strdup_printf (_ ("There is no field named %s."), edit->field));
  return field;
}

static ReadEdit *
read_edit (const KkFieldEdit *edit, GError **error)
{
  const KkField *field = find_field (edit, error);
  GPtrArray *values;
  ReadEdit *read;

  if (field == NULL || !kk_field_input_check_ticks (edit->ticked, error))
    return NULL;
  if (field->writer == KK_WRITER_PROGRAM) {
    refuse (error,
            g_strdup_printf (_ ("%s is made by the program and cannot be typed."), field->name));
    return NULL;
  }
  values = kk_field_input_read (field, edit->value, error);
  if (values == NULL)
    return NULL;
  read = g_new0 (ReadEdit, 1);
  read->field = field;
  read->values = values;
  read->ticked = edit->ticked;
  return read;
}

static int
compare_types (gconstpointer a, gconstpointer b)
{
  const ReadEdit *left = *(ReadEdit *const *) a;
  const ReadEdit *right = *(ReadEdit *const *) b;

  return (int) left->field->type - (int) right->field->type;
}

/* By type of record, so that a person is there before the role that leads to it. */
GPtrArray *
kk_case_edits_read (const KkFieldEdit *edits, gsize n_edits, GError **error)
{
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func (free_edit);

  for (gsize i = 0; i < n_edits; i++) {
    ReadEdit *edit = read_edit (&edits[i], error);

    if (edit == NULL)
      return NULL;
    g_ptr_array_add (read, edit);
  }
  g_ptr_array_sort (read, compare_types);
  return g_steal_pointer (&read);
}

/* Whether it may be written. */

static gboolean
check_owner (const KkCaseEditing *editing,
             const KkVaultRecord *target,
             const KkField *field,
             GError **error)
{
  g_autofree char *slug = NULL;

  if (kk_id_equal (&target->owner, &editing->writer.desk) || field->writer == KK_WRITER_OWNER)
    return TRUE;
  slug = kk_desk_dup_slug (editing->app, &target->owner);
  /* Translators: the first %s is the name of a field, the second that of an organisation. */
  return refuse (error, g_strdup_printf (_ ("%s is written by %s only, which owns this record."),
                                         field->name, slug));
}

static gboolean
check_once (const KkField *field, const GPtrArray *live, GError **error)
{
  if (field->writer != KK_WRITER_ONCE || live->len == 0)
    return TRUE;
  return refuse (error, g_strdup_printf (_ ("%s is never changed once it is filled in. Make a new "
                                            "record that corrects it."),
                                         field->name));
}

static gboolean
check_reference (const KkCaseEditing *editing, const ReadEdit *edit, GError **error)
{
  const KkHtcdsValue *value;

  if (strcmp (edit->field->name, "nl_CaseReference") != 0)
    return TRUE;
  if (edit->values->len == 0)
    return refuse (error, g_strdup (_ ("A case keeps a reference, or nobody can name it.")));
  value = edit->values->pdata[0];
  return strcmp (value->text, editing->case_->reference) == 0 ||
         kk_case_reference_check (editing->app, &editing->writer.desk, value->text, error);
}

/* From its first move on, the step of a file follows its route: written by hand it would say something else. */
static gboolean
check_step (const KkCaseEditing *editing,
            const KkVaultRecord *target,
            const ReadEdit *edit,
            GError **error)
{
  gboolean has_moves;

  if (strcmp (edit->field->name, "nl_Stage") != 0 ||
      !kk_id_equal (&target->owner, &editing->writer.desk))
    return TRUE;
  if (!kk_route_has_moves (editing->app, editing->case_, &has_moves, error))
    return FALSE;
  return !has_moves ||
         refuse (error, g_strdup (_ ("The step of this case follows its route. Move it with “case "
                                     "move”.")));
}

/* nl_ShareDesk leads to a desk, every other reference to a record of the case. */
static gboolean
check_link (const KkCaseEditing *editing, const ReadEdit *edit, GError **error)
{
  const KkHtcdsValue *value = edit->values->len > 0 ? edit->values->pdata[0] : NULL;
  KkId id;

  if (edit->field->kind != KK_FIELD_REFERENCE || value == NULL ||
      kk_case_editing_find_record (editing, value->text) != NULL ||
      (kk_id_parse (value->text, &id) &&
       kk_directory_find_desk (editing->app->directory, &id, NULL) != NULL))
    return TRUE;
  return refuse (error, g_strdup_printf (_ ("%s takes the id of a record of this case: 32 "
                                            "hexadecimal digits."),
                                         edit->field->name));
}

/* Writing. */

static gboolean
says (const KkStoredOp *stored, const KkOwnOp *own)
{
  return stored->op->kind == own->kind && kk_value_equal (stored->op->value, own->value) &&
         stored->op->extra == own->extra;
}

/* Saying again what is said already would only disclose it again. */
static gboolean
is_said (const KkLiveField *live, const KkOwnOp *own, gboolean owner)
{
  if (live == NULL)
    return own->kind == KK_OP_ABSENT;
  if (live->conflict)
    return FALSE;
  if (live->proposals->len == 0)
    return live->current->len == 1 && says (live->current->pdata[0], own);
  return !owner && live->proposals->len == 1 && says (live->proposals->pdata[0], own);
}

/* Ticks on a field with categories of its own protect it (a phone that is secret): they stay when the value
 * changes, until it is emptied. Ticks on free text are about the words that were there. */
static KkCategories
join_ticks (const ReadEdit *edit, const KkLiveField *live)
{
  KkCategories ticked = edit->ticked;

  if (edit->values->len == 0)
    return 0;
  for (guint i = 0; live != NULL && i < live->current->len; i++) {
    if ((edit->field->flags & KK_FIELD_TICKS) == 0)
      ticked |= ((const KkStoredOp *) live->current->pdata[i])->op->extra;
  }
  return ticked;
}

static const KkLiveField *
find_live (const GPtrArray *fields, const char *element)
{
  for (guint i = 0; i < fields->len; i++) {
    const KkLiveField *live = fields->pdata[i];

    if (g_strcmp0 (live->element, element) == 0)
      return live;
  }
  return NULL;
}

/* @value: (nullable): NULL = no value any more. */
static gboolean
write_value (KkCaseEditing *editing,
             const KkVaultRecord *target,
             const ReadEdit *edit,
             const KkLiveField *live,
             const KkHtcdsValue *value,
             GError **error)
{
  g_autoptr (KkValue) carried =
      value != NULL ? kk_field_input_value (edit->field, value->text) : NULL;
  KkOwnOp own = { .kind = value != NULL ? KK_OP_VALUE : KK_OP_ABSENT,
                  .field = edit->field->number,
                  .value = carried,
                  .basis = KK_VAULT_NO_BASIS };

  own.element = value != NULL ? value->element : live != NULL ? live->element : NULL;
  own.extra = value != NULL ? join_ticks (edit, live) : 0;
  if (is_said (live, &own, kk_id_equal (&target->owner, &editing->writer.desk)))
    return TRUE;
  return kk_record_writer_add (&editing->writer, target, &own, error);
}

static gboolean
is_wanted (const ReadEdit *edit, const char *element)
{
  for (guint i = 0; i < edit->values->len; i++) {
    if (g_strcmp0 (((const KkHtcdsValue *) edit->values->pdata[i])->element, element) == 0)
      return TRUE;
  }
  return FALSE;
}

/* A set is replaced: codes that are not named any more become absent, one by one. */
static gboolean
write_field (KkCaseEditing *editing,
             const KkVaultRecord *target,
             const ReadEdit *edit,
             const GPtrArray *fields,
             GError **error)
{
  for (guint i = 0; i < edit->values->len; i++) {
    const KkHtcdsValue *value = edit->values->pdata[i];

    if (!write_value (editing, target, edit, find_live (fields, value->element), value, error))
      return FALSE;
  }
  for (guint i = 0; i < fields->len; i++) {
    const KkLiveField *live = fields->pdata[i];

    if (!is_wanted (edit, live->element) && !write_value (editing, target, edit, live, NULL, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_edit (KkCaseEditing *editing,
            const KkVaultRecord *target,
            const ReadEdit *edit,
            GError **error)
{
  g_autoptr (GPtrArray) live = NULL;
  g_autoptr (GPtrArray) fields = NULL;

  if (!check_owner (editing, target, edit->field, error) ||
      !check_reference (editing, edit, error) || !check_step (editing, target, edit, error) ||
      !check_link (editing, edit, error))
    return FALSE;
  live = kk_vault_op_list_field (editing->app->vault, target->idx, edit->field->number, KK_OPS_LIVE,
                                 error);
  if (live == NULL || !check_once (edit->field, live, error))
    return FALSE;
  fields = kk_live_fields (live, &target->owner);
  return write_field (editing, target, edit, fields, error);
}

static gboolean
write_one (KkCaseEditing *editing, const char *record, const ReadEdit *edit, GError **error)
{
  KkVaultRecord target;

  if (record != NULL)
    return kk_case_editing_find_named (editing, record, edit->field, &target, error) &&
           write_edit (editing, &target, edit, error);
  /* Where there is no record, there is no value to take away. */
  if (edit->values->len == 0 && !kk_case_editing_has_target (editing, edit->field))
    return TRUE;
  return kk_case_editing_find_target (editing, edit->field, &target, error) &&
         write_edit (editing, &target, edit, error);
}

gboolean
kk_case_edits_check (KkCaseEditing *editing, const GPtrArray *edits, GError **error)
{
  gboolean named = FALSE;

  for (guint i = 0; i < edits->len; i++) {
    const ReadEdit *edit = edits->pdata[i];

    named |= kk_advice_names_somebody (edit->field, edit->ticked);
  }
  return !named || kk_advice_check (editing->app, editing->case_, error);
}

gboolean
kk_case_edits_write (KkCaseEditing *editing,
                     const char *record,
                     const GPtrArray *edits,
                     GError **error)
{
  for (guint i = 0; i < edits->len; i++) {
    if (!write_one (editing, record, edits->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}
