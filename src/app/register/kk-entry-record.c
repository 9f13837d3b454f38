/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/register/kk-entry-record-private.h"

#include "format/kk-entry-codec.h"
#include "vault/kk-vault-records.h"
#include "vault/kk-vault-register.h"

/* Entries that are looked through at once, the newest first. */
#define BATCH 200

static void
set_thread (KkEntry *entry, const KkId *thread)
{
  entry->has_thread = TRUE;
  entry->thread = *thread;
}

/* Whether @stored is the erasure of @record; then @entry gets its thread. */
static gboolean
copy_thread (const KkVaultEntry *stored, const KkId *record, KkEntry *entry)
{
  g_autoptr (KkEntry) read = stored->text != NULL ? kk_entry_decode (stored->text, NULL) : NULL;

  if (read == NULL || read->kind != KK_ENTRY_ERASED || !read->has_thread)
    return FALSE;
  for (guint i = 0; i < read->fields->len; i++) {
    if (!kk_id_equal (&((const KkEntryField *) read->fields->pdata[i])->record, record))
      continue;
    set_thread (entry, &read->thread);
    return TRUE;
  }
  return FALSE;
}

static gboolean
find_erasure (KkApp *app, gint64 log, const KkId *record, KkEntry *entry, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkVaultEntry) last = kk_vault_entry_last (app->vault, log, &local);
  guint64 to = last != NULL ? last->n : 0;

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  while (to > 0) {
    guint64 from = to > BATCH ? to - BATCH + 1 : 1;
    g_autoptr (GPtrArray) list = kk_vault_entry_list (app->vault, log, from, to, error);

    if (list == NULL)
      return FALSE;
    for (guint i = list->len; i > 0; i--) {
      if (copy_thread (list->pdata[i - 1], record, entry))
        return TRUE;
    }
    to = from - 1;
  }
  return TRUE;
}

gboolean
kk_entry_name_case (KkApp *app,
                    gint64 log,
                    const KkId *desk,
                    const KkId *record,
                    KkEntry *entry,
                    GError **error)
{
  KkVaultRecord stored;
  gboolean found;

  if (!kk_vault_record_find (app->vault, desk, record, &stored, &found, error))
    return FALSE;
  if (found && stored.has_thread)
    set_thread (entry, &stored.thread);
  return found || !kk_vault_erased_has (app->vault, desk, record) ||
         find_erasure (app, log, record, entry, error);
}

/* The fields of one record that an entry is to name. */
typedef struct {
  KkApp *app;
  gint64 record;
  const KkId *id;
  KkEntry *entry;
} Naming;

static gboolean
name_field (Naming *naming, const KkDot *dot, KkOp **recall, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkStoredOp) named = kk_vault_op_get (naming->app->vault, naming->record, dot, &local);

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (named != NULL && named->op->field != 0)
    kk_entry_add_field (naming->entry, naming->id, named->op->field, named->op->element);
  else if (named != NULL && named->op->kind == KK_OP_RECALL && recall != NULL)
    *recall = kk_op_ref (named->op);
  return TRUE;
}

/* @answer: @op may name a recall in place of what was shared. */
static gboolean
name_fields (Naming *naming, const KkOp *op, gboolean answer, GError **error)
{
  gsize n_dots = 0;
  const KkDot *dots = NULL;

  if (op->value != NULL && kk_value_get_kind (op->value) == KK_VALUE_DOTS)
    dots = kk_value_get_dots (op->value, &n_dots);
  for (gsize i = 0; i < n_dots; i++) {
    g_autoptr (KkOp) recall = NULL;

    if (!name_field (naming, &dots[i], answer ? &recall : NULL, error) ||
        (recall != NULL && !name_fields (naming, recall, FALSE, error)))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_entry_add_recalled (KkApp *app,
                       gint64 record,
                       const KkId *id,
                       const KkOp *op,
                       KkEntry *entry,
                       GError **error)
{
  Naming naming = { app, record, id, entry };
  guint before = entry->fields->len;

  if (record > 0 && op->kind == KK_OP_RECALL && !name_fields (&naming, op, TRUE, error))
    return FALSE;
  if (entry->fields->len == before)
    kk_entry_add_field (entry, id, 0, NULL);
  return TRUE;
}
