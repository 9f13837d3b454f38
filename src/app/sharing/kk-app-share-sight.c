/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-app-share-sight.h"

#include "app/casework/kk-case-view-private.h"
#include "app/kk-label-private.h"
#include "app/sharing/kk-explain-private.h"
#include "app/sharing/kk-share-preview-private.h"
#include "format/kk-body-codec.h"

static void
free_field (gpointer data)
{
  KkSightField *field = data;

  g_free (field->name);
  g_free (field->element);
  g_free (field->value);
  g_ptr_array_unref (field->articles);
  g_ptr_array_unref (field->caveats);
  g_free (field);
}

static void
free_record (gpointer data)
{
  KkSightRecord *record = data;

  g_free (record->id);
  g_ptr_array_unref (record->fields);
  g_free (record);
}

void
kk_share_sight_free (KkShareSight *sight)
{
  if (sight == NULL)
    return;
  g_free (sight->recipient_name);
  g_ptr_array_unref (sight->records);
  g_free (sight);
}

static void
show_basis (KkSightField *field, const KkRegister *reg, const KkBasis *basis)
{
  for (guint i = 0; i < basis->rows->len; i++) {
    const KkRow *row = kk_register_find_row (reg, basis->rows->pdata[i], NULL);

    if (row != NULL &&
        !g_ptr_array_find_with_equal_func (field->articles, row->article, g_str_equal, NULL))
      g_ptr_array_add (field->articles, g_strdup (row->article));
  }
  for (guint i = 0; i < basis->caveats->len; i++) {
    KkCaveat caveat = KK_CAVEAT_UNKNOWN;

    if (!kk_caveat_parse (basis->caveats->pdata[i], &caveat))
      caveat = KK_CAVEAT_UNKNOWN;
    g_ptr_array_add (field->caveats, g_strdup (kk_explain_caveat (caveat)));
  }
}

static KkSightField *
show_op (const KkRegister *reg, const KkBody *body, const KkOp *op)
{
  KkSightField *field = g_new0 (KkSightField, 1);

  field->name = kk_field_dup_name (op->field);
  field->element = g_strdup (op->element);
  field->value = kk_op_dup_value (op);
  field->articles = g_ptr_array_new_with_free_func (g_free);
  field->caveats = g_ptr_array_new_with_free_func (g_free);
  if (op->basis != KK_NO_BASIS)
    show_basis (field, reg, body->bases->pdata[op->basis]);
  return field;
}

/* One record may be in several bodies. */
static KkSightRecord *
get_record (KkShareSight *sight, const KkBodyRecord *found)
{
  KkIdText id = kk_id_text (&found->id);
  KkSightRecord *record;

  for (guint i = 0; i < sight->records->len; i++) {
    record = sight->records->pdata[i];
    if (g_str_equal (record->id, id.text))
      return record;
  }
  record = g_new0 (KkSightRecord, 1);
  record->id = g_strdup (id.text);
  record->type = kk_record_type_name (found->type);
  record->fields = g_ptr_array_new_with_free_func (free_field);
  g_ptr_array_add (sight->records, record);
  return record;
}

static void
show_record (KkShareSight *sight,
             const KkRegister *reg,
             const KkBody *body,
             const KkBodyRecord *found)
{
  KkSightRecord *record = get_record (sight, found);

  for (guint i = 0; i < found->ops->len; i++) {
    const KkOp *op = found->ops->pdata[i];
    const KkBasis *basis = op->basis != KK_NO_BASIS ? body->bases->pdata[op->basis] : NULL;

    if (basis != NULL && basis->has_subject && record->role == NULL)
      record->role = kk_subject_text (basis->subject);
    sight->values += op->kind == KK_OP_VALUE;
    g_ptr_array_add (record->fields, show_op (reg, body, op));
  }
}

/* From the draft only its bytes are taken. */
static gboolean
show_body (KkShareSight *sight, const KkRegister *reg, const KkBody *drafted, GError **error)
{
  g_autoptr (GBytes) bytes = kk_body_encode (drafted, error);
  g_autoptr (KkBody) body = bytes != NULL ? kk_body_decode (bytes, error) : NULL;

  if (body == NULL)
    return FALSE;
  sight->size += g_bytes_get_size (bytes);
  sight->withheld += body->withheld;
  for (guint i = 0; i < body->records->len; i++)
    show_record (sight, reg, body, body->records->pdata[i]);
  return TRUE;
}

KkShareSight *
kk_app_share_sight (KkApp *app, const KkSharePlan *plan, GError **error)
{
  g_autoptr (KkShareQuery) query = kk_share_query_from_plan (app, plan, error);
  g_autoptr (KkVaultTransaction) undone = NULL;
  g_autoptr (KkShareDraft) draft = NULL;
  g_autoptr (KkShareSight) sight = NULL;
  const KkRegister *reg;

  if (query == NULL)
    return NULL;
  undone = kk_vault_begin (app->vault, error);
  draft = undone != NULL ? kk_share_make_draft (app, query, error) : NULL;
  reg = draft != NULL ? kk_directory_newest_register (app->directory, error) : NULL;
  if (reg == NULL)
    return NULL;
  sight = g_new0 (KkShareSight, 1);
  sight->recipient_name = kk_label_dup_desk (app->directory, &query->ask.parties.receiver->id);
  sight->records = g_ptr_array_new_with_free_func (free_record);
  for (guint i = 0; i < draft->bodies->len; i++) {
    if (!show_body (sight, reg, draft->bodies->pdata[i], error))
      return NULL;
  }
  return g_steal_pointer (&sight);
}
